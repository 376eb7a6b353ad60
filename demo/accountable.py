"""问题情形 in the demo year (art. 49): one was heard, confirmed and led to a responsibility, one waits for the unit's words."""

from datetime import timedelta

from assessment.enums import Capacity, Consequence, Failing
from assessment.models import Finding
from assessment.queries import possible
from assessment.workflow import accountability as workflow
from core import clock
from demo.cast import Town
from demo.timeline import Timeline

LATE, WAITING = "柳树村", "农业站"
DRAFTED, STATED, CONFIRMED, HELD, TOLD, ASKED = 44, 39, 36, 30, 29, 4  # days ago


def plan(town: Town, timeline: Timeline) -> None:
    for ago, deed in (
        (DRAFTED, _find_a_village_careless),
        (STATED, _hear_the_village),
        (CONFIRMED, _confirm),
        (HELD, _hold_responsible),
        (TOLD, _tell),
        (ASKED, _ask_a_department),
    ):
        timeline.add(timeline.until - timedelta(days=ago), deed, town)


def _find_a_village_careless(town: Town) -> None:
    by = town.today(town.staff["first"])
    facts = "抽查发现，两个在册风险点半年没有落实防控措施，执行记录空白；提醒以后仍未补做。"
    _draft_and_send(town.units[LATE], by, Failing.SCREENING, facts)


def _hear_the_village(town: Town) -> None:
    statement = "情况属实。报账员换人以后没有交接，记录没有跟上，已安排专人补做。"
    workflow.state(_finding(town, LATE), by=town.today(town.heads[LATE]), statement=statement)


def _confirm(town: Town) -> None:
    words = "单位对事实没有异议，措施落实不到位的情况成立。"
    workflow.confirm(_finding(town, LATE), by=town.today(town.staff["second"]), confirmation=words)


def _hold_responsible(town: Town) -> None:
    workflow.hold(
        _finding(town, LATE),
        by=town.today(town.staff["second"]),
        person=town.collectors[LATE].person,
        capacity=Capacity.OTHER,
        consequence=Consequence.CRITICISM,
        decided_by="镇党委",
        decided_on=clock.today(),
        paper_number=f"七党发〔{clock.today().year}〕17号",
    )


def _tell(town: Town) -> None:
    row = _finding(town, LATE).responsibilities.get()
    workflow.tell(row, by=town.today(town.staff["second"]))


def _ask_a_department(town: Town) -> None:
    by = town.today(town.staff["second"])
    facts = "核对发现，部分职权没有运行流程，服务大厅的公示牌也没有更新。"
    _draft_and_send(town.units[WAITING], by, Failing.PROCEDURE, facts)


def _draft_and_send(unit, by, kind: Failing, facts: str) -> None:
    """With what the system knew on the day as evidence."""
    known = [fact for fact in possible.facts_for(by, clock.today(), unit) if fact.kind == kind]
    evidence = [{"text": fact.text} | fact.link for fact in known]
    finding = workflow.draft(
        unit,
        by=by,
        kind=kind,
        facts=facts,
        found_on=clock.today(),
        found_by=f"{by.post_text}{by.name}",
        evidence=evidence,
    )
    workflow.send(finding, by=by)


def _finding(town: Town, name: str) -> Finding:
    return Finding.objects.get(unit=town.units[name])
