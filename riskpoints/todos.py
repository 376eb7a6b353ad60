"""What waits for whoever answers for a unit's risk points, and for whoever has the next step of a screening."""

from datetime import date

from django.urls import reverse

from core.gates import BUSINESS, Role
from core.registries import Todo
from riskpoints import queries
from riskpoints.access import catalogue as access
from riskpoints.enums import Stage


def reviews(user, today: date) -> list[Todo]:
    if not user.holds(Role.UNIT_HEAD):
        return []
    mine = queries.visible_to(user).filter(unit__in=user.own_units(Role.UNIT_HEAD))
    number = queries.due_for_review(mine).count()
    if not number:
        return []
    where = f"{reverse('riskpoints:index')}?review=due"
    return [Todo("风险点", f"复核{number}个风险点", "职权或岗位有变动，看看是否还合适。", where, "去复核")]


def catalogues(user, today: date) -> list[Todo]:
    """What the level above approved waits to be disclosed (art. 25)."""
    if not user.holds(Role.DISCIPLINE_SECRETARY):
        return []
    return [
        Todo("分级目录", f"公开{catalogue}", "上级已经批准。", catalogue.get_absolute_url(), "去公开")
        for catalogue in queries.to_disclose(user)
        if access.may_disclose_catalogue(user, catalogue)
    ]


NEXT = {
    Stage.DRAFT: ("自查{}个岗位或科室的风险点", "看示例、抄一条或写一条；没有风险点的写明理由。", "去自查"),
    Stage.SECTION: ("帮查{}项", "同科室的同志帮着看有没有漏掉的。", "去帮查"),
    Stage.LEADER: ("核查{}项", "看等级和措施是否切合实际，再送镇纪委。", "去核查"),
    Stage.ORGANISATION: ("审查{}项", "通过的列入风险库，不合适的写明理由退回。", "去审查"),
}


def screenings(user, today: date) -> list[Todo]:
    """One line per stage, however many assignments wait. Two queries, one where nothing waits."""
    if not user.holds(*BUSINESS):
        return []
    waiting = queries.waiting_by_stage(user)
    due_on = queries.first_due(user) if waiting else None
    where = f"{reverse('riskpoints:assignments')}?waiting=mine&status="
    return [
        Todo("风险排查", title.format(waiting[stage]), detail, f"{where}{stage.value}", button, due_on)
        for stage, (title, detail, button) in NEXT.items()
        if stage in waiting
    ]
