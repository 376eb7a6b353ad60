"""Who may say something about what a check found (art. 29, 30)."""

from core.gates import Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from decisions.access.items import may_keep
from decisions.enums import FindingStatus

MOVES = {
    "explain": (FindingStatus.OPEN,),
    "rectify": (FindingStatus.OPEN, FindingStatus.EXPLAINED),
}
LATE = {
    FindingStatus.EXPLAINED: "这个问题已经说明。还有改正措施的，请填写整改情况。",
    FindingStatus.RECTIFIED: "这个问题已经整改。",
}


def in_turn(verb: str, finding) -> Verdict:
    return GRANTED if finding.status in MOVES[verb] else refused(LATE[finding.status], 30)


def may_answer(user, finding) -> Verdict:
    """Whoever keeps the meeting, or the head of the unit that proposed the item."""
    if finding.item and finding.item.unit_id in user.own_units(Role.UNIT_HEAD):
        return GRANTED
    if may_keep(user, finding.meeting):
        return GRANTED
    return refused("由会议记录人、提交单位负责人、镇领导或镇纪委说明。", 30)


def may_explain(user, finding) -> Verdict:
    return first_refusal(in_turn("explain", finding), may_answer(user, finding))


def may_rectify(user, finding) -> Verdict:
    return first_refusal(in_turn("rectify", finding), may_answer(user, finding))
