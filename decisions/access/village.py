"""Who may write a village decision, and if not, why not (art. 29)."""

from core.gates import DISCIPLINE
from core.verdict import GRANTED, Verdict, refused
from decisions.enums.village import PUBLIC, VillageStatus
from decisions.models import VillageDecision, VillageObjection, VillageStep
from decisions.queries import village as queries
from organisations.enums import UnitKind


def may_begin(user, unit) -> Verdict:
    if unit.kind != UnitKind.VILLAGE:
        return refused("四议两公开由村办理，站办所和镇的事项请走三重一大议题。", 29)
    return _writes_for(user, unit)


def _writes_for(user, unit) -> Verdict:
    """The village's own collector or head; 镇纪委 types from paper (代录)."""
    if unit.pk in user.own_units(*queries.OWN) or user.holds(*DISCIPLINE, unit=unit):
        return GRANTED
    return refused("由本村的信息采集员、负责人登记，或由镇纪委代录。", 29)


def may_change(user, decision: VillageDecision) -> Verdict:
    if decision.status != VillageStatus.PROPOSE or decision.steps.exists():
        return refused("第一步登记以后，事项和内容不能再改。", 29)
    return _writes_for(user, decision.unit)


def may_hold(user, decision: VillageDecision) -> Verdict:
    if decision.status == VillageStatus.REJECTED:
        return refused("这件事未获通过，到此为止。要再办的，请重新提议。", 29)
    if decision.status == VillageStatus.DONE:
        return refused("六步都已办完。", 29)
    return _writes_for(user, decision.unit)


def may_object(user, decision: VillageDecision) -> Verdict:
    if decision.status != VillageStatus.REPORT:
        return refused("决议公开以后、结果公开以前，登记群众提出的异议。", 10)
    return _writes_for(user, decision.unit)


def may_disclose(user, decision: VillageDecision) -> Verdict:
    if decision.status not in PUBLIC:
        return refused("决议公开以后，才能决定是否放到公示网站。", 10)
    return _writes_for(user, decision.unit)


def may_correct(user, step: VillageStep) -> Verdict:
    """A step may be put right until the next one is entered."""
    if queries.last_step(step.decision) != step:
        return refused("下一步已经登记，这一步不能再更正。", 29)
    return _writes_for(user, step.unit)


def may_attach(user, step: VillageStep) -> Verdict:
    return _writes_for(user, step.unit)


def may_answer(user, objection: VillageObjection) -> Verdict:
    if objection.answered_on:
        return refused("这条异议已经答复。", 10)
    return _writes_for(user, objection.unit)


def may_print(decision: VillageDecision) -> Verdict:
    """The notice for the board: printed before it hangs out, which is why it does not wait for the step."""
    if decision.status in (VillageStatus.PUBLISH, *PUBLIC):
        return GRANTED
    return refused("决议通过以后，才有公示可以打印。", 10)


# Every move on a decision and its question, in the order the buttons appear.
MOVES = {
    "hold": may_hold,
    "change": may_change,
    "object": may_object,
    "disclose": may_disclose,
}
