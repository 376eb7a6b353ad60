"""督查: plan → carry out → the findings followed up → close (art. 44)."""

from datetime import date

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import workflow as deadlines
from documents import workflow as documents
from earlywarnings.access import inspections as access
from earlywarnings.enums import InspectionStatus
from earlywarnings.letters import inspections as letters
from earlywarnings.models import Finding, Inspection, about
from earlywarnings.queries import inspections as queries
from earlywarnings.rules import inspections as rules


@move
def plan(thing, *, by, inspectors, **content) -> Inspection:
    """Plan an inspection of a unit, a post, a risk point or a warning's rectification."""
    inspection = Inspection(**about(thing), planned_by=by, **content)
    require(access.may_plan(by, inspection))
    require(rules.inspectors(inspectors, queries.concerned(inspection)))
    inspection.save()
    inspection.inspectors.set(inspectors)
    record("inspection.plan", inspection, by=by)
    letters.tell_inspectors(inspection, but=by)
    return inspection


@move
def change(inspection, *, by, version: int, thing, inspectors, **content) -> Inspection:
    """Write the plan anew; `version` is the one the form was read at."""
    inspection = lock(inspection, version)
    require(access.may_change(by, inspection))
    _set(inspection, **about(thing), **content)
    require(access.may_plan(by, inspection))
    require(rules.inspectors(inspectors, queries.concerned(inspection)))
    inspection.save()
    inspection.inspectors.set(inspectors)
    record("inspection.change", inspection, by=by)
    letters.tell_inspectors(inspection, but=by)
    return inspection


@move
def carry_out(
    inspection, *, by, inspected_on: date, looked_at: str, outcome: str, conclusion: str, findings=()
) -> Inspection:
    """What was seen. `findings` are dicts with text, place, requirement, due_on; each makes a promise.

    Without findings there is nothing to follow up, and the inspection is closed.
    """
    inspection = lock(inspection)
    require(access.may_carry_out(by, inspection))
    today = clock.today()
    require(rules.carried_out(inspected_on, outcome=outcome, findings=len(findings), today=today))
    _set(
        inspection,
        status=InspectionStatus.FOLLOWED_UP if findings else InspectionStatus.CLOSED,
        inspected_on=inspected_on,
        looked_at=looked_at,
        outcome=outcome,
        conclusion=conclusion,
        recorded_by=by,
        closed_on=None if findings else today,
    )
    inspection.save()
    for number, finding in enumerate(findings, 1):
        _promise(Finding.objects.create(inspection=inspection, number=number, **finding))
    record("inspection.carry_out", inspection, by=by, findings=len(findings))
    stage = "found" if findings else "in_place"
    letters.tell(inspection, stage, letters.heads(inspection), count=len(findings))
    return inspection


def _promise(finding) -> None:
    inspection = finding.inspection
    deadlines.promise(
        letters.MENDING.name,
        finding,
        unit=inspection.unit,
        started_on=inspection.inspected_on,
        due_on=finding.due_on,
        article=44,
        arithmetic=rules.arithmetic(inspection.inspected_on, finding.due_on),
        title=f"{finding}整改",
        url=inspection.get_absolute_url(),
        data={"barred": _barred(inspection.warning)},
    )


def _barred(warning) -> list[int]:
    """Ids of the people who are told nothing on: whom the warning names or has set aside."""
    if warning is None:
        return []
    return sorted({warning.person_id, *warning.recused.values_list("pk", flat=True)} - {None})


@move
def report(finding, *, by, measure: str) -> Finding:
    """The unit says that a finding is mended, and how."""
    inspection, finding = _locked(finding)
    require(access.may_report(by, finding))
    finding.measure, finding.reported_on, finding.reported_by = measure, clock.today(), by
    finding.save()
    deadlines.meet(letters.MENDING.name, finding, on=clock.today())
    record("inspection.report", inspection, by=by, number=finding.number)
    letters.tell_of_finding(finding, "reported", letters.staff(inspection))
    return finding


@move
def check(finding, *, by, mended_on: date, result: str) -> Finding:
    """Looked at again and found mended, whether the unit has reported it or not."""
    inspection, finding = _locked(finding)
    require(access.may_check(by, finding))
    require(rules.mended_on(mended_on, since=inspection.inspected_on, today=clock.today()))
    finding.mended_on, finding.result, finding.checked_by = mended_on, result, by
    finding.save()
    deadlines.meet(letters.MENDING.name, finding, on=mended_on)
    record("inspection.check", inspection, by=by, number=finding.number)
    return finding


@move
def return_finding(finding, *, by, result: str) -> Finding:
    """Not mended after all: the promise goes on with its old day."""
    inspection, finding = _locked(finding)
    require(access.may_return(by, finding))
    finding.reported_on, finding.result, finding.checked_by = None, result, by
    finding.save()
    deadlines.reopen(letters.MENDING.name, finding, on=clock.today())
    record("inspection.return_finding", inspection, by=by, number=finding.number)
    letters.tell_of_finding(finding, "returned", letters.heads(inspection))
    return finding


def _locked(finding) -> tuple[Inspection, Finding]:
    """The inspection first, so that two findings of one move in turn; its version tells the rounds apart."""
    inspection = lock(finding.inspection)
    _set(inspection)
    inspection.save()
    finding = Finding.objects.get(pk=finding.pk)
    finding.inspection = inspection
    return inspection, finding


@move
def attach(inspection, *, by, files) -> Inspection:
    """Photos and papers; `files` are pairs of name and content."""
    inspection = lock(inspection)
    require(access.may_attach(by, inspection))
    for name, content in files:
        documents.attach(inspection, name=name, content=content, by=by)
    return inspection


@move
def close(inspection, *, by) -> Inspection:
    """Every finding is mended."""
    inspection = lock(inspection)
    require(access.may_close(by, inspection))
    _set(inspection, status=InspectionStatus.CLOSED, closed_on=clock.today())
    inspection.save()
    record("inspection.close", inspection, by=by)
    letters.tell(inspection, "closed", letters.heads(inspection))
    return inspection


@move
def cancel(inspection, *, by, reason: str) -> Inspection:
    """What was planned does not take place."""
    inspection = lock(inspection)
    require(access.may_cancel(by, inspection))
    _set(inspection, status=InspectionStatus.CANCELLED, cancelled_reason=reason)
    inspection.save()
    record("inspection.cancel", inspection, by=by)
    letters.tell(inspection, "cancelled", letters.inspectors_of(inspection).exclude(pk=by.pk))
    return inspection


def _set(inspection, **values) -> None:
    for name, value in values.items():
        setattr(inspection, name, value)
    inspection.version += 1
