"""What waits for whoever answers for a unit's risk points."""

from datetime import date

from django.urls import reverse

from core.gates import Role
from core.registries import Todo
from riskpoints import queries


def todos(user, today: date) -> list[Todo]:
    if not user.holds(Role.UNIT_HEAD):
        return []
    mine = queries.visible_to(user).filter(unit__in=user.own_units(Role.UNIT_HEAD))
    number = queries.due_for_review(mine).count()
    if not number:
        return []
    where = f"{reverse('riskpoints:index')}?review=due"
    return [Todo("风险点", f"复核{number}个风险点", "职权或岗位有变动，看看是否还合适。", where, "去复核")]
