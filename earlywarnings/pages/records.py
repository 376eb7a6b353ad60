"""What the record says: the steps passed, the receipt, and how its days came about."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from core.dates import cn, cn_short
from deadlines.rules import deemed_received, reminder_days
from earlywarnings import rules
from earlywarnings.enums import Status
from earlywarnings.rules import needs_knowledge, needs_second_look
from rulebook.queries import setting


def explanation(warning, deadline) -> list[str]:
    """The arithmetic of the day the next step waits for, and what happens before and after it."""
    if warning.status == Status.DELIVERED:
        days = setting("earlywarnings.deemed_receipt_days")
        deemed = cn_short(deemed_received(warning.delivered_on, days))
        return [
            f"{cn_short(warning.delivered_on)}送达。满{days}日未签收的，{deemed}起视为收到，开始计算回告期限。"
        ]
    if not warning.awaits_answer or deadline is None:
        return []
    days = "、".join(cn_short(day) for day in reminder_days(deadline.due_on))
    return [
        deadline.arithmetic,
        f"{days}各提醒一次；逾期后依次告知分管领导、{rules.SIGNATORY_NAMES[warning.body]}、镇领导。",
    ]


def steps(warning) -> list[tuple[str, date | None]]:
    """起草 → … → 销号 with their dates; a red warning is known to a leader before it is served, and checked twice."""
    answered = warning.first_answered_on if warning.status != Status.SENT_BACK else None
    known = [("知悉", warning.acknowledged_on)] if needs_knowledge(warning.tier, warning.body) else []
    checked = [("复核", warning.verified_on)]
    if needs_second_look(warning.tier):
        checked = [("复核", _first_look(warning)), ("二次复核", warning.verified_on)]
    return [
        ("起草", warning.drafted_on),
        ("审核", warning.reviewed_on),
        ("签批", warning.signed_on),
        *known,
        ("送达", warning.delivered_on),
        ("签收", warning.received_on),
        ("回告", answered),
        *checked,
        ("销号", warning.closed_on),
    ]


def _first_look(warning) -> date | None:
    """The day the last answer passed for the first time."""
    responses = list(warning.responses.all())
    passed = bool(responses) and responses[-1].passed
    return timezone.localtime(responses[-1].verified_at).date() if passed else None


@dataclass(frozen=True)
class Receipt:
    """送达回执 in words."""

    delivered: str
    remark: str
    signed: str
    arithmetic: str
    answered: str


def receipt(warning, deadline) -> Receipt | None:
    if not warning.is_served:
        return None
    delivery = warning.delivery
    delivered = f"{cn(delivery.delivered_on)}，{delivery.delivered_by}{delivery.get_way_display()}"
    arithmetic = deadline.arithmetic if deadline and not warning.awaits_answer else ""
    return Receipt(delivered, delivery.remark, _signed(warning, delivery), arithmetic, late_text(warning))


def _signed(warning, delivery) -> str:
    if delivery.deemed:
        return f"未签收，{cn(warning.received_on)}视为收到"
    if delivery.signed_for_by:
        return f"{cn(warning.received_on)}，{delivery.signed_for_by}签收"
    if delivery.refused_to_sign:
        return f"拒绝签收，{delivery.delivered_by}、{delivery.second_deliverer}两人记录"
    return "尚未签收"


def late_text(warning) -> str:
    """The first answer decides whether the answer was late (art. 43)."""
    if not warning.first_answered_on:
        return ""
    if warning.days_late:
        return f"{cn(warning.first_answered_on)}首次回告，逾期{warning.days_late}天"
    return f"{cn(warning.first_answered_on)}首次回告，按期"
