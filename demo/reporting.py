"""What goes up: the units' half-year reports, the town's own, and its consolidated quarters."""

from datetime import timedelta

from collection import workflow
from collection.access.reports import may_confirm_nil_report
from collection.enums import FormStatus
from collection.models import PeriodReport
from core.dates import HalfYear, Quarter
from demo.cast import Town
from demo.timeline import Timeline
from organisations.enums import UnitKind

CAUSES = (
    "一是制度有了，执行时图省事，公示和登记靠口头代替。二是经手的人少，一人多岗，互相看不住。",
    "一是对程序要求学得不够，觉得都是熟人熟事。二是村务监督没有跟到每一笔。",
)
NEXT_STEPS = (
    "一、三月底前把公示、登记、用印三张清单贴到墙上，谁经手谁签名。二、每月由监委会抽查一次票据。",
    "一、下季度组织一次学习，对照清单过一遍。二、大额支出必须两人到场，资料留存备查。",
)
TOWN_CAUSES = "各村、各站办所反映的情况集中在发包公示、票据管理和印章使用，多数是制度执行不到位，少数是岗位之间没有分开。"
TOWN_STEPS = (
    "一、由经管站统一发包公示格式。二、财政所每季度抽查报账票据。三、对两次以上反映同一环节的单位开展督查。"
)


def plan(town: Town, timeline: Timeline, quarters: list[Quarter]) -> None:
    for number, quarter in enumerate(quarters):
        after = quarter.last_day + timedelta(days=1)
        sent = after + timedelta(days=12 if number == 1 else 8)  # once it was late
        timeline.add(sent, _send_quarter, town, quarter)
        if quarter != quarters[-2]:  # the last one still waits at the centre
            timeline.add(sent + timedelta(days=2), _accept, town, "centre", town.town, quarter.code)
        if quarter.number in (2, 4):
            timeline.add(after, timeline.sweep)
            _plan_half_year(town, timeline, HalfYear.containing(quarter.last_day), after)


def _plan_half_year(town: Town, timeline: Timeline, half: HalfYear, after) -> None:
    for number, (name, unit) in enumerate(town.units.items()):
        if (
            number + half.number
        ) % 13 == 7:  # a village says it by telephone two months late, an office never
            if unit.kind == UnitKind.VILLAGE:
                timeline.add(after + timedelta(days=60), _type_half_year, town, unit, half)
            continue
        day = after + timedelta(days=16 if number % 9 == 4 else 9 + number % 5)
        timeline.add(day, _send_half_year, town, name, number, half)
        receiver = "centre" if unit.kind == UnitKind.ENTERPRISE else "second"
        timeline.add(day + timedelta(days=1), _accept, town, receiver, unit, half.code)
    timeline.add(after + timedelta(days=13), _send_towns, town, half)
    timeline.add(after + timedelta(days=15), _accept, town, "centre", town.town, half.code)


def _send_half_year(town: Town, name: str, number: int, half: HalfYear) -> None:
    _send(_report(town.units[name], half.code), town.today(town.collectors[name]), number)


def _send(report: PeriodReport | None, by, number: int, on_behalf_of: str = "") -> None:
    """With two paragraphs where something was reported, with one click where nothing was."""
    if report is None:
        return
    if may_confirm_nil_report(by, report):
        workflow.confirm_nil_report(report, by=by, on_behalf_of=on_behalf_of)
        return
    words = {"causes": CAUSES[number % 2], "next_steps": NEXT_STEPS[number % 2]}
    workflow.submit_report(workflow.write_report(report, by=by, **words), by=by, on_behalf_of=on_behalf_of)


def _type_half_year(town: Town, unit, half: HalfYear) -> None:
    name = town.collectors[unit.short_name].name
    _send(_report(unit, half.code), town.today(town.staff["first"]), 0, on_behalf_of=name)


def _send_towns(town: Town, half: HalfYear) -> None:
    report, by = _report(town.town, half.code), town.today(town.staff["secretary"])
    if report:
        report = workflow.write_report(report, by=by, causes=TOWN_CAUSES, next_steps=TOWN_STEPS)
        workflow.submit_report(report, by=by)


def _send_quarter(town: Town, quarter: Quarter) -> None:
    report = _report(town.town, quarter.code)
    if report:
        workflow.submit_report(report, by=town.today(town.staff["first"]))


def _accept(town: Town, who: str, unit, code: str) -> None:
    report = _report(unit, code)
    if report and report.status == FormStatus.SUBMITTED:
        workflow.accept_report(report, by=town.today(town.staff[who]))


def _report(unit, code: str) -> PeriodReport | None:
    """None where the town began too late to owe it."""
    return PeriodReport.objects.filter(unit=unit, period__code=code).first()
