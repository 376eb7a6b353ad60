"""Two village decisions of the demo year: one gone through all six steps, one resolved and not yet hung out (art. 29)."""

from datetime import timedelta
from decimal import Decimal

from core import clock
from decisions.enums.village import Stage
from decisions.models import VillageDecision
from decisions.workflow import village as workflow
from demo.cast import Town
from demo.timeline import Timeline

ROAD = {
    "category": "project",
    "title": "村内道路硬化",
    "proposal": "硬化村东到小学的道路860米，一事一议奖补资金出60%，其余由村集体收入支出，公开比选施工队。",
    "amount": Decimal("214000"),
    "proposed_by": "村党支部",
}
POND = {
    "category": "funds",
    "title": "集体鱼塘发包",
    "proposal": "集体鱼塘公开竞价发包五年，底价每年12000元，收入用于村内卫生保洁。",
    "amount": Decimal("60000"),
    "proposed_by": "村党支部",
}
PARTY = {"members": 43, "present": 35, "agree": 31, "against": 2, "abstain": 2}
COUNCIL = {"members": 38, "present": 33, "agree": 29, "against": 3, "abstain": 1, "assembly": "council"}
BOARD = "村务公开栏"
DONE = "道路硬化已完工并通过验收，施工队由公开比选确定，验收时村民代表到场。"
# days ago, the step and what was said at it
ROAD_STEPS = (
    (72, Stage.PROPOSE, {"place": "村党支部会议室"}),
    (70, Stage.DISCUSS, {"place": "村委会会议室"}),
    (66, Stage.REVIEW, {"place": "村部大会议室", **PARTY}),
    (62, Stage.RESOLVE, {"place": "村部大会议室", **COUNCIL}),
    (60, Stage.PUBLISH, {"place": BOARD}),
    (19, Stage.REPORT, {"place": BOARD, "result": DONE, "spent": Decimal("209860.50")}),
)
POND_STEPS = (
    (12, Stage.PROPOSE, {"place": "村委会会议室", "merged": True}),
    (8, Stage.REVIEW, {"place": "村部大会议室", **PARTY}),
    (3, Stage.RESOLVE, {"place": "村部大会议室", **COUNCIL}),
)


def plan(town: Town, timeline: Timeline) -> None:
    villages = list(town.heads)
    for village, matter, steps in ((villages[1], ROAD, ROAD_STEPS), (villages[0], POND, POND_STEPS)):
        for days, stage, said in steps:
            day = timeline.until - timedelta(days=days)
            timeline.add(day, _step, town, village, matter, stage, said)


def _step(town: Town, village: str, matter: dict, stage: str, said: dict) -> None:
    """Entered by the village's collector on the day itself."""
    unit, by = town.units[village], town.today(town.collectors[village])
    unit.refresh_from_db()  # who sits in its supervision committee was entered after it was made
    if stage == Stage.PROPOSE:
        workflow.begin(unit, by=by, **matter)
    decision = VillageDecision.objects.get(unit=unit, title=matter["title"])
    today, supervisor = clock.today(), unit.supervision_head.name
    said = {"day": today, "supervision": supervisor} | said
    if stage == Stage.PUBLISH:
        said["until"] = today + timedelta(days=7)
    elif stage != Stage.REPORT:
        said["chair"] = town.heads[village].name
    workflow.hold(decision, by=by, stage=stage, **said)
