"""What waits for whom: one line per warning, with the button that does the next step."""

from datetime import timedelta

from django.urls import reverse

from core.registries import Todo
from earlywarnings import pages, queries
from earlywarnings.enums import AWAITING_ANSWER, Status

TITLES = {
    Status.DRAFT: "提交{tier}预警审核",
    Status.REVIEW: "审核{tier}预警",
    Status.TO_SIGN: "签批{tier}预警",
    Status.SIGNED: "送达{tier}预警通知书",
    Status.DELIVERED: "签收{tier}预警通知书",
    Status.RECEIVED: "提交{tier}预警的整改回告",
    Status.SENT_BACK: "重新回告{tier}预警",
    Status.ANSWERED: "复核{tier}预警的整改回告",
    Status.VERIFIED: "{tier}预警销号",
}
VERIFY_WITHIN = 15  # days; no article sets it, the list only needs an order


def todos(user, today) -> list[Todo]:
    """Two queries, however much there is."""
    waiting = queries.in_progress(queries.visible_to(user))
    found = [
        _todo(warning, step)
        for warning in waiting
        if (step := pages.next_step(user, warning)) and step.verdict
    ]
    items = queries.items_to_triage(user).count()
    return found + ([_triage(items)] if items else [])


def _todo(warning, step) -> Todo:
    return Todo(
        kind="预警",
        title=TITLES[warning.status].format(tier=warning.get_tier_display()),
        detail=f"{warning.unit} · {warning.number or warning.title}",
        url=warning.get_absolute_url() if step.posted else step.url,
        button=step.label,
        due_on=_due(warning),
        tier=warning.tier,
    )


def _due(warning):
    if warning.status in AWAITING_ANSWER:
        return warning.answer_due_on
    if warning.status == Status.ANSWERED:
        return warning.first_answered_on + timedelta(days=VERIFY_WITHIN)
    return None


def _triage(items: int) -> Todo:
    return Todo(
        kind="采集",
        title=f"研判{items}条新的预警信息",
        detail="决定不处置、关注、谈话提醒或发出预警",
        url=reverse("earlywarnings:triage_list"),
        button="开始研判",
    )
