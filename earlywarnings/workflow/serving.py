"""Serving the notice and starting the clock (art. 43)."""

from datetime import date

from audit.log import move, record
from core import clock
from core.dates import cn
from core.rows import lock
from core.verdict import require
from deadlines import rules as dates
from deadlines.queries import calendar
from earlywarnings import access, letters, rules
from earlywarnings.enums import Status
from earlywarnings.models import Delivery, EarlyWarning
from earlywarnings.workflow.moving import on_behalf, set_status
from earlywarnings.workflow.promising import promise_answer
from earlywarnings.workflow.raising import supersede
from rulebook.queries import setting


@move
def deliver(
    warning,
    *,
    by,
    way: str,
    delivered_on: date | None = None,
    remark: str = "",
    refused_to_sign=False,
    second_deliverer="",
) -> EarlyWarning:
    """Serve the notice; a refusal to sign is recorded by two deliverers."""
    warning = lock(warning)
    require(access.may_deliver(by, warning))
    day = delivered_on or clock.today()
    require(rules.served_on(day, signed_on=warning.signed_on, today=clock.today()))
    Delivery.objects.create(
        warning=warning,
        delivered_by=by.name,
        delivered_on=day,
        way=way,
        remark=remark,
        refused_to_sign=refused_to_sign,
        second_deliverer=second_deliverer,
    )
    set_status(warning, Status.DELIVERED, delivered_on=day)
    record("earlywarning.deliver", warning, by=by, refused_to_sign=refused_to_sign)
    days = setting("earlywarnings.response_days")
    letters.tell(warning, "delivered", letters.addressees(warning), days=days)
    if warning.follows_id:
        supersede(warning, by=by)
    return warning


@move
def sign_for(warning, *, by, on: date | None = None, signed_for_by: str = "") -> EarlyWarning:
    """Receipt starts the thirty days; the day of receipt is not counted (art. 43).

    `on` and `signed_for_by` are of the paper receipt that 镇纪委 enters for somebody without an account (代录).
    """
    warning = lock(warning)
    require(access.may_sign_for(by, warning))
    on = on or clock.today()
    require(rules.received_on(on, delivered_on=warning.delivered_on, today=clock.today()))
    due = dates.days_due(on, setting("earlywarnings.response_days"), calendar=_calendar())
    _receive(warning, on, due, signed_for_by=signed_for_by or by.name, signed_for_at=clock.now())
    record("earlywarning.sign_for", warning, by=by, due=cn(due.on), note=on_behalf(signed_for_by))
    letters.tell(warning, "received", letters.hands(warning))
    return warning


@move
def deem_received(warning, *, on: date) -> EarlyWarning | None:
    """Not signed for some days after delivery: it counts as received. None when somebody was faster."""
    warning = lock(warning)
    deemed_days = setting("earlywarnings.deemed_receipt_days")
    if warning.status != Status.DELIVERED or dates.deemed_received(warning.delivered_on, deemed_days) > on:
        return None
    days = setting("earlywarnings.response_days")
    due = dates.deemed_due(warning.delivered_on, days, deemed_days=deemed_days, calendar=_calendar())
    _receive(warning, dates.deemed_received(warning.delivered_on, deemed_days), due, deemed=True)
    record("earlywarning.deem_received", warning, by=None, days=deemed_days, due=cn(due.on))
    letters.tell(warning, "deemed", [*letters.addressees(warning), *letters.hands(warning)])
    return warning


def _calendar():
    """The working days, where the office has decided that a due day moves (art. 43 itself moves nothing)."""
    return calendar() if setting("earlywarnings.response_moved_by_rest_days") else None


def _receive(warning, on: date, due, **receipt) -> None:
    delivery = warning.delivery
    for name, value in receipt.items():
        setattr(delivery, name, value)
    delivery.save()
    set_status(warning, Status.RECEIVED, received_on=on, answer_due_on=due.on)
    promise_answer(warning, on, due)
