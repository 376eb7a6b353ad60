"""More days for the answer: asked, granted or refused (art. 43)."""

from datetime import date

from audit.log import move, record
from core import clock
from core.dates import cn
from core.rows import lock
from core.verdict import require
from deadlines import workflow as deadlines
from earlywarnings import access, letters, queries
from earlywarnings.enums import ExtensionState, Status
from earlywarnings.models import EarlyWarning, ExtensionRequest
from earlywarnings.workflow.moving import on_behalf, touch
from rulebook.queries import setting


@move
def ask_extension(warning, *, by, to_day: date, reason: str, on_behalf_of: str = "") -> ExtensionRequest:
    """The addressee asks; `on_behalf_of` names whose signed application 镇纪委 types (代录)."""
    warning = lock(warning)
    require(access.may_ask_extension(by, warning))
    require(access.may_extend_to(warning, to_day))
    person = (queries.signatory(warning) if on_behalf_of else None) or by.person
    request = ExtensionRequest.objects.create(
        warning=warning,
        from_day=warning.due_on,
        to_day=to_day,
        reason=reason,
        applicant=person,
        applicant_text=f"{on_behalf_of}（{by.name}代录）" if on_behalf_of else f"{by.post_text}{by.name}",
        asked_by=by,
        asked_on=clock.today(),
    )
    touch(warning)
    record("earlywarning.ask_extension", warning, by=by, to=cn(to_day), note=on_behalf(on_behalf_of))
    letters.tell(warning, "extension_asked", letters.hands(warning, but=by))
    return request


@move
def grant_extension(warning, *, by) -> EarlyWarning:
    """The promise moves to the new day, and the reminders with it."""
    warning = lock(warning)
    require(access.may_grant_extension(by, warning))
    request = access.pending_extension(warning)
    deadlines.extend(
        letters.RESPONSE.name,
        warning,
        by=by,
        asked_by=request.applicant,
        asked_on=request.asked_on,
        to=request.to_day,
        reason="见延期申请。",  # auditors read it
        on=clock.today(),
        days=setting("earlywarnings.extension_max_days"),
    )
    _decide(request, ExtensionState.GRANTED, by)
    due = "reanswer_due_on" if warning.status == Status.SENT_BACK else "answer_due_on"
    touch(warning, **{due: request.to_day})
    record("earlywarning.grant_extension", warning, by=by, to=cn(request.to_day))
    letters.tell(warning, "extension_granted", letters.addressees(warning))
    return warning


@move
def refuse_extension(warning, *, by, reason: str) -> EarlyWarning:
    warning = lock(warning)
    require(access.may_refuse_extension(by, warning))
    _decide(access.pending_extension(warning), ExtensionState.REFUSED, by, comment=reason)
    touch(warning)
    record("earlywarning.refuse_extension", warning, by=by)
    letters.tell(warning, "extension_refused", letters.addressees(warning))
    return warning


def _decide(request: ExtensionRequest, state: ExtensionState, by, comment: str = "") -> None:
    request.state, request.comment = state, comment
    request.decided_by, request.decided_by_text = by, f"{by.post_text}{by.name}"
    request.decided_on = clock.today()
    request.save()


def lapse(warning) -> None:
    """What was asked for is no longer needed: answered, or revoked."""
    warning.extensions.filter(state=ExtensionState.PENDING).update(state=ExtensionState.LAPSED)
