"""The warnings of the demo year, each led by hand to where the plan leaves it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from core import clock
from demo.cast import Town
from demo.collecting import TRIAGED_AS, Harvest, is_own, title_of
from demo.deeds import ASKED, EXTENDED, FAILED, RAISED, TAKEN_UP, life_of
from demo.timeline import Timeline
from earlywarnings import workflow
from earlywarnings.enums import Status, Tier
from earlywarnings.models import EarlyWarning
from organisations.enums import ManagedBy, UnitKind

# tier, where it stands today, how many days ago it was drafted
PLAN = (
    (Tier.YELLOW, Status.CLOSED, 205),
    (Tier.BLUE, Status.CLOSED, 200),
    (Tier.BLUE, Status.CLOSED, 196),
    (Tier.RED, Status.CLOSED, 150),
    (Tier.YELLOW, Status.CLOSED, 130),
    (Tier.BLUE, Status.CLOSED, 124),
    (Tier.YELLOW, Status.REVOKED, 110),
    (Tier.BLUE, Status.CLOSED, 96),
    (Tier.YELLOW, Status.CLOSED, 88),
    (Tier.YELLOW, Status.SUPERSEDED, 86),
    (Tier.RED, FAILED, 62),
    (Tier.RED, Status.RECEIVED, 42),
    (Tier.YELLOW, EXTENDED, 38),
    (Tier.YELLOW, Status.SENT_BACK, 34),
    (Tier.BLUE, Status.VERIFIED, 32),
    (Tier.YELLOW, Status.ANSWERED, 30),
    (Tier.RED, Status.SECOND_LOOK, 29),
    (Tier.YELLOW, ASKED, 26),
    (Tier.YELLOW, TAKEN_UP, 24),
    (Tier.BLUE, Status.RECEIVED, 12),
    (Tier.BLUE, Status.ANSWERED, 28),
    (Tier.YELLOW, Status.REPORTED_UP, 9),
    (Tier.BLUE, Status.DISCARDED, 7),
    (Tier.YELLOW, Status.DELIVERED, 5),
    (Tier.BLUE, Status.DELIVERED, 4),
    (Tier.RED, Status.SIGNED, 4),
    (Tier.YELLOW, Status.TO_SIGN, 3),
    (Tier.BLUE, Status.REVIEW, 2),
    (Tier.YELLOW, Status.DRAFT, 1),
)
MEASURES = {
    Tier.RED: ["supervised", "group_talk"],
    Tier.YELLOW: ["letter"],
    Tier.BLUE: ["reminder", "explain"],
}


@dataclass
class Case:
    """One planned warning."""

    tier: Tier
    ends_as: str
    drafted_on: date
    warning: EarlyWarning | None = None


def plan(town: Town, timeline: Timeline, harvest: Harvest) -> None:
    for tier, ends_as, ago in PLAN:
        case = Case(tier, ends_as, timeline.until - timedelta(days=ago))
        if case.drafted_on > town.since:
            harvest.promised += 1
            timeline.add(case.drafted_on, _draft, town, timeline, harvest, case)
    for ago in range(190, 5, -20):
        timeline.add(timeline.until - timedelta(days=ago), _triage_the_rest, town, harvest)


def _triage_the_rest(town: Town, harvest: Harvest) -> None:
    """Of what lies about for long, most needs no warning."""
    old = clock.today() - timedelta(days=60)
    for _ in range(min(2, harvest.spare())):
        item = harvest.take(lambda item: _is_stale(item, old), rather=lambda item: not is_own(item))
        if item is None:
            return
        decision = TRIAGED_AS[harvest.triaged % len(TRIAGED_AS)]
        harvest.triaged += 1
        reason = "已当面提醒，情况属实但已整改。"
        workflow.triage(item, by=town.today(town.staff["first"]), decision=decision, reason=reason)


def _is_stale(item, old: date) -> bool:
    return item.entered_at.date() < old and item.unit.kind != UnitKind.ENTERPRISE


def _draft(town: Town, timeline: Timeline, harvest: Harvest, case: Case) -> None:
    item = harvest.take(
        lambda item: _fits(town, item, case), rather=lambda item: _suits(town, item, case), latest=True
    )
    harvest.promised -= 1
    if item is None:
        return  # nobody had reported anything yet on that day
    unit, content = item.unit, _content(town, item, case)
    if case.ends_as == TAKEN_UP:  # the town does not sign a warning on itself
        unit, content = town.town, content | {"title": f"对{item.unit}监管不到位", "risk_point": None}
    case.warning = workflow.draft([item], by=town.today(town.staff["first"]), unit=unit, **content)
    _plan_moves(town, timeline, case)


def _fits(town: Town, item, case: Case) -> bool:
    """Enterprises are not warned; 报上级 needs a head who is managed above."""
    if item.unit.short_name not in town.heads:
        return False
    return case.ends_as != Status.REPORTED_UP or _is_managed_above(town, item)


def _suits(town: Town, item, case: Case) -> bool:
    """What waits for its answer shows the whole chain, from the power on; what is reported up later is spared."""
    if _is_managed_above(town, item):
        return False
    return is_own(item) == (case.ends_as == Status.RECEIVED)


def _is_managed_above(town: Town, item) -> bool:
    return town.heads[item.unit.short_name].person.managed_by == ManagedBy.UPPER


def _content(town: Town, item, case: Case) -> dict:
    today = clock.today()
    content = {
        "tier": case.tier,
        "title": title_of(item),
        "facts": item.summary.replace("，有村民议论", ""),
        "rule_violated": "《七道江镇廉政风险预警防控暂行办法》第十一条及本单位有关制度",
        "measures": MEASURES[case.tier],
        "requirements": "立即纠正，对照制度查找漏洞。\n把整改情况在公开栏公布。",
        "risk_point": item.risk_point,
        "copies_to": "镇党委、镇政府",
    }
    if case.tier == Tier.BLUE:
        return content | {
            "reminders": "主要负责人要对照岗位职责逐项检查。",
            "explanations": "说明情况发生的经过和责任人。",
            "correct_by": today + timedelta(days=20),
        }
    return content | {
        "supervisor": town.staff["first"].person,
        "evaluation": "现场核查，听取群众意见",
        "case_handling": True,
        "case_handling_note": "经核对，不属于问题线索。",
        "person": town.heads[item.unit.short_name].person if case.ends_as == Status.REPORTED_UP else None,
        "problems": [
            {
                "text": item.summary,
                "requirement": "按制度补办手续并公示",
                "due_on": today + timedelta(days=30),
            },
            {
                "text": "制度没有写明责任人",
                "requirement": "修订制度，责任到人",
                "due_on": today + timedelta(days=40),
            },
        ],
    }


def _plan_moves(town: Town, timeline: Timeline, case: Case) -> None:
    """The moves up to the state the plan leaves it in, at the pace of a small office."""
    day = clock.today()
    for days, deed in life_of(case.ends_as, case.tier):
        day += timedelta(days=days)
        timeline.add(day, _move, town, timeline, case, deed)


def _move(town: Town, timeline: Timeline, case: Case, deed: Callable | str) -> None:
    warning = EarlyWarning.objects.select_related("unit").get(pk=case.warning.pk)
    if deed == RAISED:
        _rewarn(town, timeline, warning)
    else:
        deed(town, warning, case)


def _rewarn(town: Town, timeline: Timeline, former: EarlyWarning) -> None:
    """One tier up, and led on to where it waits for its answer."""
    content = _content(town, former.items.get(), Case(Tier.RED, Status.RECEIVED, clock.today()))
    content["facts"] = f"{former.facts}两次整改均不合格。"
    case = Case(Tier.RED, Status.RECEIVED, clock.today())
    case.warning = workflow.rewarn(former, by=town.today(town.staff["first"]), **content)
    _plan_moves(town, timeline, case)
