"""Who gives out what a resolution asks for, who reports on it, who calls it off; and if not, why not (art. 30)."""

from core.gates import Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from decisions import queries
from decisions.access.items import may_keep
from decisions.enums import ABOUT_PEOPLE, Outcome, Status, TaskStatus

DONE = {
    TaskStatus.DONE: "任务已经办结。",
    TaskStatus.CANCELLED: "任务已经取消。",
}


def may_give_task(user, item) -> Verdict:
    """When the meeting is over, by those who keep it or 镇纪委."""
    return first_refusal(_was_passed(item), may_keep(user, item.meeting) if item.meeting else GRANTED)


def _was_passed(item) -> Verdict:
    if item.status != Status.DECIDED or item.outcome != Outcome.PASSED:
        return refused("会议通过的议题才能交办任务。", 30)
    if not item.meeting.is_over:
        return refused("散会以后再交办任务。", 30)
    return GRANTED


def may_report_task(user, task) -> Verdict:
    return first_refusal(_is_open(task), _is_of_the_unit(user, task))


may_finish_task = may_report_task


def may_cancel_task(user, task) -> Verdict:
    return first_refusal(_is_open(task), may_keep(user, task.item.meeting))


def _is_open(task) -> Verdict:
    return GRANTED if task.status == TaskStatus.OPEN else refused(DONE[task.status], 30)


def _is_of_the_unit(user, task) -> Verdict:
    """Its head or collector; for a unit without accounts, as the town itself is, those who keep the meeting."""
    if task.unit_id in user.own_units(Role.UNIT_HEAD):
        return GRANTED
    if task.unit_id in user.own_units(Role.COLLECTOR) and task.item.category not in ABOUT_PEOPLE:
        return GRANTED
    if queries.has_somebody(task.unit):
        return refused(f"进展和结果由承办单位{task.unit}填写。", 30)
    return may_keep(user, task.item.meeting)


MOVES = {"report": may_report_task, "finish": may_finish_task, "cancel": may_cancel_task}


def of_task(user, task) -> dict[str, Verdict]:
    return {name: may(user, task) for name, may in MOVES.items()}
