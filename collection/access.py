"""Who may do what to a form or an item, and if not, why not."""

from collection import rules
from collection.enums import FormStatus, ItemStatus
from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, first_refusal, refused

TO_FILL = (FormStatus.OPEN, FormStatus.RETURNED)


def may_fill(user, form) -> Verdict:
    """The unit's collector, or an information officer on a village's behalf (代录)."""
    if form.status not in TO_FILL:
        return refused("这张采集表已经报送，不能再改。如有错误，请联系镇纪委退回。", 38)
    return _fills(user, form.unit)


def may_submit(user, form) -> Verdict:
    return first_refusal(may_fill(user, form), rules.ready(form.is_nil, form.items.count()))


def may_accept(user, form) -> Verdict:
    if form.status != FormStatus.SUBMITTED:
        return refused("只有已报送的采集表可以接收。", 38)
    return _receives(user, form.unit)


def may_return(user, form) -> Verdict:
    if form.status != FormStatus.SUBMITTED:
        return refused("只有已报送、未接收的采集表可以退回。", 38)
    if form.items.exclude(status=ItemStatus.REPORTED).exists():
        return refused("表中有信息已经研判，不能退回。", 39)
    return _receives(user, form.unit)


def may_handle(user, item) -> Verdict:
    """研判: 镇纪委, or the centre for direct points and for items that name 镇纪委 staff; never whom it names."""
    person = item.subject_person
    if person and person.pk == user.person_id:
        return refused("这条信息涉及您本人，应当回避。", 39)
    straight = item.unit.is_direct_point or (person and person.is_discipline_staff)
    roles = (Role.CENTRE_OFFICER,) if straight else DISCIPLINE
    if user.holds(*roles, unit=item.unit):
        return GRANTED
    return refused("直报点的信息和涉及镇纪委人员的信息由预警中心研判，其他信息由镇纪委研判。", 36)


def may_change_item(user, item) -> Verdict:
    if item.form is None:
        return refused("直报的信息已经报出，不能再改。", 38)
    return may_fill(user, item.form)


def fills_on_behalf(user, form) -> bool:
    """代录: whoever fills a form without being the unit's collector."""
    return form.unit_id not in user.own_units(Role.COLLECTOR)


def may_hand_over(user, unit) -> Verdict:
    return _fills(user, unit)


def _fills(user, unit) -> Verdict:
    if unit.pk in user.own_units(Role.COLLECTOR) or user.holds(*DISCIPLINE, unit=unit):
        return GRANTED
    return refused("采集表由本单位的信息采集员填写，或由镇纪委预警信息员代录。", 36)


def _receives(user, unit) -> Verdict:
    roles = (Role.CENTRE_OFFICER,) if unit.is_direct_point else DISCIPLINE
    if user.holds(*roles, unit=unit):
        return GRANTED
    return refused("采集表由镇纪委接收；直报点的采集表由预警中心接收。", 36)


MOVES = {
    "fill": may_fill,
    "submit": may_submit,
    "accept": may_accept,
    "return": may_return,
}
