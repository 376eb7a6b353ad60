"""督办: a task from its giving to its result, each a promise with a day (art. 30)."""

from datetime import date

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import Refusal, refused, require
from deadlines import workflow as deadlines
from decisions import queries
from decisions.access import follow_up as access
from decisions.enums import ABOUT_PEOPLE, TaskStatus
from decisions.letters import follow_up as letters
from decisions.models import AgendaItem, Progress, Task
from decisions.rules import follow_up as rules
from decisions.workflow.items import signature


@move
def give_task(item: AgendaItem, *, by, unit, owner: str, content: str, due_on: date) -> Task:
    """交办; the unit is told, and reminded like of every other promise."""
    item = lock(item)
    require(access.may_give_task(by, item))
    require(rules.due_later(due_on, clock.today()))
    if not queries.units_to_charge(item.meeting).filter(pk=unit.pk).exists():
        raise Refusal(refused("任务交给会议单位或者它下面的单位。", 30))
    task = Task.objects.create(item=item, unit=unit, owner=owner, content=content, due_on=due_on)
    deadlines.promise(
        letters.TASK.name,
        task,
        unit=unit,
        started_on=clock.today(),
        due_on=due_on,
        article=30,
        arithmetic=rules.arithmetic(clock.today(), due_on),
        title=letters.named(task)[:200],
        url=task.get_absolute_url(),
        data={"about_people": item.category in ABOUT_PEOPLE},
    )
    letters.tell_given(task)
    record("decisions.task_given", task, by=by, owner=owner, due=due_on, to=str(unit))
    return task


@move
def report_task(task: Task, *, by, text: str) -> Progress:
    task = lock(task)
    require(access.may_report_task(by, task))
    told = Progress.objects.create(task=task, on=clock.today(), text=text, entered_by=signature(by))
    record("decisions.task_reported", task, by=by)
    return told


@move
def finish_task(task: Task, *, by, result: str) -> Task:
    task = lock(task)
    require(access.may_finish_task(by, task))
    task.status, task.result, task.done_on = TaskStatus.DONE, result, clock.today()
    task.save()
    Progress.objects.create(
        task=task, on=clock.today(), text=f"办结：{result}"[:300], entered_by=signature(by)
    )
    deadlines.meet(letters.TASK.name, task, on=clock.today())
    letters.tell_finished(task)
    record("decisions.task_finished", task, by=by)
    return task


@move
def cancel_task(task: Task, *, by, reason: str) -> Task:
    task = lock(task)
    require(access.may_cancel_task(by, task))
    task.status, task.cancelled_reason = TaskStatus.CANCELLED, reason
    task.save()
    deadlines.cancel(letters.TASK.name, task)
    letters.tell_cancelled(task)
    record("decisions.task_cancelled", task, by=by, reason=reason)
    return task
