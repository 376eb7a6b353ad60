"""What the rules find in a meeting that was held, and what is said about it.

A finding is written once and stays. One that no longer holds (the emergency was confirmed after all, the other half of a
split amount was withdrawn) keeps waiting for a sentence: what was late was late, and a finding that went away by itself
would teach people to change the record instead of explaining it.
"""

from datetime import date

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from decisions import queries
from decisions.access import checks as access
from decisions.enums import FindingStatus
from decisions.letters import checks as letters
from decisions.models import Finding, Meeting
from decisions.workflow.items import signature


@move
def check_meeting(meeting: Meeting, *, on: date) -> list[Finding]:
    """The new findings; asking again finds nothing new."""
    meeting = lock(meeting)
    if not meeting.is_over:
        return []
    known = set(meeting.findings.values_list("item", "check_kind"))
    made = [
        _finding(meeting, item, found, on)
        for item, found in queries.found_in(meeting, on)
        if (item and item.pk, found.check.value) not in known
    ]
    Finding.objects.bulk_create(made)
    if made:
        record("decisions.checked", meeting, by=None, findings=len(made))
        letters.tell_found(meeting, [one for one in made if not meeting.is_imported])
    return made


def _finding(meeting: Meeting, item, found, on: date) -> Finding:
    return Finding(
        meeting=meeting,
        item=item,
        check_kind=found.check,
        severity=found.severity,
        article=found.article,
        text=found.text,
        found_on=on,
    )


@move
def explain(finding: Finding, *, by, text: str) -> Finding:
    """Why it was so; nothing is accepted without words and a name."""
    finding = lock(finding)
    require(access.may_explain(by, finding))
    finding.status = FindingStatus.EXPLAINED
    finding.answer, finding.answered_by, finding.answered_on = text, signature(by), clock.today()
    finding.save()
    record("decisions.explained", finding, by=by)
    return finding


@move
def rectify(finding: Finding, *, by, text: str) -> Finding:
    """What was put right; what was explained before stays beside it."""
    finding = lock(finding)
    require(access.may_rectify(by, finding))
    finding.status = FindingStatus.RECTIFIED
    finding.remedy, finding.remedied_by, finding.remedied_on = text, signature(by), clock.today()
    finding.save()
    record("decisions.rectified", finding, by=by)
    return finding
