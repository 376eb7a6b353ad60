"""The answer, its check, and the end of a warning (art. 43, 44)."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import GRANTED, Verdict, refused, require
from deadlines import rules as dates
from deadlines import workflow as deadlines
from earlywarnings import access, letters, rules
from earlywarnings.enums import Status
from earlywarnings.models import EarlyWarning, ProblemAnswer, Response
from earlywarnings.workflow.extending import lapse
from earlywarnings.workflow.moving import moved, on_behalf, set_status
from earlywarnings.workflow.promising import promise_answer
from earlywarnings.workflow.raising import resume
from earlywarnings.workflow.writing import send, unchanged
from rulebook.queries import setting


@move
def answer(
    warning,
    *,
    by,
    causes: dict,
    answers=(),
    explanation="",
    rules_improved="",
    remaining="",
    on_behalf_of="",
    version: int | None = None,
) -> Response:
    """The written report of art. 43. `answers` are dicts with problem, measure, person, done_on, evidence.

    `version` is the one of the draft that its sender read.
    `on_behalf_of` names who wrote it when 镇纪委 types it for somebody without an account (代录).
    """
    warning = lock(warning)
    require(access.may_answer(by, warning))
    unchanged(warning, version)
    today = clock.today()
    response = Response.objects.create(
        warning=warning,
        round=warning.responses.count() + 1,
        explanation=explanation,
        causes=causes,
        rules_improved=rules_improved,
        remaining=remaining,
        answered_by=by,
        on_behalf_of=on_behalf_of,
        head_name="" if warning.person_id else on_behalf_of or by.name,
        answered_at=clock.now(),
    )
    ProblemAnswer.objects.bulk_create(ProblemAnswer(response=response, **row) for row in answers)
    send(warning, response)
    set_status(warning, Status.ANSWERED, first_answered_on=warning.first_answered_on or today)
    lapse(warning)
    deadlines.meet(letters.RESPONSE.name, warning, on=today)
    record("earlywarning.answer", warning, by=by, round=response.round, note=on_behalf(on_behalf_of))
    if warning.person_id:
        letters.tell(warning, "opinion", letters.opinion_givers(warning))
    else:
        letters.tell(warning, "answered", letters.hands(warning, but=by))
    return response


@move
def add_opinion(warning, *, by, opinion: str, on_behalf_of: str = "") -> Response:
    """The head of a warned person's unit adds an opinion to the personal answer (art. 43)."""
    warning = lock(warning)
    require(access.may_add_opinion(by, warning))
    response = warning.responses.last()
    response.head_name, response.head_opinion = on_behalf_of or by.name, opinion
    response.save()
    record("earlywarning.add_opinion", warning, by=by, round=response.round, note=on_behalf(on_behalf_of))
    letters.tell(warning, "answered", letters.hands(warning, but=response.answered_by))
    return response


@move
def verify(
    warning, *, by, passed: dict[int, bool], comments: dict[int, str], comment: str = ""
) -> EarlyWarning:
    """Check the answer problem by problem: all pass → verified, or on red looked at again by another; otherwise it goes
    back with a due day of its own.

    `passed` and `comments` are keyed by ProblemAnswer id; a blue warning has no problems and passes under key 0.
    """
    warning = lock(warning)
    require(access.may_verify(by, warning))
    response = warning.responses.last()
    rows = list(response.answers.all())
    require(_of_this_round(rows, passed))
    require(rules.judged(passed, comments, comment))
    for row in rows:
        row.passed, row.comment = passed[row.pk], comments.get(row.pk, "")
        row.save()
    response.passed = all(passed.values())
    response.comment, response.verified_by, response.verified_at = comment, by, clock.now()
    response.save()
    record("earlywarning.verify", warning, by=by, round=response.round, result=response.result_text)
    if not response.passed:
        _send_back(warning)
    elif rules.needs_second_look(warning.tier):
        set_status(warning, Status.SECOND_LOOK)
        typist = response.answered_by if response.on_behalf_of else None
        letters.tell(warning, "second_look", letters.staff(warning, but=by).exclude(pk=typist and typist.pk))
    else:
        _pass(warning)
    return warning


@move
def second_look(warning, *, by, passed: bool, comment: str = "") -> EarlyWarning:
    """Another looks at a red answer that passed, before it counts as verified (art. 44)."""
    warning = lock(warning)
    require(access.may_second_look(by, warning))
    require(rules.judged({0: passed}, {}, comment))
    response = warning.responses.last()
    response.passed = passed
    response.second_by, response.second_at, response.second_comment = by, clock.now(), comment
    response.save()
    record("earlywarning.second_look", warning, by=by, round=response.round, result=response.result_text)
    if passed:
        _pass(warning)
    else:
        _send_back(warning)
    return warning


def _pass(warning) -> None:
    set_status(warning, Status.VERIFIED, verified_on=clock.today())
    letters.tell(warning, "verified", letters.hands(warning))


def _of_this_round(rows, passed: dict[int, bool]) -> Verdict:
    """The answers judged are the present ones: meanwhile it may have been sent back and answered anew."""
    expected = {row.pk for row in rows} or {0}
    if passed.keys() == expected:
        return GRANTED
    return refused("您打开页面以后，对方已经重新回告。请按最新的回告复核。", 44)


def _send_back(warning) -> None:
    """An answer sent back has a due day of its own; the first due day stays, since lateness is judged by it."""
    today = clock.today()
    due = dates.days_due(today, setting("earlywarnings.sent_back_days"), event="退回", deed="重新回告")
    set_status(warning, Status.SENT_BACK, reanswer_due_on=due.on, failed_rounds=warning.failed_rounds + 1)
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
    lapse(warning)
    deadlines.cancel(letters.RESPONSE.name, warning)
    if warning.is_served:
        letters.tell(warning, "revoked", letters.addressees(warning))
    if warning.follows_id:
        resume(warning, by=by)
    return warning
