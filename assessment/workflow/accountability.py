"""A finding: draft → the unit is heard → confirmed → mended, or somebody is held responsible (art. 46, 47, 49)."""

from datetime import date

from assessment import letters, rules
from assessment.access import accountability as access
from assessment.enums import FindingStatus
from assessment.models import Finding, FindingEvidence, Responsibility
from assessment.queries import accountability as queries
from assessment.workflow.round import signature
from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import Refusal, refused, require
from deadlines import rules as dues
from deadlines import workflow as deadlines
from organisations.queries import heads_of
from rulebook.queries import setting


@move
def draft(unit, *, by, kind: str, facts: str, found_on: date, found_by: str, evidence=()) -> Finding:
    """`evidence` are the fields of each line: its words, and the thing where the system has it."""
    require(access.may_draft(by, unit))
    today = clock.today()
    require(rules.on_a_day(found_on, since=found_on, today=today))
    finding = Finding.objects.create(
        unit=unit,
        kind=kind,
        facts=facts,
        found_on=found_on,
        found_by=found_by,
        drafted_by=by,
        drafted_on=today,
    )
    _rest_on(finding, evidence)
    record("accountability.draft", finding, by=by)
    return finding


@move
def change(
    finding: Finding,
    *,
    by,
    version: int,
    kind: str,
    facts: str,
    found_on: date,
    found_by: str,
    evidence,
    kept,
) -> Finding:
    """`kept` are the ids of the lines of evidence that stay."""
    finding = lock(finding, version)
    require(access.may_change(by, finding))
    require(rules.on_a_day(found_on, since=found_on, today=clock.today()))
    finding.evidence.exclude(pk__in=kept).delete()
    _rest_on(finding, evidence)
    _write(finding, finding.status, kind=kind, facts=facts, found_on=found_on, found_by=found_by)
    record("accountability.change", finding, by=by)
    return finding


@move
def send(finding: Finding, *, by) -> Finding:
    """To the unit, which has so many days to say something before anybody confirms it."""
    finding = lock(finding)
    require(access.may_send(by, finding))
    today = clock.today()
    due = dues.days_due(today, setting("assessment.statement_days"), event="送达单位", deed="陈述意见")
    _write(finding, FindingStatus.HEARING, sent_on=today, statement_due_on=due.on)
    deadlines.promise(
        letters.STATEMENT.name,
        finding,
        unit=finding.unit,
        started_on=today,
        due_on=due.on,
        article=49,
        arithmetic=due.arithmetic,
        title=f"{finding}的陈述意见",
        url=finding.get_absolute_url(),
    )
    record("accountability.send", finding, by=by, due=due.on)
    letters.tell_of_finding(finding, "sent", heads_of(finding.unit))
    return finding


@move
def state(finding: Finding, *, by, statement: str, on_behalf_of: str = "") -> Finding:
    """陈述意见 of the unit's head; typed by who handles it for a head without an account (代录)."""
    finding = lock(finding)
    require(access.may_state(by, finding))
    typed = access.writes_on_behalf(by, finding)
    if typed and not on_behalf_of:
        raise Refusal(refused("您在代录，请写明陈述意见由谁填写、签名。", 49))
    today = clock.today()
    _write(
        finding,
        FindingStatus.HEARD,
        statement=statement,
        stated_on=today,
        stated_by=f"{on_behalf_of}（{by.name}代录）" if typed else signature(by),
        typed_by=by if typed else None,
    )
    deadlines.meet(letters.STATEMENT.name, finding, on=today)
    record("accountability.state", finding, by=by, note="（代录）" if typed else "")
    letters.tell_of_finding(finding, "stated", letters.judges_of(finding))
    return finding


@move
def confirm(finding: Finding, *, by, confirmation: str) -> Finding:
    finding = lock(finding)
    require(access.may_confirm(by, finding))
    _write(
        finding,
        FindingStatus.CONFIRMED,
        confirmation=confirmation,
        confirmed_by=by,
        confirmed_on=clock.today(),
    )
    deadlines.cancel(letters.STATEMENT.name, finding)
    record("accountability.confirm", finding, by=by)
    letters.tell_of_finding(finding, "confirmed", heads_of(finding.unit))
    return finding


@move
def dismiss(finding: Finding, *, by, reason: str) -> Finding:
    """不予认定; the unit is told only where it knew of it."""
    finding = lock(finding)
    require(access.may_dismiss(by, finding))
    _write(finding, FindingStatus.DISMISSED, dismissed_reason=reason, dismissed_on=clock.today())
    deadlines.cancel(letters.STATEMENT.name, finding)
    record("accountability.dismiss", finding, by=by)
    if finding.sent_on:
        letters.tell_of_finding(finding, "dismissed", heads_of(finding.unit))
    return finding


@move
def rectify(finding: Finding, *, by, remedy: str, rectified_on: date) -> Finding:
    finding = lock(finding)
    require(access.may_rectify(by, finding))
    require(rules.on_a_day(rectified_on, since=finding.found_on, today=clock.today()))
    held = finding.status == FindingStatus.HELD
    status = FindingStatus.HELD if held else FindingStatus.RECTIFIED
    _write(finding, status, remedy=remedy, rectified_on=rectified_on)
    record("accountability.rectify", finding, by=by)
    return finding


@move
def report_up(finding: Finding, *, by) -> Finding:
    """Somebody of it is managed above (管理权限): from now on the upper body sees it and may hold responsible."""
    finding = lock(finding)
    require(access.may_report_up(by, finding))
    _write(finding, finding.status, reported_up_on=clock.today())
    record("accountability.report_up", finding, by=by)
    letters.tell_of_finding(finding, "reported_up", letters.upper_staff_of(finding))
    return finding


@move
def hold(
    finding: Finding,
    *,
    by,
    capacity: str,
    consequence: str,
    decided_by: str,
    decided_on: date,
    paper_number: str,
    person=None,
    handed_on_to: str = "",
    told_on: date | None = None,
) -> Responsibility:
    """Record what was decided elsewhere. Whoever opens the finding already is told first; the unit itself at once."""
    finding, today = lock(finding), clock.today()
    require(access.may_hold(by, finding))
    require(access.may_hold_person(by, finding, person))
    require(rules.answers_as(finding.kind, capacity, names_a_person=person is not None))
    require(rules.handed_on_to(consequence, handed_on_to))
    require(rules.on_a_day(decided_on, since=finding.found_on, today=today))
    if told_on:
        require(rules.on_a_day(told_on, since=finding.found_on, today=today))
    if queries.is_held_already(finding, person, consequence):
        raise Refusal(refused("这种追责方式已经登记，不用重复登记。", 49))
    require(access.told_first(finding, person, told_on))
    made = Responsibility.objects.create(
        finding=finding,
        person=person,
        post_text=f"{person.unit}{person.title}" if person else "",
        capacity=capacity,
        consequence=consequence,
        decided_by=decided_by,
        decided_on=decided_on,
        paper_number=paper_number,
        handed_on_to=handed_on_to,
        recorded_by=by,
        recorded_on=today,
        told_on=told_on if person else today,
    )
    _write(finding, FindingStatus.HELD)
    record("accountability.hold", finding, by=by, paper=paper_number)
    if made.told_on:
        letters.tell_held(made)
    return made


@move
def tell(responsibility: Responsibility, *, by) -> Responsibility:
    """告知本人: from now on the person sees it."""
    finding = lock(responsibility.finding)
    responsibility = lock(responsibility)
    responsibility.finding = finding
    require(access.may_tell(by, responsibility))
    responsibility.told_on = clock.today()
    responsibility.save()
    record("accountability.tell", finding, by=by)
    letters.tell_held(responsibility)
    return responsibility


@move
def revoke(responsibility: Responsibility, *, by, reason: str) -> Responsibility:
    """What was decided was taken back, or entered in error: the row stays, and the finding is as it was before it."""
    finding = lock(responsibility.finding)
    responsibility = lock(responsibility)
    responsibility.finding = finding
    require(access.may_revoke(by, responsibility))
    responsibility.revoked_on, responsibility.revoked_reason = clock.today(), reason
    responsibility.save()
    if not finding.responsibilities.filter(revoked_on=None).exists():
        mended = finding.rectified_on is not None
        _write(finding, FindingStatus.RECTIFIED if mended else FindingStatus.CONFIRMED)
    record("accountability.revoke", finding, by=by)
    return responsibility


def _rest_on(finding: Finding, evidence) -> None:
    FindingEvidence.objects.bulk_create(FindingEvidence(finding=finding, **fields) for fields in evidence)


def _write(finding: Finding, status: str, **values) -> None:
    finding.status = status
    for name, value in values.items():
        setattr(finding, name, value)
    finding.version += 1
    finding.save()
