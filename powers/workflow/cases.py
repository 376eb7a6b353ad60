"""The life of a 办件: accepted, then one deed after the other, each by somebody on a day (art. 26)."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import workflow as deadlines
from deadlines.queries import calendar
from organisations.queries import leader_in_charge
from powers import access, queries
from powers.enums import CASE_ENDED, CaseDeed
from powers.letters import CASE
from powers.models import CaseEntry, Power, PowerCase
from powers.rules import cases as rules


@move
def accept_case(
    power: Power, *, by, person, on, days: int, day_kind: str, subject: str, number: str = "", note: str = ""
) -> PowerCase:
    lock(power.unit)  # a number is once in a unit
    power = lock(power)
    require(access.may_accept_case(by, power))
    case = _accepted(
        power, by, person, on, days=days, day_kind=day_kind, subject=subject, number=number, note=note
    )
    record("powers.case_accepted", case, by=by, power=power.name)
    return case


def _accepted(power, by, person, on, *, days, day_kind, subject, number="", note="") -> PowerCase:
    entry = rules.Entry(CaseDeed.ACCEPT, person.pk, on)
    require(rules.may_follow(entry, (), status=rules.BEGINNING, today=clock.today()))
    require(rules.said_once(number, known=queries.knows_case(power, number, subject, on)))
    counted = rules.due([entry], days, day_kind, calendar())
    leader = leader_in_charge(power.unit, on)
    case = PowerCase.objects.create(
        power=power,
        unit=power.unit,
        number=number,
        subject=subject,
        leader=leader.name if leader else "",
        accepted_on=on,
        days=days,
        day_kind=day_kind,
        due_on=counted.on,
        arithmetic=counted.arithmetic,
    )
    _enter(case, entry, person, note, by)
    _promise(case, counted)
    return case


@move
def take_step(
    case: PowerCase, *, by, deed: str, person, on, note: str = "", version: int | None = None
) -> PowerCase:
    """One deed more. What is late is counted to the day it was finished on, not to the day it was entered."""
    case = lock(case, version)
    require(access.may_enter(by, case))
    _stepped(case, by, deed, person, on, note)
    record("powers.case_step", case, by=by, deed=CaseDeed(deed).label)
    return case


@move
def take_in_cases(rows: list[tuple], *, by, file: str, sha256: str) -> None:
    """A checked list: (power, values of the row, [(deed, person, day)]) each. One audit row for all of it."""
    powers = {power.pk: power for power, _, _ in rows}
    for unit in sorted({power.unit for power in powers.values()}, key=lambda unit: unit.pk):
        lock(unit)
    for power in powers.values():
        require(access.may_accept_case(by, power))
    for power, values, ((_, person, on), *further) in rows:
        about = {"subject": values["subject"], "number": values["number"]}
        case = _accepted(power, by, person, on, days=power.limit, day_kind=power.day_kind, **about)
        for deed, someone, then in further:
            ends = rules.LEADS_TO[deed] in CASE_ENDED
            _stepped(case, by, deed, someone, then, values["result"] if ends else "")
    record("powers.cases_imported", rows[0][0], by=by, file=file, sha256=sha256, cases=len(rows))


def _stepped(case: PowerCase, by, deed: str, person, on, note: str) -> None:
    before = queries.entries_of(case)
    entry = rules.Entry(deed, person.pk, on)
    require(rules.may_follow(entry, before, status=case.status, today=clock.today()))
    _enter(case, entry, person, note, by)
    case.status = rules.LEADS_TO.get(deed, case.status)
    case.is_paused = deed == CaseDeed.PAUSE
    case.version += 1
    if case.status in CASE_ENDED:
        case.finished_on, case.result = on, note
        deadlines.meet(CASE.name, case, on=on)
    elif deed == CaseDeed.PAUSE:
        deadlines.cancel(CASE.name, case)
    elif deed == CaseDeed.RESUME:
        counted = rules.due([*before, entry], case.days, case.day_kind, calendar())
        case.due_on, case.arithmetic = counted.on, counted.arithmetic
        _promise(case, counted)
    case.save()


def _enter(case: PowerCase, entry: rules.Entry, person, note: str, by) -> None:
    CaseEntry.objects.create(case=case, deed=entry.deed, person=person, on=entry.on, note=note, entered_by=by)


def _promise(case: PowerCase, counted) -> None:
    deadlines.promise(
        CASE.name,
        case,
        unit=case.unit,
        started_on=case.accepted_on,
        due_on=counted.on,
        article=26,
        arithmetic=counted.arithmetic,
        title=str(case)[:200],
        url=case.get_absolute_url(),
        calendar_version=counted.calendar_version,
    )
