"""Who may extend a promise, and who keeps the working-day calendar. Meeting a promise is up to the app that owns it."""

from datetime import date

from core.gates import Role
from core.verdict import GRANTED, Verdict, refused
from deadlines import queries, rules
from deadlines.models import Deadline


def may_extend(
    user, deadline: Deadline | None, *, asked_by, asked_on: date, to: date, days: int = rules.EXTENSION_DAYS
) -> Verdict:
    """Whether the day may be moved; that this user is the one to approve it is asked by the owning app."""
    if deadline is None:
        return refused("这一事项没有进行中的期限，不能延期。", 43)
    return rules.extension(
        due_on=deadline.due_on,
        to=to,
        asked_on=asked_on,
        extended_before=queries.was_extended(deadline),
        same_person=user.person_id == asked_by.pk,
        days=days,
    )


def may_change_calendar(user) -> Verdict:
    if user.holds(Role.INFORMATION_OFFICER):
        return GRANTED
    return refused("工作日历由预警信息员维护，请把通知原文交给预警信息员录入。")
