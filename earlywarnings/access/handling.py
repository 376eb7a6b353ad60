"""Who may do what about a person's handling (art. 40), and if not, why not."""

from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from earlywarnings.enums.handling import TOOK_PLACE, Grade, HandlingStatus
from earlywarnings.queries import handling as queries
from earlywarnings.rules.handling import NEXT
from organisations.enums import ManagedBy, UnitKind


def may_open(user, person, grade: str) -> Verdict:
    unit = person.unit
    if not user.holds(*DISCIPLINE, unit=unit):
        return refused("谈话提醒、说明和告诫由镇纪委登记办理。", 40)
    if unit.kind == UnitKind.ENTERPRISE:
        return refused("企业只报送信息，其人员不作为处置对象。", 36)
    if user.person_id == person.pk:
        return refused("您是当事人，应当回避，请由另一位同志办理。", 40)
    return first_refusal(may_choose_grade(user, grade, unit), within_the_towns_power(person))


def may_choose_grade(user, grade: str, unit) -> Verdict:
    """The gravest grade is not for an officer to decide alone."""
    if grade == Grade.ADMONISH and not user.holds(Role.DISCIPLINE_SECRETARY, unit=unit):
        return refused("告诫由镇纪委书记决定，请由书记登记。", 40)
    return GRANTED


def within_the_towns_power(person) -> Verdict:
    """管理权限: as with warnings, the town handles neither whom a higher body manages nor its own discipline staff."""
    if person.is_discipline_staff:
        return refused("镇纪委工作人员的问题由上级纪检监察机关处置，请报上级。", 41)
    if person.managed_by == ManagedBy.UPPER:
        return refused(f"{person.name}同志由上级管理，请报上级纪检监察机关处置。", 41)
    return GRANTED


def may_hold(user, handling) -> Verdict:
    if handling.status != HandlingStatus.PENDING or not handling.is_talk:
        return refused("只有待谈话、待告诫的可以登记谈话。", 40)
    return staff(user, handling)


def may_explain(user, handling) -> Verdict:
    """The person writes; for somebody without an account the staff type what was handed in (代录)."""
    if handling.status != HandlingStatus.PENDING or handling.is_talk:
        return refused("只有待说明的可以提交情况说明。", 40)
    if user.person_id == handling.person_id:
        return GRANTED
    if _attended(handling):
        return refused("情况说明由当事人本人提交。", 40)
    return staff(user, handling)


def may_meet(user, handling) -> Verdict:
    if handling.status != HandlingStatus.RECTIFYING:
        return refused("只有整改中的告诫可以登记完成情况。", 40)
    return staff(user, handling)


def may_assess(user, handling) -> Verdict:
    if handling.status != HandlingStatus.TO_ASSESS:
        return refused("谈话、说明或整改完成以后才能评估。", 40)
    if handling.on_behalf_of and handling.explained_by_id == user.pk:
        return refused("这份说明由您代录，请由另一位同志评估。", 40)
    return staff(user, handling)


def may_cancel(user, handling) -> Verdict:
    if handling.status != HandlingStatus.PENDING:
        return refused("已经谈话或说明的不能撤回，请在评估意见中写明。", 40)
    return staff(user, handling)


def may_inform_head(user, handling) -> Verdict:
    """The head knows when it is recorded that they were told, and not before the person."""
    if handling.known_on is None or handling.status == HandlingStatus.CANCELLED:
        return refused("当事人知悉以后才能告知单位负责人。", 40)
    if handling.head_informed_on:
        return refused("已经告知单位负责人。", 40)
    return staff(user, handling)


def may_add_paper(user, handling) -> Verdict:
    if handling.status not in TOOK_PLACE:
        return refused("谈话或说明以后，再传签字的记录。", 40)
    return staff(user, handling)


def may_follow_up(user, handling) -> Verdict:
    """The next grade, proposed where this one was not enough; somebody decides."""
    if not handling.failed or handling.grade not in NEXT:
        return refused("评估没有达到要求的，才进入下一等次。", 40)
    if queries.has_next(handling):
        return refused("已经进入下一等次。", 40)
    return first_refusal(staff(user, handling), may_open(user, handling.person, NEXT[Grade(handling.grade)]))


def handles(user, handling) -> bool:
    return bool(staff(user, handling))


def staff(user, handling) -> Verdict:
    """镇纪委 of the person's town; nobody handles their own."""
    if user.person_id == handling.person_id:
        return refused("您是当事人，应当回避，请由另一位同志办理。", 40)
    if not user.holds(*DISCIPLINE, unit=handling.unit):
        return refused("这一步由镇纪委办理。", 40)
    return GRANTED


def writes_on_behalf(user, handling) -> bool:
    return user.person_id != handling.person_id


def _attended(handling) -> bool:
    known = handling if hasattr(handling, "attended") else queries.attendance_of(handling)
    return known.attended


# Every move and its question, in the order the buttons appear.
MOVES = {
    "hold": may_hold,
    "explain": may_explain,
    "meet": may_meet,
    "assess": may_assess,
    "follow_up": may_follow_up,
    "inform_head": may_inform_head,
    "add_paper": may_add_paper,
    "cancel": may_cancel,
}
