"""Who may do what to an inspection and its findings, and if not, why not (art. 44)."""

from core.gates import DISCIPLINE
from core.verdict import GRANTED, Verdict, refused
from earlywarnings.enums import RECTIFIED, Body, InspectionStatus
from organisations.enums import UnitKind


def may_plan(user, inspection) -> Verdict:
    """Asked of an inspection before it is stored."""
    if inspection.unit.kind == UnitKind.ENTERPRISE:
        return refused("企业只报送信息，不作为督查对象。", 36)
    warning = inspection.warning
    if warning and warning.status not in RECTIFIED:
        return refused("预警签收以后，才督查整改情况。", 44)
    if warning and warning.body != Body.TOWN:
        return refused("上级纪检监察机关办理的预警，由上级督查整改情况。", 44)
    return _staff(user, inspection)


def may_change(user, inspection) -> Verdict:
    if inspection.status != InspectionStatus.PLANNED:
        return refused("督查已经登记或取消，计划不能再改。")
    return _staff(user, inspection)


def may_carry_out(user, inspection) -> Verdict:
    if inspection.status != InspectionStatus.PLANNED:
        return refused("只有待督查的计划可以登记结果。", 44)
    return _staff(user, inspection)


def may_cancel(user, inspection) -> Verdict:
    if inspection.status != InspectionStatus.PLANNED:
        return refused("督查已经登记，不能取消。")
    return _staff(user, inspection)


def may_attach(user, inspection) -> Verdict:
    """Photos are welcome, never compulsory: from 镇纪委 at any time, from the unit while it mends."""
    if inspection.status == InspectionStatus.CANCELLED:
        return refused("督查已经取消，不能再添加材料。")
    if inspection.status == InspectionStatus.FOLLOWED_UP and _heads(user, inspection):
        return GRANTED
    return _staff(user, inspection)


def may_close(user, inspection) -> Verdict:
    if inspection.status != InspectionStatus.FOLLOWED_UP:
        return refused("登记督查结果以后才能办结。", 44)
    if any(finding.is_open for finding in inspection.findings.all()):
        return refused("还有问题没有整改到位，核查通过后才能办结。", 44)
    return _staff(user, inspection)


def may_report(user, finding) -> Verdict:
    """The inspected unit says what was done about a finding."""
    if not _is_followed_up(finding) or finding.awaits_check:
        return refused("这个问题已经报告整改或者已经办结。", 44)
    if _heads(user, finding.inspection):
        return GRANTED
    return refused("请由被督查单位的负责人报告整改情况。", 44)


def may_check(user, finding) -> Verdict:
    if not _is_followed_up(finding):
        return refused("这个问题已经核查通过。", 44)
    return _staff(user, finding.inspection)


def may_return(user, finding) -> Verdict:
    """What nobody has reported cannot be sent back."""
    if not finding.awaits_check:
        return refused("单位报告整改以后，才能退回重改。", 44)
    return may_check(user, finding)


def handles(user, inspection) -> bool:
    """镇纪委, and not whom it concerns: they see who did what."""
    return bool(_staff(user, inspection))


def _is_followed_up(finding) -> bool:
    return finding.is_open and finding.inspection.status == InspectionStatus.FOLLOWED_UP


def _heads(user, inspection) -> bool:
    return inspection.unit_id in user.headed_units


def _staff(user, inspection) -> Verdict:
    if not user.holds(*DISCIPLINE, unit=inspection.unit):
        return refused("督查由镇纪委办理。", 44)
    if _heads(user, inspection) or inspection.concerns(user.person_id, user.held_posts):
        return refused("您与督查对象有关，应当回避。", 44)
    return GRANTED


# Every move and its question, in the order the buttons appear.
MOVES = {
    "change": may_change,
    "carry_out": may_carry_out,
    "cancel": may_cancel,
    "attach": may_attach,
    "close": may_close,
}
FINDING_MOVES = {"report": may_report, "check": may_check, "return_finding": may_return}
