"""A meeting: called, prepared, opened, closed (art. 29, 30)."""

from datetime import datetime

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import queries as deadlines_kept
from deadlines import rules as dues
from deadlines import workflow as deadlines
from decisions import queries
from decisions.access import meetings as access
from decisions.enums import MeetingStatus, Presence, Seat, Status
from decisions.letters import meetings as letters
from decisions.models import AgendaItem, Attendance, Meeting
from decisions.workflow.items import signature
from rulebook.queries import setting


@move
def plan(unit, *, by, members, supervisors=(), attendees=(), **content) -> Meeting:
    """Call a leading group together; the chair is one of its members."""
    require(access.may_plan(by, unit))
    meeting = Meeting(unit=unit, **content)
    meeting.recorder = meeting.recorder or by
    meeting.full_clean()
    meeting.save()
    _seat(meeting, members, supervisors, attendees)
    record("decisions.planned", meeting, by=by, members=len(members))
    return meeting


@move
def change_meeting(
    meeting: Meeting, *, by, version: int | None = None, members, supervisors=(), attendees=(), **content
) -> Meeting:
    """Who was delivered the materials keeps that; who is no longer called goes."""
    meeting = lock(meeting, version)
    require(access.may_change(by, meeting))
    for name, value in content.items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.full_clean()
    meeting.save()
    _seat(meeting, members, supervisors, attendees)
    record("decisions.meeting_changed", meeting, by=by)
    return meeting


def _seat(meeting: Meeting, members, supervisors, attendees) -> None:
    """Everybody once, in their order; a member who is also named otherwise stays a member."""
    wanted: dict = {}
    for seat, people in ((Seat.MEMBER, members), (Seat.SUPERVISOR, supervisors), (Seat.ATTENDEE, attendees)):
        for person in people:
            wanted.setdefault(person, seat)
    require(access.chair_sits_in(meeting, wanted))
    require(access.discipline_is_called(wanted))
    known = {row.person_id: row for row in meeting.attendances.select_for_update()}
    meeting.attendances.exclude(person__in=wanted).delete()
    for position, (person, seat) in enumerate(wanted.items(), 1):
        row = known.get(person.pk) or Attendance(meeting=meeting, person=person)
        row.seat, row.position, row.post_text = seat, position, f"{person.unit}{person.title}"
        row.save()


@move
def cancel_meeting(meeting: Meeting, *, by) -> Meeting:
    """Its items wait for another meeting."""
    meeting = lock(meeting)
    require(access.may_cancel(by, meeting))
    _put_back_all(meeting)
    meeting.status = MeetingStatus.CANCELLED
    meeting.save()
    record("decisions.meeting_cancelled", meeting, by=by)
    return meeting


@move
def deliver(meeting: Meeting, *, by, people, at: datetime | None = None) -> int:
    """The materials went to these people; when, as it was."""
    meeting, people = lock(meeting), list(people)  # those still without materials: read before they have them
    require(access.may_deliver(by, meeting))
    at = at or clock.now()
    rows = meeting.attendances.select_for_update().filter(person__in=people, delivered_at__isnull=True)
    number = rows.update(delivered_at=at)
    called = meeting.attendances.exclude(seat=Seat.ATTENDEE)  # who sits in for an item opens no meeting page
    for row in called.filter(person__in=people).select_related("person"):
        letters.tell_delivered(meeting, row.person)
    record("decisions.delivered", meeting, by=by, people=number, at=at)
    return number


@move
def receive(attendance: Attendance, *, by) -> Attendance:
    """签收: by the member, or noted for a member without an account."""
    attendance = lock(attendance)
    require(access.may_receive(by, attendance))
    attendance.received_at = clock.now()
    attendance.save()
    record(
        "decisions.received",
        attendance.meeting,
        by=by,
        unit=attendance.meeting.unit,
        who=attendance.person.name,
    )
    return attendance


@move
def open_meeting(meeting: Meeting, *, by, presences: dict[int, tuple[str, str]]) -> Meeting:
    """`presences`: by the attendance's id, whether the person came, and why not. Refused without 纪委 (art. 29)."""
    meeting = lock(meeting)
    rows = list(queries.attendances_of(meeting).select_for_update(of=("self",)))
    for row in rows:
        row.presence, row.absence_reason = presences.get(row.pk, (Presence.EXPECTED, ""))
    require(access.may_open(by, meeting, rows))
    for row in rows:
        row.full_clean(exclude=["meeting", "person"])
        row.save()
    meeting.discipline_present = "、".join(row.person.name for row in queries.discipline_in(rows))[:100]
    meeting.status, meeting.opened_at = MeetingStatus.OPEN, clock.now()
    meeting.save()
    present = sum(row.presence == Presence.PRESENT and row.seat == Seat.MEMBER for row in rows)
    record("decisions.opened", meeting, by=by, present=present, discipline=meeting.discipline_present)
    return meeting


@move
def mark_presence(attendance: Attendance, *, by, presence: str, reason: str = "") -> Attendance:
    """Somebody comes late or has to leave, between two items."""
    meeting = lock(attendance.meeting)
    attendance = lock(attendance)
    require(access.may_mark(by, meeting, attendance, presence))
    attendance.presence = presence
    attendance.absence_reason = reason if presence == Presence.ABSENT else ""
    attendance.full_clean(exclude=["meeting", "person"])
    attendance.save()
    who, said = attendance.person.name, attendance.get_presence_display()
    record("decisions.presence_marked", meeting, by=by, who=who, presence=said)
    return attendance


@move
def add_on_the_spot(meeting: Meeting, *, by, reason: str, **content) -> AgendaItem:
    """Only in an emergency, with its reason: it is decided by the majority present and confirmed later (art. 29, 30)."""
    meeting = lock(meeting)
    require(access.may_conduct(by, meeting))
    require(access.has_emergency_reason(reason))
    item = AgendaItem(
        unit=meeting.unit,
        meeting=meeting,
        position=queries.next_position(meeting),
        status=Status.SCHEDULED,
        emergency_reason=reason,
        proposed_by=signature(by),
        **content,
    )
    item.full_clean()
    item.save()
    record("decisions.added_on_the_spot", item, by=by, reason=reason)
    return item


@move
def close_meeting(meeting: Meeting, *, by) -> Meeting:
    """What was not reached goes back to be put before another meeting; the record is owed within two working days."""
    meeting = lock(meeting)
    require(access.may_close(by, meeting))
    _put_back_all(meeting)
    meeting.status, meeting.closed_at = MeetingStatus.CLOSED, clock.now()
    meeting.save()
    promise_archive(meeting)
    letters.tell_to_sign(meeting, [row.person for row in queries.to_sign(meeting)])
    record("decisions.closed", meeting, by=by, items=meeting.items.count())
    return meeting


def promise_archive(meeting: Meeting) -> None:
    days = setting("decisions.archive_days")
    due = dues.counted_due(clock.today(), days, deadlines_kept.calendar(), event="散会", deed="归档")
    deadlines.promise(
        letters.ARCHIVE.name,
        meeting,
        unit=meeting.unit,
        started_on=clock.today(),
        due_on=due.on,
        article=30,
        arithmetic=due.arithmetic,
        calendar_version=due.calendar_version,
        title=f"{meeting}会议记录归档",
        url=meeting.get_absolute_url(),
    )


def _put_back_all(meeting: Meeting) -> None:
    for item in meeting.items.select_for_update().filter(status=Status.SCHEDULED).order_by("pk"):
        item.status, item.meeting, item.position = Status.PROPOSED, None, 1
        if item.confirms_id:  # another meeting confirms it anew
            item.status, item.withdrawn_reason = Status.WITHDRAWN, "会议没有议到，另行追认"
        item.save()
