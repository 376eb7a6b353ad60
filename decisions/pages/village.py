"""What the page of a village decision shows: six steps in order, and the words around the next one."""

from typing import NamedTuple

from decisions.access import village as access
from decisions.enums.village import VOTED, Stage, StepOutcome
from decisions.models import VillageDecision, VillageStep
from decisions.queries import village as queries
from decisions.rules import village as rules
from rulebook.rules.decisions import FRACTIONS

# what is done at each step, for somebody who does this twice a year
NOTES = {
    Stage.PROPOSE: "村党支部开会，提出这件事办不办、怎么办。开完会，照会议记录登记。",
    Stage.DISCUSS: "村党支部和村委会一起商量，拿出方案。开完会，照会议记录登记。",
    Stage.PUBLISH: "打印公示，贴到公示栏，贴好以后登记。公示期内有人提意见的，也登记下来。",
    Stage.REPORT: "事情办完、公示期满以后，把办的结果和花的钱公开，再登记。",
}


class Line(NamedTuple):
    """One line of the six: a step that was held, or one that waits for its turn."""

    name: str
    step: VillageStep | None = None
    is_next: bool = False
    files: tuple = ()
    former: tuple = ()
    may_correct: bool = False


def note(stage: str) -> str:
    if stage not in VOTED:
        return NOTES[Stage(stage)]
    quorum, passing = queries.thresholds(stage, None)
    base = rules.BASES[Stage(stage)]
    return (
        f"{rules.VOTERS[Stage(stage)]}{FRACTIONS[quorum]}到会才能开，{base}人数的{FRACTIONS[passing]}同意才算通过。"
        "人数照签到表和表决票填，够不够由系统算。"
    )


def said(step: VillageStep) -> str:
    return f"{step}已登记。{step.arithmetic}"


def whole(user, decision: VillageDecision) -> dict:
    steps = queries.steps_of(decision)
    may = {verb: ask(user, decision) for verb, ask in access.MOVES.items()}
    deadline = queries.publish_deadline(decision)
    waits = decision.status == Stage.PUBLISH
    return {
        "decision": decision,
        "lines": lines(user, decision, steps),
        "may": may,
        "note": "" if decision.has_ended else note(decision.status),
        "deadline": deadline,
        "due": deadline.due_on if deadline and waits else None,
        "printable": access.may_print(decision),
        "objections": [(each, access.may_answer(user, each)) for each in _objections(decision)],
        "writes": bool(access.may_begin(user, decision.unit)),
    }


def _objections(decision: VillageDecision) -> list:
    found = list(decision.objections.all())
    for each in found:
        each.decision = decision
    return found


def lines(user, decision: VillageDecision, steps: list[VillageStep]) -> list[Line]:
    """Everything that was held, in order, then what is still to come."""
    files, former = queries.files_of(steps), queries.former_versions(steps)
    held = []
    for step in steps:
        step.decision = decision
        last = step == steps[-1] and bool(access.may_correct(user, step))
        held.append(Line(step.name, step, False, tuple(files[step.pk]), tuple(former.get(step.pk, ())), last))
    return held + [
        Line(rules.NAMES[stage], is_next=stage == decision.status) for stage in _to_come(decision, steps)
    ]


def _to_come(decision: VillageDecision, steps: list[VillageStep]) -> list[Stage]:
    """After a no the rest is shown as not reached."""
    done = [Stage(step.stage) for step in steps if step.outcome != StepOutcome.INVALID]
    reached = rules.ORDER.index(done[-1]) + 1 if done else 0
    return list(rules.ORDER[reached:])
