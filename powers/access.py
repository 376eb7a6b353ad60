"""Who may do what to a power, and if not, why not."""

from core.gates import DISCIPLINE
from core.verdict import GRANTED, Verdict, first_refusal, refused
from powers import queries, rules
from powers.enums import EDITORS, WITHOUT_POWERS, Status

MOST_FILTERS = 20  # of one person and one register: more than that nobody reads


def may_create(user, unit) -> Verdict:
    if unit.kind in WITHOUT_POWERS:
        return refused(f"{unit.get_kind_display()}只报送或接收信息，不编职权目录。请选择镇、村或站办所。")
    return _edits(user, unit)


def may_change(user, power) -> Verdict:
    if power.status == Status.CANCELLED:
        return refused("已取消的职权不再改动。如需恢复，请新建一项并写明依据。", 8)
    return _edits(user, power.unit)


def may_review(user, power) -> Verdict:
    return first_refusal(
        _stands(power, Status.DRAFT, "只有草稿可以审核。改动后的职权会回到草稿，请先修改。"),
        _checks(user, power),
        _is_another(user, power),
    )


def may_confirm(user, power) -> Verdict:
    asked = first_refusal(
        _stands(power, Status.REVIEWED, "职权先审核、后确认，请先办理审核。"),
        _checks(user, power),
        _is_another(user, power),
    )
    return asked and may_stand_confirmed(power)


def may_stand_confirmed(power) -> Verdict:
    """Art. 8: only a power with a basis that has been verified and is enough for its kind."""
    bases = list(power.bases.all())
    if not bases:
        return refused("没有法规依据的职权不能确认，请先补上依据，或予以取消。", 8)
    verified = [basis for basis in bases if not basis.is_unverified]
    if not verified:
        return refused("所列依据都还待核，请先核实依据，再确认。", 8)
    if not rules.is_enough((basis.kind for basis in verified), power.kind.special_basis):
        return refused(
            "分工文件和村民自治规定只够班子分管、村级事项作依据，请补上法律、法规、规章或规范性文件。", 8
        )
    if power.kind.is_historic:
        return refused(f"“{power.kind}”是已经取消的类型，只供查阅，不能确认。", 13)
    return may_run(power)


def may_run(power) -> Verdict:
    """Arts. 9, 13, 19, 20: a procedure that has been written must hold. One that has not is missed elsewhere (ADR 0011)."""
    steps = queries.procedure(queries.steps_of(power))
    found = rules.findings(steps, in_service_centre=power.in_service_centre)
    return first_refusal(*(finding.verdict for finding in found if finding.blocks))


def may_to_regularise(user, power) -> Verdict:
    if power.status not in (Status.DRAFT, Status.REVIEWED, Status.CONFIRMED):
        return refused("这项职权已在待规范或已取消，无需再次要求规范。", 8)
    return _checks(user, power)


def may_adjust(user, power) -> Verdict:
    """Art. 7: also of one that was cancelled, which is an adjustment itself."""
    if power.status == Status.DRAFT:
        return refused("草稿还没有列入目录，直接修改即可，不用登记调整。", 7)
    return _checks(user, power)


def may_cancel(user, power) -> Verdict:
    if power.status == Status.CANCELLED:
        return refused("这项职权已经取消。", 8)
    if power.status == Status.DRAFT and _edits(user, power.unit):
        return GRANTED
    return _checks(user, power)


def may_accept_case(user, power) -> Verdict:
    if power.status != Status.CONFIRMED:
        return refused("只有已确认、列入目录的职权才能办理，请先完成审核和确认。", 26)
    return _records(user, power.unit)


def may_enter(user, case) -> Verdict:
    if not case.is_open:
        return refused("这件已经办完，不再改动。", 26)
    return _records(user, case.unit)


def _records(user, unit) -> Verdict:
    if user.holds(*EDITORS, unit=unit):
        return GRANTED
    return refused(f"{unit}的办件由该单位或镇纪委录入，您可以查看。", 26)


def may_import(user, units) -> Verdict:
    """A file may touch only units the user may write for."""
    return first_refusal(*(may_create(user, unit) for unit in units))


def _edits(user, unit) -> Verdict:
    if user.holds(*EDITORS, unit=unit):
        return GRANTED
    return refused(f"{unit}的职权由该单位负责人、信息采集员或镇纪委填写，您可以查看。")


def _checks(user, power) -> Verdict:
    if user.holds(*DISCIPLINE, unit=power.unit):
        return GRANTED
    return refused("职权由镇纪委依法审核、确认，请等待办理。", 8)


def _is_another(user, power) -> Verdict:
    """Nobody approves what they wrote."""
    if power.drafted_by_id == user.pk:
        return refused("这项职权最近由您填写或改动，请镇纪委另一位工作人员办理。", 9)
    return GRANTED


def _stands(power, status: Status, otherwise: str) -> Verdict:
    return GRANTED if power.status == status else refused(otherwise, 8)


def may_save_filter(user, register: str, name: str) -> Verdict:
    names = {saved.name for saved in queries.saved_filters(user, register)}
    if name in names or len(names) < MOST_FILTERS:
        return GRANTED
    return refused(f"最多保存{MOST_FILTERS}组条件，已经满了。请先删除不用的，或用一个已有的名称。")


def may_forget_filter(user, saved) -> Verdict:
    return GRANTED if saved.owner_id == user.pk else refused("这组条件是别人保存的，由本人删除。")


# Every move and its question, in the order the buttons appear.
MOVES = {
    "review": may_review,
    "confirm": may_confirm,
    "change": may_change,
    "to_regularise": may_to_regularise,
    "adjust": may_adjust,
    "cancel": may_cancel,
}
