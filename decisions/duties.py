"""What the regulation asks of meetings and their decisions (art. 29, 30)."""

from django.db.models import Q

from core.duties import Duty, Hit
from deadlines.queries import past_its_day
from decisions import queries
from decisions.enums import HELD, Outcome, Status, TaskStatus
from decisions.letters import follow_up as task_letters
from decisions.letters import meetings as letters
from decisions.queries import village


def emergencies(user, today):
    taken = queries.visible_to(user).filter(status=Status.DECIDED, outcome=Outcome.PASSED)
    return taken.filter(~Q(emergency_reason="") | Q(meeting__is_emergency=True), confirms=None)


def held(user, today):
    return queries.meetings_visible_to(user).filter(status__in=HELD)


def asked_for(user, today):
    return queries.tasks_visible_to(user).exclude(status=TaskStatus.CANCELLED)


DUTIES = (
    Duty(
        name="emergencies_confirmed",
        article=29,
        title="紧急决定都在期限内提交会议追认",
        remedy="打开会议，把紧急决定列入下一次会议追认。",
        waits_for="召集会议的单位",
        readers=queries.READERS,
        among=emergencies,
        amiss=lambda items, today: past_its_day(items, today, letters.CONFIRM.name),
        tell=lambda item: Hit(f"紧急决定“{item}”逾期没有追认", item.get_absolute_url()),
    ),
    Duty(
        name="meetings_archived",
        article=30,
        title="会议记录都按期归档",
        remedy="打开会议，核对会议记录，定稿归档。",
        waits_for="会议记录人",
        readers=queries.READERS,
        among=held,
        amiss=lambda meetings, today: past_its_day(meetings, today, letters.ARCHIVE.name),
        tell=lambda meeting: Hit(f"{meeting}的记录逾期没有归档", meeting.get_absolute_url()),
    ),
    Duty(
        name="resolutions_carried_out",
        article=30,
        title="决议交办的任务都按期完成",
        remedy="打开任务，办完的登记结果，没有办完的报告进展。",
        waits_for="承办单位",
        readers=queries.READERS,
        among=asked_for,
        amiss=lambda tasks, today: tasks.filter(status=TaskStatus.OPEN, due_on__lt=today),
        tell=lambda task: Hit(
            f"{task_letters.named(task)}逾期没有完成", task.get_absolute_url(), task.due_on
        ),
        index=("decisions:tasks", "state=overdue"),
    ),
    Duty(
        name="village_resolutions_published",
        article=10,
        title="村级决议都按期公开",
        remedy="打开村级决策，登记决议公开。",
        waits_for="村信息采集员",
        readers=village.READERS,
        among=lambda user, today: village.visible_to(user),
        amiss=lambda decisions, today: past_its_day(decisions, today, village.PUBLISH_KIND),
        tell=lambda decision: Hit(f"“{decision}”的决议逾期没有公开", decision.get_absolute_url()),
    ),
)
