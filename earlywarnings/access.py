"""Who may do what to a warning, and if not, why not."""

from collection import access as collection
from collection.enums import ItemStatus
from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from earlywarnings import rules
from earlywarnings.enums import AWAITING_ANSWER, COUNTED, Status
from organisations.enums import ManagedBy, UnitKind
from organisations.queries import leader_in_charge


def may_triage(user, item) -> Verdict:
    if item.status != ItemStatus.REPORTED:
        return refused("这条信息已经研判。")
    return collection.may_handle(user, item)


def may_draft(user, unit) -> Verdict:
    if not user.holds(*DISCIPLINE, unit=unit):
        return refused("预警由镇纪委起草。", 41)
    if unit.kind == UnitKind.ENTERPRISE:
        return refused("企业只报送信息，不作为预警对象。", 36)
    return GRANTED


def may_change(user, warning) -> Verdict:
    if warning.status != Status.DRAFT:
        return refused("预警已提交审核，不能再改。如需修改，请先退回起草。")
    return _staff(user, warning)


def may_submit(user, warning) -> Verdict:
    if warning.status != Status.DRAFT:
        return refused("只有起草中的预警可以提交审核。")
    return first_refusal(_staff(user, warning), _complete(warning))


def may_approve(user, warning) -> Verdict:
    if warning.status != Status.REVIEW:
        return refused("只有待审核的预警可以审核。")
    if user.pk == warning.drafted_by_id:
        return refused("起草人不能审核自己起草的预警，请由另一位同志审核。")
    return _staff(user, warning)


def may_return(user, warning) -> Verdict:
    if warning.status not in (Status.REVIEW, Status.TO_SIGN):
        return refused("只有待审核、待签批的预警可以退回起草。")
    return _staff(user, warning)


def may_sign(user, warning) -> Verdict:
    if warning.status != Status.TO_SIGN:
        return refused("只有审核通过的预警可以签批。")
    if not user.holds(Role.DISCIPLINE_SECRETARY, unit=warning.unit):
        return refused("预警由有管理权限的纪检监察机关签发，本镇由镇纪委书记签批。", 41)
    if user.pk == warning.drafted_by_id:
        return refused("起草人不能签批自己起草的预警。", 41)
    return first_refusal(_not_concerned(user, warning), _within_the_towns_power(warning), _complete(warning))


def may_report_up(user, warning) -> Verdict:
    if warning.status != Status.TO_SIGN:
        return refused("只有审核通过的预警可以报上级。")
    if _within_the_towns_power(warning):
        return refused("该预警在镇纪委管理权限之内，请直接签批。", 41)
    return _staff(user, warning)


def may_deliver(user, warning) -> Verdict:
    if warning.status != Status.SIGNED:
        return refused("只有已签批、未送达的预警可以登记送达。")
    return _staff(user, warning)


def may_sign_for(user, warning) -> Verdict:
    if warning.status != Status.DELIVERED:
        return refused("只有已送达的预警可以签收。")
    return _addressee(user, warning)


def may_answer(user, warning) -> Verdict:
    if warning.status not in AWAITING_ANSWER:
        return refused("只有待回告的预警可以回告。", 43)
    return _addressee(user, warning)


def may_add_opinion(user, warning) -> Verdict:
    """A warned person answers personally; the unit's head, or the leader in charge, adds an opinion."""
    if warning.status != Status.ANSWERED or not warning.person_id:
        return refused("只有个人已回告的预警需要单位负责人签署意见。", 43)
    if user.person_id == warning.person_id:
        return refused("意见由单位主要负责人或分管领导签署，不能由本人签署。", 43)
    if user.holds(Role.UNIT_HEAD, unit=warning.unit) or _is_leader_in_charge(user, warning):
        return GRANTED
    return refused("请由该单位主要负责人签署意见；负责人本人被预警的，由分管领导签署。", 43)


def may_verify(user, warning) -> Verdict:
    if warning.status != Status.ANSWERED:
        return refused("只有已回告的预警可以复核。", 44)
    if warning.person_id and not list(warning.responses.all())[-1].head_opinion:
        return refused("个人的回告须先由单位负责人签署意见，再复核。", 43)
    return _staff(user, warning)


def may_close(user, warning) -> Verdict:
    if warning.status != Status.VERIFIED:
        return refused("复核通过以后才能销号。", 44)
    return _staff(user, warning)


def may_revoke(user, warning) -> Verdict:
    if warning.status not in COUNTED:
        return refused("只有已签批的预警可以撤销。")
    if not user.holds(Role.DISCIPLINE_SECRETARY, unit=warning.unit):
        return refused("撤销预警由镇纪委书记决定。", 41)
    return _not_concerned(user, warning)


def _staff(user, warning) -> Verdict:
    if not user.holds(*DISCIPLINE, unit=warning.unit):
        return refused("这一步由镇纪委办理。", 41)
    return _not_concerned(user, warning)


def _not_concerned(user, warning) -> Verdict:
    """Whoever a warning names handles nothing of it."""
    named = user.person_id == warning.person_id
    heads = warning.unit_id in user.own_units(Role.UNIT_HEAD)
    return refused("您是这件预警的当事人，应当回避。") if named or heads else GRANTED


def _addressee(user, warning) -> Verdict:
    if warning.person_id:
        return GRANTED if user.person_id == warning.person_id else refused("请由被预警的本人办理。", 43)
    if user.holds(Role.UNIT_HEAD, unit=warning.unit):
        return GRANTED
    return refused("请由被预警单位的负责人办理。", 43)


def _is_leader_in_charge(user, warning) -> bool:
    leader = leader_in_charge(warning.unit)
    return leader is not None and leader.pk == user.person_id


def _within_the_towns_power(warning) -> Verdict:
    """管理权限: the town signs nothing on a person managed above or on its own discipline staff."""
    person = warning.person
    if person and person.managed_by == ManagedBy.UPPER:
        return refused(f"{person.name}同志由上级管理，镇纪委不能签发，请报上级纪检监察机关。", 41)
    if person and person.is_discipline_staff:
        return refused("镇纪委工作人员的预警由上级纪检监察机关签发，请报上级。", 41)
    return GRANTED


def _complete(warning) -> Verdict:
    measures = {row.measure for row in warning.measures.all()}
    return rules.complete(warning, measures=measures, problems=len(warning.problems.all()))


# Every move and its question, in the order the buttons appear.
MOVES = {
    "change": may_change,
    "submit": may_submit,
    "approve": may_approve,
    "return_to_draft": may_return,
    "sign": may_sign,
    "report_up": may_report_up,
    "deliver": may_deliver,
    "sign_for": may_sign_for,
    "answer": may_answer,
    "add_opinion": may_add_opinion,
    "verify": may_verify,
    "close": may_close,
    "revoke": may_revoke,
}
