"""The registers of the demo town: copied from the 示例库 where an entry fits, then examined as art. 8 and 14 ask."""

from datetime import timedelta

from demo.cast import Town
from demo.timeline import Timeline
from powers import workflow as powers
from powers.access import may_stand_confirmed
from powers.models import DiscretionTable, LibraryPower, Power
from powers.queries import kind_called
from riskpoints import workflow as riskpoints
from riskpoints.models import LibraryRiskPoint, RiskPoint

# which examples of the library a unit of this kind has, by number
POWERS = {
    "城建办": (2, 5, 6, 10),
    "综合执法队": (11, 12, 13),
    "民政办": (9, 43, 44),
    "农业站": (3, 16),
    "林业站": (7,),
    "便民服务中心": (48, 50),
    "社会事务办": (45, 51),
}
RISKS = {
    "党政办": (43, 44, 45, 46, 78),
    "财政所": (48, 49, 50, 80),
    "城建办": (1, 3, 63),
    "综合执法队": (4,),
    "民政办": (60,),
    "农业站": (75,),
    "便民服务中心": (67,),
    "经管站": (62, 64),
    "水利站": (32,),
}
VILLAGE_RISKS = (15, 16, 18, 27, 61, 62, 66, 68)
A_VILLAGE_HAS = 4
# powers of the town's own, since no public list names it under a law every town knows
OWN_POWER = {
    "财政所": ("惠农补贴审核发放", "行政给付", "《中华人民共和国预算法》", "第五十七条"),
    "经管站": (
        "农村集体资产资源发包审核",
        "其他行政权力",
        "《中华人民共和国农村集体经济组织法》",
        "第四十条",
    ),
    "农业站": (
        "农机购置与应用补贴核验",
        "行政给付",
        "《中华人民共和国农业机械化促进法》",
        "第二十七条",
    ),
}


# how such a power runs: the step, its duty, and whose post, the clerk's, the head's or the town's
PROCEDURE = (
    (
        "受理申请，核对材料",
        "accept",
        "clerk",
        {"days": 1, "inputs": "申请表、身份证明", "outputs": "受理通知"},
    ),
    ("入户核查", "examine", "clerk", {"days": 5, "refused_number": 1, "outputs": "核查表"}),
    ("审核", "review", "head", {"days": 2, "refused_number": 2, "is_supervision_point": True}),
    ("批准", "approve", "town", {"days": 2, "refused_number": 3}),
    ("公示并发放", "execute", "clerk", {"days": 7, "outputs": "公示照片、发放清单"}),
)


# how far one power of this unit may go: an invented table, in bands that meet (art. 22)
GRADED = "综合执法队"
TABLE = {
    "subject": "个人",
    "penalty": "罚款",
    "penalty_unit": "元/平方米",
    "least": 0,
    "most": 30,
    "measure": "占用面积",
    "measure_unit": "平方米",
    "measure_from": 0,
    "measure_to": None,
    "source": "县级行政处罚裁量基准（示例）",
    "source_version": "2025年版",
}
BANDS = (
    {"low": 0, "high": 20, "least": 0, "most": 10, "note": "首次，主动改正的可以不罚"},
    {"low": 20, "high": 100, "least": 10, "most": 20},
    {"low": 100, "high": None, "least": 20, "most": 30},
)
REDUCED = {"kind": "levels", "document": "镇政发〔2025〕6号", "note": "由三级审批减为两级"}


def plan(town: Town, timeline: Timeline, random) -> None:
    """Registers are drawn up in the first six weeks."""
    day = town.since + timedelta(days=3)
    for name, numbers in POWERS.items():
        timeline.add(day, _list_powers, town, name, numbers)
    for name in OWN_POWER:
        timeline.add(day, _own_power, town, name)
    day += timedelta(days=14)
    for name, numbers in RISKS.items():
        timeline.add(day, _screen, town, name, numbers)
    for name, unit in town.units.items():
        if unit.kind == "village":
            numbers = sorted(random.sample(VILLAGE_RISKS, A_VILLAGE_HAS))
            timeline.add(day + timedelta(days=random.randrange(5)), _screen, town, name, numbers)
    timeline.add(day + timedelta(days=14), _send_catalogue, town)


def _send_catalogue(town: Town) -> None:
    """分级目录, approved by the centre and on show the same day (art. 25)."""
    sent = riskpoints.send_catalogue(town.town, by=town.today(town.staff["first"]))
    riskpoints.approve_catalogue(sent, by=town.today(town.staff["centre"]))
    riskpoints.disclose_catalogue(sent, by=town.today(town.staff["secretary"]))


def _list_powers(town: Town, name: str, numbers) -> None:
    head = town.today(town.heads[name])
    for entry in LibraryPower.objects.filter(number__in=numbers, fits_a_town=True):
        power = powers.copy(entry, unit=town.units[name], by=head)
        if name == GRADED and not DiscretionTable.objects.exists():
            powers.set_discretion(power, by=head, bands=BANDS, **TABLE)
        _examine(town, power, head)


def _own_power(town: Town, name: str) -> None:
    head = town.today(town.heads[name])
    title, kind, law, article = OWN_POWER[name]
    power = powers.create(
        town.units[name],
        by=head,
        name=title,
        kind=kind_called(kind),
        bases=[{"kind": "law", "title": law, "article": article}],
        key_power="resources",
        complaint_channel="镇纪委",
        steps=_steps(town.units[name]),
    )
    _examine(town, power, head)


def _steps(unit) -> list[dict]:
    head, clerk = unit.posts.order_by("-is_head", "pk")
    posts = {"head": head, "clerk": clerk, "town": unit.parent.posts.order_by("pk").last()}
    return [
        {"name": title, "duty": duty, "post": posts[whose]} | more for title, duty, whose, more in PROCEDURE
    ]


def _examine(town: Town, power: Power, head) -> None:
    """The basis is verified by its unit, reviewed by one officer and confirmed by the other; what lacks one waits."""
    bases = [
        {"kind": b.kind, "title": b.title, "article": b.article, "text": b.text} for b in power.bases.all()
    ]
    power = powers.change(power, by=head, bases=bases)
    power = powers.review(power, by=town.today(town.staff["first"]), reason="依据已核对")
    if may_stand_confirmed(power):
        power = powers.confirm(power, by=town.today(town.staff["second"]))
        if power.discretion.exists():
            powers.adjust(power, by=town.today(town.staff["second"]), on=power.confirmed_on, **REDUCED)


def _screen(town: Town, name: str, numbers) -> None:
    """个人自查 → 科室帮查 → 领导核查 → 组织审查."""
    head, officer = town.today(town.heads[name]), town.today(town.staff["first"])
    unit = town.units[name]
    for entry in LibraryRiskPoint.objects.filter(number__in=numbers):
        point = riskpoints.copy(entry, unit=unit, by=head)
        point = riskpoints.change(point, by=head, **_judged(point, entry, unit))
        for _stage in range(3):
            point = riskpoints.pass_on(point, by=head)
        riskpoints.register(point, by=officer)


def _judged(point: RiskPoint, entry: LibraryRiskPoint, unit) -> dict:
    """What the unit itself has to say: likelihood and harm, the post that runs the risk, the power it hangs on."""
    harm, likelihood = {"high": (4, 4), "low": (2, 3)}.get(entry.level, (3, 3))
    power = Power.objects.filter(unit=unit).order_by("pk").last()
    posts = list(unit.posts.order_by("pk"))
    measures = None if point.measures.exists() else [{"content": "每季度自查一次，结果报单位负责人。"}]
    content = {"likelihood": likelihood, "harm": harm, "power": power, "level": ""}
    content["post"] = posts[entry.number % len(posts)]
    return content | ({"measures": measures} if measures else {})
