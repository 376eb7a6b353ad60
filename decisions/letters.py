"""The promises of 三重一大, and what is told about a meeting."""

from core.dates import cn
from core.gates import DISCIPLINE
from deadlines.rules import Kind
from notifications.outbox import tell_once
from organisations.queries import users_reaching

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


def tell_found(meeting, findings) -> int:
    """镇纪委 and whoever recorded the meeting, once for what was found on a day."""
    if not findings:
        return 0
    readers = list(users_reaching(*DISCIPLINE, unit=meeting.unit))
    if meeting.recorder and meeting.recorder not in readers:
        readers.append(meeting.recorder)
    text = f"{meeting}查出{len(findings)}个问题，请说明情况或者填写整改。"
    key = f"meeting:{meeting.pk}:found:{findings[0].found_on}"
    return tell_once(readers, key=key, text=text, url=meeting.get_absolute_url())
