"""Who may change the working-day calendar. Promises are moved by the apps that own their subjects."""

from core.gates import Role
from core.verdict import GRANTED, Verdict, refused


def may_change_calendar(user) -> Verdict:
    if user.holds(Role.INFORMATION_OFFICER):
        return GRANTED
    return refused("工作日历由预警信息员维护，请把通知原文交给预警信息员录入。")
