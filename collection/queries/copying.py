"""What a form may take over from the one before it."""

from django.db.models import Subquery

from collection.enums import ItemStatus
from collection.queries.items import items_in, items_visible_to

COPIED = (
    ItemStatus.REPORTED,
    ItemStatus.TRIAGED,
)  # what was handed over as an accusation is never typed again


def copyable(form, user):
    """The items of the last form before this one that had any the reader sees; not what stands in this one already."""
    earlier = items_visible_to(user).filter(
        unit=form.unit_id, form__period__code__lt=form.period.code, status__in=COPIED
    )
    latest = earlier.order_by("-form__period__code").values("form__period__code")[:1]
    here = items_in(form, user).order_by().values("summary")
    return earlier.filter(form__period__code=Subquery(latest)).exclude(summary__in=here).order_by("pk")
