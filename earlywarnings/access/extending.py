"""延期: once, asked for before the due day, decided by another (art. 43)."""

from datetime import date

from core import clock
from core.verdict import Verdict, first_refusal, refused
from deadlines import rules as dates
from earlywarnings import rules
from earlywarnings.access.concerned import addressee, staff
from earlywarnings.enums import AWAITING_ANSWER, ExtensionState
from rulebook.queries import setting


def may_ask_extension(user, warning) -> Verdict:
    if warning.status not in AWAITING_ANSWER:
        return refused("只有待回告的预警可以申请延期。", 43)
    states = {request.state for request in warning.extensions.all()}
    if ExtensionState.GRANTED in states:
        return refused("这件预警已经延期过一次，不能再次延期。", 43)
    if ExtensionState.PENDING in states:
        return refused("已有一份延期申请等待批准。", 43)
    return first_refusal(rules.asked_in_time(warning.due_on, clock.today()), addressee(user, warning))


def may_extend_to(warning, to_day: date) -> Verdict:
    """At most so many days after the due day, and asked before it; that it is the first one, has been asked before."""
    return dates.extension(
        due_on=warning.due_on,
        to=to_day,
        asked_on=clock.today(),
        extended_before=False,
        same_person=False,
        days=setting("earlywarnings.extension_max_days"),
    )


def may_grant_extension(user, warning) -> Verdict:
    return _may_decide(user, warning)


def may_refuse_extension(user, warning) -> Verdict:
    return _may_decide(user, warning)


def _may_decide(user, warning) -> Verdict:
    """镇纪委书记 or an information officer, and never whoever asked or typed the application."""
    request = pending_extension(warning)
    if request is None:
        return refused("没有等待批准的延期申请。", 43)
    if user.pk == request.asked_by_id or user.person_id == request.applicant_id:
        return refused("延期不能由申请人本人批准，请由另一位同志审批。", 43)
    return staff(user, warning)


def pending_extension(warning):
    return next((request for request in warning.extensions.all() if request.is_pending), None)
