"""The very first start: a centre, a town and three officers, before anybody could be asked."""

from dataclasses import dataclass

from audit.log import move, record
from core import clock
from core.gates import OFFICERS, Role
from core.verdict import Refusal, refused
from organisations.enums import UnitKind
from organisations.models import Person, Unit, User
from organisations.rules import sort_key
from organisations.workflow.accounts import assign, open_account


@dataclass(frozen=True)
class FirstLogin:
    role: Role
    username: str
    password: str


@move
def bootstrap(*, centre: str, town: str, officers: dict[Role, str], hashed: str = "") -> list[FirstLogin]:
    """Make the two units and one account per officer role; `officers` says who they are. Only in an empty system."""
    if User.objects.exists():
        raise Refusal(refused("系统已有账号，不能再次初始化。请由系统管理员开设账号。"))
    today = clock.today()
    top = Unit.objects.create(name=centre, short_name=centre[:30], kind=UnitKind.CENTRE, active_from=today)
    below = Unit.objects.create(
        name=town,
        short_name=town[:30],
        kind=UnitKind.TOWN,
        parent=top,
        has_leading_group=True,
        active_from=today,
    )
    for unit in (top, below):
        record("organisations.unit_created", unit, by=None, unit=unit)
    return [_first_officer(role, officers[role], top, hashed) for role in OFFICERS]


def _first_officer(role: Role, name: str, unit: Unit, hashed: str) -> FirstLogin:
    person = Person.objects.create(name=name, unit=unit, title=role.label, sort_key=sort_key(name))
    record("organisations.person_added", person, by=None)
    user, password = open_account(
        person, by=None, username=role.value.removesuffix("_officer"), hashed=hashed
    )
    assign(user, role, unit, by=None, on=clock.today())
    return FirstLogin(role, user.username, password)
