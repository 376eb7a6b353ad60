"""The answer, its check, and the end of a warning (art. 43, 44)."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import rules as dates
from deadlines import workflow as deadlines
from earlywarnings import access, letters
from earlywarnings.enums import Status
from earlywarnings.models import EarlyWarning, ProblemAnswer, Response
from earlywarnings.workflow.moving import moved, set_status
from earlywarnings.workflow.serving import promise_answer
from rulebook.queries import setting


@move
def answer(warning, *, by, causes: dict, answers=(), rules_improved="", remaining="") -> Response:
    """The written report of art. 43. `answers` are dicts with problem, measure, person, done_on, evidence."""
    warning = lock(warning)
    require(access.may_answer(by, warning))
    today = clock.today()
    response = Response.objects.create(
        warning=warning,
        round=warning.responses.count() + 1,
        causes=causes,
        rules_improved=rules_improved,
        remaining=remaining,
        answered_by=by,
        head_name="" if warning.person_id else by.name,
        answered_at=clock.now(),
    )
    ProblemAnswer.objects.bulk_create(ProblemAnswer(response=response, **row) for row in answers)
    set_status(warning, Status.ANSWERED, first_answered_on=warning.first_answered_on or today)
    deadlines.meet(letters.RESPONSE.name, warning, on=today)
    record("earlywarning.answer", warning, by=by, round=response.round)
    letters.tell(warning, "answered", letters.staff(warning))
    return response


@move
def add_opinion(warning, *, by, opinion: str) -> Response:
    """The head of a warned person's unit adds an opinion to the personal answer (art. 43)."""
    warning = lock(warning)
    require(access.may_add_opinion(by, warning))
    response = warning.responses.last()
    response.head_name, response.head_opinion = by.name, opinion
    response.save()
    record("earlywarning.add_opinion", warning, by=by)
    return response


@move
def verify(
    warning, *, by, passed: dict[int, bool], comments: dict[int, str], comment: str = ""
) -> EarlyWarning:
    """Check the answer problem by problem: all pass → verified, otherwise it goes back with a due day of its own.

    `passed` and `comments` are keyed by ProblemAnswer id; a blue warning has no problems and passes under key 0.
    """
    warning = lock(warning)
    require(access.may_verify(by, warning))
    response = warning.responses.last()
    for row in response.answers.all():
        row.passed, row.comment = passed[row.pk], comments.get(row.pk, "")
        row.save()
    response.passed = all(passed.values())
    response.comment, response.verified_by, response.verified_at = comment, by, clock.now()
    response.save()
    if response.passed:
        set_status(warning, Status.VERIFIED, verified_on=clock.today())
        letters.tell(warning, "verified", letters.staff(warning))
    else:
        _send_back(warning)
    record("earlywarning.verify", warning, by=by, passed=response.passed, round=response.round)
    return warning


def _send_back(warning) -> None:
    today = clock.today()
    due = dates.days_due(today, setting("earlywarnings.sent_back_days"), event="退回", deed="重新回告")
    set_status(warning, Status.SENT_BACK, answer_due_on=due.on, failed_rounds=warning.failed_rounds + 1)
    promise_answer(warning, today, due)
    letters.tell(warning, "sent_back", letters.addressees(warning))


@move
def close(warning, *, by) -> EarlyWarning:
    warning = moved(warning, "close", by, Status.CLOSED, closed_on=clock.today())
    letters.tell(warning, "closed", letters.addressees(warning))
    return warning


@move
def revoke(warning, *, by, reason: str) -> EarlyWarning:
    """Keeps its number and trail and gives the points back."""
    warning = moved(warning, "revoke", by, Status.REVOKED, revoked_reason=reason, revoked_on=clock.today())
    deadlines.cancel(letters.RESPONSE.name, warning)
    if warning.delivered_on:
        letters.tell(warning, "revoked", letters.addressees(warning))
    return warning
