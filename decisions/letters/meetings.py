"""The promises of 三重一大, and what is told about a meeting."""

from django.urls import reverse

from core.dates import cn
from deadlines.rules import Kind
from decisions import queries
from notifications.outbox import tell_once

ARCHIVE = Kind("meeting_archive", "会议记录归档")
CONFIRM = Kind("emergency_confirm", "紧急决定追认")


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
