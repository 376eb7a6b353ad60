"""Who may do what to a form or an item, and if not, why not."""

from collection import queries, rules
from collection.enums import WRITABLE, FormStatus, ItemStatus
from core.gates import Role
from core.verdict import GRANTED, Verdict, first_refusal, refused


def may_fill(user, form) -> Verdict:
    """The unit's collector, or an information officer on a village's behalf (代录)."""
    if form.status == FormStatus.STOPPED:
        return refused(f"{form.unit}已不再是采集报送点，这张采集表不用再报。", 36)
    if form.status == FormStatus.ACCEPTED:
        return refused("这张采集表已经接收，不能再改。如有错误，请用“更正”，原来的一版会保留。", 38)
    if form.status not in WRITABLE:
        name = rules.receiver_name(direct=form.unit.is_direct_point)
        return refused(f"这张采集表已经报送，不能再改。如有错误，请撤回，或联系{name}退回。", 38)
    return fills_for(user, form.unit)


def may_submit(user, form) -> Verdict:
    return _may_send(user, form, nil=False)


def may_submit_nil(user, form) -> Verdict:
    return _may_send(user, form, nil=True)


def may_accept(user, form) -> Verdict:
    if form.status != FormStatus.SUBMITTED:
        return refused("只有已报送的采集表可以接收。", 38)
    if form.filled_by_id == user.pk:
        return refused("您自己填报或代录的采集表，请由另一位同志核对后接收。", 38)
    return receives_for(user, form.unit)


def may_return_form(user, form) -> Verdict:
    """Only while nothing in it has been judged; what the centre judges of a village's form is no matter of the town's."""
    if form.status != FormStatus.SUBMITTED:
        return refused("只有已报送、未接收的采集表可以退回。", 38)
    return first_refusal(receives_for(user, form.unit), _unjudged(user, form, "退回"))


def may_withdraw(user, form) -> Verdict:
    """Who sent it, or a colleague of the same unit, while nobody has accepted it or judged anything in it."""
    if form.status != FormStatus.SUBMITTED:
        return refused("只有已报送、还没有接收的采集表可以撤回。", 38)
    if fills_on_behalf(user, form) and form.filled_by_id != user.pk:
        return refused("采集表由本单位的信息采集员撤回；代录的，也可由代录人撤回。", 36)
    return first_refusal(fills_for(user, form.unit), _unjudged(user, form, "撤回"))


def may_correct(user, form) -> Verdict:
    """A new version of an accepted form: the old one is kept."""
    if form.status != FormStatus.ACCEPTED:
        return refused("已经接收的采集表才用更正；还没有接收的，撤回来改。", 38)
    return fills_for(user, form.unit)


def may_hand_over(user, form) -> Verdict:
    return fills_for(user, form.unit)


def may_change_item(user, item) -> Verdict:
    if item.status != ItemStatus.DRAFT or item.form_id is None:
        return refused("这条信息已经报出，不能再改。", 38)
    if not queries.items_visible_to(user).filter(pk=item.pk).exists():
        return refused("只有本单位的采集员和录入人可以修改这条信息。", 38)
    return may_fill(user, item.form)


def may_report_item(user, unit) -> Verdict:
    """A direct point reports an item at any time, without waiting for the quarter."""
    if not unit.is_direct_point:
        return refused("只有直报点可以随时单独报送一条信息，其他单位请填本季度的采集表。", 36)
    return fills_for(user, unit)


def may_withdraw_item(user, item) -> Verdict:
    """What was reported without a form, while nobody has judged it."""
    if item.form_id is not None:
        return refused("这条信息是随采集表报送的，要改请撤回采集表。", 38)
    if item.status != ItemStatus.REPORTED:
        return refused("这条信息已经研判，不能撤回。", 39)
    if types_for(user, item.unit_id) and item.entered_by_id != user.pk:
        return refused("单独报送的信息由本单位的信息采集员撤回；代录的，也可由代录人撤回。", 36)
    if not queries.items_visible_to(user).filter(pk=item.pk).exists():
        return refused("涉及本人或本人岗位的信息，请由其他同志撤回。", 36)
    return fills_for(user, item.unit)


def may_handle(user, item) -> Verdict:
    """研判: 镇纪委, or the centre for direct points and for items that name 镇纪委 staff; never whom it names."""
    if queries.judged_by(user).filter(pk=item.pk).exists():
        return GRANTED
    return refused(
        "信息由镇纪委研判；直报点的和涉及镇纪委人员的由预警中心研判；涉及本人或本人岗位的应当回避。", 36
    )


def fills_for(user, unit) -> Verdict:
    if unit.pk in user.own_units(Role.COLLECTOR) or user.holds(
        *rules.officers(direct=unit.is_direct_point), unit=unit
    ):
        return GRANTED
    typist = "预警中心" if unit.is_direct_point else "镇纪委预警信息员"
    return refused(f"采集表由本单位的信息采集员填写，或由{typist}代录。", 36)


def receives_for(user, unit) -> Verdict:
    if user.holds(*rules.receivers(direct=unit.is_direct_point), unit=unit):
        return GRANTED
    return refused("采集表由镇纪委接收；直报点的采集表由预警中心接收。", 36)


def may_read_reason(user, form) -> Verdict:
    """Why a form was returned may touch on what stands in it."""
    return fills_for(user, form.unit) or receives_for(user, form.unit)


def fills_on_behalf(user, form) -> bool:
    """代录: whoever fills a form without being the unit's collector."""
    return types_for(user, form.unit_id)


def types_for(user, unit_id: int) -> bool:
    return unit_id not in user.own_units(Role.COLLECTOR)


def _may_send(user, form, *, nil: bool) -> Verdict:
    """Counted is what the user sees: an item that names him neither hinders him nor shows itself."""
    if not (verdict := may_fill(user, form)):
        return verdict
    return rules.ready(nil=nil, items=queries.items_in(form, user).count())


def _unjudged(user, form, move: str) -> Verdict:
    if queries.judged_since(form, user).exists():
        return refused(f"表中有信息已经研判，不能{move}。", 39)
    return GRANTED


# Every move and its question, in the order the buttons appear.
MOVES = {
    "add_item": may_fill,
    "submit": may_submit,
    "submit_nil": may_submit_nil,
    "withdraw": may_withdraw,
    "correct": may_correct,
    "hand_over": may_hand_over,
    "accept": may_accept,
    "return_form": may_return_form,
}


ITEM_MOVES = {
    "change_item": may_change_item,
    "remove_item": may_change_item,
    "withdraw_item": may_withdraw_item,
}
