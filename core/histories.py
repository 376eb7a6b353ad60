"""The history of a row is dated by the one clock, and can be asked how things stood."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.dispatch import receiver
from simple_history.signals import pre_create_historical_record

from core import clock


@receiver(pre_create_historical_record)
def date_by_the_clock(sender, *, history_instance, **kwargs) -> None:
    history_instance.history_date = clock.now()


def as_of(model, moment: datetime) -> QuerySet:
    """The last row of history of each object up to the moment, of those that were there.

    The library's own as_of() gives an object twice where two of its rows bear the same moment.
    """
    rows = model.history.filter(history_date__lte=moment)
    later = rows.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    return rows.filter(~Exists(later)).exclude(history_type="-")
