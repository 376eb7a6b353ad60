"""What waits for whom: one line per warning, with the button that does the next step."""

from datetime import date, timedelta

from django.urls import reverse

from core.registries import Todo
from earlywarnings import access, pages, queries
from earlywarnings.enums import Status

TITLES = {
    "submit": "提交{tier}预警审核",
    "approve": "审核{tier}预警",
    "sign": "签批{tier}预警",
    "report_up": "{tier}预警报上级",
    "take_up": "接办{tier}预警",
    "acknowledge": "知悉{tier}预警",
    "deliver": "送达{tier}预警通知书",
    "sign_for": "签收{tier}预警通知书",
    "answer": "提交{tier}预警的整改回告",
    "save_answer": "填写{tier}预警的整改回告，由负责人提交",
    "grant_extension": "审批{tier}预警的延期申请",
    "add_opinion": "对{tier}预警的回告签署意见",
    "verify": "复核{tier}预警的整改回告",
    "second_look": "二次复核{tier}预警的整改回告",
    "close": "{tier}预警销号",
}
HANDLERS_FIRST = {"submit", "report_up", "deliver", "verify", "close"}
VERIFY_WITHIN = 15  # days; no article sets it, the list only needs an order


def todos(user, today: date) -> list[Todo]:
    """A fixed number of queries, however much there is."""
    waiting = queries.that_may_wait_for(user)
    steps = [(warning, pages.next_step(user, warning)) for warning in waiting]
    mine = [(w, step) for w, step in steps if step and step.verdict and _is_mine(user, w, step, today)]
    found = [_todo(warning, step) for warning, step in mine]
    found += [_extension(warning) for warning in waiting if access.may_grant_extension(user, warning)]
    items = queries.items_to_triage(user).count()
    return found + ([_triage(items)] if items else [])


def _is_mine(user, warning, step, today: date) -> bool:
    """The staff's steps are the handler's first; the others' too where he has left, may not do it, or its day is past."""
    if step.verb not in HANDLERS_FIRST and not step.on_behalf:
        return True
    if warning.handler_id == user.pk or not warning.handler_works:
        return True
    due = _due(warning)
    return (due is not None and due < today) or _typed_by_handler(warning, step.verb)


def _typed_by_handler(warning, verb: str) -> bool:
    """Whoever typed an answer for somebody does not check it."""
    typed = [response.answered_by_id for response in warning.responses.all() if response.on_behalf_of]
    return verb == "verify" and warning.handler_id in typed[-1:]


def _todo(warning, step) -> Todo:
    behalf = pages.ON_BEHALF if step.on_behalf else ""
    return Todo(
        kind="预警",
        title=behalf + TITLES[step.verb].format(tier=warning.get_tier_display()),
        detail=f"{warning.unit} · {warning.number or warning.title}",
        url=warning.get_absolute_url() if step.posted else step.url,
        button=step.label,
        due_on=_due(warning),
        tier=warning.tier,
    )


def _extension(warning) -> Todo:
    return Todo(
        kind="预警",
        title=TITLES["grant_extension"].format(tier=warning.get_tier_display()),
        detail=f"{warning.unit} · {warning.number}",
        url=warning.get_absolute_url(),
        button="审批",
        due_on=warning.due_on,
        tier=warning.tier,
    )


def _due(warning) -> date | None:
    if warning.status == Status.ANSWERED:
        return warning.first_answered_on + timedelta(days=VERIFY_WITHIN)
    return warning.due_on


def _triage(items: int) -> Todo:
    return Todo(
        kind="采集",
        title=f"研判{items}条新的预警信息",
        detail="决定不处置、关注、谈话提醒或发出预警",
        url=reverse("earlywarnings:triage_list"),
        button="开始研判",
    )
