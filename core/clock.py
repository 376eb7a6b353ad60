"""The one clock. Nothing else asks the machine what time it is, so a test or the demo can live on any day."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """This moment, aware."""
    return _moment.get() or timezone.now()


def today() -> date:
    """The date in the town."""
    return timezone.localdate(now())


def machine_seconds() -> float:
    """Seconds on the machine itself, for how long a login lasts: they go on while now() is frozen."""
    return timezone.now().timestamp()


@contextmanager
def at(moment: date | datetime):
    """Freeze now() and today(); a date means nine in the morning of it, a naive datetime is local time."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(9))
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    token = _moment.set(moment)
    try:
        yield moment
    finally:
        _moment.reset(token)
