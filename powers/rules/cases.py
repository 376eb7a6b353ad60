"""办件: which deed may follow which, and who may not do two of them (arts. 9, 26)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from core.dates import cn
from core.verdict import GRANTED, Verdict, first_refusal, refused
from deadlines.rules import Calendar, Due, counted_due
from powers.enums import CaseDeed, CaseStatus, DayKind

LONGEST = 365  # days a limit may have
LEADS_TO = {
    CaseDeed.ACCEPT: CaseStatus.ACCEPTED,
    CaseDeed.HANDLE: CaseStatus.HANDLED,
    CaseDeed.REVIEW: CaseStatus.REVIEWED,
    CaseDeed.APPROVE: CaseStatus.APPROVED,
    CaseDeed.FINISH: CaseStatus.FINISHED,
    CaseDeed.REFUSE: CaseStatus.REFUSED,
    CaseDeed.WITHDRAW: CaseStatus.WITHDRAWN,
}
ALWAYS = (CaseDeed.PAUSE, CaseDeed.REFUSE, CaseDeed.WITHDRAW)
BEGINNING = ""  # the status of what is not there yet
NEXT = {  # the likeliest first; a small matter is approved without a review
    BEGINNING: (CaseDeed.ACCEPT,),
    CaseStatus.ACCEPTED: (CaseDeed.HANDLE, *ALWAYS),
    CaseStatus.HANDLED: (CaseDeed.REVIEW, CaseDeed.APPROVE, *ALWAYS),
    CaseStatus.REVIEWED: (CaseDeed.APPROVE, *ALWAYS),
    CaseStatus.APPROVED: (CaseDeed.FINISH, CaseDeed.WITHDRAW),
}
WHILE_PAUSED = (CaseDeed.RESUME, CaseDeed.WITHDRAW)
APART = (  # art. 9: 审查/批准 and 审核/批复
    (CaseDeed.HANDLE, CaseDeed.APPROVE),
    (CaseDeed.REVIEW, CaseDeed.APPROVE),
)


class Entry(NamedTuple):
    """What was done, by whom (an id), on which day."""

    deed: str
    person: int
    on: date


def next_deeds(status: str, *, is_paused: bool) -> tuple[CaseDeed, ...]:
    return WHILE_PAUSED if is_paused and status in NEXT else NEXT.get(status, ())


def may_follow(entry: Entry, before: Sequence[Entry], *, status: str, today: date) -> Verdict:
    """Whether this deed, by this person, on this day may come next."""
    is_paused = bool(before) and before[-1].deed == CaseDeed.PAUSE
    return first_refusal(
        _in_turn(entry.deed, next_deeds(status, is_paused=is_paused)),
        in_time(entry.on, before, today),
        _apart(entry, before),
        _by_two([*before, entry]),
    )


def said_once(number: str, *, known: bool) -> Verdict:
    """The same case is not accepted twice, also when a page is sent again."""
    if not known:
        return GRANTED
    if number:
        return refused(f"本单位已有编号为{number}的办件。", 26)
    return refused("同一天已受理过同样的申请人或事项。确是另一件的，请写上办件编号或写清区别。", 26)


def _in_turn(deed: str, following: Iterable[CaseDeed]) -> Verdict:
    if deed in following:
        return GRANTED
    words = "、".join(one.label for one in following)
    reason = f"现在只能{words}。" if words else "这件已经办完，不再改动。"
    return refused(reason, 26)


def in_time(on: date, before: Sequence[Entry], today: date) -> Verdict:
    if on > today:
        return refused("日期不能晚于今天。", 26)
    if before and on < before[-1].on:
        return refused(f"日期不能早于上一步（{cn(before[-1].on)}）。", 26)
    return GRANTED


def _apart(entry: Entry, before: Sequence[Entry]) -> Verdict:
    for one, other in APART:
        if entry.deed == other and any(b.deed == one and b.person == entry.person for b in before):
            return refused(f"{one.label}和{other.label}不能是同一人，请由另一人{other.label}。", 9)
    return GRANTED


def _by_two(entries: Sequence[Entry]) -> Verdict:
    """At least two people, also where it is refused; an applicant may withdraw at any time."""
    ends = entries[-1].deed in (CaseDeed.FINISH, CaseDeed.REFUSE)
    if ends and len({entry.person for entry in entries}) < 2:
        return refused("每件至少由两人办理，现在经手的只有一人，请由另一人办这一步。", 9)
    return GRANTED


def stopped(entries: Iterable[Entry]) -> list[tuple[date, date]]:
    """The spans from asking for a correction to its arrival; one that still lasts is not among them."""
    spans, since = [], None
    for entry in entries:
        if entry.deed == CaseDeed.PAUSE:
            since = entry.on
        elif entry.deed == CaseDeed.RESUME:
            spans.append((since, entry.on))
    return spans


def due(entries: Sequence[Entry], days: int, day_kind: str, calendar: Calendar) -> Due:
    """Counted from the day after acceptance; waiting for a correction does not count."""
    counted_by = calendar if day_kind == DayKind.WORKING else None
    return counted_due(entries[0].on, days, counted_by, stopped=stopped(entries))
