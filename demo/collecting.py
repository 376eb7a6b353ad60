"""Quarter by quarter: who reported on time, late, with nothing, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from collection import workflow
from collection.models import CollectionForm, InformationItem
from core import clock
from core.dates import Quarter
from demo.cast import Town
from demo.photo import notice_board
from demo.timeline import Timeline
from organisations.enums import UnitKind
from riskpoints.enums import IN_REGISTER

# what was seen, what a warning about it is called, where it came from
VILLAGE = (
    ("集体资产发包前公示期不足七日，有村民议论。", "集体资产发包公示不足", "village_supervision"),
    ("报账票据由一人经手，没有证明人签字。", "报账票据没有证明人", "daily"),
    ("惠农补贴名单未在公开栏张贴。", "补贴名单未张榜公示", "hotline"),
    ("小型工程未按规定比选，由熟人承揽。", "小型工程未比选", "village_supervision"),
    ("村务监督委员会未列席大额支出讨论。", "大额支出缺少监督", "village_supervision"),
    ("村级印章使用未登记，用印审批由口头代替。", "村级印章使用未登记", "daily"),
)
OFFICE = (
    ("办事窗口让群众多跑，一次性告知没有落实。", "一次性告知未落实", "hotline"),
    ("物资采购未询价比价，单据后补。", "物资采购未比价", "daily"),
    ("公务用车油料登记与行驶里程对不上。", "公车油料登记不清", "daily"),
    ("印章使用未登记，用印审批由口头代替。", "印章使用未登记", "daily"),
)
OWN = {
    "财政所": ("惠农补贴发放表由一人编制并复核，公示期不足七日。", "惠农补贴发放把关不严", "audit"),
    "城建办": ("宅基地审批现场核查只有一人到场。", "宅基地现场核查单人", "poll"),
    "民政办": ("低保复核走访记录缺少入户照片和签字。", "低保复核走访不实", "assessment"),
    "农业站": ("农机补贴核验只看材料，没有到场。", "农机补贴核验不到场", "audit"),
    "经管站": ("集体资产发包审核没有核对村民会议记录。", "资产发包审核走过场", "audit"),
    "水利站": ("小型水利工程拨款未附进度核验单。", "工程拨款依据不全", "audit"),
}
PICTURED = "惠农补贴名单未在公开栏张贴。"  # somebody took a photo of the board
LATE, MISSING, NIL = 0.12, 0.04, 0.45
TRIAGED_AS = ("watch", "none", "talk", "watch")


@dataclass
class Harvest:
    """The items reported so far that no warning has used yet, oldest first; and how many warnings are still to come."""

    waiting: list[InformationItem] = field(default_factory=list)
    promised: int = 0
    triaged: int = 0

    def take(self, fits: Callable, rather: Callable = bool, *, latest=False) -> InformationItem | None:
        """The oldest (or latest) item that fits, before all others one that is rather wanted; once."""
        waiting = reversed(self.waiting) if latest else self.waiting
        fitting = [item for item in waiting if fits(item)]
        item = next(filter(rather, fitting), next(iter(fitting), None))
        if item:
            self.waiting.remove(item)
        return item

    def spare(self) -> int:
        """How many of those that may become a warning will not be needed for one."""
        return len([item for item in self.waiting if item.unit.kind != UnitKind.ENTERPRISE]) - self.promised


def plan(town: Town, timeline: Timeline, random, quarters: list[Quarter], harvest: Harvest) -> None:
    for quarter in quarters:
        timeline.add(quarter.first_day, timeline.sweep)  # opens the quarter
        after = quarter.last_day + timedelta(days=1)
        for name, unit in town.units.items():
            _plan_report(town, timeline, random, quarter, after, name, unit, harvest)


def _plan_report(town, timeline, random, quarter, after, name, unit, harvest) -> None:
    luck = random.random()
    seen = random.choice(seen_at(name, unit.kind))
    if luck < MISSING:
        return
    day = after + timedelta(days=8 + random.randrange(6) if luck < MISSING + LATE else random.randrange(4))
    nil = random.random() < NIL
    timeline.add(day, _report, town, name, quarter, None if nil else seen, harvest)
    if unit.kind != UnitKind.ENTERPRISE:
        timeline.add(day + timedelta(days=1), _accept, town, name, quarter)


def seen_at(name: str, kind: str) -> tuple:
    """What may be seen there: a unit's own matter comes up more often than what happens in any office."""
    if kind == UnitKind.VILLAGE:
        return VILLAGE
    return (*OFFICE, *[OWN[name]] * 4) if name in OWN else OFFICE


def _form(town: Town, name: str, quarter: Quarter) -> CollectionForm:
    return CollectionForm.objects.get(unit=town.units[name], period__code=quarter.code)


def _report(town: Town, name: str, quarter: Quarter, seen, harvest: Harvest) -> None:
    collector, form = town.today(town.collectors[name]), _form(town, name, quarter)
    if seen is None:
        workflow.submit_nil(form, by=collector)
        return
    files = [notice_board()] if seen[0] == PICTURED else []
    item = workflow.add_item(form, by=collector, files=files, **_content(form.unit, seen))
    workflow.submit(form, by=collector)
    harvest.waiting.append(InformationItem.objects.select_related("unit").get(pk=item.pk))


def _content(unit, seen) -> dict:
    summary, _, source = seen
    point = unit.risk_points.filter(status__in=IN_REGISTER).first()
    found_on: date = clock.today() - timedelta(days=9)
    return {
        "found_on": found_on,
        "source": source,
        "subject_kind": "unit",
        "subject_unit": unit,
        "summary": summary,
        "risk_point": point,
        "power": point.power if point and point.power_id else None,
    }


def _accept(town: Town, name: str, quarter: Quarter) -> None:
    workflow.accept(_form(town, name, quarter), by=town.today(town.staff["second"]))


def is_own(item: InformationItem) -> bool:
    """A matter of the unit's own powers."""
    return item.summary in {summary for summary, _, _ in OWN.values()}


def title_of(item: InformationItem) -> str:
    return next(title for summary, title, _ in (*VILLAGE, *OFFICE, *OWN.values()) if summary == item.summary)
