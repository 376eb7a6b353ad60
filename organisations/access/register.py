"""The register: units, people, posts, appointments, portfolios, loans."""

from datetime import date

from core.dates import cn
from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from organisations import queries, rules
from organisations.enums import PortfolioField, UnitKind
from organisations.models import Appointment, Person, Post, Unit


def may_maintain(user, unit: Unit) -> Verdict:
    if unit.pk in queries.maintained_by(user):
        return GRANTED
    return refused(f"{unit}的登记由所在镇的预警信息员维护，请与其联系。")


def may_add_unit(user, parent: Unit | None) -> Verdict:
    if parent is None:
        return refused("最上级单位只在启用系统时建立，请选择上级单位。")
    return may_maintain(user, parent)


def may_change_unit(
    user, unit: Unit, *, parent: Unit | None, kind: UnitKind, has_leading_group: bool
) -> Verdict:
    return first_refusal(
        may_maintain(user, unit),
        _may_move_unit(user, unit, parent),
        _keeps_article_27(unit, kind, has_leading_group),
    )


def _may_move_unit(user, unit: Unit, parent: Unit | None) -> Verdict:
    if (parent and parent.pk) == unit.parent_id:
        return GRANTED
    if parent and unit in [parent, *parent.ancestors()]:
        return refused("单位不能归到自己或自己的下级之下，请另选上级单位。")
    return may_add_unit(user, parent)


def _keeps_article_27(unit: Unit, kind: UnitKind, has_leading_group: bool) -> Verdict:
    """Marking a unit 设领导班子 is refused while its main leader still manages one of the four areas."""
    group = queries.group_of(unit, kind=kind, has_leading_group=has_leading_group)
    for held in queries.head_appointments(unit).select_related("person"):
        for portfolio in queries.managed_directly(held.person, unit, held.starts_on, held.ends_on):
            if not (verdict := rules.in_charge(group, portfolio.field, is_head=True)):
                return _before(verdict, f"{held.person}现分管{portfolio.get_field_display()}")
    return GRANTED


def may_add_person(user, unit: Unit) -> Verdict:
    """The system officer may too: an account needs somebody it belongs to."""
    if user.holds(Role.SYSTEM_OFFICER, unit=unit):
        return GRANTED
    return may_maintain(user, unit)


def may_move_person(user, person: Person, unit: Unit) -> Verdict:
    return first_refusal(may_maintain(user, person.unit), may_maintain(user, unit))


def may_change_post(user, post: Post, *, is_head: bool) -> Verdict:
    verdict = may_maintain(user, post.unit)
    if not verdict or not is_head or post.is_head:
        return verdict
    holders = post.appointments.select_related("person")
    return first_refusal(*(_may_head(row.person, post.unit, row.starts_on, row.ends_on) for row in holders))


def may_appoint(user, person: Person, post: Post, *, on: date, until: date | None = None) -> Verdict:
    return first_refusal(
        may_maintain(user, post.unit),
        _is_free(person, post, on, until),
        _may_head(person, post.unit, on, until) if post.is_head else GRANTED,
    )


def _is_free(person: Person, post: Post, on: date, until: date | None) -> Verdict:
    """A main post has one holder at a time; any other post may have several, but nobody holds it twice."""
    held = queries.sharing_days(post.appointments.select_related("person"), on, until)
    rival = next((row for row in held if post.is_head or row.person_id == person.pk), None)
    if rival is None:
        return GRANTED
    since = f"{rival.person}自{cn(rival.starts_on)}起任{post}"
    return refused(f"{since}，任期与此重叠，请先免去或调整日期。")


def _may_head(person: Person, unit: Unit, on: date, until: date | None) -> Verdict:
    """Nobody becomes the main leader while in charge of one of the four areas (art. 27)."""
    group = queries.group_of(unit)
    for portfolio in queries.managed_directly(person, unit, on, until):
        if not (verdict := rules.in_charge(group, portfolio.field, is_head=True)):
            return _before(verdict, f"{person}现分管{portfolio.get_field_display()}")
    return GRANTED


def _before(verdict: Verdict, words: str) -> Verdict:
    return refused(f"{words}。{verdict.reason}", verdict.article)


def may_dismiss(user, appointment: Appointment, *, on: date) -> Verdict:
    if appointment.ends_on and appointment.ends_on <= on:
        return refused(f"该任职已于{cn(appointment.ends_on)}结束，无需再免。")
    if on < appointment.starts_on:
        return refused(f"免职日期不能早于任职日期{cn(appointment.starts_on)}，请核对。")
    return may_maintain(user, appointment.post.unit)


def may_put_in_charge(
    user,
    person: Person,
    unit: Unit,
    *,
    field: PortfolioField,
    department: Unit | None = None,
    on: date,
    until: date | None = None,
) -> Verdict:
    is_head = queries.is_head_between(person, unit, on, until)
    return first_refusal(
        may_maintain(user, unit),
        _belongs(person, unit, department, field),
        rules.in_charge(queries.group_of(unit), field, is_head),
        _is_unclaimed(department, on, until),
    )


def _belongs(person: Person, unit: Unit, department: Unit | None, field: PortfolioField) -> Verdict:
    if person.unit_id != unit.pk:
        return refused(f"{person}不在{unit}，分管人须是本单位的领导班子成员。")
    if (field == PortfolioField.DEPARTMENT) != (department is not None):
        return refused("联系站办所须选定分管单位，其他领域不选分管单位。")
    if department and department.parent_id != unit.pk:
        return refused(f"{department}不是{unit}的下属单位，请另选分管单位。")
    return GRANTED


def _is_unclaimed(department: Unit | None, on: date, until: date | None) -> Verdict:
    """One leader in charge at a time, so that it is always clear whom to tell (art. 18)."""
    claims = (
        queries.sharing_days(department.overseers.select_related("person"), on, until) if department else ()
    )
    for claim in claims:
        return refused(f"{department}现由{claim.person}分管，请先结束原分管。", 18)
    return GRANTED


def may_lend(user, unit: Unit) -> Verdict:
    """An inspection group is lent a unit by the discipline body that reaches it."""
    if user.holds(*DISCIPLINE, unit=unit):
        return GRANTED
    return refused("督查授权由镇纪委办理，请与镇纪委联系。")


def may_see_management(user, unit: Unit) -> Verdict:
    """管理权限 of people is for those who decide on handling, not for the unit itself."""
    if user.holds(*queries.SEES_MANAGEMENT, unit=unit):
        return GRANTED
    return refused("管理权限只向镇纪委、镇领导和预警中心显示。")
