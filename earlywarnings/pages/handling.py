"""What the record page of a handling says, and where a handling shows on other pages."""

from dataclasses import dataclass

from django.urls import reverse

from core.dates import cn
from core.gates import DISCIPLINE
from core.registries import Action, Link
from earlywarnings.access import handling as access
from earlywarnings.enums.handling import Grade, HandlingStatus
from earlywarnings.models.handling import Handling
from earlywarnings.pages.steps import Step
from earlywarnings.queries import handling as queries
from earlywarnings.rules.handling import CRITERIA, NEXT, grade_of

STAFF = "镇纪委"


@dataclass(frozen=True)
class ExplainedStep(Step):
    explanation: str = ""


def next_step(user, handling) -> ExplainedStep | None:
    """None when nothing more is to be done."""
    if handling.status == HandlingStatus.PENDING:
        return _pending(user, handling)
    if handling.status == HandlingStatus.RECTIFYING:
        return _rectifying(user, handling)
    if handling.status == HandlingStatus.TO_ASSESS:
        verdict = access.may_assess(user, handling)
        return _step(handling, "assess", STAFF, "评估效果", "填写评估意见", verdict)
    return _proposal(user, handling)


def _pending(user, handling) -> ExplainedStep:
    day = cn(handling.planned_on)
    if handling.is_talk:
        verdict = access.may_hold(user, handling)
        what = "告诫谈话，并定下整改计划" if handling.grade == Grade.ADMONISH else "谈话，并登记记录"
        return _step(handling, "hold", STAFF, what, "登记谈话", verdict, f"计划{day}谈话。")
    verdict = access.may_explain(user, handling)
    on_behalf = bool(verdict) and access.writes_on_behalf(user, handling)
    label = "录入说明" if on_behalf else "填写说明"
    who, what = f"{handling.person.name}同志", "向组织作出说明"
    if on_behalf:
        what = f"镇纪委代录：{who}{what}"
    return _step(handling, "explain", who, what, label, verdict, f"应于{day}（含）前如实说明。")


def _rectifying(user, handling) -> ExplainedStep:
    first = min(handling.open_milestones, key=lambda milestone: (milestone.due_on, milestone.number))
    who = f"{handling.person.name}同志"
    what = f"完成整改计划第{first.number}项"
    verdict = access.may_meet(user, handling)
    url = reverse("earlywarnings:meet_milestone", args=[first.pk])
    left = len(handling.open_milestones)
    words = f"{first.text}。整改计划还有{left}项没有完成，全部完成后评估。"
    title = f"核查{who}{what}" if verdict else what
    return ExplainedStep("meet", who, title, "登记完成情况", url, verdict, first.due_on, words)


def _proposal(user, handling) -> ExplainedStep | None:
    """The next grade where this one was not enough: proposed, never begun by itself."""
    if not handling.failed or queries.has_next(handling):
        return None
    if handling.grade not in NEXT:
        return None
    grade = Grade(NEXT[Grade(handling.grade)])
    verdict = access.may_follow_up(user, handling)
    url = f"{reverse('earlywarnings:open_handling')}?previous={handling.pk}"
    words = f"评估没有达到要求，建议转为“{grade.label}”（适用情形：{CRITERIA[grade]}）。是否转为，由人决定。"
    return ExplainedStep(
        "follow_up", STAFF, f"考虑{grade.label}", f"登记{grade.label}", url, verdict, None, words
    )


def _step(handling, verb, who, what, label, verdict, words="") -> ExplainedStep:
    return ExplainedStep(verb, who, what, label, url_of(handling, verb), verdict, handling.due_on, words)


def url_of(handling, verb: str) -> str:
    return reverse(f"earlywarnings:{VIEWS[verb]}", args=[handling.pk])


VIEWS = {
    "hold": "hold_talk",
    "explain": "explain",
    "assess": "assess_handling",
    "cancel": "cancel_handling",
    "inform_head": "inform_head",
    "add_paper": "add_handling_paper",
}


def moves(user, handling) -> dict[str, str]:
    """The further moves this user may make now, with their addresses."""
    further = ("inform_head", "add_paper", "cancel")
    return {verb: url_of(handling, verb) for verb in further if access.MOVES[verb](user, handling)}


# -- on other pages -----------------------------------------------------------------------------------------


def links(user, thing) -> list[Link]:
    """What hangs on an item or a warning; on a handling's own page what it came of and what followed."""
    followed = [link(handling) for handling in queries.hanging_on(thing, user)]
    if not isinstance(thing, Handling):
        return followed
    before = [link(thing.previous)] if thing.previous else []
    return [*before, link(thing), *followed]


def link(handling) -> Link:
    text = f"{handling.get_grade_display()} · {handling.state_text}"
    return Link(
        "分级处置", text, handling.get_absolute_url(), on=handling.took_place_on or handling.opened_on
    )


def actions(user, thing) -> list[Action]:
    """登记谈话, on the page of an item that was judged to need one."""
    if thing._meta.label_lower != "collection.informationitem" or not user.holds(*DISCIPLINE):
        return []
    if not queries.needs_talk(user, thing):
        return []
    return [Action("登记谈话提醒", f"{reverse('earlywarnings:open_handling')}?item={thing.pk}")]


# -- a new one ----------------------------------------------------------------------------------------------


def unit_of(item=None, warning=None, previous=None):
    """Whose people are offered."""
    if previous:
        return previous.person.unit
    return item.subject_unit if item else warning.unit if warning else None


def initial(item=None, warning=None, previous=None) -> dict:
    """What the source already says need not be typed again."""
    if previous:
        return {"person": previous.person_id, "grade": NEXT.get(previous.grade), "reason": previous.reason}
    if item:
        return {"person": item.subject_person_id, "grade": Grade.TALK, "reason": item.summary}
    if warning:
        grade = grade_of([row.measure for row in warning.measures.all()])
        return {"person": warning.person_id, "grade": grade, "reason": warning.facts}
    return {"grade": Grade.TALK}
