"""Who may put something on the agenda, and what may be done with it before the meeting (art. 28–34)."""

from core.gates import Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from decisions import queries
from decisions.enums import ABOUT_PEOPLE, DECIDING, MeetingStatus, Status
from decisions.rules import prerequisites

MOVES = {
    "change": (Status.PROPOSED,),
    "withdraw": (Status.PROPOSED,),
    "fulfil": (Status.PROPOSED,),
    "strike": (Status.PROPOSED,),
    "assess": (Status.PROPOSED,),
    "prepare": (Status.PROPOSED,),
    "schedule": (Status.PROPOSED,),
    "unschedule": (Status.SCHEDULED,),
    "resubmit": (Status.DEFERRED,),
}
LATE = {
    Status.SCHEDULED: "议题已经列入会议，不再改动。要改的，请先从会议议程中撤下。",
    Status.UNDER_WAY: "议题正在审议，不能改动。",
    Status.DECIDED: "议题已经议决，不再改动。",
    Status.DEFERRED: "议题已经暂缓。进一步调查研究后，请点“重新提出”。",
    Status.WITHDRAWN: "议题已经撤回。",
    Status.PROPOSED: "议题还没有列入会议。",
}


def in_turn(verb: str, item) -> Verdict:
    return GRANTED if item.status in MOVES[verb] else refused(LATE[item.status], 30)


def may_propose(user, unit, category: str) -> Verdict:
    """The unit's head or collector, a leader, or 镇纪委 for a unit without accounts; on people only the head."""
    if user.holds(*queries.KEEPERS, unit=unit) or unit.pk in user.own_units(Role.UNIT_HEAD):
        return GRANTED
    if unit.pk not in user.own_units(Role.COLLECTOR):
        return refused("议题由提交单位、镇领导或镇纪委录入。", 30)
    if category in ABOUT_PEOPLE:
        return refused("人事和评先、奖惩议题由单位负责人或镇里录入。", 32)
    return GRANTED


def _keeps(user, item) -> Verdict:
    return may_propose(user, item.unit, item.category)


def may_change(user, item) -> Verdict:
    return first_refusal(in_turn("change", item), _keeps(user, item))


def may_withdraw(user, item) -> Verdict:
    return first_refusal(in_turn("withdraw", item), _keeps(user, item))


def may_fulfil(user, item) -> Verdict:
    return first_refusal(in_turn("fulfil", item), _keeps(user, item))


def may_assess(user, item) -> Verdict:
    return first_refusal(in_turn("assess", item), _keeps(user, item))


def may_prepare(user, item) -> Verdict:
    return first_refusal(in_turn("prepare", item), _keeps(user, item))


def may_resubmit(user, item) -> Verdict:
    if hasattr(item, "next"):
        return refused("这一议题已经重新提出过。", 30)
    return first_refusal(in_turn("resubmit", item), _keeps(user, item))


def may_schedule(user, item, meeting) -> Verdict:
    """Nothing is put before a meeting that lacks what has to come first, and nothing is added on the spot."""
    return first_refusal(
        in_turn("schedule", item),
        may_keep(user, meeting),
        _is_planned(meeting),
        _fits(item, meeting),
        GRANTED if meeting.is_emergency else prerequisites.complete(queries.missing(item)),
    )


def may_schedule_confirmation(user, taken, meeting) -> Verdict:
    """追认 needs no further papers: what was decided in an emergency is what the next meeting looks at (art. 30)."""
    waiting = queries.emergencies_to_confirm(meeting.unit).filter(pk=taken.pk)
    known = GRANTED if waiting.exists() else refused("这一决定不用追认，或者已经列入追认。", 30)
    deciding = GRANTED if meeting.kind in DECIDING else refused("行政办公会不能追认决定。", 29)
    return first_refusal(may_keep(user, meeting), _is_planned(meeting), deciding, known)


def may_unschedule(user, item) -> Verdict:
    return first_refusal(in_turn("unschedule", item), may_keep(user, item.meeting), _is_planned(item.meeting))


def _is_planned(meeting) -> Verdict:
    if meeting.status == MeetingStatus.PLANNED:
        return GRANTED
    return refused("会议不得临时动议：议题须在开会前列入议程，材料提前送达。", 30)


def _fits(item, meeting) -> Verdict:
    wanted = item.matter.meeting_kind if item.matter else None
    if meeting.kind not in DECIDING:
        return refused("行政办公会只作讨论。“三重一大”由党委会或领导班子会决定。", 29)
    if wanted and wanted != meeting.kind:
        return refused(f"按事项清单，这一议题由{item.matter.get_meeting_kind_display()}决定。", 29)
    if item.unit_id != meeting.unit_id and not queries.to_schedule(meeting).filter(pk=item.pk).exists():
        return refused("这次会议不决定该单位的议题。", 29)
    return GRANTED


def may_keep(user, meeting) -> Verdict:
    """Whoever calls and prepares a meeting: its recorder, 镇纪委 and the leaders of the unit."""
    if meeting.recorder_id == user.pk or user.holds(*queries.KEEPERS, unit=meeting.unit):
        return GRANTED
    return refused("会议由记录人、镇领导或镇纪委筹备。", 29)
