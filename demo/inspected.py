"""The inspections of the demo year: a rectification looked at, a post with an open finding, and one that is planned."""

from datetime import timedelta

from core import clock
from demo.cast import Town
from demo.timeline import Timeline
from earlywarnings.enums import InspectionKind, Outcome, Status
from earlywarnings.models import EarlyWarning, Inspection
from earlywarnings.queries import spot_checks
from earlywarnings.workflow import inspecting

RECTIFIED, POST, PLANNED = 60, 20, 2  # days ago


def plan(town: Town, timeline: Timeline) -> None:
    timeline.add(timeline.until - timedelta(days=RECTIFIED), _look_at_a_rectification, town)
    timeline.add(timeline.until - timedelta(days=POST), _look_at_a_post, town, timeline)
    timeline.add(timeline.until - timedelta(days=PLANNED), _plan_for_next_week, town)


def _look_at_a_rectification(town: Town) -> None:
    """All was in place."""
    warning = EarlyWarning.objects.filter(status=Status.CLOSED, tier="yellow").order_by("pk").first()
    if warning is None:
        return  # a town that young has closed nothing yet
    inspection = _arrange(town, warning, kind=InspectionKind.ON_THE_SPOT, focus="公示是否补齐\n制度是否修订")
    inspecting.carry_out(
        inspection,
        by=town.today(town.staff["first"]),
        inspected_on=clock.today(),
        looked_at="查看公开栏照片和修订后的制度，走访村民两户。",
        outcome=Outcome.IN_PLACE,
        conclusion="整改措施已落实，公示齐全，未发现新的问题。",
    )


def _look_at_a_post(town: Town, timeline: Timeline) -> None:
    """Two findings: one mended and checked, one still open."""
    post = spot_checks.unchecked_posts(clock.today()).first()
    inspection = _arrange(town, post, focus="高级风险点的防控措施\n执行记录和台账")
    today = clock.today()
    inspection = inspecting.carry_out(
        inspection,
        by=town.today(town.staff["first"]),
        inspected_on=today,
        looked_at="查看执行记录、审批台账和公开栏，与经办人谈话。",
        outcome=Outcome.PARTLY,
        conclusion="双人审核已执行，执行记录和公示不完整，限期整改。",
        findings=[
            {
                "text": "第三季度的自查没有记录",
                "place": "档案柜",
                "requirement": "补齐记录，由负责人签字",
                "due_on": today + timedelta(days=10),
            },
            {
                "text": "公开栏缺少两批名单的公示照片",
                "place": "公开栏",
                "requirement": "重新公示七日，留存照片",
                "due_on": today + timedelta(days=25),
            },
        ],
    )
    timeline.add(today + timedelta(days=8), _mend_the_first, town, inspection.pk)


def _mend_the_first(town: Town, pk: int) -> None:
    finding = Inspection.objects.get(pk=pk).findings.first()
    head = town.heads[finding.unit.short_name]
    finding = inspecting.report(
        finding, by=town.today(head), measure="已补齐第三季度的自查记录，负责人已签字。"
    )
    result = "现场查看，记录齐全。"
    inspecting.check(finding, by=town.today(town.staff["second"]), mended_on=clock.today(), result=result)


def _plan_for_next_week(town: Town) -> None:
    unit = spot_checks.unchecked_units(clock.today()).first()
    _arrange(town, unit, planned_on=clock.today() + timedelta(days=7), focus="高级风险点的防控措施是否落实")


def _arrange(town: Town, thing, **content) -> Inspection:
    inspectors = [town.staff["first"].person, town.staff["second"].person]
    content = {"planned_on": clock.today(), "kind": InspectionKind.PLANNED} | content
    return inspecting.plan(thing, by=town.today(town.staff["first"]), inspectors=inspectors, **content)
