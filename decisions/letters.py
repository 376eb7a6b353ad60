"""The promises of 三重一大, and what is told about a meeting."""

from django.urls import reverse

from core.dates import cn
from core.gates import Role
from deadlines.queries import ladder
from deadlines.rules import Kind
from decisions import queries
from decisions.enums import ABOUT_PEOPLE
from notifications.outbox import tell_once
from organisations.queries import heads_of, users_with


def _of_a_task(deadline, stage: int) -> list:
    """What is about people begins with the head of the unit, never with its collector."""
    return ladder(deadline, min(stage, -1) if deadline.data.get("about_people") else stage)


ARCHIVE = Kind("meeting_archive", "会议记录归档")
CONFIRM = Kind("emergency_confirm", "紧急决定追认")
TASK = Kind("decision_task", "决议任务", recipients=_of_a_task)


def tell_delivered(meeting, person) -> int:
    """A member with an account signs for the materials on the meeting's page."""
    user = getattr(person, "user", None)
    if user is None:
        return 0
    text = f"{meeting}定于{cn(meeting.held_on)}召开，会议材料已送达，请打开查看议程并签收。"
    key = f"meeting:{meeting.pk}:delivered:{meeting.version}:{meeting.items.count()}"
    return tell_once([user], key=key, text=text, url=meeting.get_absolute_url())


def tell_to_sign(meeting, people) -> int:
    """The members who were there, each once; who has no account signs the printed record."""
    text = f"{meeting}已散会，请核对会议记录，属实的签认。"
    return tell_once(_users_of(people), key=f"meeting:{meeting.pk}:to_sign", text=text, url=_minutes(meeting))


def tell_objected(row) -> int:
    """What the objection says stays in the record."""
    meeting = row.meeting
    text = f"{row.person}对{meeting}的记录写了异议，请查看。"
    keeper = [meeting.recorder] if meeting.recorder else []
    return tell_once(keeper, key=f"meeting:{meeting.pk}:objected:{row.pk}", text=text, url=_minutes(meeting))


def tell_amended(addendum) -> int:
    meeting = addendum.meeting
    people = [
        row.person for row in meeting.attendances.exclude(signed_on=None).select_related("person__user")
    ]
    text = f"{meeting}的记录有一条补正，请查看。"
    key = f"meeting:{meeting.pk}:amended:{addendum.pk}"
    return tell_once(_users_of(people), key=key, text=text, url=_minutes(meeting))


def _users_of(people) -> list:
    return [person.user for person in people if queries.has_account(person)]


def _minutes(meeting) -> str:
    return reverse("decisions:minutes", args=[meeting.pk])


# -- tasks -----------------------------------------------------------------------------------------------


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
