"""The wording of what is told about a bulletin, and the words of its document (art. 45)."""

from core.gates import DISCIPLINE, Role
from earlywarnings.queries.people import uninvolved
from earlywarnings.rules import bulletins as rules
from notifications.outbox import tell_once
from organisations.queries import users_reaching
from rulebook.queries import setting

# Letters leave by mail: they name the number, never what it is about.
WORDING = {
    "review": "{bulletin}已起草，请审批。",
    "returned": "{bulletin}被退回起草，请按退回理由修改。",
    "approved": "{bulletin}已审批，请印发。",
    "issued": "预警信息参阅{bulletin}已印发，请查阅。",
    "withdrawn": "预警信息参阅{bulletin}已撤回，请勿再使用。",
}


def tell(bulletin, stage: str, people) -> int:
    """One inbox line per person, bulletin, stage and round."""
    return tell_once(
        people,
        key=f"bulletin:{bulletin.pk}:{stage}:{bulletin.version}",
        text=WORDING[stage].format(bulletin=bulletin),
        url=bulletin.get_absolute_url(),
    )


def staff(bulletin, *, but):
    """镇纪委 of the town, but never whom the case concerns."""
    return _unconcerned(bulletin, users_reaching(*DISCIPLINE, unit=bulletin.unit)).exclude(pk=but.pk)


def secretaries(bulletin):
    return _unconcerned(bulletin, users_reaching(Role.DISCIPLINE_SECRETARY, unit=bulletin.unit))


def _unconcerned(bulletin, users):
    return uninvolved(bulletin.warning, users) if bulletin.warning else users


def passages(bulletin) -> list[tuple[str, str]]:
    """Every heading and text of the bulletin."""
    return rules.passages(
        bulletin.said,
        is_case=bulletin.is_case,
        story=bulletin.story,
        causes=bulletin.causes,
        next_steps=bulletin.next_steps,
    )


def texts(bulletin) -> list[str]:
    """Everything that will stand on the paper below its head."""
    return [bulletin.title, *(text for _, text in passages(bulletin))]


def document_data(bulletin) -> dict:
    """The plain values of 《参阅》. The scope is said in general: a unit's name on the list could tell whose case it is."""
    return {
        "issuer": setting("documents.issuing_body"),
        "addressee": f"镇党委、镇政府，{setting('documents.upper_issuing_body')}",
        "passages": [{"heading": heading, "text": text} for heading, text in passages(bulletin)],
        "copies_to": copies(bulletin),
    }


def copies(bulletin) -> tuple[str, ...]:
    labels = {"各单位负责人": bulletin.to_heads, "各信息采集员": bulletin.to_collectors}
    chosen = [label for label, wanted in labels.items() if wanted]
    others = bulletin.units.exists() or bulletin.people.exists()
    return (*chosen, *(["有关单位和人员"] if others else []))
