"""Serving the notice and starting the clock (art. 43)."""

from datetime import date

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import rules as dates
from deadlines import workflow as deadlines
from earlywarnings import access, letters
from earlywarnings.enums import Status
from earlywarnings.models import Delivery, EarlyWarning
from earlywarnings.workflow.moving import moved, set_status
from rulebook.queries import setting


@move
def deliver(
    warning, *, by, way: str, remark: str = "", refused_to_sign=False, second_deliverer=""
) -> EarlyWarning:
    """Serve the notice; a refusal to sign is recorded by two deliverers."""
    warning = moved(warning, "deliver", by, Status.DELIVERED, delivered_on=clock.today())
    Delivery.objects.create(
        warning=warning,
        delivered_by=by.name,
        delivered_on=warning.delivered_on,
        way=way,
        remark=remark,
        refused_to_sign=refused_to_sign,
        second_deliverer=second_deliverer,
    )
    days = setting("earlywarnings.response_days")
    letters.tell(warning, "delivered", letters.addressees(warning), days=days)
    return warning


@move
def sign_for(warning, *, by) -> EarlyWarning:
    """Receipt starts the thirty days; the day of receipt is not counted (art. 43)."""
    warning = lock(warning)
    require(access.may_sign_for(by, warning))
    _receive(warning, on=clock.today(), signed_for_by=by.name)
    record("earlywarning.sign_for", warning, by=by, due=warning.answer_due_on)
    letters.tell(warning, "received", letters.staff(warning))
    return warning


@move
def deem_received(warning, *, on: date) -> EarlyWarning | None:
    """Not signed for three days after delivery: it counts as received. None when somebody was faster."""
    warning = lock(warning)
    days = setting("earlywarnings.deemed_receipt_days")
    if warning.status != Status.DELIVERED or dates.deemed_received(warning.delivered_on, days) > on:
        return None
    _receive(warning, on=dates.deemed_received(warning.delivered_on, days), deemed=True)
    record("earlywarning.deem_received", warning, by=None, due=warning.answer_due_on)
    letters.tell(warning, "deemed", [*letters.addressees(warning), *letters.staff(warning)])
    return warning


def _receive(warning, *, on: date, **receipt) -> None:
    days = setting("earlywarnings.response_days")
    delivery = warning.delivery
    if receipt.get("deemed"):
        deemed_days = setting("earlywarnings.deemed_receipt_days")
        due = dates.deemed_due(warning.delivered_on, days, deemed_days=deemed_days)
    else:
        due = dates.days_due(on, days)
    for name, value in receipt.items():
        setattr(delivery, name, value)
    delivery.signed_for_at = clock.now()
    delivery.save()
    set_status(warning, Status.RECEIVED, received_on=on, answer_due_on=due.on)
    promise_answer(warning, on, due)


def promise_answer(warning, started_on: date, due) -> None:
    deadlines.promise(
        letters.RESPONSE.name,
        warning,
        unit=warning.unit,
        started_on=started_on,
        due_on=due.on,
        article=43,
        arithmetic=due.arithmetic,
        title=f"{warning.number}整改回告",
        url=warning.get_absolute_url(),
        data={"person": warning.person_id},
    )
