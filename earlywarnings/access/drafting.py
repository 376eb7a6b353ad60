"""From an item to a signed notice (art. 39–42)."""

from collection import access as collection
from collection.enums import ItemStatus
from core.verdict import GRANTED, Verdict, first_refusal, refused
from earlywarnings import queries, rules
from earlywarnings.access.concerned import (
    body_of,
    not_concerned,
    signatory,
    staff,
    uninvolved,
    upper_staff,
)
from earlywarnings.access.raising import may_report_failed, still_needed
from earlywarnings.enums import BEING_RECTIFIED, Body, Status
from organisations.enums import ManagedBy, UnitKind

WARNED = (UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.DEPARTMENT)


def may_triage(user, item) -> Verdict:
    """What was reported, and what is watched may be taken up again (art. 39)."""
    if item.status != ItemStatus.REPORTED and not queries.is_watched(item):
        return refused("这条信息已经研判。")
    return collection.may_handle(user, item)


def may_draft(user, unit, person=None, recused=()) -> Verdict:
    """The town's discipline body, or the upper body on any unit below it."""
    if body_of(user, unit) is None:
        return refused("预警由镇纪委起草；上级纪检监察机关对所属单位也可以起草。", 41)
    if unit.kind not in WARNED:
        return refused("企业只报送信息，不作为预警对象。", 36)
    return not_concerned(user, unit.pk, person and person.pk, {one.pk for one in recused})


def may_change(user, warning) -> Verdict:
    if warning.status != Status.DRAFT:
        return refused("预警已提交审核，不能再改。如需修改，请先退回起草。")
    return staff(user, warning)


def may_add_items(user, warning) -> Verdict:
    if warning.status != Status.DRAFT:
        return refused("只有起草中的预警可以并入信息。")
    return staff(user, warning)


def may_take_out(user, warning) -> Verdict:
    if warning.status != Status.DRAFT:
        return refused("只有起草中的预警可以移出信息。")
    if len(warning.items.all()) < 2:
        return refused("预警须有来源信息，至少保留一条。整件有误的，请作废草稿。", 39)
    return staff(user, warning)


def may_discard(user, warning) -> Verdict:
    if warning.status != Status.DRAFT:
        return refused("只有起草中的预警可以作废。已提交的，请先退回起草；已签批的，由镇纪委书记撤销。")
    return staff(user, warning)


def may_submit(user, warning) -> Verdict:
    if warning.status != Status.DRAFT:
        return refused("只有起草中的预警可以提交审核。")
    return first_refusal(staff(user, warning), still_needed(warning), _complete(warning))


def may_approve(user, warning) -> Verdict:
    if warning.status != Status.REVIEW:
        return refused("只有待审核的预警可以审核。")
    if user.pk == warning.drafted_by_id:
        return refused("起草人不能审核自己起草的预警，请由另一位同志审核。")
    return staff(user, warning)


def may_return_to_draft(user, warning) -> Verdict:
    if warning.status not in (Status.REVIEW, Status.TO_SIGN):
        return refused("只有待审核、待签批的预警可以退回起草。")
    return staff(user, warning)


def may_sign(user, warning) -> Verdict:
    if warning.status != Status.TO_SIGN:
        return refused("只有审核通过的预警可以签批。")
    if not signatory(user, warning):
        name = rules.SIGNATORY_NAMES[warning.body]
        return refused(f"预警由有管理权限的纪检监察机关签发，这件由{name}签批。", 41)
    if user.pk == warning.drafted_by_id:
        return refused("起草人不能签批自己起草的预警。", 41)
    return first_refusal(
        uninvolved(user, warning), within_the_power(warning), still_needed(warning), _complete(warning)
    )


def may_report_up(user, warning) -> Verdict:
    """What the town may not sign, and a red warning whose rectification has failed again and again."""
    if warning.status in BEING_RECTIFIED:
        return may_report_failed(user, warning)
    if warning.status != Status.TO_SIGN:
        return refused("只有审核通过的预警，或者整改多次不合格的红色预警，可以报上级。")
    if within_the_power(warning):
        return refused(f"该预警在{warning.get_body_display()}管理权限之内，请直接签批。", 41)
    return staff(user, warning)


def may_take_up(user, warning) -> Verdict:
    return _may_decide_above(user, warning)


def may_return_down(user, warning) -> Verdict:
    return _may_decide_above(user, warning)


def _may_decide_above(user, warning) -> Verdict:
    waits = warning.reported_up_on and warning.body == Body.TOWN and not warning.has_ended
    if not waits:
        return refused("只有已报上级、还没有接办的预警可以接办或退回。", 41)
    return upper_staff(user, warning)


def may_transfer(user, warning) -> Verdict:
    if warning.has_ended or warning.status == Status.REPORTED_UP:
        return refused("只有正在办理的预警可以移交。")
    return staff(user, warning)


def may_receive(user, warning) -> Verdict:
    """Whom it can be handed to: another of the same staff whom it does not concern."""
    if user.pk == warning.handler_id:
        return refused(f"{user.name}已是承办人，请选另一人。")
    return staff(user, warning)


def within_the_power(warning) -> Verdict:
    """管理权限: the town signs nothing on itself, on a person managed above, or on its own discipline staff."""
    person = warning.person
    if warning.body == Body.UPPER:
        return GRANTED
    if person is None and warning.unit.kind == UnitKind.TOWN:
        return refused("对镇本级的预警由上级纪检监察机关签发，请报上级。", 41)
    if person and person.managed_by == ManagedBy.UPPER:
        return refused(f"{person.name}同志由上级管理，镇纪委不能签发，请报上级纪检监察机关。", 41)
    if person and person.is_discipline_staff:
        return refused("镇纪委工作人员的预警由上级纪检监察机关签发，请报上级。", 41)
    return GRANTED


def _complete(warning) -> Verdict:
    measures = {row.measure for row in warning.measures.all()}
    return rules.complete(warning, measures=measures, problems=list(warning.problems.all()))
