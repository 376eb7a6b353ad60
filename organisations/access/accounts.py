"""Accounts and roles: three officers who check each other."""

from datetime import date

from core.gates import Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from organisations import queries, rules
from organisations.models import Person, RoleAssignment, Unit, User


def may_create_account(user, person: Person) -> Verdict:
    if not user.holds(Role.SYSTEM_OFFICER, unit=person.unit):
        return refused("账号由系统管理员开设，请与其联系。")
    if User.objects.filter(person=person).exists():
        return refused(f"{person}已有账号，请直接使用原账号。")
    return GRANTED


def may_reset_password(user, account: User) -> Verdict:
    if not user.holds(Role.SYSTEM_OFFICER, unit=account.person.unit):
        return refused("密码由系统管理员重置，请与其联系。")
    if user.pk == account.pk:
        return refused("自己的密码请在“修改密码”页更改。")
    return GRANTED


def may_disable(user, account: User) -> Verdict:
    if not user.holds(*queries.KEEPERS, unit=account.person.unit):
        return refused("账号由系统管理员或安全管理员停用，请与其联系。")
    if user.pk == account.pk:
        return refused("不能停用自己的账号，请由另一位管理员办理。")
    if not account.is_active:
        return refused("该账号已经停用。")
    if role := queries.is_the_last(account):
        return refused(f"{account.name}是唯一的{role.label}，请先给另一个账号授予该角色。")
    return GRANTED


def may_enable(user, account: User) -> Verdict:
    """Letting somebody back in is an authorisation, so it is the security officer's."""
    if not user.holds(Role.SECURITY_OFFICER, unit=account.person.unit):
        return refused("停用的账号由安全管理员恢复，请与其联系。")
    if account.is_active:
        return refused("该账号正在使用，无需恢复。")
    return GRANTED


def may_give_role(
    user, account: User, role: Role, unit: Unit, *, on: date, until: date | None = None
) -> Verdict:
    held = [(row.role, row.unit_id) for row in queries.roles_between(account, on, until)]
    if (role, unit.pk) in held:
        return refused(f"该账号在{unit}已有{Role(role).label}角色，无需重复授予。")
    return first_refusal(
        may_authorise(user, account, unit),
        rules.fits(role, unit.kind),
        rules.beside(role, [other for other, _ in held]),
    )


def may_end_role(user, assignment: RoleAssignment, *, on: date) -> Verdict:
    if assignment.ends_on and assignment.ends_on <= on:
        return refused("该角色已经结束。")
    return may_authorise(user, assignment.user, assignment.unit)


def may_authorise(user, account: User, unit: Unit) -> Verdict:
    if not user.holds(Role.SECURITY_OFFICER, unit=unit):
        return refused("角色由安全管理员授予和收回，请与其联系。")
    if user.pk == account.pk:
        return refused("不能更改自己的角色，请由另一位安全管理员办理。")
    return GRANTED
