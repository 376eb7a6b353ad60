"""Who signs, freezes, files and amends a meeting's record, and if not, why not (art. 30)."""

from core.verdict import GRANTED, Verdict, first_refusal, refused
from decisions import queries
from decisions.access.items import may_keep
from decisions.access.meetings import OTHERWISE
from decisions.enums import MeetingStatus, Presence, Seat
from decisions.rules import minutes as rules

CLOSED, FROZEN, ARCHIVED = MeetingStatus.CLOSED, MeetingStatus.FROZEN, MeetingStatus.ARCHIVED
MOVES = {
    "sign": (CLOSED,),
    "object_to": (CLOSED,),
    "sign_for": (CLOSED,),
    "unsign": (CLOSED,),
    "freeze": (CLOSED,),
    "archive": (FROZEN,),
    "amend": (FROZEN, ARCHIVED),
}
FROM_PAPER = "按签字原件代录"


def in_turn(verb: str, meeting) -> Verdict:
    if meeting.status in MOVES[verb]:
        return GRANTED
    if meeting.status == CLOSED:
        return refused("会议记录还没有定稿。请先由成员签认，再定稿。", 30)
    return refused(OTHERWISE[meeting.status], 30)


def has_record(meeting) -> Verdict:
    return GRANTED if meeting.is_over else refused("散会以后才有会议记录。", 30)


def may_sign(user, row) -> Verdict:
    return first_refusal(in_turn("sign", row.meeting), _has_to(row), _is_own(user, row), _has_not_yet(row))


may_object_to = may_sign


def may_sign_for(user, row) -> Verdict:
    """Who has no account signs the printed record, and the keeper notes where it lies."""
    return first_refusal(
        in_turn("sign_for", row.meeting),
        _has_to(row),
        _has_not_yet(row),
        _has_no_account(row),
        may_keep(user, row.meeting),
    )


def may_unsign(user, row) -> Verdict:
    """Until the record is frozen: by whoever signed, or of one entered from paper by the keeper."""
    if row.signed_on is None:
        return refused(f"{row.person}还没有签认。", 30)
    signer = may_keep(user, row.meeting) if FROM_PAPER in row.signed_text else _is_own(user, row)
    return first_refusal(in_turn("unsign", row.meeting), signer)


def _has_to(row) -> Verdict:
    if row.meeting.is_imported:
        return refused("补录的会议以纸质原件的签名为准，不在系统里签认。", 30)
    if row.seat == Seat.MEMBER and row.presence == Presence.PRESENT:
        return GRANTED
    return refused("会议记录由到会的班子成员签认。", 30)


def _is_own(user, row) -> Verdict:
    if row.person_id == user.person_id:
        return GRANTED
    return refused("请由本人用自己的账号签认。没有账号的，由记录人按签字原件代录。", 30)


def _has_not_yet(row) -> Verdict:
    return GRANTED if row.signed_on is None else refused(f"{row.person}已经签认。", 30)


def _has_no_account(row) -> Verdict:
    if queries.has_account(row.person):
        return refused(f"{row.person}有自己的账号，请由本人签认。", 30)
    return GRANTED


def may_freeze(user, meeting) -> Verdict:
    """When every member who was there has signed; of a meeting entered later the signatures are on its paper."""
    return first_refusal(
        in_turn("freeze", meeting), may_keep(user, meeting), rules.all_signed(queries.unsigned(meeting))
    )


def may_archive(user, meeting) -> Verdict:
    return first_refusal(in_turn("archive", meeting), may_keep(user, meeting))


def may_amend(user, meeting) -> Verdict:
    """What is wrong in a frozen record is said beside it, never in it."""
    return first_refusal(in_turn("amend", meeting), may_keep(user, meeting))


def of_row(user, row) -> dict[str, Verdict]:
    """What the user may do about one signature."""
    return {
        "sign": may_sign(user, row),
        "sign_for": may_sign_for(user, row),
        "unsign": may_unsign(user, row),
    }


def of_meeting(user, meeting) -> dict[str, Verdict]:
    return {
        "freeze": may_freeze(user, meeting),
        "archive": may_archive(user, meeting),
        "amend": may_amend(user, meeting),
    }
