"""Village decisions, taken through their steps by the moves themselves."""

from datetime import date

from decisions.enums.village import Stage, VillageStatus
from decisions.models import VillageDecision
from decisions.workflow import village as workflow

MATTER = {
    "category": "project",
    "title": "村集体鱼塘发包",
    "proposal": "公开竞价发包五年。",
    "amount": "36000.00",
    "proposed_by": "村党支部",
}
MEETING = {"place": "村委会会议室", "chair": "李长河", "supervision": "监委会主任"}
PASSED = {
    Stage.REVIEW: {"members": 43, "present": 31, "agree": 25, "against": 4, "abstain": 2},
    Stage.RESOLVE: {
        "members": 36,
        "present": 24,
        "agree": 20,
        "against": 3,
        "abstain": 1,
        "assembly": "council",
    },
}
REJECTED = {
    Stage.REVIEW: {"members": 43, "present": 31, "agree": 21, "against": 8, "abstain": 2},
    Stage.RESOLVE: {
        "members": 36,
        "present": 24,
        "agree": 12,
        "against": 11,
        "abstain": 1,
        "assembly": "council",
    },
}
BOARD = {"place": "村务公开栏", "supervision": "监委会主任"}
DAYS = {
    Stage.PROPOSE: date(2026, 11, 2),
    Stage.DISCUSS: date(2026, 11, 4),
    Stage.REVIEW: date(2026, 11, 6),
    Stage.RESOLVE: date(2026, 11, 9),
    Stage.PUBLISH: date(2026, 11, 11),
    Stage.REPORT: date(2026, 11, 20),
}
UNTIL = date(2026, 11, 17)


def said_at(stage: str) -> dict:
    """What is entered for the step, so that it goes on."""
    day = {"day": DAYS[stage]}
    if stage == Stage.PUBLISH:
        return day | BOARD | {"until": UNTIL}
    if stage == Stage.REPORT:
        return day | BOARD | {"result": "已发包，合同已签。", "spent": "200.00"}
    return day | MEETING | PASSED.get(stage, {})


def decided(unit, *, by, upto: str = VillageStatus.DONE, **matter) -> VillageDecision:
    """As far as `upto` says is next; REJECTED by its assembly."""
    decision = workflow.begin(unit, by=by, **MATTER | matter)
    for stage in Stage:
        if decision.status == upto:
            break
        said = said_at(stage)
        if upto == VillageStatus.REJECTED and stage == Stage.RESOLVE:
            said |= REJECTED[stage]
        workflow.hold(decision, by=by, stage=stage, **said)
        decision.refresh_from_db()
    return VillageDecision.objects.get(pk=decision.pk)
