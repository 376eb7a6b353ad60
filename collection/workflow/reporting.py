"""The life of a report on a period: opened → written → sent → accepted, or returned and sent again (art. 38)."""

from audit.log import move, record
from collection import queries, rules
from collection.access import reports as access
from collection.enums import FormStatus
from collection.letters import reports as letters
from collection.models import PeriodReport
from collection.workflow.moving import touch
from collection.workflow.opening import promise_report
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import workflow as deadlines

WORDS = ("causes", "next_steps", "remark")


@move
def write_report(report: PeriodReport, *, by, version: int | None = None, **words) -> PeriodReport:
    """Save what a person adds to the draft; nothing is sent yet."""
    report = lock(report, version)
    require(access.may_write_report(by, report))
    touch(report, **{name: words[name] for name in WORDS if name in words})
    record("collection.write_report", report, by=by)
    return report


@move
def submit_report(
    report: PeriodReport, *, by, version: int | None = None, on_behalf_of: str = ""
) -> PeriodReport:
    """Send it one level up, with every number as it stands today."""
    report = lock(report, version)
    require(access.may_submit_report(by, report))
    return _submit(report, "collection.submit_report", by, on_behalf_of)


@move
def confirm_nil_report(
    report: PeriodReport, *, by, version: int | None = None, on_behalf_of: str = ""
) -> PeriodReport:
    """The unit reported nothing all half year and says so by confirming the draft."""
    report = lock(report, version)
    require(access.may_confirm_nil_report(by, report))
    return _submit(report, "collection.confirm_nil_report", by, on_behalf_of)


def _submit(report: PeriodReport, verb: str, by, on_behalf_of: str) -> PeriodReport:
    on_behalf = access.writes_on_behalf(by, report)
    require(rules.signed(on_behalf=on_behalf, name=on_behalf_of))
    today = clock.today()
    touch(
        report,
        status=FormStatus.SUBMITTED,
        counted=queries.count(report),
        written_by=by,
        signed_text=f"{by.post_text} {by.name}",
        on_behalf_of=on_behalf_of if on_behalf else "",
        submitted_at=clock.now(),
        first_submitted_on=report.first_submitted_on or today,
    )
    deadlines.meet(letters.promise_of(report), report, on=today)
    record(verb, report, by=by, on_behalf_of=report.on_behalf_of)
    letters.tell(report, "submitted", letters.officers(report, but=by))
    if on_behalf:
        letters.tell(report, "typed", letters.collectors(report), by=by.name)
    return report


@move
def accept_report(report: PeriodReport, *, by, version: int | None = None) -> PeriodReport:
    report = lock(report, version)
    require(access.may_accept_report(by, report))
    touch(report, status=FormStatus.ACCEPTED, accepted_on=clock.today())
    record("collection.accept_report", report, by=by)
    letters.tell(report, "accepted", letters.writers(report))
    return report


@move
def return_report(report: PeriodReport, *, by, reason: str, version: int | None = None) -> PeriodReport:
    """Send it back with a reason: it is counted afresh when it is sent again, and its due day stays what it was."""
    report = lock(report, version)
    require(access.may_return_report(by, report))
    touch(report, status=FormStatus.RETURNED, returned_reason=reason, counted=None)
    promise_report(report, clock.today())
    record("collection.return_report", report, by=by)
    letters.tell(report, "returned", letters.writers(report))
    return report
