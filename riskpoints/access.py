"""Who may do what to a risk point, and if not, why not."""

from django.urls import reverse

from core.gates import CENTRE, DISCIPLINE, Role
from core.registries import Action
from core.verdict import GRANTED, Verdict, first_refusal, refused
from powers.enums import WITHOUT_POWERS
from powers.models import Power
from riskpoints import queries, rules
from riskpoints.enums import EDITORS, IN_REGISTER, STAGES, CatalogueStatus, Level, Status

LEADING = (Role.UNIT_HEAD, *DISCIPLINE)  # 镇纪委 enters on behalf of a head without an account


def may_create(user, unit) -> Verdict:
    if unit.kind in WITHOUT_POWERS:
        return refused(f"{unit.get_kind_display()}只报送或接收信息，不排查风险点。请选择镇、村或站办所。")
    return _edits(user, unit)


def may_change(user, point) -> Verdict:
    return first_refusal(_in_force(point), _edits(user, point.unit))


def may_pass_on(user, point) -> Verdict:
    """个人自查 → 科室帮查 → 领导核查 → 组织审查; none is skipped (art. 14)."""
    if point.status not in STAGES[:-1]:
        return refused("只有自查、帮查、核查中的风险点可以送下一步。", 14)
    if point.status == Status.LEADER and not user.holds(*LEADING, unit=point.unit):
        return refused("领导核查由单位负责人办理。", 14)
    return _edits(user, point.unit)


def may_register(user, point) -> Verdict:
    """组织审查: 镇纪委 takes it into the register."""
    if point.status not in (Status.ORGANISATION, Status.UNCHECKED):
        return refused("个人自查、科室帮查、领导核查都办完，才能组织审查。", 14)
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
    return first_refusal(_in_force(point), _edits(user, point.unit))


def may_change_measure(user, measure) -> Verdict:
    if not measure.is_current:
        return refused("这条措施已经停止，不再改动。如需恢复，请新增一条。", 16)
    return may_add_measure(user, measure.risk_point)


def may_execute(user, measure) -> Verdict:
    """Whoever writes for the unit records what was done."""
    if measure.risk_point.status not in IN_REGISTER:
        return refused("风险点在册以后才登记措施的落实。", 16)
    return may_add_measure(user, measure.risk_point)


def may_send_catalogue(user, town) -> Verdict:
    """Art. 25: 镇纪委 sends it, whole and examined, one at a time."""
    if not user.holds(*DISCIPLINE, unit=town):
        return refused("分级目录由镇纪委编制、报送。", 25)
    if town.risk_catalogues.filter(status=CatalogueStatus.SUBMITTED).exists():
        return refused("已有一份目录在等待上级批准，批准或退回以后再报。", 25)
    if unchecked := queries.unchecked_in(town):
        return refused(f"还有{unchecked}个在册待核的风险点，请先组织审查，再编制目录。", 25)
    return GRANTED


def may_decide_catalogue(user, catalogue) -> Verdict:
    if catalogue.status != CatalogueStatus.SUBMITTED:
        return refused("这份目录已经批准或退回。", 25)
    if user.holds(*CENTRE, unit=catalogue.unit):
        return GRANTED
    return refused("分级目录由上级预警中心批准，请等待。", 25)


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
