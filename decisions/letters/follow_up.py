"""What is told about the tasks of a resolution, and who is reminded of them."""

from core.dates import cn
from core.gates import Role
from deadlines.queries import ladder
from deadlines.rules import Kind
from decisions.enums import ABOUT_PEOPLE
from notifications.outbox import tell_once
from organisations.queries import heads_of, users_with


def recipients(deadline, stage: int) -> list:
    """What is about people begins with the head of the unit, never with its collector."""
    return ladder(deadline, min(stage, -1) if deadline.data.get("about_people") else stage)


TASK = Kind("decision_task", "决议任务", recipients)


def named(task) -> str:
    """Letters leave by mail: of what is about people they say only that there is something."""
    return "人事类决议任务" if task.item.category in ABOUT_PEOPLE else f"决议任务“{task}”"


def tell_given(task) -> int:
    text = f"{task.item.meeting}交办{named(task)}，请于{cn(task.due_on)}（含）前完成。"
    return _tell_unit(task, "given", text)


def tell_cancelled(task) -> int:
    return _tell_unit(task, "cancelled", f"{named(task)}已取消，不用再办。")


def tell_finished(task) -> int:
    keeper = [task.item.meeting.recorder] if task.item.meeting.recorder else []
    text = f"{task.unit}已办结{named(task)}，请查看结果。"
    return tell_once(keeper, key=f"task:{task.pk}:finished", text=text, url=task.get_absolute_url())


def _tell_unit(task, stage: str, text: str) -> int:
    people = {user.pk: user for user in heads_of(task.unit)}
    if task.item.category not in ABOUT_PEOPLE:
        people |= {user.pk: user for user in users_with(Role.COLLECTOR, unit=task.unit)}
    key = f"task:{task.pk}:{stage}"
    return tell_once(people.values(), key=key, text=text, url=task.get_absolute_url())
