"""Accounts are made by the system officer, roles given by the security officer, each under the account's row lock."""

from datetime import date

from audit.log import move, record
from core import clock
from core.gates import Role
from core.rows import lock
from core.verdict import require
from organisations import access, passwords
from organisations.models import PasswordRecord, Person, RoleAssignment, Unit, User
from organisations.workflow.register import add_person, end_or_strike, yesterday


@move
def create_account(
    person: Person, *, by, username: str, email: str = "", hashed: str = ""
) -> tuple[User, str]:
    """The account and its temporary password, which is kept nowhere and must be changed at the first login."""
    require(access.may_create_account(by, lock(person)))
    return open_account(person, by=by, username=username, email=email, hashed=hashed)


def open_account(person: Person, *, by, username: str, email: str = "", hashed: str = "") -> tuple[User, str]:
    """Write the row, unasked: nobody is there to open the accounts of the first officers.

    `hashed` is the demo town's one password: its accounts have no temporary one and need not change it.
    """
    user = User(person=person, username=username, email=email)
    password = "" if hashed else passwords.temporary()
    if hashed:
        user.password, user.must_change_password = hashed, False
        user.save()
    else:
        set_password(user, password, must_change=True)
    record("organisations.account_created", user, by=by, unit=person.unit, username=username)
    return user, password


@move
def enrol(unit: Unit, *, by, name: str, title: str, username: str, email: str = "") -> tuple[User, str]:
    """Somebody who is not in the register yet, entered together with the account."""
    person = add_person(unit, by=by, name=name, title=title)
    return create_account(person, by=by, username=username, email=email)


@move
def reset_password(user: User, *, by) -> str:
    user = lock(user)
    require(access.may_reset_password(by, user))
    password = passwords.temporary()
    set_password(user, password, must_change=True)
    record("organisations.password_reset", user, by=by, unit=user.person.unit)
    return password


@move
def change_password(user: User, *, password: str) -> User:
    """By the user himself; the form has held the new one against the rules and the last five."""
    user = lock(user)
    set_password(user, password, must_change=False)
    record("organisations.password_changed", user, by=user, unit=user.person.unit)
    return user


@move
def disable(user: User, *, by) -> User:
    """Ends every session of the account with its next request."""
    user = lock(user)
    require(access.may_disable(by, user))
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("organisations.account_disabled", user, by=by, unit=user.person.unit)
    return user


@move
def enable(user: User, *, by) -> User:
    user = lock(user)
    require(access.may_enable(by, user))
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("organisations.account_enabled", user, by=by, unit=user.person.unit)
    return user


@move
def give_role(
    user: User, role: Role, unit: Unit, *, by, on: date | None = None, until: date | None = None
) -> RoleAssignment:
    on = on or clock.today()
    user = lock(user)
    require(access.may_give_role(by, user, role, unit, on=on, until=until))
    return assign(user, role, unit, by=by, on=on, until=until)


def assign(user: User, role: Role, unit: Unit, *, by, on: date, until: date | None = None) -> RoleAssignment:
    """Write the row, unasked: the first officers are nobody's to approve."""
    assignment = RoleAssignment.objects.create(user=user, role=role, unit=unit, starts_on=on, ends_on=until)
    record("organisations.role_given", user, by=by, unit=unit, role=Role(role).label)
    return assignment


@move
def end_role(assignment: RoleAssignment, *, by, on: date | None = None) -> None:
    """`on` is its last day; by default yesterday, so that the role is gone at once."""
    on = on or yesterday()
    user = lock(assignment.user)
    assignment = lock(assignment)
    require(access.may_end_role(by, assignment, on=on))
    record("organisations.role_ended", user, by=by, unit=assignment.unit, role=assignment.get_role_display())
    end_or_strike(assignment, on)


@move
def choose_text_size(user: User, *, large: bool) -> User:
    """A taste, not a deed: nothing is recorded."""
    user = lock(user)
    user.large_text = large
    user.save(update_fields=["large_text"])
    return user


def set_password(user: User, password: str, *, must_change: bool) -> None:
    """The hash is remembered with its four predecessors, so that none of the five is taken again."""
    user.set_password(password)
    user.must_change_password = must_change
    user.password_changed_at = clock.now()
    user.save()
    PasswordRecord.objects.create(user=user, password=user.password, set_at=clock.now())
    kept = user.password_records.values("pk")[: passwords.HISTORY_LENGTH]
    user.password_records.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
