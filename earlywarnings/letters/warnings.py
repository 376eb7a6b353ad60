"""The wording of what is told about a warning, and the words of its notice."""

import re

from core.dates import cn
from core.gates import Role
from deadlines.queries import rung
from deadlines.rules import Kind
from documents.enums import DocumentKind
from earlywarnings import queries, rules
from earlywarnings.enums import Body, Tier
from notifications.outbox import tell_once
from organisations.enums import UnitKind
from organisations.models import User
from organisations.queries import heads_of, users_reaching

# Letters leave by mail: they name the notice, never its matter.
WORDING = {
    "review": "{warning}已起草，请审核。",
    "to_sign": "{warning}已审核，请签批。",
    "discarded": "{warning}的草稿已作废，来源信息退回研判。",
    "returned": "{warning}被退回起草，请按退回理由修改。",
    "reported_up": "{warning}由镇纪委报请上级办理，请接办或退回。",
    "taken_up": "{warning}已由上级纪检监察机关接办。",
    "returned_down": "{warning}由上级退回，请按退回理由办理。",
    "superseded": "{warning}因整改多次复核不合格，由{number}接续，不再回告。",
    "resumed": "接续的预警已撤销，{warning}恢复办理，请于{due}（含）前重新回告。",
    "signed": "{warning}已签批，请登记送达。",
    "to_acknowledge": "{warning}已签批，送达前请知悉。",
    "acknowledged": "{warning}已由镇领导知悉，请登记送达。",
    "transferred": "{warning}移交给您承办，期限不变。",
    "delivered": "{warning}已送达，请签收，并在签收后{days}日内回告。",
    "received": "{warning}已于{received}签收，应于{due}（含）前收到回告。",
    "deemed": "{warning}送达后未签收，自{received}起视为收到，应于{due}（含）前回告。",
    "answered": "{warning}已回告，请复核。",
    "extension_asked": "{warning}申请延期回告，请审批。",
    "extension_granted": "{warning}的延期申请已批准，请于{due}（含）前回告。",
    "extension_refused": "{warning}的延期申请未批准，请于{due}（含）前回告。",
    "opinion": "{warning}的当事人已回告，请签署意见。",
    "sent_back": "{warning}的回告经复核退回，请于{due}（含）前重新回告。",
    "second_look": "{warning}复核通过，红色预警请再复核一次。",
    "verified": "{warning}复核通过，可以销号。",
    "closed": "{warning}已销号。",
    "revoked": "{warning}已撤销，扣分同时返还。",
}


def tell(warning, stage: str, people, **words) -> int:
    """One inbox line per person, warning, stage and round."""
    known = {
        "warning": warning,
        "received": warning.received_on and cn(warning.received_on),
        "due": warning.due_on and cn(warning.due_on),
    }
    return tell_once(
        people,
        key=f"earlywarning:{warning.pk}:{stage}:{warning.version}",
        text=WORDING[stage].format(**known | words),
        url=warning.get_absolute_url(),
    )


def staff(warning, *, but=None):
    """The staff of the body that handles it, but nobody whom it concerns."""
    return queries.uninvolved(warning, users_reaching(*rules.STAFF[warning.body], unit=warning.unit)).exclude(
        pk=but and but.pk
    )


def hands(warning, *, but=None):
    """Whose hands it is in: the handler, or where that is `but` or no longer works on it, all of the staff."""
    people = staff(warning, but=but)
    handler = people.filter(pk=warning.handler_id)
    return handler if handler.exists() else people


def upper_staff(warning):
    return queries.uninvolved(warning, users_reaching(*rules.STAFF[Body.UPPER], unit=warning.unit))


def signatories(warning):
    people = queries.uninvolved(warning, users_reaching(rules.SIGNATORY[warning.body], unit=warning.unit))
    return people.exclude(pk=warning.drafted_by_id)


def informed(warning):
    """Who takes note of a red warning: the leaders whom it does not concern, or the staff who type it for one."""
    leaders = queries.leaders_to_inform(warning)
    return leaders if leaders.exists() else hands(warning, but=warning.drafted_by)


def addressees(warning):
    """Who signs for and answers: the warned person, or who answers for the unit. None where nobody has an account."""
    if warning.person_id:
        return User.objects.filter(person=warning.person_id, is_active=True)
    return heads_of(warning.unit)


def opinion_givers(warning):
    """Who adds an opinion to a warned person's answer: the head, or on the head the leader in charge (art. 43)."""
    known = queries.signatories_of(warning)
    if known.headed:
        return heads_of(warning.unit).exclude(person=warning.person_id)
    return User.objects.filter(pk=known.leader) if known.leader else staff(warning)


def _recipients(deadline, stage: int):
    """Reminders go to whoever answers; escalations climb 分管领导 → 镇纪委书记 → 镇领导 (art. 43).

    A rung nobody stands on passes the word up, and so does one where only the warned person or the recused stand. What
    the upper body handles is told to its own head in the place of the secretary.
    """
    who, unit_id, named = deadline.directory, deadline.unit_id, deadline.data.get("person")
    barred = {named, *deadline.data.get("recused", ())}
    signatory = rules.SIGNATORY[deadline.data.get("body", Body.TOWN)]
    above = (
        who.in_charge_of(unit_id),
        who.reaching(signatory, unit_id=unit_id),
        who.reaching(Role.TOWN_LEADER, unit_id=unit_id),
    )
    rungs = [
        who.of_people(named) or who.heading(unit_id),
        *([user for user in rung_ if user.person_id not in barred] for rung_ in above),
    ]
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
        "addressed_as": _addressed_as(warning),
        "copies_to": tuple(filter(None, re.split(r"[、，,;；\s]+", warning.copies_to))),
    }
    return data | (
        _problems(warning) if warning.document_kind == DocumentKind.RECTIFICATION_NOTICE else _blue(warning)
    )


def _addressed_as(warning) -> str:
    if warning.person_id:
        return "你"
    return "你镇" if warning.unit.kind == UnitKind.TOWN else "你单位"


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
