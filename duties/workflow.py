"""不作为问题: a hit that is none, left out until a day, and taken in again."""

from datetime import date

from audit.log import move, record
from core import clock
from core.duties import Duty
from core.rows import lock
from core.verdict import Refusal, refused, require
from duties import access, queries, rules
from duties.models import Dismissal


@move
def dismiss(duty: Duty, thing, *, by, reason: str, until: date) -> Dismissal:
    """Leave the hit out until the day; under the unit's lock, so that two people leave it out once."""
    unit = lock(queries.unit_of(duty, thing))
    today = clock.today()
    require(access.may_dismiss(by, unit))
    require(rules.until(until, today))
    if not reason.strip():
        raise Refusal(refused("请写明理由。"))
    if not queries.open_hits(duty, by, today, [unit.pk]).filter(pk=thing.pk).exists():
        raise Refusal(refused("这一项已经办理，或者已经列为不作为问题。"))
    _end(Dismissal.objects.filter(duty=duty.name, thing_id=thing.pk, ended_on=None), today)
    dismissal = Dismissal.objects.create(
        duty=duty.name,
        thing_id=thing.pk,
        unit=unit,
        what=duty.tell(thing).text[:300],
        reason=reason.strip(),
        dismissed_on=today,
        dismissed_by=f"{by.post_text}{by.name}",
        until=until,
    )
    record("duties.dismissed", dismissal, by=by, what=dismissal.what, reason=dismissal.reason, until=until)
    return dismissal


@move
def take_back(dismissal: Dismissal, *, by) -> Dismissal:
    dismissal = lock(dismissal)
    require(access.may_take_back(by, dismissal))
    dismissal.ended_on = clock.today()
    dismissal.save(update_fields=["ended_on"])
    record("duties.taken_back", dismissal, by=by, what=dismissal.what)
    return dismissal


def _end(expired, today: date) -> None:
    """A row whose day is past makes room for a new one."""
    expired.update(ended_on=today)
