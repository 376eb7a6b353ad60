"""分级处置: open → talk or explanation → perhaps a plan → evaluation (art. 40)."""

from datetime import date

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import workflow as deadlines
from documents import workflow as documents
from earlywarnings.access import handling as access
from earlywarnings.enums.handling import Grade, HandlingStatus
from earlywarnings.letters import handling as letters
from earlywarnings.models.handling import Handling, Milestone
from earlywarnings.rules import handling as rules


@move
def open_handling(
    *, by, person, grade: str, reason: str, planned_on: date, item=None, warning=None, previous=None
) -> Handling:
    """Decide on a grade for a person; who has to explain is told at once, a talk is told when it is held."""
    if previous:
        previous = lock(previous)
        require(access.may_follow_up(by, previous))
        require(rules.follows(previous, person.pk, grade))
    require(access.may_open(by, person, grade))
    today = clock.today()
    handling = Handling.objects.create(
        person=person,
        unit=person.unit,
        post_text=person.title,
        grade=grade,
        reason=reason,
        planned_on=planned_on,
        item=item,
        warning=warning,
        previous=previous,
        opened_by=by,
        opened_on=today,
        known_on=today if grade == Grade.EXPLAIN else None,
    )
    _promise(
        _kind(handling), handling, today, planned_on, "登记", "说明" if grade == Grade.EXPLAIN else "谈话"
    )
    record("handling.open", handling, by=by)
    if grade == Grade.EXPLAIN:
        letters.tell(handling, "to_explain", letters.person(handling))
    return handling


@move
def hold(
    handling,
    *,
    by,
    held_on: date,
    place: str,
    talkers: str,
    said: str,
    recorder: str = "",
    statement: str = "",
    milestones=(),
) -> Handling:
    """Record the talk. An admonition asks for a plan: `milestones` are dicts with text and due_on, each a promise."""
    handling = lock(handling)
    require(access.may_hold(by, handling))
    require(rules.held_on(held_on, today=clock.today()))
    require(rules.has_a_plan(handling.grade, milestones))
    plan = milestones if handling.grade == Grade.ADMONISH else ()
    _write(
        handling,
        HandlingStatus.RECTIFYING if plan else HandlingStatus.TO_ASSESS,
        held_on=held_on,
        place=place,
        talkers=talkers,
        recorder=recorder,
        said=said,
        statement=statement,
        known_on=held_on,
    )
    deadlines.meet(rules.TALK_HELD, handling, on=held_on)
    for number, row in enumerate(plan, 1):
        milestone = Milestone.objects.create(handling=handling, number=number, **row)
        _promise(rules.MILESTONE, milestone, held_on, milestone.due_on, "告诫", "完成")
    record("handling.hold", handling, by=by)
    letters.tell(handling, "recorded", letters.person(handling))
    return handling


@move
def explain(handling, *, by, explanation: str, on_behalf_of: str = "") -> Handling:
    """The person's account of it; typed by the staff for somebody without an account (代录)."""
    handling = lock(handling)
    require(access.may_explain(by, handling))
    today = clock.today()
    _write(
        handling,
        HandlingStatus.TO_ASSESS,
        explanation=explanation,
        explained_on=today,
        explained_by=by,
        on_behalf_of=on_behalf_of,
    )
    deadlines.meet(rules.EXPLAINED, handling, on=today)
    record("handling.explain", handling, by=by, note=f"（代{on_behalf_of}录入）" if on_behalf_of else "")
    letters.tell(handling, "explained", letters.staff(handling))
    return handling


@move
def meet(milestone, *, by, met_on: date, note: str) -> Milestone:
    """One step of the plan is done; the last one opens the evaluation."""
    handling, milestone = lock(milestone.handling), lock(milestone)
    require(access.may_meet(by, handling))
    require(rules.not_yet_met(milestone.met_on))
    require(rules.met_on(met_on, since=handling.held_on, today=clock.today()))
    milestone.met_on, milestone.note, milestone.recorded_by = met_on, note, by.name
    milestone.save()
    deadlines.meet(rules.MILESTONE, milestone, on=met_on)
    record("handling.meet", handling, by=by, number=milestone.number)
    if not handling.milestones.filter(met_on=None).exists():
        _write(handling, HandlingStatus.TO_ASSESS)
        letters.tell(handling, "to_assess", letters.staff(handling))
    return milestone


@move
def assess(handling, *, by, outcome: str, assessment: str) -> Handling:
    """Whether it was enough. Where it was not, the next grade is proposed, never begun by itself."""
    handling = lock(handling)
    require(access.may_assess(by, handling))
    _write(
        handling,
        HandlingStatus.CLOSED,
        outcome=outcome,
        assessment=assessment,
        assessed_by=by,
        assessed_on=clock.today(),
    )
    record("handling.assess", handling, by=by, result=handling.get_outcome_display())
    letters.tell(handling, "closed", letters.person(handling))
    return handling


@move
def cancel(handling, *, by, reason: str) -> Handling:
    """Opened by mistake, before anything took place."""
    handling = lock(handling)
    require(access.may_cancel(by, handling))
    _write(handling, HandlingStatus.CANCELLED, cancelled_reason=reason)
    deadlines.cancel(_kind(handling), handling)
    record("handling.cancel", handling, by=by)
    if handling.known_on:
        letters.tell(handling, "cancelled", letters.person(handling))
    return handling


@move
def inform_head(handling, *, by) -> Handling:
    """From now on the head of the person's unit knows, and sees the record."""
    handling = lock(handling)
    require(access.may_inform_head(by, handling))
    _write(handling, handling.status, head_informed_on=clock.today())
    record("handling.inform_head", handling, by=by)
    letters.tell(handling, "head", letters.heads(handling))
    return handling


@move
def add_paper(handling, *, by, name: str, content: bytes):
    """The record with its signatures, scanned or photographed; kept for ever."""
    handling = lock(handling)
    require(access.may_add_paper(by, handling))
    paper = documents.attach(handling, name=name, content=content, by=by)
    record("handling.add_paper", handling, by=by)
    return paper


def _kind(handling) -> str:
    return rules.TALK_HELD if handling.is_talk else rules.EXPLAINED


def _write(handling, status: str, **values) -> None:
    handling.status = status
    for name, value in values.items():
        setattr(handling, name, value)
    handling.version += 1
    handling.save()


def _promise(kind: str, thing, started_on: date, due_on: date, event: str, deed: str) -> None:
    handling = getattr(thing, "handling", thing)
    deadlines.promise(
        kind,
        thing,
        unit=handling.unit,
        started_on=started_on,
        due_on=due_on,
        article=40,
        arithmetic=rules.arithmetic(started_on, due_on, event, deed),
        title=str(thing),
        url=handling.get_absolute_url(),
        data={"person": handling.person_id},
    )
