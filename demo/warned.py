"""The warnings of the demo year, each led by hand to where the plan leaves it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from core import clock
from demo.cast import Town
from demo.collecting import TRIAGED_AS, Harvest, is_own, title_of
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
    (Tier.RED, Status.RECEIVED, 42),
    (Tier.YELLOW, Status.SENT_BACK, 34),
    (Tier.BLUE, Status.VERIFIED, 32),
    (Tier.YELLOW, Status.ANSWERED, 30),
    (Tier.RED, Status.SECOND_LOOK, 29),
    (Tier.YELLOW, Status.RECEIVED, 26),
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
ANSWERED_AFTER = 18  # days after receipt


@dataclass
class Case:
    """One planned warning."""

    tier: Tier
    ends_as: Status
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
        lambda item: _fits(town, item, case), rather=lambda item: _suits(item, case), latest=True
    )
    harvest.promised -= 1
    if item is None:
        return  # nobody had reported anything yet on that day
    content = _content(town, item, case)
    case.warning = workflow.draft([item], by=town.today(town.staff["first"]), unit=item.unit, **content)
    _plan_moves(town, timeline, case)


def _fits(town: Town, item, case: Case) -> bool:
    """Enterprises are not warned; 报上级 needs a head who is managed above."""
    head = town.heads.get(item.unit.short_name)
    if head is None:
        return False
    managed_above = head.person.managed_by == ManagedBy.UPPER
    return managed_above or case.ends_as != Status.REPORTED_UP


def _suits(item, case: Case) -> bool:
    """What waits for its answer shows the whole chain, from the power on."""
    return is_own(item) == (case.ends_as == Status.RECEIVED)


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
        timeline.add(day, _move, town, case, deed)


def _move(town: Town, case: Case, deed: Callable) -> None:
    deed(town, EarlyWarning.objects.select_related("unit").get(pk=case.warning.pk), case)


def _by(town: Town, key: str):
    return town.today(town.staff[key])


def _head(town: Town, warning: EarlyWarning):
    return town.today(town.heads[warning.unit.short_name])


def _submit(town, warning, case):
    workflow.submit(warning, by=_by(town, "first"))


def _approve(town, warning, case):
    workflow.approve(warning, by=_by(town, "second"))


def _report_up(town, warning, case):
    workflow.report_up(warning, by=_by(town, "first"))


def _sign(town, warning, case):
    workflow.sign(warning, by=_by(town, "secretary"))


def _acknowledge(town, warning, case):
    workflow.acknowledge(warning, by=_by(town, "zhenzhang"))


def _deliver(town, warning, case):
    workflow.deliver(warning, by=_by(town, "second"), way="in_person")


def _sign_for(town, warning, case):
    workflow.sign_for(warning, by=_head(town, warning))


def _answer(town, warning, case):
    done_on = clock.today() - timedelta(days=2)
    answers = [
        {
            "problem": problem,
            "measure": "已按要求整改并公示。",
            "person": _head(town, warning).name,
            "done_on": done_on,
        }
        for problem in warning.problems.all()
    ]
    workflow.answer(
        warning,
        by=_head(town, warning),
        causes={"process": "流程没有写明复核环节。", "system": "制度执行检查不够。"},
        answers=answers,
        rules_improved="修订了本单位有关制度，明确责任人。",
    )


def _verify(town, warning, case):
    passed = case.ends_as != Status.SENT_BACK
    rows = {answer.pk: passed or n > 0 for n, answer in enumerate(warning.responses.last().answers.all())}
    comments = {pk: "" if good else "佐证不足，请补充公示照片。" for pk, good in rows.items()}
    workflow.verify(warning, by=_by(town, "first"), passed=rows or {0: passed}, comments=comments)


def _second_look(town, warning, case):
    workflow.second_look(warning, by=_by(town, "second"), passed=True, comment="现场看过，属实。")


def _close(town, warning, case):
    workflow.close(warning, by=_by(town, "second"))


def _revoke(town, warning, case):
    workflow.revoke(warning, by=_by(town, "secretary"), reason="经复查，公示期已满七日，事实有误。")


def _discard(town, warning, case):
    workflow.discard(warning, by=_by(town, "first"), reason="经核对，反映的事项已在上季度办结。")


# the state a move leads to, days after the move before, the move
STEPS = (
    (Status.REVIEW, 0, _submit),
    (Status.TO_SIGN, 1, _approve),
    (Status.SIGNED, 1, _sign),
    (Status.DELIVERED, 1, _deliver),
    (Status.RECEIVED, 1, _sign_for),
    (Status.ANSWERED, ANSWERED_AFTER, _answer),
    (Status.VERIFIED, 3, _verify),
    (Status.CLOSED, 1, _close),
)
OTHER_ENDS = {
    Status.DRAFT: (),
    Status.DISCARDED: ((Status.DISCARDED, 1, _discard),),
    Status.REPORTED_UP: (*STEPS[:2], (Status.REPORTED_UP, 1, _report_up)),
    Status.REVOKED: (*STEPS[:5], (Status.REVOKED, 6, _revoke)),
    Status.SECOND_LOOK: STEPS[:7],
    Status.SENT_BACK: (*STEPS[:6], (Status.SENT_BACK, 3, _verify)),
}


def life_of(ends_as: Status, tier: Tier) -> list[tuple[int, Callable]]:
    """(days to wait, move) up to the state."""
    states = [state for state, _, _ in STEPS]
    steps = OTHER_ENDS[ends_as] if ends_as in OTHER_ENDS else STEPS[: states.index(ends_as) + 1]
    return [
        (days, deed)
        for _, days, deed in _reddened(steps, ends_as)
        if tier == Tier.RED or deed not in ONLY_RED
    ]


ONLY_RED = (_acknowledge, _second_look)


def _reddened(steps, ends_as: Status):
    """A red warning is known to a leader before it is served, and looked at twice."""
    for state, days, deed in steps:
        if state == Status.DELIVERED:
            yield state, 0, _acknowledge
        yield state, days, deed
        if state == Status.VERIFIED and ends_as != Status.SECOND_LOOK:
            yield state, 1, _second_look
