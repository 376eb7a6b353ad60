"""What waits for whom around a meeting: a few queries, however much there is."""

from datetime import date

from django.urls import reverse

from core.gates import Role
from core.registries import Todo
from decisions import queries
from decisions.enums import MeetingStatus


def todos(user, today: date) -> list[Todo]:
    if not user.holds(*queries.READERS):
        return []
    return [*_sitting(user), *_recording(user), *_working(user), *_confirming(user), *_disclosing(user)]


def _sitting(user) -> list[Todo]:
    return [_to_sign(row.meeting) for row in queries.waiting_for_person(user)]


def _to_sign(meeting) -> Todo:
    if meeting.status == MeetingStatus.PLANNED:
        where = meeting.get_absolute_url()
        return Todo(
            "会议", f"签收会议材料：{meeting}", "看过议程里的议题，再签收", where, "去签收", meeting.held_on
        )
    where = reverse("decisions:minutes", args=[meeting.pk])
    return Todo("会议", f"签认会议记录：{meeting}", "核对记录，属实的签认，不符的写异议", where, "去签认")


def _recording(user) -> list[Todo]:
    meetings = list(queries.waiting_for_recorder(user))
    due = queries.archive_days(meetings)
    return [_to_file(meeting, due.get(meeting.pk)) for meeting in meetings]


def _to_file(meeting, due_on: date | None) -> Todo:
    where = reverse("decisions:minutes", args=[meeting.pk])
    if meeting.status == MeetingStatus.FROZEN:
        return Todo("会议", f"会议材料归档：{meeting}", "会议记录已定稿", where, "去归档", due_on)
    if meeting.silent:
        return Todo(
            "会议", f"会议记录归档：{meeting}", f"还有{meeting.silent}人没有签认", where, "打开", due_on
        )
    return Todo("会议", f"会议记录定稿：{meeting}", "到会成员已全部签认", where, "去定稿", due_on)


def _working(user) -> list[Todo]:
    waiting = list(queries.tasks_waiting_for(user))
    if not waiting:
        return []
    first = waiting[0]
    if len(waiting) == 1:
        title, where = f"决议任务：{first}", first.get_absolute_url()
    else:
        title, where = f"办理{len(waiting)}项决议任务", f"{reverse('decisions:tasks')}?state=open"
    return [Todo("督办", title, "做到一步报告一次进展，做完填写结果", where, "去办理", first.due_on)]


def _confirming(user) -> list[Todo]:
    """The link is to the item: the next meeting takes up what confirms it."""
    if not user.holds(*queries.KEEPERS):
        return []
    items = list(queries.unconfirmed(user))
    due = queries.confirm_days(items)
    return [
        Todo(
            "追认",
            f"追认紧急决定：{item}",
            "提交下一次会议追认",
            item.get_absolute_url(),
            "打开",
            due.get(item.pk),
        )
        for item in items
    ]


def _disclosing(user) -> list[Todo]:
    if not user.holds(Role.DISCIPLINE_SECRETARY):
        return []
    waiting = list(queries.to_disclose(user))
    if not waiting:
        return []
    if len(waiting) == 1:
        title, where = f"公开决议：{waiting[0]}", waiting[0].get_absolute_url()
    else:
        title, where = f"公开{len(waiting)}项决议", f"{reverse('decisions:index')}?show=waiting"
    return [Todo("公开", title, "通过的决议以公开为原则，不公开的写明理由", where, "去公开")]
