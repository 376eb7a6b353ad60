"""From an item to a signed notice: triage, draft, review, sign (art. 41, 42)."""

from audit.log import move, record
from collection import workflow as collection
from core import clock
from core.rows import lock
from core.verdict import GRANTED, refused, require
from documents import workflow as documents
from earlywarnings import access, letters, rules
from earlywarnings.enums import Status, Tier, TriageDecision
from earlywarnings.models import EarlyWarning, Problem, Triage, WarningMeasure
from earlywarnings.workflow.moving import moved, set_status
from rulebook.queries import setting

CONTENT = (
    "title",
    "person",
    "risk_point",
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
NO_SOURCE = "预警须有来源信息，请先在研判页勾选。"


@move
def triage(item, *, by, decision: str, reason: str = "") -> Triage:
    """Decide what is done about an item; 发出预警 is decided by drafting one (art. 39, 40)."""
    item = lock(item)
    require(access.may_triage(by, item))
    decided = Triage.objects.create(
        item=item, decision=decision, reason=reason, decided_by=by, decided_at=clock.now()
    )
    collection.mark_triaged(item, handed_over=decision == TriageDecision.HAND_OVER, by=by)
    record("earlywarning.triage", item, by=by, decision=decision)
    return decided


@move
def draft(items, *, by, unit, tier: str, measures, problems=(), **content) -> EarlyWarning:
    """Draft a warning from one or several items; tier, measures and document are tied by art. 42."""
    require(access.may_draft(by, unit, content.get("person")))
    require(GRANTED if items else refused(NO_SOURCE, 39))
    warning = EarlyWarning(unit=unit, drafted_by=by, drafted_on=clock.today())
    _write(warning, tier, measures, problems, content)
    for item in sorted(items, key=lambda item: item.pk):  # one order for all: no deadlock
        triage(item, by=by, decision=TriageDecision.WARN, reason=f"起草{warning.get_tier_display()}预警。")
    warning.items.set(items)
    record("earlywarning.draft", warning, by=by, tier=warning.tier, items=[item.pk for item in items])
    return warning


@move
def change(warning, *, by, version: int, tier: str, measures, problems=(), **content) -> EarlyWarning:
    """Write the draft anew; `version` is the one the form was read at."""
    warning = lock(warning, version)
    require(access.may_change(by, warning))
    warning.unit = content.pop("unit", warning.unit)
    require(access.may_draft(by, warning.unit, content.get("person")))
    warning.version += 1
    _write(warning, tier, measures, problems, content)
    record("earlywarning.change", warning, by=by, tier=warning.tier)
    return warning


def _write(warning, tier, measures, problems, content) -> None:
    """Everything a draft says: what is not given is emptied, so that a change of tier leaves nothing of the other."""
    warning.tier = Tier(tier)
    warning.document_kind = rules.DOCUMENTS[warning.tier]
    for name in CONTENT:
        setattr(warning, name, content.get(name, EarlyWarning._meta.get_field(name).get_default()))
    warning.save()
    warning.measures.all().delete()
    WarningMeasure.objects.bulk_create(
        WarningMeasure(warning=warning, tier=warning.tier, measure=measure)
        for measure in dict.fromkeys(measures)
    )
    warning.problems.all().delete()
    Problem.objects.bulk_create(
        Problem(warning=warning, number=number, **problem) for number, problem in enumerate(problems, 1)
    )


@move
def submit(warning, *, by) -> EarlyWarning:
    warning = moved(warning, "submit", by, Status.REVIEW, returned_reason="")
    letters.tell(warning, "review", letters.staff(warning, but=warning.drafted_by))
    return warning


@move
def approve(warning, *, by) -> EarlyWarning:
    warning = moved(
        warning,
        "approve",
        by,
        Status.TO_SIGN,
        reviewed_by=by,
        reviewed_by_text=f"{by.post_text}{by.name}",
        reviewed_on=clock.today(),
    )
    letters.tell(warning, "to_sign", letters.secretaries(warning))
    return warning


@move
def return_to_draft(warning, *, by, reason: str) -> EarlyWarning:
    warning = moved(
        warning,
        "return_to_draft",
        by,
        Status.DRAFT,
        returned_reason=reason,
        reviewed_by=None,
        reviewed_by_text="",
        reviewed_on=None,
    )
    letters.tell(warning, "returned", [warning.drafted_by])
    return warning


@move
def report_up(warning, *, by) -> EarlyWarning:
    """已报上级: what the town may not sign (管理权限) goes to the body above."""
    return moved(warning, "report_up", by, Status.REPORTED_UP)


@move
def sign(warning, *, by) -> EarlyWarning:
    """Sign: take the number, issue the notice, keep who signed what (art. 41, 42)."""
    warning = lock(warning)
    require(access.may_sign(by, warning))
    today = clock.today()
    data = letters.notice_data(
        warning, issuer=setting("documents.issuing_body"), days=setting("earlywarnings.response_days")
    )
    number = documents.take_number(
        setting("documents.issuing_code"), today.year, on=today, purpose=str(warning), by=by
    )
    title = f"关于{warning.title}的{warning.get_document_kind_display()}"
    notice = documents.issue(warning.document_kind, number=number, title=title, data=data, by=by, on=today)
    set_status(
        warning,
        Status.SIGNED,
        signed_by=by,
        signed_by_text=f"{by.post_text}{by.name}",
        signed_on=today,
        signed_hash=notice.pdf_sha256,
        number=number,
        notice=notice,
    )
    record("earlywarning.sign", warning, by=by, number=number.text, sha256=notice.pdf_sha256)
    letters.tell(warning, "signed", letters.staff(warning))
    return warning
