"""What the page of a bulletin says: the next step and who has it, the further moves, the numbers with their rows."""

from datetime import date

from django.urls import reverse

from core.registries import Action
from earlywarnings.access import bulletins as access
from earlywarnings.enums import BulletinStatus
from earlywarnings.models import Bulletin, EarlyWarning
from earlywarnings.pages.inspections import AskedStep
from earlywarnings.queries import bulletins as queries

STEPS = {  # status → (verb, who has it, what they do, the words on the button)
    BulletinStatus.DRAFT: ("submit", "镇纪委", "核对内容，提交审批", "提交审批"),
    BulletinStatus.REVIEW: ("approve", "镇纪委另一位同志", "审批", "审批通过"),
    BulletinStatus.APPROVED: ("issue", "镇纪委书记", "印发，编文号、送传阅", "印发"),
}
POSTED = {  # one button, with what it asks first
    "submit": "提交后数据不再变动，确定提交吗？",
    "approve": "审批通过后由镇纪委书记印发，确定吗？",
}
OTHERS = {
    "change": "修改",
    "return_bulletin": "退回起草",
    "withdraw": "撤回",
    "discard": "作废草稿",
}
NAMES = {  # verb → the name of its address
    "submit": "submit_bulletin",
    "approve": "approve_bulletin",
    "issue": "issue_bulletin",
    "change": "change_bulletin",
    "return_bulletin": "return_bulletin",
    "withdraw": "withdraw_bulletin",
    "discard": "discard_bulletin",
}


def next_step(user, bulletin) -> AskedStep | None:
    """None when it is out or given up."""
    if bulletin.status not in STEPS:
        return None
    verb, who, what, label = STEPS[bulletin.status]
    may, confirm = access.MOVES[verb](user, bulletin), POSTED.get(verb, "")
    return AskedStep(verb, who, what, label, url_of(bulletin, verb), may, confirm=confirm)


def other_moves(user, bulletin) -> list[tuple[str, str]]:
    """The further moves this user may make now, as words and address."""
    return [
        (label, url_of(bulletin, verb))
        for verb, label in OTHERS.items()
        if access.MOVES[verb](user, bulletin)
    ]


def url_of(bulletin, verb: str) -> str:
    return reverse(f"earlywarnings:{NAMES[verb]}", args=[bulletin.pk])


def steps(bulletin) -> list[tuple[str, date | None]]:
    submitted = None if bulletin.status == BulletinStatus.DRAFT else bulletin.said_on
    return [
        ("起草", bulletin.drafted_on),
        ("提交", submitted),
        ("审批", bulletin.approved_on),
        ("印发", bulletin.issued_on),
    ]


def circulation(bulletin) -> list[tuple[str, str]]:
    """Who will get it: why, and the names."""
    found: dict[str, list[str]] = {}
    for user, text in queries.circulation(bulletin).items():
        found.setdefault(text, []).append(user.name)
    return [(f"{text}（{len(names)}人）", "、".join(names)) for text, names in found.items()]


def receipts(bulletin) -> dict:
    """Who has opened it and who has not, with the words that count them."""
    readers = list(queries.readers_of(bulletin))
    opened = [reader for reader in readers if reader.opened_at]
    unread = [reader for reader in readers if not reader.opened_at]
    return {"opened": opened, "unread": unread, "receipts": f"已阅{len(opened)}人，未阅{len(unread)}人"}


def sheet(bulletin) -> list[tuple]:
    """By chapter and heading the numbers, each with the address of its rows; none of a case."""
    return [
        (
            chapter["title"],
            [(group["title"], _numbers(bulletin, chapter, group)) for group in chapter["groups"]],
        )
        for chapter in bulletin.said.get("chapters", ())
    ]


def _numbers(bulletin, chapter: dict, group: dict) -> list[tuple]:
    return [
        (n["label"], n["value"] or len(n["rows"]), n["before"], _rows(bulletin, chapter["name"], n))
        for n in group["numbers"]
    ]


def _rows(bulletin, chapter: str, number: dict) -> str:
    if not number["rows"]:
        return ""
    return reverse("earlywarnings:bulletin_rows", args=[bulletin.pk, chapter, number["key"]])


def actions(user, thing) -> list[Action]:
    """编写参阅, on the page of a closed warning."""
    if not isinstance(thing, EarlyWarning) or not thing.has_ended:
        return []
    if not access.may_draft(user, Bulletin(unit=thing.unit, warning=thing)):
        return []
    return [Action("编写参阅", f"{reverse('earlywarnings:draft_bulletin')}?warning={thing.pk}")]
