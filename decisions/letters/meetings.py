"""The promises of 三重一大, and what is told about a meeting."""

from core.dates import cn
from deadlines.rules import Kind
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
