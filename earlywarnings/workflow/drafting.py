"""From items to a draft (art. 42)."""

from audit.log import move, record
from collection import workflow as collection
from core import clock
from core.rows import lock
from core.verdict import require
from earlywarnings import access, letters, queries, rules
from earlywarnings.enums import Status, Tier, TriageDecision
from earlywarnings.models import EarlyWarning, Problem, WarningMeasure
from earlywarnings.workflow.moving import moved
from earlywarnings.workflow.triaging import triage

CONTENT = (
    "title",
    "person",
    "risk_point",
    "source_note",
    "facts",
    "rule_violated",
    "requirements",
    "reminders",
    "explanations",
    "correct_by",
    "evaluation",
    "supervisor",
    "copies_to",
    "case_handling",
    "case_handling_note",
    "party_decision",
)


@move
def draft(items, *, by, unit, tier: str, measures, problems=(), recused=(), **content) -> EarlyWarning:
    """Draft a warning from one or several items; tier, measures and document are tied by art. 42.

    The upper body may draft from what it knows itself and says so in `source_note`.
    """
    require(access.may_draft(by, unit, content.get("person"), recused))
    body = access.body_of(by, unit)
    require(rules.sourced(body, items=bool(items), note=content.get("source_note", "")))
    warning = EarlyWarning(unit=unit, body=body, handler=by, drafted_by=by, drafted_on=clock.today())
    write(warning, tier, measures, problems, recused, content)
    _rest_on(warning, items, by, f"起草{warning.get_tier_display()}预警。")
    record("earlywarning.draft", warning, by=by, tier=warning.tier, items=[item.pk for item in items])
    return warning


@move
def change(
    warning, *, by, version: int, tier: str, measures, problems=(), recused=(), **content
) -> EarlyWarning:
    """Write the draft anew; `version` is the one the form was read at."""
    warning = lock(warning, version)
    require(access.may_change(by, warning))
    if warning.follows_id:
        require(rules.one_up(tier, warning.follows.tier))
    warning.unit = content.pop("unit", warning.unit)
    require(access.may_draft(by, warning.unit, content.get("person"), recused))
    require(rules.sourced(warning.body, items=warning.items.exists(), note=content.get("source_note", "")))
    warning.version += 1
    write(warning, tier, measures, problems, recused, content)
    record("earlywarning.change", warning, by=by, tier=warning.tier)
    return warning


@move
def add_items(warning, items, *, by) -> EarlyWarning:
    """Further items on the same matter join a draft."""
    warning = lock(warning)
    require(access.may_add_items(by, warning))
    require(rules.sourced(warning.body, items=bool(items)))
    _rest_on(warning, items, by, f"并入{warning.get_tier_display()}预警草稿。")
    record("earlywarning.add_items", warning, by=by, items=[item.pk for item in items])
    return warning


def _rest_on(warning, items, by, reason: str) -> None:
    for item in sorted(items, key=lambda item: item.pk):  # one order for all: no deadlock
        triage(item, by=by, decision=TriageDecision.WARN, reason=reason)
    warning.items.add(*items)


@move
def take_out(warning, item, *, by) -> EarlyWarning:
    """The item has nothing to do with the matter after all and waits to be judged again."""
    warning = lock(warning)
    require(access.may_take_out(by, warning))
    _give_back(warning, queries.resting_alone_on(warning).filter(pk=item.pk), by)
    warning.items.remove(item)
    record("earlywarning.take_out", warning, by=by, items=[item.pk])
    return warning


@move
def discard(warning, *, by, reason: str) -> EarlyWarning:
    """Give up a mistaken draft: no number was taken, its items wait to be judged again, the row stays."""
    today = clock.today()
    warning = moved(warning, "discard", by, Status.DISCARDED, discarded_reason=reason, discarded_on=today)
    _give_back(warning, queries.resting_alone_on(warning), by)
    letters.tell(warning, "discarded", [] if warning.handler_id == by.pk else letters.hands(warning))
    return warning


def _give_back(warning, items, by) -> None:
    for item in items:
        collection.mark_reported(item, by=by)


def write(warning, tier, measures, problems, recused, content) -> None:
    """Everything a draft says: what is not given is emptied, so that a change of tier leaves nothing of the other."""
    warning.tier = Tier(tier)
    warning.document_kind = rules.DOCUMENTS[warning.tier]
    for name in CONTENT:
        setattr(warning, name, content.get(name, EarlyWarning._meta.get_field(name).get_default()))
    warning.save()
    warning.recused.set(recused)
    warning.measures.all().delete()
    WarningMeasure.objects.bulk_create(
        WarningMeasure(warning=warning, tier=warning.tier, measure=measure)
        for measure in dict.fromkeys(measures)
    )
    warning.problems.all().delete()
    Problem.objects.bulk_create(
        Problem(warning=warning, number=number, **problem) for number, problem in enumerate(problems, 1)
    )
