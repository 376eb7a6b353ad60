"""Who may decide a setting, and which decisions cannot stand."""

from datetime import date

from core import clock
from core.gates import Role
from core.verdict import GRANTED, Verdict, refused
from rulebook import queries, rules


def may_change_setting(user, definition: rules.Definition) -> Verdict:
    """Business settings belong to the discipline secretary, the login's to the security officer."""
    if definition.security and not user.holds(Role.SECURITY_OFFICER):
        return refused("登录安全的设置由安全管理员更改。")
    if not definition.security and not user.holds(Role.DISCIPLINE_SECRETARY):
        return refused("业务设置由镇纪委书记更改。", definition.article)
    return GRANTED


def may_take_value(definition: rules.Definition, value, valid_from: date) -> Verdict:
    """Whether the value can stand from the day on, beside every other setting then in force."""
    if objection := definition.objection(value):
        return refused(f"“{definition.label}”{objection}", definition.article)
    values = queries.settings_in_force(valid_from)
    if values[definition.key] == value:
        return refused(
            f"“{definition.label}”届时已是{definition.shown(value)}，无需更改。", definition.article
        )
    if conflict := rules.conflict(values | {definition.key: value}):
        return refused(conflict, definition.article)
    return GRANTED


def may_begin(valid_from: date) -> Verdict:
    """What was done under the old value stays as it was."""
    if valid_from < clock.today():
        return refused("执行日期不能早于今天；已经过去的日子按当时的设置办理。")
    return GRANTED
