"""Who lives in the demo town. Every person and village is invented."""

import random
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from core import clock
from core.gates import Role
from organisations import workflow
from organisations.enums import ManagedBy, PortfolioField, UnitKind
from organisations.models import Person, Unit, User

PASSWORD = "Qidaojiang-2026"
VILLAGES = (
    "西山村",
    "东沟村",
    "南岔村",
    "北坡村",
    "河口村",
    "石桥村",
    "柳树村",
    "大青村",
    "新立村",
    "前进村",
)
DEPARTMENTS = (
    "党政办",
    "财政所",
    "城建办",
    "民政办",
    "农业站",
    "综合执法队",
    "便民服务中心",
    "社会事务办",
    "经管站",
    "林业站",
    "水利站",
    "文化站",
)
ENTERPRISES = (("七道江建材有限公司", "建材公司"), ("长白泉饮品有限公司", "长白泉公司"))
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = [
    "志远",
    "春梅",
    "国强",
    "丽华",
    "建军",
    "秀英",
    "文博",
    "玉兰",
    "海涛",
    "桂芳",
    "德才",
    "淑珍",
    "永胜",
    "凤霞",
    "长林",
    "雪梅",
    "宝山",
    "晓东",
    "金花",
    "立新",
    "庆丰",
    "月红",
    "占山",
    "玉珍",
    "振华",
    "艳秋",
    "万里",
    "素琴",
    "福生",
    "彩云",
]


@dataclass
class Town:
    """The units and accounts of the demo, by the names the timeline calls them."""

    centre: Unit
    town: Unit
    since: date
    officers: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    heads: dict[str, User] = field(default_factory=dict)
    collectors: dict[str, User] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)
    leaders: list[Person] = field(default_factory=list)
    _seen: dict[tuple[int, date], User] = field(default_factory=dict)

    def today(self, user: User) -> User:
        """The account, without what it remembers of an earlier day."""
        key = user.pk, clock.today()
        if key not in self._seen:
            self._seen[key] = fresh(user)
        return self._seen[key]


class Casting:
    """Engages people one after the other, the same ones for the same seed."""

    def __init__(self, seed: int, since: date):
        self.random = random.Random(seed)
        self.names = self._names()
        self.hashed = make_password(PASSWORD)  # hashed once: every demo account has the same password
        self.since = since

    def _names(self):
        pairs = [f"{surname}{given}" for surname in SURNAMES for given in GIVEN]
        self.random.shuffle(pairs)
        return iter(pairs)

    def found(self) -> Town:
        """The centre, the town and its three officers, as `manage.py bootstrap` makes them."""
        officers = {
            role: next(self.names)
            for role in (Role.SYSTEM_OFFICER, Role.SECURITY_OFFICER, Role.AUDIT_OFFICER)
        }
        workflow.bootstrap(
            centre="浑江区廉政风险预警中心", town="七道江镇", officers=officers, hashed=self.hashed
        )
        town = Town(Unit.objects.get(kind=UnitKind.CENTRE), Unit.objects.get(kind=UnitKind.TOWN), self.since)
        town.officers = {user.username: user for user in User.objects.all()}
        return town

    def person(self, town: Town, unit: Unit, title: str, **fields) -> Person:
        """Entered by the information officer; the very first one by the system officer."""
        name = fields.pop("name", None) or next(self.names)
        by = town.staff.get("first") or town.officers["system"]
        return workflow.add_person(unit, by=fresh(by), name=name, title=title, **fields)

    def person_of_centre(self, town: Town, title: str) -> Person:
        system = fresh(town.officers["system"])
        return workflow.add_person(town.centre, by=system, name=next(self.names), title=title)

    def account(self, town: Town, person: Person, username: str, role: Role, unit: Unit) -> User:
        system, security = fresh(town.officers["system"]), fresh(town.officers["security"])
        user, _ = workflow.create_account(person, by=system, username=username, hashed=self.hashed)
        workflow.give_role(user, role, unit, by=security, on=self.since)
        return fresh(user)

    def post(self, town: Town, unit: Unit, name: str, holder: Person, **fields) -> None:
        by = fresh(town.staff["first"])
        post = workflow.create_post(unit, by=by, name=name, **fields)
        workflow.appoint(holder, post, by=by, on=self.since)


def fresh(user: User) -> User:
    """The account as it is now: while the town is being founded, units and roles come by the minute."""
    return User.objects.select_related("person__unit").get(pk=user.pk)


def settle(casting: Casting) -> Town:
    """The whole town on its first day."""
    town = casting.found()
    _discipline_staff(casting, town)
    _leading_group(casting, town)
    for number, name in enumerate(VILLAGES, 1):
        _village(casting, town, name, number)
    for number, name in enumerate(DEPARTMENTS, 1):
        _department(casting, town, name, number)
    for number, (name, short) in enumerate(ENTERPRISES, 1):
        _enterprise(casting, town, name, short, number)
    _head_of_the_centre(casting, town)
    return town


def _discipline_staff(casting: Casting, town: Town) -> None:
    for key, username, role, title in (
        ("first", "xinxiyuan", Role.INFORMATION_OFFICER, "纪委副书记"),
        ("second", "xinxiyuan2", Role.INFORMATION_OFFICER, "纪检干事"),
        ("secretary", "shuji", Role.DISCIPLINE_SECRETARY, "纪委书记"),
    ):
        person = casting.person(town, town.town, title, is_discipline_staff=True)
        town.staff[key] = casting.account(town, person, username, role, town.town)
    officer = casting.person_of_centre(town, "预警中心科员")
    town.staff["centre"] = casting.account(town, officer, "zhongxin", Role.CENTRE_OFFICER, town.centre)


def _head_of_the_centre(casting: Casting, town: Town) -> None:
    """One of its officers, who also signs for the upper body."""
    director = casting.person_of_centre(town, "预警中心主任")
    user = casting.account(town, director, "zhongxin-head", Role.CENTRE_OFFICER, town.centre)
    by = fresh(town.officers["security"])
    workflow.give_role(user, Role.CENTRE_HEAD, town.centre, by=by, on=town.since)
    town.staff["centre-head"] = fresh(user)


def _leading_group(casting: Casting, town: Town) -> None:
    """党委书记, 镇长 and the members in charge of money, people, goods and projects (art. 27)."""
    by = town.staff["first"]
    unit = town.town
    titles = ("党委书记", "镇长", "党委副书记", "副镇长", "组织委员", "宣传委员")
    upper = {"managed_by": ManagedBy.UPPER, "is_key_person": True}
    town.leaders = [casting.person(town, unit, title, **upper) for title in titles]
    casting.post(town, unit, "党委书记", town.leaders[0], is_head=True, is_key_post=True)
    casting.post(town, unit, "镇长", town.leaders[1], is_head=True, is_key_post=True)
    fields = (
        PortfolioField.PERSONNEL,
        PortfolioField.FINANCE,
        PortfolioField.PROCUREMENT,
        PortfolioField.PROJECTS,
    )
    for leader, portfolio in zip(town.leaders[2:], fields, strict=True):
        workflow.put_in_charge(leader, unit, by=fresh(by), field=portfolio, on=casting.since)
    for leader, username in zip(town.leaders[1:4], ("zhenzhang", "fushuji", "lingdao"), strict=True):
        town.staff[username] = casting.account(town, leader, username, Role.TOWN_LEADER, unit)


def _village(casting: Casting, town: Town, name: str, number: int) -> None:
    by = town.staff["first"]
    unit = workflow.create_unit(
        by=fresh(by),
        parent=town.town,
        name=f"七道江镇{name}",
        short_name=name,
        kind=UnitKind.VILLAGE,
        is_reporting_point=True,
        position=number,
        active_from=casting.since,
        sponsor=town.leaders[2 + number % 4],
    )
    head = casting.person(town, unit, "党支部书记、村委会主任")
    casting.post(town, unit, "党支部书记、村委会主任", head, is_head=True, is_key_post=True)
    clerk = casting.person(town, unit, "村报账员")
    casting.post(town, unit, "村报账员", clerk, is_key_post=True)
    workflow.change_unit(
        unit,
        by=fresh(by),
        supervision_head=casting.person(town, unit, "村务监督委员会主任"),
        discipline_member=casting.person(town, unit, "纪检委员"),
    )
    _members(casting, town, unit, head, clerk, f"cun{number}")


def _department(casting: Casting, town: Town, name: str, number: int) -> None:
    by = town.staff["first"]
    unit = workflow.create_unit(
        by=fresh(by),
        parent=town.town,
        name=f"七道江镇{name}",
        short_name=name,
        kind=UnitKind.DEPARTMENT,
        is_reporting_point=True,
        position=20 + number,
        active_from=casting.since,
    )
    managed_by = ManagedBy.UPPER if number % 3 == 1 else ManagedBy.TOWN
    head = casting.person(town, unit, "负责人", managed_by=managed_by)
    casting.post(town, unit, "负责人", head, is_head=True, is_key_post=True)
    clerk = casting.person(town, unit, "经办人")
    casting.post(town, unit, "经办人", clerk)
    leader = town.leaders[2 + number % 4]
    workflow.put_in_charge(
        leader, town.town, by=fresh(by), field=PortfolioField.DEPARTMENT, department=unit, on=casting.since
    )
    _members(casting, town, unit, head, clerk, f"bumen{number}")


def _enterprise(casting: Casting, town: Town, name: str, short: str, number: int) -> None:
    unit = workflow.create_unit(
        by=fresh(town.staff["first"]),
        parent=town.town,
        name=name,
        short_name=short,
        kind=UnitKind.ENTERPRISE,
        is_reporting_point=True,
        is_direct_point=True,
        position=40 + number,
        active_from=casting.since,
    )
    clerk = casting.person(town, unit, "办公室主任")
    town.units[unit.short_name] = unit
    town.collectors[unit.short_name] = casting.account(town, clerk, f"qiye{number}", Role.COLLECTOR, unit)


def _members(casting: Casting, town: Town, unit: Unit, head: Person, clerk: Person, username: str) -> None:
    town.units[unit.short_name] = unit
    town.heads[unit.short_name] = casting.account(town, head, f"{username}-head", Role.UNIT_HEAD, unit)
    town.collectors[unit.short_name] = casting.account(town, clerk, username, Role.COLLECTOR, unit)
