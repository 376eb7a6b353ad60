"""Who may do what to a risk point, and if not, why not."""

from django.urls import reverse

from core.gates import DISCIPLINE, Role
from core.registries import Action
from core.verdict import GRANTED, Verdict, first_refusal, refused
from powers.enums import WITHOUT_POWERS
from powers.models import Power
from riskpoints import queries, rules
from riskpoints.enums import (
    EDITORS,
    IN_REGISTER,
    STAGES,
    Level,
    Outcome,
    ScreeningStatus,
    Stage,
    Status,
)

WITH_ITS_ASSIGNMENT = refused("这个风险点随排查任务一起办理，请到它的排查任务里送下一步或退回。", 14)
LEADING = (Role.UNIT_HEAD, *DISCIPLINE)  # 镇纪委 enters on behalf of a head without an account


def may_create(user, unit) -> Verdict:
    if unit.kind in WITHOUT_POWERS:
        return refused(f"{unit.get_kind_display()}只报送或接收信息，不排查风险点。请选择镇、村或站办所。")
    return _edits(user, unit)


def may_change(user, point) -> Verdict:
    return first_refusal(_in_force(point), _edits(user, point.unit), _not_under_examination(user, point))


def _not_under_examination(user, point) -> Verdict:
    """What 镇纪委 examines are the words the unit's head looked at; its own changes are examined by a colleague."""
    if point.status != Status.ORGANISATION or not is_bound(point) or _examines(user, point):
        return GRANTED
    return refused("这个风险点正在组织审查，不能改动。要改的，请镇纪委先把排查任务退回。", 14)


def may_pass_on(user, point) -> Verdict:
    """个人自查 → 科室帮查 → 领导核查 → 组织审查; none is skipped (art. 14)."""
    if point.status not in STAGES[:-1]:
        return refused("只有自查、帮查、核查中的风险点可以送下一步。", 14)
    if is_bound(point):
        return WITH_ITS_ASSIGNMENT
    if point.status == Status.LEADER and not user.holds(*LEADING, unit=point.unit):
        return refused("领导核查由单位负责人办理。", 14)
    return _edits(user, point.unit)


def may_register(user, point) -> Verdict:
    """组织审查: 镇纪委 takes it into the register."""
    if point.status not in (Status.ORGANISATION, Status.UNCHECKED):
        return refused("个人自查、科室帮查、领导核查都办完，才能组织审查。", 14)
    if is_bound(point):
        return WITH_ITS_ASSIGNMENT
    return first_refusal(_examines(user, point), _is_another(user, point), may_stand_registered(point))


def may_review(user, point) -> Verdict:
    """Art. 15: what hangs on a changed power or post is looked at again, by whoever answers for the unit."""
    if not queries.changes_since_review(point):
        return refused("审查以后没有变动，现在不用复核。", 15)
    if user.holds(*LEADING, unit=point.unit):
        return GRANTED
    return refused("复核由单位负责人办理。", 15)


def may_stand_registered(point) -> Verdict:
    """A point without a measure cannot pass (art. 16), nor one without a level or below its floor (art. 18)."""
    if not any(measure.is_current for measure in point.measures.all()):
        return refused("没有防控措施的风险点不能通过组织审查，请先补上措施。", 16)
    if not point.level:
        return refused("还没有定风险等级，请先修改、定级。", 18)
    return GRANTED


def may_take_level(level: str, reason: str, proposal: rules.Proposal) -> Verdict:
    """The proposed level, or another one with a reason, but never one below the floor."""
    if level and rules.is_below(level, proposal.floor):
        floor = Level(proposal.floor).label
        return refused(f"这一环节的风险等级不低于{floor}，请改为{floor}，或核对环节是否勾选正确。", 18)
    if level and proposal.level and level != proposal.level and not reason:
        return refused(f"建议等级是{Level(proposal.level).label}，改动须写明改级理由。", 18)
    return GRANTED


def may_send_back(user, point) -> Verdict:
    if point.status not in STAGES[1:]:
        return refused("只有帮查、核查、审查中的风险点可以退回。", 14)
    if is_bound(point):
        return WITH_ITS_ASSIGNMENT
    if point.status == Status.ORGANISATION:
        return _examines(user, point)
    if point.status == Status.LEADER and not user.holds(*LEADING, unit=point.unit):
        return refused("领导核查由单位负责人办理。", 14)
    return _edits(user, point.unit)


def may_retire(user, point) -> Verdict:
    if point.status == Status.RETIRED:
        return refused("这个风险点已经退出。", 15)
    if point.status == Status.DRAFT:
        return _edits(user, point.unit)
    return _examines(user, point)


def may_add_measure(user, point) -> Verdict:
    return may_change(user, point)


def may_change_measure(user, measure) -> Verdict:
    if not measure.is_current:
        return refused("这条措施已经停止，不再改动。如需恢复，请新增一条。", 16)
    return may_add_measure(user, measure.risk_point)


def may_execute(user, measure) -> Verdict:
    """Whoever writes for the unit records what was done."""
    if measure.risk_point.status not in IN_REGISTER:
        return refused("风险点在册以后才登记措施的落实。", 16)
    return may_add_measure(user, measure.risk_point)


# -- 排查 (arts. 12 to 14): the same people as for a point by itself -------------------------------------


def is_bound(point) -> bool:
    """Whether the point is under way in an assignment of a screening, and moves with it."""
    return bool(point.assignment_id) and point.status in STAGES and point.assignment.status in STAGES


def may_open_screening(user, town) -> Verdict:
    if user.holds(*DISCIPLINE, unit=town):
        return GRANTED
    return refused("排查活动由镇纪委发起。", 14)


def may_screen(user, units) -> Verdict:
    """Which units may be screened now."""
    for unit in units:
        if unit.kind in WITHOUT_POWERS:
            return refused(f"{unit.get_kind_display()}只报送或接收信息，不排查风险点，请去掉{unit}。", 14)
        if not user.holds(*DISCIPLINE, unit=unit):
            return refused(f"{unit}不在您的范围内，请去掉。", 14)
    if busy := queries.busy_units(units):
        names = "、".join(str(unit) for unit in busy)
        return refused(f"{names}还有一次排查没有结束，请先办完或结束上一次。", 14)
    return GRANTED


def may_close_screening(user, screening) -> Verdict:
    if screening.status != ScreeningStatus.OPEN:
        return refused("这次排查已经结束。", 14)
    if user.holds(*DISCIPLINE, unit=screening.unit):
        return GRANTED
    return refused("排查活动由镇纪委结束。", 14)


def may_write_in(user, assignment) -> Verdict:
    """Points are written and looked at again at 个人自查, so that none skips a stage."""
    if assignment.status != Stage.DRAFT:
        return refused("只有个人自查时可以增加或确认风险点。如有遗漏，请写明理由退回自查。", 14)
    return _edits(user, assignment.unit)


def may_report_none(user, assignment) -> Verdict:
    verdict = may_write_in(user, assignment)
    if not verdict:
        return verdict
    if queries.written_in(assignment).exists() or queries.standing_for(assignment).exists():
        return refused("这里已有风险点，不能报无风险点。不再存在的，请先撤回或请镇纪委退出风险库。", 14)
    return GRANTED


def may_pass_on_assignment(user, assignment) -> Verdict:
    """个人自查 → 科室帮查 → 领导核查 → 组织审查, with all its points; none is skipped."""
    if assignment.status not in STAGES[:-1]:
        return refused("只有自查、帮查、核查中的任务可以送下一步。", 14)
    if assignment.status == Stage.LEADER and not user.holds(*LEADING, unit=assignment.unit):
        return refused("领导核查由单位负责人办理。", 14)
    return first_refusal(_edits(user, assignment.unit), looked_through(assignment))


def may_finish_assignment(user, assignment) -> Verdict:
    """组织审查 of all its points at once; nobody examines what he reported or wrote."""
    if assignment.status != Stage.ORGANISATION:
        return refused("个人自查、科室帮查、领导核查都办完，才能组织审查。", 14)
    if not (verdict := _examines(user, assignment)):
        return verdict
    if assignment.reported_by_id == user.pk:
        return refused("这项任务由您自查上报，请镇纪委另一位工作人员审查。", 9)
    points = list(queries.written_in(assignment))
    for point in points:
        if not (verdict := first_refusal(_is_another(user, point), may_stand_registered(point))):
            return refused(f"“{point}”：{verdict.reason}", verdict.article)
    return looked_through(assignment)


def may_send_back_assignment(user, assignment) -> Verdict:
    if assignment.status not in STAGES[1:]:
        return refused("只有帮查、核查、审查中的任务可以退回。", 14)
    if assignment.status == Stage.ORGANISATION:
        return _examines(user, assignment)
    if assignment.status == Stage.LEADER and not user.holds(*LEADING, unit=assignment.unit):
        return refused("领导核查由单位负责人办理。", 14)
    return _edits(user, assignment.unit)


def looked_through(assignment) -> Verdict:
    """Something was found or confirmed, and nothing of the register was passed over; or there is none, with a reason."""
    if assignment.status == Stage.DRAFT and (left := queries.unconfirmed_for(assignment).count()):
        return refused(f"还有{left}个在册的风险点没有看过，请逐个确认仍然适用，或修改。", 15)
    if assignment.outcome == Outcome.NONE or queries.written_in(assignment).exists():
        return GRANTED
    if assignment.confirmed.exclude(status=Status.RETIRED).exists():
        return GRANTED
    return refused("还没有风险点。请抄一条示例、新写一条，或报“没有风险点”并写明理由。", 14)


def may_import(user, units) -> Verdict:
    """A file may touch only units the user may write for."""
    return first_refusal(*(may_create(user, unit) for unit in units))


def actions_on_power(user, thing) -> list[Action]:
    """Provider of further buttons: from a power to the risk point that hangs on it."""
    if not isinstance(thing, Power):
        return []
    url = f"{reverse('riskpoints:create')}?unit={thing.unit_id}&power={thing.pk}"
    verdict = may_create(user, thing.unit)
    return [Action("登记风险点", url)] if verdict else []


def _in_force(point) -> Verdict:
    if point.status == Status.RETIRED:
        return refused("已退出的风险点不再改动。如再次出现，请重新登记。", 15)
    return GRANTED


def _edits(user, unit) -> Verdict:
    if user.holds(*EDITORS, unit=unit):
        return GRANTED
    return refused(f"{unit}的风险点由该单位负责人、信息采集员或镇纪委填写，您可以查看。")


def _examines(user, point) -> Verdict:
    if user.holds(*DISCIPLINE, unit=point.unit):
        return GRANTED
    return refused("组织审查由镇纪委办理，请等待。", 14)


def _is_another(user, point) -> Verdict:
    """Nobody approves what they wrote."""
    if point.drafted_by_id == user.pk:
        return refused("这个风险点最近由您填写或改动，请镇纪委另一位工作人员审查。", 9)
    return GRANTED


# Every move and its question, in the order the buttons appear.
MOVES = {
    "pass_on": may_pass_on,
    "register": may_register,
    "review": may_review,
    "change": may_change,
    "add_measure": may_add_measure,
    "send_back": may_send_back,
    "retire": may_retire,
}
ASSIGNMENT_MOVES = {
    "pass_on_assignment": may_pass_on_assignment,
    "finish_assignment": may_finish_assignment,
    "send_back_assignment": may_send_back_assignment,
    "report_none": may_report_none,
    "write_in": may_write_in,
}
