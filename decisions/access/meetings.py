"""Who may call, open, record and close a meeting, and when it cannot be held (art. 29, 30)."""

from core import clock
from core.gates import DISCIPLINE
from core.verdict import GRANTED, Verdict, first_refusal, refused
from decisions import queries
from decisions.access.items import may_keep
from decisions.enums import MeetingStatus, Presence, Seat, Status
from decisions.rules import conduct
from decisions.rules.voting import fraction_of

MOVES = {
    "change": (MeetingStatus.PLANNED,),
    "cancel": (MeetingStatus.PLANNED,),
    "deliver": (MeetingStatus.PLANNED,),
    "open": (MeetingStatus.PLANNED,),
    "conduct": (MeetingStatus.OPEN,),
    "close": (MeetingStatus.OPEN,),
}
OTHERWISE = {
    MeetingStatus.PLANNED: "会议还没有开始。",
    MeetingStatus.OPEN: "会议正在进行。",
    MeetingStatus.CLOSED: "会议已经散会。",
    MeetingStatus.FROZEN: "会议记录已经定稿，不再改动。需要更正的，请写补正。",
    MeetingStatus.ARCHIVED: "会议已经归档，不再改动。需要更正的，请写补正。",
    MeetingStatus.CANCELLED: "会议已经取消。",
}


def in_turn(verb: str, meeting) -> Verdict:
    return GRANTED if meeting.status in MOVES[verb] else refused(OTHERWISE[meeting.status], 30)


def may_record(user, unit) -> Verdict:
    """A meeting held before it was in the system is entered by 镇纪委, which took part in it."""
    if user.holds(*DISCIPLINE, unit=unit):
        return GRANTED
    return refused("三重一大决策由全程参与的纪委登记。", 29)


def may_plan(user, unit) -> Verdict:
    if queries.units_to_meet(user).filter(pk=unit.pk).exists():
        return GRANTED
    return refused("会议由镇领导或镇纪委发起。", 29)


def may_change(user, meeting) -> Verdict:
    return first_refusal(in_turn("change", meeting), may_keep(user, meeting))


def chair_sits_in(meeting, seats: dict) -> Verdict:
    """The chair is one of the members called."""
    if any(person.pk == meeting.chair_id and seat == Seat.MEMBER for person, seat in seats.items()):
        return GRANTED
    return refused("主持人须是参加会议的班子成员，请在成员中勾选。", 30)


def discipline_is_called(seats: dict) -> Verdict:
    """Whoever is called, 纪委 is among them."""
    if any(seat == Seat.SUPERVISOR or person.is_discipline_staff for person, seat in seats.items()):
        return GRANTED
    return refused("请在班子成员或监督人员中勾选一名纪委同志：纪委须全程参与监督。", 29)


def may_cancel(user, meeting) -> Verdict:
    return first_refusal(in_turn("cancel", meeting), may_keep(user, meeting))


def may_deliver(user, meeting) -> Verdict:
    if not meeting.items.exists():
        return refused("议程里还没有议题，没有材料可送。", 30)
    return first_refusal(in_turn("deliver", meeting), may_keep(user, meeting))


def may_receive(user, attendance) -> Verdict:
    """By the person called; for one without an account by whoever prepares the meeting."""
    if attendance.delivered_at is None:
        return refused("材料还没有送达。", 30)
    if attendance.received_at is not None:
        return refused("材料已经签收。", 30)
    if attendance.person_id == user.person_id:
        return GRANTED
    return may_keep(user, attendance.meeting)


def may_open(user, meeting, attendances) -> Verdict:
    """Enough members, 纪委 and the chair in the room, every absence explained, the materials delivered."""
    members = [row for row in attendances if row.seat == Seat.MEMBER]
    present = [row for row in members if row.presence == Presence.PRESENT]
    quorum = fraction_of(queries.values()["decisions.quorum"])
    return first_refusal(
        in_turn("open", meeting),
        may_keep(user, meeting),
        _has_an_agenda(meeting),
        _not_before_its_day(meeting),
        _everybody_accounted_for(attendances),
        _discipline_is_there(attendances),
        _chair_is_there(meeting, present),
        conduct.enough_came(len(members), len(present), quorum),
        _materials_delivered(meeting, members),
    )


def _has_an_agenda(meeting) -> Verdict:
    return GRANTED if meeting.items.exists() else refused("议程里还没有议题，不能开会。", 30)


def _not_before_its_day(meeting) -> Verdict:
    if meeting.held_on <= clock.today():
        return GRANTED
    return refused("还没有到会议日期。提前开会的，请先修改会议日期。", 30)


def _everybody_accounted_for(attendances) -> Verdict:
    unknown = [row.person.name for row in attendances if row.presence == Presence.EXPECTED]
    if unknown:
        return refused(f"请先登记这些同志是否到会：{'、'.join(unknown)}。", 30)
    return GRANTED


def _discipline_is_there(attendances) -> Verdict:
    if queries.discipline_in(attendances):
        return GRANTED
    return refused("纪委没有到会，不能开会：“三重一大”事项纪委须全程参与监督。", 29)


def _chair_is_there(meeting, present) -> Verdict:
    if any(row.person_id == meeting.chair_id for row in present):
        return GRANTED
    return refused("主持人没有到会。请先修改会议，由到会的其他负责人主持。", 30)


def _materials_delivered(meeting, members) -> Verdict:
    missing = [row.person.name for row in members if row.delivered_at is None]
    if missing and not meeting.is_emergency:
        return refused(f"会议材料须在会前送达。还没有送达：{'、'.join(missing)}。", 30)
    return GRANTED


def may_conduct(user, meeting) -> Verdict:
    return first_refusal(in_turn("conduct", meeting), may_keep(user, meeting))


def may_mark(user, meeting, attendance, presence: str) -> Verdict:
    """Between two items only; 纪委 and the chair stay to the end."""
    if queries.under_way(meeting):
        return refused("正在审议议题，请宣布结果以后再登记到会变动。", 30)
    if presence == Presence.ABSENT and attendance.person_id == meeting.chair_id:
        return refused("主持人离会，会议不能继续。", 30)
    rest = [row for row in queries.attendances_of(meeting) if row.pk != attendance.pk]
    if presence == Presence.ABSENT and not queries.discipline_in(rest):
        return refused("纪委离会，会议不能继续：“三重一大”事项纪委须全程参与监督。", 29)
    return may_conduct(user, meeting)


def has_emergency_reason(reason: str) -> Verdict:
    if reason.strip():
        return GRANTED
    return refused("会议不得临时动议。遇重大突发事件和紧急情况的，请写明紧急理由。", 30)


def may_close(user, meeting) -> Verdict:
    if queries.under_way(meeting):
        return refused("还有议题正在审议，请先宣布结果或放回议程。", 30)
    return first_refusal(in_turn("close", meeting), may_keep(user, meeting))


def may_take_up(user, item) -> Verdict:
    """One item at a time."""
    if item.status != Status.SCHEDULED:
        return refused("这一议题不在待审议之列。", 30)
    other = queries.under_way(item.meeting)
    if other:
        return refused(f"会议正在审议“{other}”，请先宣布结果。", 30)
    return may_conduct(user, item.meeting)


def is_before_the_meeting(user, item) -> Verdict:
    """What is said, cast or ruled is so only while the item is before an open meeting."""
    if item.status != Status.UNDER_WAY:
        return refused("这一议题不在审议中。", 30)
    return may_conduct(user, item.meeting)
