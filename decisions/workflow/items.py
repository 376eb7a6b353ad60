"""An item before its meeting: proposed, prepared, what has to come first, put on an agenda (art. 28–34)."""

from datetime import date

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import Refusal, refused, require
from decisions import queries
from decisions.access import items as access
from decisions.enums import Status, Way
from decisions.models import AgendaItem, Candidate, Fulfilment, Preparation, RiskAssessment
from decisions.rules import prerequisites
from decisions.rules.voting import contest_adds_up, may_stand

SHOWN_HOW = (
    "disclosure",
    "disclosure_mode",
    "withheld_reason",
)  # what is withheld once stays so in a second item


@move
def propose(unit, *, by, candidates=(), **content) -> AgendaItem:
    require(access.may_propose(by, unit, content["category"]))
    item = AgendaItem(unit=unit, proposed_by=signature(by), **content)
    item.full_clean()
    item.save()
    _stand(item, candidates)
    record("decisions.proposed", item, by=by)
    return item


@move
def change(item: AgendaItem, *, by, version: int | None = None, candidates=(), **content) -> AgendaItem:
    """What was proposed, by whoever may propose it; the prerequisites met so far stay met."""
    item = lock(item, version)
    require(access.may_change(by, item))
    require(access.may_propose(by, content.get("unit", item.unit), content.get("category", item.category)))
    for name, value in content.items():
        setattr(item, name, value)
    item.version += 1
    item.full_clean()
    item.save()
    item.candidates.all().delete()
    _stand(item, candidates)
    record("decisions.changed", item, by=by)
    return item


def _stand(item: AgendaItem, candidates) -> None:
    names = [name for name in candidates if name]
    if item.way != Way.CONTEST:
        return
    require(may_stand(names))
    require(contest_adds_up(dict.fromkeys(names, 0), seats=item.seats or 0, valid=0))
    Candidate.objects.bulk_create(Candidate(item=item, name=name) for name in names)


@move
def withdraw(item: AgendaItem, *, by, reason: str) -> AgendaItem:
    item = lock(item)
    require(access.may_withdraw(by, item))
    item.status, item.withdrawn_reason = Status.WITHDRAWN, reason
    item.save()
    record("decisions.withdrawn", item, by=by, reason=reason)
    return item


@move
def fulfil(item: AgendaItem, *, by, kind: str, done_on: date, given_by: str, document: str) -> Fulfilment:
    """One prerequisite was met. The risk assessment is no line in a list: it is written (assess)."""
    item = lock(item)
    require(access.may_fulfil(by, item))
    wanted = {one.kind for one in queries.required(item)} - {prerequisites.P.ASSESSMENT}
    if kind not in wanted:
        raise Refusal(refused("这一议题不要求这一项程序。", 31))
    if item.fulfilments.filter(kind=kind).exists():
        raise Refusal(refused("这一项会前程序已经登记。要改的，请先删去原来的一条。", 31))
    require(prerequisites.done_in_time(done_on, clock.today()))
    met = Fulfilment.objects.create(
        item=item, kind=kind, done_on=done_on, given_by=given_by, document=document, entered_by=signature(by)
    )
    record("decisions.fulfilled", item, by=by, what=met.get_kind_display(), given_by=given_by)
    return met


@move
def strike(fulfilment: Fulfilment, *, by) -> None:
    """A prerequisite entered by mistake; that it stood there stays in the audit."""
    item = lock(fulfilment.item)
    fulfilment = lock(fulfilment)
    require(access.may_fulfil(by, item))
    fulfilment.delete()
    record("decisions.struck", item, by=by, what=fulfilment.get_kind_display())


@move
def assess(item: AgendaItem, *, by, version: int | None = None, **content) -> RiskAssessment:
    """廉政风险评估报告 (art. 33), written or written anew until the item is on an agenda."""
    item = lock(item)
    require(access.may_assess(by, item))
    require(prerequisites.done_in_time(content["assessed_on"], clock.today()))
    report = queries.assessment_of(item)
    if (report.version if report else None) != version:
        raise Refusal(refused("您打开表单以后，别人已经改过这份报告。请核对最新内容后再保存。", 33))
    if report is None:
        report = RiskAssessment(item=item)
    else:
        report.version += 1
    for name, value in content.items():
        setattr(report, name, value)
    report.entered_by = signature(by)
    report.save()
    record("decisions.assessed", item, by=by, conclusion=report.get_conclusion_display())
    return report


@move
def prepare(
    item: AgendaItem, *, by, kind: str, on: date, participants: str, gist: str, decided: bool = False
) -> Preparation:
    """酝酿 is kept; a decision taken in it, or what stands in for a meeting, is refused (art. 29, 30)."""
    item = lock(item)
    require(access.may_prepare(by, item))
    require(prerequisites.is_only_prepared(kind))
    require(prerequisites.made_no_decision(decided))
    require(prerequisites.done_in_time(on, clock.today()))
    talk = Preparation.objects.create(
        item=item, kind=kind, on=on, participants=participants, gist=gist, entered_by=signature(by)
    )
    record("decisions.prepared", item, by=by, how=talk.get_kind_display())
    return talk


@move
def schedule(item: AgendaItem, meeting, *, by) -> AgendaItem:
    """Onto the agenda. Whatever was delivered so far does not hold it: everybody gets the materials again."""
    meeting, item = lock(meeting), lock(item)
    require(access.may_schedule(by, item, meeting))
    item.meeting, item.position = meeting, queries.next_position(meeting)
    item.status = Status.SCHEDULED
    item.save()
    _deliver_again(meeting)
    record("decisions.scheduled", item, by=by, meeting=str(meeting))
    return item


@move
def schedule_confirmation(taken: AgendaItem, meeting, *, by) -> AgendaItem:
    """追认: what was decided in an emergency comes before the next meeting, as an item of its own (art. 30)."""
    meeting, taken = lock(meeting), lock(taken)
    require(access.may_schedule_confirmation(by, taken, meeting))
    kept = ("unit", "category", "amount", "payee", "leader", "matter", *SHOWN_HOW)
    kept = {name: getattr(taken, name) for name in kept}
    item = AgendaItem.objects.create(
        **kept,
        confirms=taken,
        title=f"追认：{taken.title}"[:200],
        proposal=taken.resolution or taken.proposal,
        meeting=meeting,
        position=queries.next_position(meeting),
        status=Status.SCHEDULED,
        proposed_by=signature(by),
    )
    _deliver_again(meeting)
    record("decisions.scheduled", item, by=by, meeting=str(meeting))
    return item


@move
def unschedule(item: AgendaItem, *, by) -> AgendaItem:
    meeting, item = lock(item.meeting), lock(item)
    require(access.may_unschedule(by, item))
    item.meeting, item.status, item.position = None, Status.PROPOSED, 1
    if item.confirms_id:
        item.status, item.withdrawn_reason = Status.WITHDRAWN, "从议程撤下，另行追认"
    item.save()
    record("decisions.unscheduled", item, by=by, meeting=str(meeting))
    return item


def _deliver_again(meeting) -> None:
    meeting.attendances.filter(delivered_at__isnull=False).update(delivered_at=None, received_at=None)


@move
def resubmit(item: AgendaItem, *, by) -> AgendaItem:
    """A deferred item comes back as a new one, after further study; what was said of the old one stays with it."""
    item = lock(item)
    require(access.may_resubmit(by, item))
    names = [candidate.name for candidate in item.candidates.all()]
    kept = (
        "matter",
        "category",
        "title",
        "proposal",
        "amount",
        "fund_source",
        "payee",
        "leader",
        "way",
        "seats",
    )
    kept += ("is_technical", "touches_public", "needs_assessment", *SHOWN_HOW)
    content = {name: getattr(item, name) for name in kept}
    again = propose(item.unit, by=by, candidates=names, previous=item, **content)
    record("decisions.resubmitted", item, by=by)
    return again


def signature(user) -> str:
    return f"{user.post_text} {user.name}"
