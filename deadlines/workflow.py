"""The life of a promise: promised, perhaps extended, then met or cancelled; and the calendar it is counted by.

promise, meet, cancel and extend are called inside the moves of the app that owns the subject.
"""

from datetime import date

from django.db.models import F

from audit.log import move, record
from core import registries
from core.rows import lock
from core.verdict import Refusal, refused, require
from deadlines import access, queries, rules
from deadlines.enums import State
from deadlines.models import CalendarDay, CalendarYear, Deadline, Extension


@move
def promise(
    kind: str,
    thing,
    *,
    unit,
    started_on: date,
    due_on: date,
    article: int | None,
    arithmetic: str,
    title: str,
    url: str,
    calendar_version: str = "",
    data: dict | None = None,
) -> Deadline:
    """The open promise of this kind about the thing; made now unless there is one, which is left as it is."""
    if kind not in registries.deadline_kinds:
        raise LookupError(f"{kind}: register the kind in core.registries.deadline_kinds first")
    deadline, _ = Deadline.objects.get_or_create(
        kind=kind,
        subject_type=thing._meta.label_lower,
        subject_id=thing.pk,
        state=State.OPEN,
        defaults={
            "unit": unit,
            "title": title,
            "started_on": started_on,
            "due_on": due_on,
            "article": article,
            "arithmetic": arithmetic,
            "calendar_version": calendar_version,
            "url": url,
            "data": data or {},
        },
    )
    return deadline


@move
def meet(kind: str, thing, *, on: date) -> Deadline | None:
    """The promise was kept on the day; None when none is open."""
    return _close(kind, thing, State.MET, met_on=on)


@move
def cancel(kind: str, thing) -> Deadline | None:
    """The promise no longer counts: its subject was revoked, say. None when none is open."""
    return _close(kind, thing, State.CANCELLED)


@move
def reopen(kind: str, thing, *, on: date) -> Deadline | None:
    """The last promise goes on with its old due day: what was kept was sent back. None when there never was one.

    Nobody is told again, nor of a stage that passed while the promise was not open.
    """
    deadline = queries.of(thing).filter(kind=kind).select_for_update().first()
    if deadline and deadline.state != State.OPEN:
        deadline.state, deadline.met_on, deadline.reopened_on = State.OPEN, None, on
        deadline.save(update_fields=["state", "met_on", "reopened_on"])
    return deadline


@move
def extend(
    kind: str,
    thing,
    *,
    by,
    asked_by,
    asked_on: date,
    to: date,
    reason: str,
    on: date,
    days: int = rules.EXTENSION_DAYS,
) -> Deadline:
    """`by` the user who approves, `asked_by` the person who asked; once, and asked for before the due day (art. 43)."""
    deadline = _locked(kind, thing)
    require(access.may_extend(by, deadline, asked_by=asked_by, asked_on=asked_on, to=to, days=days))
    was = deadline.due_on
    Extension.objects.create(
        deadline=deadline,
        from_day=was,
        to_day=to,
        reason=reason,
        asked_on=asked_on,
        asked_by=asked_by,
        by_name=_signature(asked_by),
        approved_by=by.person,
        approved_by_name=_signature(by.person),
        on=on,
    )
    deadline.due_on, deadline.arithmetic = to, rules.extended(deadline.arithmetic, was, to, on)
    deadline.save(update_fields=["due_on", "arithmetic"])
    record("deadlines.extended", deadline, by=by, unit=deadline.unit, was=was, now=to, reason=reason)
    return deadline


def _signature(person) -> str:
    """西山村党支部书记李长河, as it is today."""
    return f"{person.unit}{person.title}{person.name}"


def _close(kind: str, thing, state: State, met_on: date | None = None) -> Deadline | None:
    deadline = _locked(kind, thing)
    if deadline:
        deadline.state, deadline.met_on = state, met_on
        deadline.save(update_fields=["state", "met_on"])
    return deadline


def _locked(kind: str, thing) -> Deadline | None:
    return queries.open_for(thing).filter(kind=kind).select_for_update().first()


@move
def change_day(
    year: CalendarYear, *, by, version: int, day: date, is_working: bool, note: str = ""
) -> CalendarDay:
    """Make one day of an entered year a rest day or a working day. Promises already made keep their dates."""
    year = lock(year, version)
    require(access.may_change_calendar(by))
    if day.year != year.year:
        raise Refusal(refused(f"{day}不在{year}，请到相应年度修改。"))
    changed, _ = CalendarDay.objects.update_or_create(
        date=day, defaults={"is_working": is_working, "note": note, "source": f"{by.name}修改"}
    )
    year.edition += 1
    year.version += 1
    year.save(update_fields=["edition", "version"])
    record(
        "deadlines.day_changed", year, by=by, day=day, arrangement="上班" if is_working else "休息", note=note
    )
    return changed


@move
def enter_year(*, by, year: int, source: str, days: dict[date, tuple[bool, str]]) -> CalendarYear:
    """Enter a year that is missing, as rules.read_notice() read it. A notice may reach into the year before."""
    require(access.may_change_calendar(by))
    entered, is_new = CalendarYear.objects.get_or_create(year=year, defaults={"source": source})
    if not is_new:
        raise Refusal(refused(f"{year}年已经录入，请在该年度中逐日修改。"))
    CalendarDay.objects.bulk_create(
        (
            CalendarDay(date=day, is_working=work, note=note, source=source)
            for day, (work, note) in days.items()
        ),
        update_conflicts=True,
        unique_fields=["date"],
        update_fields=["is_working", "note", "source"],
    )
    neighbours = CalendarYear.objects.filter(year__in={day.year for day in days} - {year})
    neighbours.update(edition=F("edition") + 1, version=F("version") + 1)
    record("deadlines.year_entered", entered, by=by, source=source, days=len(days))
    return entered
