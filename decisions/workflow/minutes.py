"""The record after the meeting: signed by its members, frozen under its hash, filed, amended beside it (art. 30)."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import workflow as deadlines
from decisions import queries
from decisions.access import minutes as access
from decisions.enums import MeetingStatus
from decisions.letters import meetings as letters
from decisions.models import Addendum, Attendance, Meeting, Minutes
from decisions.rules import minutes as rules
from decisions.workflow.items import signature


@move
def sign(attendance: Attendance, *, by) -> Attendance:
    """签认: by the member's own account."""
    attendance = _locked(attendance)
    require(access.may_sign(by, attendance))
    _put(attendance, signature(by))
    _record("decisions.signed", attendance, by)
    return attendance


@move
def object_to(attendance: Attendance, *, by, text: str) -> Attendance:
    """Signed with an objection: the record stays as it was taken down, and the objection stands beside it."""
    attendance = _locked(attendance)
    require(access.may_object_to(by, attendance))
    attendance.objection = text
    _put(attendance, signature(by))
    _record("decisions.objected", attendance, by)
    letters.tell_objected(attendance)
    return attendance


@move
def sign_for(attendance: Attendance, *, by, paper: str) -> Attendance:
    """代签认: a member without an account signed the printed record; `paper` says where it lies."""
    attendance = _locked(attendance)
    require(access.may_sign_for(by, attendance))
    person = attendance.person
    _put(attendance, f"{person.unit}{person.title} {person}（{access.FROM_PAPER}，原件：{paper}）")
    _record("decisions.signed_for", attendance, by)
    return attendance


@move
def unsign(attendance: Attendance, *, by) -> Attendance:
    """Taken back before the record is frozen, and an objection with it; that it stood there stays in the audit."""
    attendance = _locked(attendance)
    require(access.may_unsign(by, attendance))
    attendance.signed_on, attendance.signed_text, attendance.objection = None, "", ""
    attendance.save()
    _record("decisions.unsigned", attendance, by)
    return attendance


@move
def freeze(meeting: Meeting, *, by) -> Meeting:
    """定稿: every word is kept under its hash; from now on nothing in it changes."""
    meeting = lock(meeting)
    require(access.may_freeze(by, meeting))
    words = queries.record_of(meeting)
    Minutes.objects.create(
        meeting=meeting, record=rules.kept(words.record), summary=rules.kept(words.summary)
    )
    meeting.minutes_sha256 = rules.fingerprint(words.record, words.summary)
    meeting.status, meeting.frozen_on = MeetingStatus.FROZEN, clock.today()
    meeting.version += 1
    meeting.save()
    record("decisions.frozen", meeting, by=by, sha256=meeting.minutes_sha256)
    return meeting


@move
def archive(meeting: Meeting, *, by) -> Meeting:
    """归档, which was promised within days of the meeting."""
    meeting = lock(meeting)
    require(access.may_archive(by, meeting))
    meeting.status, meeting.archived_on = MeetingStatus.ARCHIVED, clock.today()
    meeting.version += 1
    meeting.save()
    deadlines.meet(letters.ARCHIVE.name, meeting, on=clock.today())
    record("decisions.archived", meeting, by=by)
    return meeting


@move
def amend(meeting: Meeting, *, by, text: str) -> Addendum:
    """补正: shown and printed after the record; those who signed are told."""
    meeting = lock(meeting)
    require(access.may_amend(by, meeting))
    addendum = Addendum.objects.create(meeting=meeting, text=text, on=clock.today(), entered_by=signature(by))
    record("decisions.amended", meeting, by=by)
    letters.tell_amended(addendum)
    return addendum


def _locked(attendance: Attendance) -> Attendance:
    """The meeting first: whoever freezes its record waits for whoever is signing, or the other way round."""
    meeting = lock(attendance.meeting)
    attendance = lock(attendance)
    attendance.meeting = meeting
    return attendance


def _put(attendance: Attendance, text: str) -> None:
    attendance.signed_on, attendance.signed_text = clock.today(), text
    attendance.full_clean(exclude=["meeting", "person"])
    attendance.save()


def _record(verb: str, attendance: Attendance, by) -> None:
    meeting = attendance.meeting
    record(verb, meeting, by=by, unit=meeting.unit, who=attendance.person.name)
