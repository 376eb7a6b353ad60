"""Due days, each with the sentence that shows how it came about. Dates in, dates and sentences out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import HalfYear, Quarter, cn, cn_short
from core.verdict import GRANTED, Verdict, refused
from deadlines.rules.calendar import Calendar, next_working_day

ANSWER_DAYS = 30  # art. 43: 在三十日内回告
DEEMED_DAYS = 3  # DOMAIN default: not signed for, received three days after delivery
SPELT_OUT = 4  # pauses that a sentence has room for
EXTENSION_DAYS = 30  # DOMAIN default: one extension of at most thirty days


@dataclass(frozen=True)
class Due:
    """A due day, the sentence that explains it, and the edition of the calendar it was worked out with."""

    on: date
    arithmetic: str
    calendar_version: str = ""


def answer_due(received_on: date, days: int = ANSWER_DAYS) -> date:
    """Art. 43: thirty calendar days, the day of receipt not counted; rest days do not move it."""
    return received_on + timedelta(days=days)


def deemed_received(delivered_on: date, days: int = DEEMED_DAYS) -> date:
    """A notice nobody signs for counts as received three days after delivery (art. 43 is silent)."""
    return delivered_on + timedelta(days=days)


def days_due(
    started_on: date,
    days: int = ANSWER_DAYS,
    *,
    event: str = "签收",
    deed: str = "回告",
    calendar: Calendar | None = None,
) -> Due:
    """So many calendar days after an event: 11月24日签收，自次日起算30日，应于12月24日（含）前回告。

    With a calendar a due day on a rest day moves to the next working day (a setting, off for art. 43).
    """
    start = f"{cn_short(started_on)}{event}，自次日起算{days}日，"
    return _counted(answer_due(started_on, days), start, deed, calendar, since=started_on)


def counted_due(
    started_on: date,
    days: int,
    calendar: Calendar | None,
    *,
    stopped: Iterable[tuple[date, date]] = (),
    event: str = "受理",
    deed: str = "办结",
) -> Due:
    """So many working days after an event, or calendar days without a calendar (art. 26). The day of it does not count.

    `stopped` are the spans on which the clock stood still: from the day after the first up to the second.
    `days` is at most some thousands: every day is looked at.
    """
    stopped, day, left = list(stopped), started_on, days
    while left:
        day += timedelta(days=1)
        stands = any(since < day <= until for since, until in stopped)
        left -= not stands and (calendar is None or calendar.is_working(day))
    unit = "日" if calendar is None else "个工作日"
    pauses = "".join(
        f"，{said(since, started_on)}至{said(until, started_on)}暂停不计"
        for since, until in stopped[:SPELT_OUT]
    )
    if more := stopped[SPELT_OUT:]:
        pauses += f"，另有{len(more)}次暂停不计"
    start = f"{cn_short(started_on)}{event}，自次日起算{days}{unit}{pauses}，"
    sentence = start + by(day, deed, since=started_on)
    if calendar is None:
        return Due(day, sentence)
    years = [date(year, 1, 1) for year in range(started_on.year, day.year + 1)]
    caveat = calendar.caveat(*years)
    if caveat:
        sentence = f"{sentence.removesuffix('。')}{caveat}。"
    return Due(day, sentence, calendar.version(*years))


def deemed_due(
    delivered_on: date,
    days: int = ANSWER_DAYS,
    *,
    deemed_days: int = DEEMED_DAYS,
    calendar: Calendar | None = None,
) -> Due:
    """The due day of a notice that was delivered and not signed for."""
    received_on = deemed_received(delivered_on, deemed_days)
    event = f"送达，未签收，满{deemed_days}日即{said(received_on, delivered_on)}视为收到"
    start = f"{cn_short(delivered_on)}{event}，自次日起算{days}日，"
    return _counted(answer_due(received_on, days), start, "回告", calendar, since=delivered_on)


def _counted(nominal: date, start: str, deed: str, calendar: Calendar | None, *, since: date) -> Due:
    if calendar is None:
        return Due(nominal, f"{start}{by(nominal, deed, since=since)}")
    return moved(nominal, f"{start}至{said(nominal, since)}", deed, calendar, since=since)


def period_due(period: Quarter | HalfYear, day: int, calendar: Calendar | None, *, deed: str = "报送") -> Due:
    """Art. 38: the n-th day after the period; with a calendar a rest day moves to the next working day (a setting)."""
    nominal = period.last_day + timedelta(days=day)
    ended = f"{period.label}止于{cn_short(period.last_day)}，其后第{day}日为{said(nominal, period.last_day)}"
    if calendar is None:
        return Due(nominal, f"{ended}，{by(nominal, deed, since=period.last_day)}")
    return moved(nominal, ended, deed, calendar, since=period.last_day)


def moved(nominal: date, reason: str, deed: str, calendar: Calendar, *, since: date) -> Due:
    """A due day that never falls on a rest day, and the sentence that shows the move."""
    due_on = next_working_day(nominal, calendar)
    if due_on != nominal:
        reason += f"（{calendar.name(nominal)}），顺延至下一工作日"
    sentence = f"{reason}，{by(due_on, deed, since=since)}"
    caveat = calendar.caveat(nominal, due_on)
    if caveat:
        sentence = f"{sentence.removesuffix('。')}{caveat}。"
    return Due(due_on, sentence, calendar.version(nominal, due_on))


def by(due_on: date, deed: str, *, since: date) -> str:
    return f"应于{said(due_on, since)}（含）前{deed}。"


def said(day: date, since: date) -> str:
    """A date with its year only where the year has changed on the way."""
    return cn_short(day) if day.year == since.year else cn(day)


def extension(
    *,
    due_on: date,
    to: date,
    asked_on: date,
    extended_before: bool,
    same_person: bool,
    days: int = EXTENSION_DAYS,
) -> Verdict:
    """Whether a promise may be extended: once, asked before it is due, not by one's own approval (art. 43)."""
    if extended_before:
        return refused("这一期限已经延长过一次，不能再次延长。", 43)
    if asked_on >= due_on:
        return refused(f"延期应在到期日（{cn(due_on)}）之前申请，现已不能申请。", 43)
    if same_person:
        return refused("延期不能由申请人本人批准，请由另一人审批。", 43)
    if to <= due_on:
        return refused(f"延长后的日期应晚于原期限{cn(due_on)}。", 43)
    if (to - due_on).days > days:
        return refused(f"延期最多{days}日，最晚可延至{cn(due_on + timedelta(days=days))}。", 43)
    return GRANTED


def extended(arithmetic: str, from_day: date, to: date, on: date) -> str:
    """The sentence of an extended promise: how the first day came about, then what was agreed."""
    return f"{arithmetic}{cn_short(on)}批准延期，期限由{cn_short(from_day)}延至{said(to, from_day)}（含）。"
