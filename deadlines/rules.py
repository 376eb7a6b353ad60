"""The arithmetic of promises: dates in, dates and sentences out. No database, no clock.

Every function that gives a due day can also say how it came about, in the words shown to the user.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.dates import HalfYear, Quarter, cn, cn_short
from core.verdict import GRANTED, Verdict, refused

ANSWER_DAYS = 30  # art. 43: 在三十日内回告
DEEMED_DAYS = 3  # DOMAIN default: not signed for, received three days after delivery
EXTENSION_DAYS = 30  # DOMAIN default: one extension of at most thirty days
REMINDERS = (7, 3, 1, 0)  # days before the due day
ESCALATIONS = (-1, -3, -7)  # days after it, each to a higher addressee
WEEKDAYS = "一二三四五六日"
GUESSED = "年度节假日尚未录入，按周末推算"


@dataclass(frozen=True)
class Due:
    """A due day, the sentence that explains it, and the edition of the calendar it was worked out with."""

    on: date
    arithmetic: str
    calendar_version: str = ""


@dataclass(frozen=True)
class Calendar:
    """The rest days and working days that differ from the plain week, for the years somebody has entered."""

    exceptions: Mapping[date, tuple[bool, str]] = field(default_factory=dict)  # day -> (is working, note)
    editions: Mapping[int, int] = field(default_factory=dict)  # year -> edition of its table

    def is_working(self, day: date) -> bool:
        return self.exceptions[day][0] if day in self.exceptions else day.weekday() < 5

    def name(self, day: date) -> str:
        """国庆节, or 星期六 for a plain day."""
        note = self.exceptions.get(day, (None, ""))[1]
        return note or f"星期{WEEKDAYS[day.weekday()]}"

    def version(self, *days: date) -> str:
        """2026年第1版, for every year the days touch."""
        years = sorted({day.year for day in days})
        return "、".join(f"{year}年第{self.editions[year]}版" for year in years if year in self.editions)

    def caveat(self, *days: date) -> str:
        """The sentence that says which year was guessed; empty when every year has been entered."""
        years = sorted({day.year for day in days} - set(self.editions))
        return "".join(f"（{year}{GUESSED}）" for year in years)


def next_working_day(day: date, calendar: Calendar) -> date:
    """The day itself, or the first working day after it. A year not entered yet counts by its weekends."""
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


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
    nominal = answer_due(started_on, days)
    start = f"{cn_short(started_on)}{event}，自次日起算{days}日，"
    if calendar is None:
        return Due(nominal, f"{start}{by(nominal, deed, since=started_on)}")
    return moved(nominal, f"{start}至{said(nominal, started_on)}", deed, calendar, since=started_on)


def deemed_due(delivered_on: date, days: int = ANSWER_DAYS, *, deemed_days: int = DEEMED_DAYS) -> Due:
    """The due day of a notice that was delivered and not signed for."""
    received_on = deemed_received(delivered_on, deemed_days)
    event = f"送达，未签收，满{deemed_days}日即{said(received_on, delivered_on)}视为收到"
    due_on = answer_due(received_on, days)
    return Due(
        due_on,
        f"{cn_short(delivered_on)}{event}，自次日起算{days}日，{by(due_on, '回告', since=delivered_on)}",
    )


def period_due(period: Quarter | HalfYear, day: int, calendar: Calendar, *, deed: str = "报送") -> Due:
    """Art. 38: the n-th day after the period; a rest day moves to the next working day."""
    nominal = period.last_day + timedelta(days=day)
    ended = f"{period.label}止于{cn_short(period.last_day)}，其后第{day}日为{said(nominal, period.last_day)}"
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


def days_left(due_on: date, today: date) -> int:
    """Days until the due day; 0 on the day itself and after it."""
    return max((due_on - today).days, 0)


def days_late(due_on: date, today: date) -> int:
    """Days since the due day; the due day itself is not late."""
    return max((today - due_on).days, 0)


def reminder_stage(due_on: date, today: date) -> int | None:
    """The most urgent of 7, 3, 1, 0 days before that is reached, so that missed days collapse into one."""
    left = days_left(due_on, today)
    return next((stage for stage in reversed(REMINDERS) if left <= stage), None)


def escalation_stages(due_on: date, today: date) -> tuple[int, ...]:
    """Every one of −1, −3, −7 that is passed: each has its own addressee, so none is skipped."""
    late = days_late(due_on, today)
    return tuple(stage for stage in ESCALATIONS if late >= -stage)


def stages(due_on: date, today: date) -> tuple[int, ...]:
    """What has to have been told by today: at most one reminder, and every escalation passed."""
    reminder = reminder_stage(due_on, today)
    return () if reminder is None else (reminder, *escalation_stages(due_on, today))


def reminder_days(due_on: date) -> tuple[date, ...]:
    """The days on which a reminder goes out, for the page that promises them."""
    return tuple(due_on - timedelta(days=stage) for stage in REMINDERS)


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


def wording(deadline, stage: int) -> str:
    """The plain words of a stage. They name the day and not "tomorrow", so they stay true when sent late."""
    due = f"应于{cn(deadline.due_on)}（含）前办结"
    if stage < 0:
        return f"{deadline.unit}：{deadline.title}，{due}，已逾期，请督促办理。"
    if stage == 0:
        return f"{deadline.title}，{due}，期限已到，请立即办理。"
    return f"{deadline.title}，{due}，请及时办理。"


@dataclass(frozen=True)
class Kind:
    """One kind of promise, registered by the app that owns it: core.registries.deadline_kinds[name] = Kind(…).

    `recipients(deadline, stage)` gives the users to tell at a stage (7, 3, 1, 0 before; −1, −3, −7 after). Without it
    the ladder of queries.ladder() is climbed. It is called for hundreds of promises at once: ask
    `deadline.directory`, which the sweep fills, instead of the database. `wording(deadline, stage)` gives the text.
    """

    name: str
    label: str
    recipients: Callable | None = None
    wording: Callable = wording
