"""What is told when a check finds something wrong."""

from core.gates import DISCIPLINE
from notifications.outbox import tell_once
from organisations.queries import users_reaching


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
