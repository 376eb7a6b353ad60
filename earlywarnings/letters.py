"""The wording of what is told about a warning, and the words of its notice."""

from core.dates import cn
from core.gates import DISCIPLINE, Role
from deadlines.queries import rung
from deadlines.rules import Kind
from documents.enums import DocumentKind
from earlywarnings import rules
from earlywarnings.enums import Tier
from notifications.outbox import tell_once
from organisations.queries import users_reaching, users_with

WORDING = {
    "review": "{title}的预警已起草，请审核。",
    "to_sign": "{title}的预警已审核，请签批。",
    "returned": "{title}的预警被退回起草：{reason}",
    "signed": "{number}已签批，请登记送达。",
    "delivered": "{number}已送达，请签收，并在签收后{days}日内回告。",
    "received": "{number}已于{received}签收，应于{due}（含）前收到回告。",
    "deemed": "{number}送达后未签收，自{received}起视为收到，应于{due}（含）前回告。",
    "answered": "{number}已回告，请复核。",
    "sent_back": "{number}的回告经复核退回，请于{due}（含）前重新回告。",
    "verified": "{number}复核通过，可以销号。",
    "closed": "{number}已销号。",
    "revoked": "{number}已撤销，扣分同时返还。",
}


def tell(warning, stage: str, people, **words) -> int:
    """One inbox line per person, warning, stage and round."""
    known = {
        "title": str(warning),
        "number": str(warning.number or warning),
        "received": warning.received_on and cn(warning.received_on),
        "due": warning.answer_due_on and cn(warning.answer_due_on),
    }
    return tell_once(
        people,
        key=f"earlywarning:{warning.pk}:{stage}:{warning.version}",
        text=WORDING[stage].format(**known | words),
        url=warning.get_absolute_url(),
    )


def staff(warning):
    """镇纪委 of the warned unit's town, but never whoever the warning names."""
    return users_reaching(*DISCIPLINE, unit=warning.unit).exclude(person=warning.person_id)


def secretaries(warning):
    return users_reaching(Role.DISCIPLINE_SECRETARY, unit=warning.unit).exclude(person=warning.person_id)


def addressees(warning):
    """Who signs for and answers: the warned person, or the warned unit's heads."""
    if warning.person_id:
        return [warning.person.user] if hasattr(warning.person, "user") else []
    return users_with(Role.UNIT_HEAD, unit=warning.unit)


def _recipients(deadline, stage: int):
    """Reminders go to whoever answers; escalations climb 分管领导 → 镇纪委书记 → 镇领导 (art. 43).

    A rung nobody stands on passes the word up.
    """
    who, unit_id = deadline.directory, deadline.unit_id
    person_id = deadline.data.get("person")
    rungs = (
        who.of_people(person_id) if person_id else who.holding(Role.UNIT_HEAD, unit_id=unit_id),
        who.in_charge_of(unit_id),
        who.reaching(Role.DISCIPLINE_SECRETARY, unit_id=unit_id),
        who.reaching(Role.TOWN_LEADER, unit_id=unit_id),
    )
    return next((users for users in rungs[rung(stage) :] if users), [])


RESPONSE = Kind(name=rules.RESPONSE, label="预警回告", recipients=_recipients)


def notice_data(warning, *, issuer: str, days: int) -> dict:
    """The plain values of 《整改通知书》 or 《通知书》. Neither the signer nor the source is among them."""
    tier = Tier(warning.tier)
    data = {
        "issuer": issuer,
        "addressee": addressee_text(warning),
        "tier": rules.TIER_NAMES[tier],
        "basis": "《七道江镇廉政风险预警防控暂行办法》第四十二条",
        "rule": warning.rule_violated,
        "facts": warning.facts,
        "measures": tuple(m.get_measure_display() for m in warning.measures.all()),
        "requirements": lines(warning.requirements),
        "response": f"请自接到本通知书之日起{days}日内，将成因剖析、整改措施和落实情况书面回告{issuer}（第四十三条）。",
        "addressed_as": "你" if warning.person_id else "你单位",
        "copies_to": tuple(warning.copies_to.replace("，", "、").split("、")) if warning.copies_to else (),
    }
    return data | (
        _problems(warning) if warning.document_kind == DocumentKind.RECTIFICATION_NOTICE else _blue(warning)
    )


def _problems(warning) -> dict:
    return {
        "problems": [
            {"problem": p.text, "requirement": p.requirement, "due_on": p.due_on}
            for p in warning.problems.all()
        ],
        "supervisor": str(warning.supervisor),
        "evaluation": warning.evaluation,
    }


def _blue(warning) -> dict:
    return {
        "reminders": lines(warning.reminders),
        "explanations": lines(warning.explanations),
        "correct_by": warning.correct_by,
    }


def addressee_text(warning) -> str:
    person = warning.person
    return f"{person.unit.name}{person.title}{person.name}同志" if person else warning.unit.name


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
