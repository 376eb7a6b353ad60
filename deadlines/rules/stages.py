"""When people are told: reminders before the due day, escalations after it, and the kinds of promises."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import cn

REMINDERS = (7, 3, 1, 0)  # days before the due day
ESCALATIONS = (-1, -3, -7)  # days after it, each to a higher addressee


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


def stages(due_on: date, today: date, since: date | None = None) -> tuple[int, ...]:
    """What has to have been told by today: at most one reminder, and every escalation passed.

    A promise that was open again `since` a day stays silent on the reminders of that day and before, and its
    escalations are counted from that day if it was already due: it is chased again, but not all at once.
    """
    reminder = reminder_stage(due_on, today)
    if reminder is None:
        return ()
    if since is None:
        return (reminder, *escalation_stages(due_on, today))
    over = due_on - timedelta(days=reminder) <= since
    return (*(() if over else (reminder,)), *escalation_stages(max(due_on, since), today))


def reminder_days(due_on: date) -> tuple[date, ...]:
    """The days on which a reminder goes out, for the page that promises them."""
    return tuple(due_on - timedelta(days=stage) for stage in REMINDERS)


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
