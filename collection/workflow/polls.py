"""What people answered is recorded, and put right where it was written down wrongly (art. 37)."""

from audit.log import move, record
from collection.access import polls as access
from collection.models import Poll
from core.rows import lock
from core.verdict import require


@move
def record_poll(unit, *, by, **values) -> Poll:
    require(access.may_record_poll(by, unit))
    poll = Poll.objects.create(unit=unit, recorded_by=by, **values)
    record("collection.record_poll", poll, by=by)
    return poll


@move
def change_poll(poll: Poll, *, by, version: int | None = None, **values) -> Poll:
    """The unit stays: what was asked about another one is another record."""
    poll = lock(poll, version)
    require(access.may_record_poll(by, poll.unit))
    for name, value in values.items():
        setattr(poll, name, value)
    poll.version += 1
    poll.save()
    record("collection.change_poll", poll, by=by)
    return poll
