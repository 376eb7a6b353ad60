"""Recording what a collective meeting decided (art. 28–30)."""

from audit.log import move, record
from core.verdict import require
from decisions.access import meetings as access
from decisions.enums import MeetingStatus, Presence, Seat, Status
from decisions.models import AgendaItem, Attendance, Meeting, Opinion
from decisions.rules import conduct as rules


@move
def record_meeting(unit, *, by, items: list[dict], **meeting) -> Meeting:
    """A meeting that was held and its items, each with `opinions` in the order they were spoken, the chair last."""
    require(access.may_record(by, unit))
    held = Meeting.objects.create(
        unit=unit, recorder=by, status=MeetingStatus.CLOSED, is_imported=True, **meeting
    )
    _seat(held, items)
    for position, item in enumerate(items, 1):
        _record_item(held, position, **item)
    record("decisions.record_meeting", held, by=by, items=len(items))
    return held


def _seat(meeting: Meeting, items: list[dict]) -> None:
    """Whoever spoke was there; more is not known of a meeting entered afterwards."""
    people = dict.fromkeys(opinion["person"] for item in items for opinion in item["opinions"])
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            person=person,
            post_text=f"{person.unit}{person.title}",
            seat=Seat.MEMBER,
            position=position,
            presence=Presence.PRESENT,
        )
        for position, person in enumerate(people, 1)
    )


def _record_item(meeting: Meeting, position: int, *, opinions: list[dict], **content) -> None:
    require(rules.spoken_in_order([opinion["person"] for opinion in opinions], meeting.chair))
    item = AgendaItem.objects.create(meeting=meeting, position=position, status=Status.DECIDED, **content)
    Opinion.objects.bulk_create(
        Opinion(item=item, position=n, **opinion) for n, opinion in enumerate(opinions, 1)
    )
