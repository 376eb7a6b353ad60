"""Reviewed, signed, or reported up (art. 41, 42)."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from documents import workflow as documents
from earlywarnings import access, letters, queries, rules
from earlywarnings.enums import Body, Status
from earlywarnings.models import EarlyWarning
from earlywarnings.workflow.moving import moved, on_behalf, set_status, touch
from rulebook.queries import setting

FAILED = "红色预警整改{}次复核不合格。"
UNREVIEWED = {"reviewed_by": None, "reviewed_by_text": "", "reviewed_on": None}


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
    letters.tell(warning, "to_sign", letters.signatories(warning))
    return warning


@move
def return_to_draft(warning, *, by, reason: str) -> EarlyWarning:
    warning = moved(
        warning,
        "return_to_draft",
        by,
        Status.DRAFT,
        returned_reason=reason,
        **UNREVIEWED,
    )
    letters.tell(warning, "returned", letters.hands(warning))
    return warning


@move
def report_up(warning, *, by) -> EarlyWarning:
    """已报上级: what the town may not sign (管理权限), or a red warning whose rectification has failed (art. 42)."""
    warning = lock(warning)
    require(access.may_report_up(by, warning))
    unsigned = warning.status == Status.TO_SIGN
    reason = access.within_the_power(warning).reason if unsigned else FAILED.format(warning.failed_rounds)
    status = Status.REPORTED_UP if unsigned else warning.status
    set_status(warning, status, reported_up_on=clock.today(), reported_up_reason=reason)
    record("earlywarning.report_up", warning, by=by)
    letters.tell(warning, "reported_up", letters.upper_staff(warning))
    return warning


@move
def take_up(warning, *, by) -> EarlyWarning:
    """The upper body handles it from now on: signs what was drafted and reviewed below, or follows up a failed red one."""
    warning = lock(warning)
    require(access.may_take_up(by, warning))
    town = letters.staff(warning)
    status = Status.TO_SIGN if warning.status == Status.REPORTED_UP else warning.status
    set_status(warning, status, body=Body.UPPER, taken_up_on=clock.today(), handler=by)
    record("earlywarning.take_up", warning, by=by)
    letters.tell(warning, "taken_up", town)
    if status == Status.TO_SIGN:
        letters.tell(warning, "to_sign", letters.signatories(warning))
    return warning


@move
def return_down(warning, *, by, reason: str) -> EarlyWarning:
    """Back to the town: to be drafted anew or discarded; a failed red one goes on there."""
    warning = lock(warning)
    require(access.may_return_down(by, warning))
    unsigned = warning.status == Status.REPORTED_UP
    status, again = (Status.DRAFT, UNREVIEWED) if unsigned else (warning.status, {})
    set_status(warning, status, returned_reason=reason, reported_up_on=None, **again)
    record("earlywarning.return_down", warning, by=by)
    letters.tell(warning, "returned_down", letters.staff(warning))
    return warning


@move
def sign(warning, *, by) -> EarlyWarning:
    """Sign: take the number, issue the notice, keep who signed what (art. 41, 42)."""
    warning = lock(warning)
    require(access.may_sign(by, warning))
    today = clock.today()
    issuer, code = queries.issuer_of(warning)
    data = letters.notice_data(warning, issuer=issuer, days=setting("earlywarnings.response_days"))
    # whoever reads the register of numbers learns nothing of the unit before it is served
    purpose = warning.get_document_kind_display()
    number = documents.take_number(code, today.year, on=today, purpose=purpose, by=by)
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
    if rules.needs_knowledge(warning.tier, warning.body):
        letters.tell(warning, "to_acknowledge", letters.informed(warning))
    else:
        letters.tell(warning, "signed", letters.hands(warning))
    return warning


@move
def acknowledge(warning, *, by, on_behalf_of: str = "") -> EarlyWarning:
    """知悉: before a red warning is served a town leader whom it does not concern has taken note of it (art. 45)."""
    warning = lock(warning)
    require(access.may_acknowledge(by, warning))
    who = f"{on_behalf_of}（{by.name}代录）" if on_behalf_of else f"{by.post_text}{by.name}"
    touch(warning, acknowledged_by=by, acknowledged_by_text=who, acknowledged_on=clock.today())
    record("earlywarning.acknowledge", warning, by=by, note=on_behalf(on_behalf_of))
    letters.tell(warning, "acknowledged", letters.hands(warning))
    return warning
