"""四议两公开: begun, then six steps in order, each put right only until the next one is entered (art. 29)."""

from datetime import date

from audit.log import move, record
from core import clock
from core.disclosable import DisclosureState
from core.rows import lock
from core.verdict import require
from deadlines import rules as dues
from deadlines import workflow as deadlines
from decisions.access import village as access
from decisions.enums.village import VOTED, Stage, StepOutcome
from decisions.letters import village as letters
from decisions.models import VillageDecision, VillageObjection, VillageStep
from decisions.queries import village as queries
from decisions.rules import village as rules
from documents import workflow as documents
from rulebook.queries import setting

KIND = queries.PUBLISH_KIND
ON_BEHALF = "（代录）"


@move
def begin(unit, *, by, **content) -> VillageDecision:
    """Write down what is to be decided; the steps follow."""
    require(access.may_begin(by, unit))
    decision = VillageDecision.objects.create(unit=unit, entered_by=by, **content)
    record("decisions.village_begun", decision, by=by, how=_how(by, unit))
    return decision


@move
def change(decision: VillageDecision, *, by, version: int | None = None, **content) -> VillageDecision:
    decision = lock(decision, version)
    require(access.may_change(by, decision))
    for name, value in content.items():
        setattr(decision, name, value)
    decision.version += 1
    decision.save()
    record("decisions.village_changed", decision, by=by)
    return decision


@move
def hold(
    decision: VillageDecision,
    *,
    by,
    stage: str,
    merged: bool = False,
    disclosure: str = DisclosureState.OPEN,
    withheld_reason: str = "",
    version: int | None = None,
    **said,
) -> VillageStep:
    """Enter the step that is next, with its outcome by rule and the arithmetic frozen in it."""
    decision = lock(decision, version)
    require(access.may_hold(by, decision))
    require(rules.is_next(decision.status, stage))
    if merged:
        require(rules.may_merge(stage, setting("decisions.village_steps_may_merge", said["day"])))
        stage = Stage.DISCUSS
    former = queries.last_step(decision)
    step = VillageStep(decision=decision, stage=stage, merged=merged, entered_by=by, **said)
    step.ordinal = former.ordinal + 1 if former else 1
    _judge(step, since=former.day if former else None)
    step.save()
    if stage == Stage.PUBLISH:
        _decide_disclosure(decision, disclosure, withheld_reason)
    _follow(decision, step)
    outcome = step.get_outcome_display()
    record(
        "decisions.village_step_held",
        decision,
        by=by,
        step=step.name,
        outcome=outcome,
        how=_how(by, step.unit),
    )
    return step


@move
def correct(step: VillageStep, *, by, reason: str, version: int | None = None, **said) -> VillageStep:
    """The last step as it really was; the former row stays in the history with its numbers."""
    decision = lock(step.decision)
    step = lock(step, version)
    step.decision = decision
    require(access.may_correct(by, step))
    require(rules.said_why(reason))
    for name, value in said.items():
        setattr(step, name, value)
    step.correction_reason, step.entered_by, step.entered_at = reason, by, clock.now()
    step.version += 1
    _judge(step, since=queries.day_before(step))
    step.save()
    _follow(decision, step)
    record("decisions.village_step_corrected", decision, by=by, step=step.name, reason=reason)
    return step


@move
def record_objection(
    decision: VillageDecision, *, by, said_on: date, text: str, answer: str = ""
) -> VillageObjection:
    decision = lock(decision)
    require(access.may_object(by, decision))
    require(rules.dated(said_on, since=decision.published_on, today=clock.today()))
    objection = VillageObjection(decision=decision, entered_by=by, said_on=said_on, text=text)
    if answer:
        _answer(objection, by, answer)
    objection.save()
    record("decisions.village_objection", decision, by=by)
    return objection


@move
def answer_objection(objection: VillageObjection, *, by, answer: str) -> VillageObjection:
    lock(objection.decision)
    objection = lock(objection)
    require(access.may_answer(by, objection))
    _answer(objection, by, answer)
    objection.save()
    record("decisions.village_objection_answered", objection.decision, by=by)
    return objection


@move
def disclose(decision: VillageDecision, *, by, disclosure: str, withheld_reason: str = "") -> VillageDecision:
    """On the public site, or off it at once with a reason (art. 10)."""
    decision = lock(decision)
    require(access.may_disclose(by, decision))
    _decide_disclosure(decision, disclosure, withheld_reason)
    decision.version += 1
    decision.save()
    how = decision.get_disclosure_display()
    reason = f"：{decision.withheld_reason}" if decision.withheld_reason else ""
    record("decisions.village_disclosure", decision, by=by, how=how, reason=reason)
    return decision


@move
def attach(step: VillageStep, *, by, files) -> VillageStep:
    """The signed sheet, if somebody has a picture of it; `files` are pairs of name and content."""
    require(access.may_attach(by, step))
    for name, content in files:
        documents.attach(step, name=name, content=content, by=by)
    return step


def _judge(step: VillageStep, *, since: date | None) -> None:
    """Ask what the step has to show, and say how it came out by the rule in force on its day."""
    today = clock.today()
    require(rules.step_asked(step.day, step.supervision, since=since, today=today))
    step.outcome, step.arithmetic = StepOutcome.HELD, ""
    if step.stage in VOTED:
        quorum, passing = queries.thresholds(step.stage, step.day)
        require(rules.counted(step.tally, quorum))
        step.outcome, step.arithmetic = rules.judge(step.stage, step.tally, quorum=quorum, passing=passing)
    elif step.stage == Stage.PUBLISH:
        require(rules.published(step.day, step.until, setting("decisions.village_publicity_days", step.day)))
    elif step.stage == Stage.REPORT:
        shown = queries.counting_step(step.decision, Stage.PUBLISH)
        open_ = queries.unanswered(step.decision)
        require(rules.reported(step.day, shown_until=shown.until, unanswered=open_))


def _follow(decision: VillageDecision, step: VillageStep) -> None:
    """What the step means for the decision: what is next, what is promised, what is public."""
    decision.status = rules.status_after(step.stage, step.outcome)
    if step.stage == Stage.RESOLVE:
        _promise(decision, step)
    if step.stage == Stage.PUBLISH:
        _freeze(decision, step)
        deadlines.reopen(KIND, decision, on=clock.today())
        deadlines.meet(KIND, decision, on=step.day)
    decision.version += 1
    decision.save()


def _promise(decision: VillageDecision, step: VillageStep) -> None:
    """Once resolved it has to hang out within days of that; a corrected day makes another promise."""
    deadlines.cancel(KIND, decision)
    if step.outcome != StepOutcome.PASSED:
        return
    days = setting("decisions.village_publish_within_days", step.day)
    due = dues.days_due(step.day, days, event="决议", deed="公开决议")
    deadlines.promise(
        KIND,
        decision,
        unit=decision.unit,
        started_on=step.day,
        due_on=due.on,
        article=10,
        arithmetic=due.arithmetic,
        title=f"公开村级决议“{decision.title}”",
        url=decision.get_absolute_url(),
    )
    letters.tell_resolved(decision, due)


def _freeze(decision: VillageDecision, step: VillageStep) -> None:
    """The words the public reads, with their hash; nothing written later changes them."""
    votes = [queries.counting_step(decision, stage) for stage in VOTED]
    decision.public_text = rules.public_text(
        title=decision.title,
        proposal=decision.proposal,
        amount=decision.amount,
        votes=[(vote.name, vote.arithmetic) for vote in votes],
        shown=rules.shown(step.day, step.until, step.place),
    )
    decision.public_sha256 = rules.fingerprint(decision.public_text)
    decision.published_on = step.day
    decision.published_by = f"{step.entered_by.post_text}{step.entered_by.name}"


def _decide_disclosure(decision: VillageDecision, disclosure: str, reason: str) -> None:
    require(rules.withheld(disclosure, reason))
    decision.disclosure = disclosure
    decision.withheld_reason = reason if disclosure == DisclosureState.WITHHELD else ""


def _answer(objection: VillageObjection, by, answer: str) -> None:
    objection.answer, objection.answered_on = answer, clock.today()
    objection.answered_by = f"{by.post_text}{by.name}"


def _how(by, unit) -> str:
    """镇纪委 types what a village wrote on paper."""
    return "" if unit.pk in by.own_units(*queries.OWN) else ON_BEHALF
