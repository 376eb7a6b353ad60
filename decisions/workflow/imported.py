"""Meetings that come in from a list, checked row by row before; what was wrong with them is found, not refused (art. 29, 30)."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from decisions import queries
from decisions.access import meetings as access
from decisions.enums import MeetingStatus, Outcome, Status
from decisions.models import AgendaItem, Attendance, Candidate, Meeting, Opinion, Recusal, Registration
from decisions.queries import Chamber
from decisions.workflow.checks import check_meeting


@move
def take_in_meetings(meetings: list[dict], *, by, file: str, sha256: str) -> list[Meeting]:
    """`by` is None at the machine. Every one of them, or none."""
    for unit in {meeting["unit"].pk: meeting["unit"] for meeting in meetings}.values():
        lock(unit)
        if by:
            require(access.may_record(by, unit))
    made = [_take_in(by=by, **meeting) for meeting in meetings]
    for meeting in made:
        number = meeting.items.count()
        record("decisions.imported", meeting, by=by, items=number, file=file, sha256=sha256)
        check_meeting(meeting, on=clock.today())
    return made


def _take_in(*, by, seats: list[dict], items: list[dict], **content) -> Meeting:
    meeting = Meeting.objects.create(recorder=by, status=MeetingStatus.CLOSED, is_imported=True, **content)
    for position, seat in enumerate(seats, 1):
        person = seat["person"]
        Attendance.objects.create(
            meeting=meeting, position=position, post_text=f"{person.unit}{person.title}", **seat
        )
    for position, item in enumerate(items, 1):
        _take_in_item(meeting, position, **item)
    return meeting


def _take_in_item(
    meeting: Meeting,
    position: int,
    *,
    opinions: list[dict],
    recusals: list[dict],
    candidates: list[dict],
    ballots: dict | None,
    registration: dict,
    **content,
) -> None:
    status = Status.DEFERRED if content["outcome"] == Outcome.DEFERRED else Status.DECIDED
    item = AgendaItem.objects.create(meeting=meeting, position=position, status=status, **content)
    for number, opinion in enumerate(opinions, 1):
        Opinion.objects.create(item=item, position=number, **opinion)
    for model, rows in ((Recusal, recusals), (Candidate, candidates)):
        for row in rows:
            model.objects.create(item=item, **row)
    if any(registration.values()):
        Registration.objects.create(item=item, **registration)
    _count(item, ballots)


def _count(item: AgendaItem, ballots: dict | None) -> None:
    """The numbers as the list gives them, with the words of the rules in force on that day."""
    chamber = Chamber(item)
    if not (chamber.spoken or ballots is not None):
        return
    counted = queries.counted_of(chamber, ballots)
    item.counted = queries.as_counted(counted)
    item.arithmetic = queries.arithmetic_of(item, counted)
    item.save()
