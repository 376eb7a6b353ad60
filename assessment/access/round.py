"""Who may do what to a sheet in its year, and if not, why not (art. 48)."""

from assessment.enums import SheetStatus
from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from organisations.queries import heads_of

MOVES = {
    "self_assess": (SheetStatus.OPEN,),
    "check": (SheetStatus.SELF_ASSESSED,),
    "accept": (SheetStatus.CHECKED,),
    "appeal": (SheetStatus.CHECKED, SheetStatus.APPEALED),
    "answer": (SheetStatus.APPEALED,),
    "approve": (SheetStatus.SEEN,),
    "publish": (SheetStatus.APPROVED,),
}
OTHERWISE = {
    SheetStatus.OPEN: "单位还没有自评。",
    SheetStatus.SELF_ASSESSED: "单位已经自评，等待镇纪委核查。",
    SheetStatus.CHECKED: "镇纪委已经核查，等待单位阅知。",
    SheetStatus.APPEALED: "单位正在申诉，等待镇纪委答复。",
    SheetStatus.SEEN: "单位已经阅知，等待审定。",
    SheetStatus.APPROVED: "考核表已经审定，不再改动。",
    SheetStatus.PUBLISHED: "考核表已经公布，不再改动。",
}


def in_turn(verb: str, sheet) -> Verdict:
    return GRANTED if sheet.status in MOVES[verb] else refused(OTHERWISE[sheet.status], 48)


def may_open_year(user) -> Verdict:
    if user.holds(Role.DISCIPLINE_SECRETARY):
        return GRANTED
    return refused("年度考核由镇纪委书记开启。", 48)


def may_order(user) -> Verdict:
    """No league table (burden-reduction rules of 2023): the list in the order of scores is for who judges and who leads."""
    if user.holds(*DISCIPLINE, Role.TOWN_LEADER):
        return GRANTED
    return refused("按得分排列的名单只供镇纪委和镇领导查看。", 48)


def may_read_changes(user, sheet) -> Verdict:
    """What changed after a sheet was approved, and how much of an evidence others may not open."""
    if user.holds(*DISCIPLINE, unit=sheet.unit):
        return GRANTED
    return refused("由镇纪委核对。", 48)


def answers_for(user, sheet) -> Verdict:
    """The unit's head; where nobody has such an account, an information officer types what the head wrote (代录)."""
    if sheet.unit_id in user.own_units(Role.UNIT_HEAD):
        return GRANTED
    on_paper = user.holds(Role.INFORMATION_OFFICER, unit=sheet.unit) and not heads_of(sheet.unit).exists()
    return GRANTED if on_paper else refused("由本单位负责人办理。", 48)


def _reviews(user, sheet) -> Verdict:
    if not user.holds(*DISCIPLINE, unit=sheet.unit):
        return refused("由镇纪委办理。", 48)
    if user.person.unit_id == sheet.unit_id:
        return refused("不能核查自己所在的单位，请镇纪委另一位同志办理。", 48)
    return GRANTED


def may_self_assess(user, sheet) -> Verdict:
    return first_refusal(in_turn("self_assess", sheet), answers_for(user, sheet))


def may_check(user, sheet) -> Verdict:
    return first_refusal(in_turn("check", sheet), _reviews(user, sheet))


def may_accept(user, sheet) -> Verdict:
    return first_refusal(in_turn("accept", sheet), answers_for(user, sheet))


def may_appeal(user, sheet) -> Verdict:
    """From the day it is checked; a second item may follow while the first waits for its answer."""
    return first_refusal(in_turn("appeal", sheet), answers_for(user, sheet))


def may_answer(user, sheet) -> Verdict:
    """Not by whoever checked: nobody judges the appeal against themselves."""
    checked = GRANTED
    if sheet.checked_by_id == user.pk:
        checked = refused("申诉由核查人以外的同志答复。", 48)
    return first_refusal(in_turn("answer", sheet), _reviews(user, sheet), checked)


def may_approve(user, sheet) -> Verdict:
    if not user.holds(Role.DISCIPLINE_SECRETARY, unit=sheet.unit):
        return first_refusal(in_turn("approve", sheet), refused("考核结果由镇纪委书记审定。", 48))
    if sheet.checked_by_id == user.pk:
        return first_refusal(in_turn("approve", sheet), refused("核查人不能审定自己核查的表。", 48))
    return in_turn("approve", sheet)


def may_publish(user, sheet) -> Verdict:
    return first_refusal(
        in_turn("publish", sheet),
        GRANTED
        if user.holds(Role.DISCIPLINE_SECRETARY, unit=sheet.unit)
        else refused("考核结果由镇纪委书记公布。", 48),
    )


ASKED = {
    "self_assess": may_self_assess,
    "check": may_check,
    "accept": may_accept,
    "appeal": may_appeal,
    "answer": may_answer,
    "approve": may_approve,
    "publish": may_publish,
}
