"""Who may do what to a warning, and if not, why not."""

from collection import access as collection
from collection.enums import ItemStatus
from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from earlywarnings import queries, rules
from earlywarnings.enums import AWAITING_ANSWER, ISSUED, Status
from organisations.enums import ManagedBy, UnitKind


def may_triage(user, item) -> Verdict:
    if item.status != ItemStatus.REPORTED:
        return refused("这条信息已经研判。")
    return collection.may_handle(user, item)


def may_draft(user, unit, person=None) -> Verdict:
    if not user.holds(*DISCIPLINE, unit=unit):
        return refused("预警由镇纪委起草。", 41)
    if unit.kind == UnitKind.ENTERPRISE:
        return refused("企业只报送信息，不作为预警对象。", 36)
    return _not_concerned(user, unit.pk, person and person.pk)


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


def may_return_to_draft(user, warning) -> Verdict:
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
    return first_refusal(_uninvolved(user, warning), within_the_towns_power(warning), _complete(warning))


def may_report_up(user, warning) -> Verdict:
    if warning.status != Status.TO_SIGN:
        return refused("只有审核通过的预警可以报上级。")
    if within_the_towns_power(warning):
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
    """A warned person answers personally and the unit's head adds an opinion; on the head, the leader in charge does."""
    if warning.status != Status.ANSWERED or not warning.person_id:
        return refused("只有个人已回告的预警需要单位负责人签署意见。", 43)
    if not lacks_opinion(warning):
        return refused("单位负责人已经签署意见。", 43)
    if user.person_id == warning.person_id:
        return refused("意见由单位主要负责人或分管领导签署，不能由本人签署。", 43)
    known = _with_signatories(warning)
    if known.headed:
        gives = warning.unit_id in user.own_units(Role.UNIT_HEAD)
    elif known.leader:
        gives = user.pk == known.leader
    else:  # 代录
        gives = bool(_staff(user, warning))
    wanted = refused("请由该单位主要负责人签署意见；负责人本人被预警的，由分管领导签署。", 43)
    return GRANTED if gives else wanted


def may_verify(user, warning) -> Verdict:
    if warning.status != Status.ANSWERED:
        return refused("只有已回告的预警可以复核。", 44)
    if lacks_opinion(warning):
        return refused("个人的回告须先由单位负责人签署意见，再复核。", 43)
    response = _last_response(warning)
    if response.on_behalf_of and response.answered_by_id == user.pk:
        return refused("这份回告由您代录，请由另一位同志复核。", 44)
    return _staff(user, warning)


def may_close(user, warning) -> Verdict:
    if warning.status != Status.VERIFIED:
        return refused("复核通过以后才能销号。", 44)
    return _staff(user, warning)


def may_revoke(user, warning) -> Verdict:
    if warning.status not in ISSUED:
        return refused("只有已签批的预警可以撤销。")
    if not user.holds(Role.DISCIPLINE_SECRETARY, unit=warning.unit):
        return refused("撤销预警由镇纪委书记决定。", 41)
    return _uninvolved(user, warning)


def handles(user, warning) -> bool:
    """镇纪委, and not whoever the warning names: they see where it came from and who did what."""
    return bool(_staff(user, warning))


def writes_on_behalf(user, warning, verb: str) -> bool:
    """代录: 镇纪委, who may take the step, types what somebody without an account signed or wrote on paper."""
    if verb == "add_opinion":
        known = _with_signatories(warning)
        return not known.headed and not known.leader
    return verb in ("sign_for", "answer") and not _is_addressee(user, warning)


def has_a_head(warning) -> bool:
    """Whether somebody else than the warned person heads the unit with an account."""
    return _with_signatories(warning).headed


def lacks_opinion(warning) -> bool:
    """The unit's head has something to say before a warned person's answer is checked (art. 43)."""
    return bool(warning.person_id) and not _last_response(warning).head_opinion


def _staff(user, warning) -> Verdict:
    if not user.holds(*DISCIPLINE, unit=warning.unit):
        return refused("这一步由镇纪委办理。", 41)
    return _uninvolved(user, warning)


def _uninvolved(user, warning) -> Verdict:
    return _not_concerned(user, warning.unit_id, warning.person_id)


def _not_concerned(user, unit_id: int, person_id: int | None) -> Verdict:
    """Whoever a warning names handles nothing of it."""
    named = user.person_id == person_id
    heads = unit_id in user.own_units(Role.UNIT_HEAD)
    return refused("您是这件预警的当事人，应当回避。") if named or heads else GRANTED


def _addressee(user, warning) -> Verdict:
    if _is_addressee(user, warning):
        return GRANTED
    if _staff(user, warning) and not _with_signatories(warning).attended:
        return GRANTED
    who = "被预警的本人" if warning.person_id else "被预警单位的负责人"
    return refused(f"请由{who}办理。", 43)


def _is_addressee(user, warning) -> bool:
    if warning.person_id:
        return user.person_id == warning.person_id
    return warning.unit_id in user.own_units(Role.UNIT_HEAD)


def _with_signatories(warning):
    """The warning with who can sign; a list has asked for all its rows at once."""
    return warning if hasattr(warning, "attended") else queries.signatories_of(warning)


def _last_response(warning):
    return list(warning.responses.all())[-1]


def within_the_towns_power(warning) -> Verdict:
    """管理权限: the town signs nothing on a person managed above or on its own discipline staff."""
    person = warning.person
    if person and person.managed_by == ManagedBy.UPPER:
        return refused(f"{person.name}同志由上级管理，镇纪委不能签发，请报上级纪检监察机关。", 41)
    if person and person.is_discipline_staff:
        return refused("镇纪委工作人员的预警由上级纪检监察机关签发，请报上级。", 41)
    return GRANTED


def _complete(warning) -> Verdict:
    measures = {row.measure for row in warning.measures.all()}
    return rules.complete(warning, measures=measures, problems=list(warning.problems.all()))


# Every move and its question, in the order the buttons appear.
MOVES = {
    "change": may_change,
    "submit": may_submit,
    "approve": may_approve,
    "return_to_draft": may_return_to_draft,
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
