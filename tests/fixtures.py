"""The standing cast: one small town, and the people every test knows by name.

`town` is 七道江镇 with the centre above it, two villages, two departments and an enterprise. 张 and 钱 are its
预警信息员, 孙 the 镇纪委书记, 李 heads 西山村, which gets warned, 周 reports for it, 王 heads 东沟村 and must see
nothing of it, 赵 is a 镇领导 who sees and moves nothing, 吴 sits at the centre, which 韩 heads, 郑, 冯 and 陈 are the system, security and
audit officers.
"""

import pytest

from core.gates import Role
from organisations.enums import PortfolioField
from organisations.models import Person, Unit
from tests.factories import (
    AppointmentFactory,
    PersonFactory,
    PortfolioFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
)


@pytest.fixture(autouse=True)
def attachment_root(settings, tmp_path_factory):
    """No test leaves a file among those of the machine."""
    settings.ATTACHMENT_ROOT = tmp_path_factory.getbasetemp() / "attachments"
    return settings.ATTACHMENT_ROOT


@pytest.fixture
def town(db):
    centre = UnitFactory(centre=True, name="浑水区廉政风险预警中心", short_name="预警中心")
    town = UnitFactory(town=True, name="七道江镇", parent=centre)
    leader = PersonFactory(name="赵启明", unit=town, title="副镇长")
    for name in ("西山村", "东沟村"):
        village = UnitFactory(
            village=True, name=f"七道江镇{name}", short_name=name, parent=town, sponsor=leader
        )
        village.supervision_head = PersonFactory(name=f"{name}监委会主任", unit=village)
        village.discipline_member = PersonFactory(name=f"{name}纪检委员", unit=village)
        village.save()
    for name in ("财政所", "民政办"):
        office = UnitFactory(name=f"七道江镇{name}", short_name=name, parent=town, is_reporting_point=True)
        PortfolioFactory(person=leader, field=PortfolioField.DEPARTMENT, department=office)
    UnitFactory(enterprise=True, name="七道江建材有限公司", short_name="建材公司", parent=town)
    return town


def unit_named(short_name) -> Unit:
    return Unit.objects.get(short_name=short_name)


@pytest.fixture
def centre(town):
    return town.parent


@pytest.fixture
def xishan(town):
    return unit_named("西山村")


@pytest.fixture
def donggou(town):
    return unit_named("东沟村")


@pytest.fixture
def caizheng(town):
    return unit_named("财政所")


@pytest.fixture
def minzheng(town):
    return unit_named("民政办")


@pytest.fixture
def enterprise(town):
    return unit_named("建材公司")


def member(unit, name, role, title="", **person):
    person = PersonFactory(name=name, unit=unit, title=title, **person)
    return UserFactory(person=person, role=role)


def head(unit, name, post):
    """The holder of the unit's main post, with an account."""
    user = member(unit, name, Role.UNIT_HEAD, post)
    AppointmentFactory(person=user.person, post=PostFactory(unit=unit, name=post, is_head=True))
    return user


@pytest.fixture
def zhang(town):
    return member(town, "张晓梅", Role.INFORMATION_OFFICER, "纪委委员", is_discipline_staff=True)


@pytest.fixture
def qian(town):
    return member(town, "钱国栋", Role.INFORMATION_OFFICER, "纪检干事", is_discipline_staff=True)


@pytest.fixture
def sun(town):
    return member(town, "孙正平", Role.DISCIPLINE_SECRETARY, "纪委书记", is_discipline_staff=True)


@pytest.fixture
def li(xishan):
    return head(xishan, "李长河", "党支部书记")


@pytest.fixture
def zhou(xishan):
    return member(xishan, "周小燕", Role.COLLECTOR, "文书")


@pytest.fixture
def wang(donggou):
    return head(donggou, "王树林", "党支部书记")


@pytest.fixture
def zhao(town):
    """镇领导: 包村领导 of both villages, in charge of 财政所 and 民政办."""
    return UserFactory(person=Person.objects.get(name="赵启明"), role=Role.TOWN_LEADER)


@pytest.fixture
def wu(centre):
    return member(centre, "吴海峰", Role.CENTRE_OFFICER, "科员")


@pytest.fixture
def han(centre):
    """One of the officers of the centre, and its head."""
    person = PersonFactory(name="韩立峰", unit=centre, title="主任")
    return UserFactory(person=person, roles=[Role.CENTRE_OFFICER, Role.CENTRE_HEAD])


@pytest.fixture
def zheng(centre):
    return member(centre, "郑文博", Role.SYSTEM_OFFICER)


@pytest.fixture
def feng(centre):
    return member(centre, "冯立新", Role.SECURITY_OFFICER)


@pytest.fixture
def chen(centre):
    return member(centre, "陈素芳", Role.AUDIT_OFFICER)
