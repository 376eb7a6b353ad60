"""What the record page says: the next step, who has it, until when; the further moves; the steps passed."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from core.dates import cn, cn_short
from core.verdict import Verdict
from deadlines.rules import deemed_received, reminder_days
from earlywarnings import access, rules
from earlywarnings.enums import Status, Tier
from earlywarnings.rules import needs_knowledge, needs_second_look
from rulebook.queries import setting

VERBS = {
    Status.DRAFT: "submit",
    Status.REVIEW: "approve",
    Status.TO_SIGN: "sign",
    Status.REPORTED_UP: "take_up",
    Status.SIGNED: "deliver",
    Status.DELIVERED: "sign_for",
    Status.RECEIVED: "answer",
    Status.SENT_BACK: "answer",
    Status.ANSWERED: "verify",
    Status.SECOND_LOOK: "second_look",
    Status.VERIFIED: "close",
}
STEPS = {  # verb → (who has it, what they do, the words on the button)
    "submit": ("{hands}", "核对内容，提交审核", "提交审核"),
    "approve": ("{body}另一位同志", "审核", "审核通过"),
    "sign": ("{signatory}", "签批，编文号、出通知书", "签批"),
    "report_up": ("{hands}", "报上级纪检监察机关", "报上级"),
    "take_up": ("上级纪检监察机关", "接办，或者退回镇纪委", "接办"),
    "acknowledge": ("{leader}", "知悉红色预警", "已知悉"),
    "deliver": ("{hands}", "把通知书送到{addressee}", "登记送达"),
    "sign_for": ("{addressee}", "签收通知书", "签收"),
    "answer": ("{addressee}", "提交整改回告", "填写回告"),
    "add_opinion": ("{head}", "对回告签署意见", "签署意见"),
    "verify": ("{hands}", "复核回告", "开始复核"),
    "second_look": ("{body}另一位同志", "再复核一次红色预警的回告", "开始二次复核"),
    "close": ("{hands}", "销号", "销号"),
}
POSTED = {  # verbs that are one button, with what the button asks first
    "submit": "",
    "approve": "审核通过后送签批，确定吗？",
    "sign": "签批后立即编文号、生成通知书，不能再改，确定签批吗？",
    "acknowledge": "记下您已知悉这件红色预警，随后送达，确定吗？",
    "sign_for": "签收后自次日起计算{days}日回告期限，确定签收吗？",
    "close": "销号后这件预警办结，确定吗？",
    "report_up": "报上级后由上级纪检监察机关办理，确定吗？",
    "take_up": "接办后由上级纪检监察机关签批、送达、复核，确定吗？",
}
OTHERS = {
    "change": "修改",
    "discard": "作废",
    "ask_extension": "申请延期",
    "return_to_draft": "退回起草",
    "return_down": "退回镇纪委",
    "transfer": "移交",
    "revoke": "撤销",
}
ON_BEHALF = "代录："
ENTERED = {
    "acknowledge": "录入知悉",
    "sign_for": "录入签收",
    "answer": "录入回告",
    "add_opinion": "录入意见",
}  # the buttons of 代录


@dataclass(frozen=True)
class NextStep:
    verb: str
    who: str
    what: str
    label: str
    url: str
    verdict: Verdict
    on_behalf: bool
    due_on: date | None

    @property
    def k(self) -> str:
        return "下一步 · 等您办理" if self.verdict else f"下一步 · 等待{self.who}"

    @property
    def title(self) -> str:
        if self.on_behalf:
            return f"{ON_BEHALF}{self.who}{self.what}"
        return self.what if self.verdict else f"{self.who}{self.what}"

    @property
    def posted(self) -> bool:
        """One button, no form."""
        return self.verb in POSTED and not self.on_behalf

    @property
    def confirm(self) -> str:
        return question(self.verb)


@dataclass(frozen=True)
class Move:
    label: str
    url: str


def next_step(user, warning) -> NextStep | None:
    """None when the warning has come to its end."""
    if warning.status not in VERBS:
        return None
    verb = _verb(warning)
    who, what, label = (words.format(**_names(user, verb, warning)) for words in STEPS[verb])
    if warning.status == Status.SENT_BACK:
        what, label = "按复核意见重新回告", "重新回告"
    verdict = access.MOVES[verb](user, warning)
    on_behalf = bool(verdict) and access.writes_on_behalf(user, warning, verb)
    label = ENTERED[verb] if on_behalf else label
    return NextStep(verb, who, what, label, url_of(warning, verb), verdict, on_behalf, warning.due_on)


def _verb(warning) -> str:
    if warning.status == Status.TO_SIGN and not access.within_the_power(warning):
        return "report_up"
    if warning.status == Status.SIGNED and access.lacks_knowledge(warning):
        return "acknowledge"
    if warning.status == Status.ANSWERED and access.lacks_opinion(warning):
        return "add_opinion"
    return VERBS[warning.status]


def _names(user, verb: str, warning) -> dict[str, str]:
    """Who is meant; the handler's name is for those who work on it too."""
    head = f"{warning.unit}负责人"
    named = f"{warning.person}同志" if warning.person_id else head
    by_leader = verb == "add_opinion" and not access.has_a_head(warning)
    body = warning.get_body_display()
    return {
        "addressee": named,
        "head": "分管领导" if by_leader else head,
        "body": body,
        "hands": f"{body}{warning.handler.name}" if access.handles(user, warning) else body,
        "leader": "与此无关的镇领导",
        "signatory": rules.SIGNATORY_NAMES[warning.body],
    }


def question(verb: str) -> str:
    """What the button asks before it is done."""
    words = POSTED.get(verb, "")
    return words.format(days=setting("earlywarnings.response_days")) if "{" in words else words


def other_moves(user, warning) -> list[Move]:
    """The further moves this user may make now."""
    return [
        Move(label, url_of(warning, verb))
        for verb, label in OTHERS.items()
        if access.MOVES[verb](user, warning)
    ]


def url_of(warning, verb: str) -> str:
    return reverse(f"earlywarnings:{verb}", args=[warning.pk])


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


@dataclass(frozen=True)
class TierRow:
    """One row of the table of art. 42."""

    tier: Tier
    criterion: str
    measures: str
    document: str


def tier_row(tier: str) -> TierRow:
    tier = Tier(tier)
    measures = "、".join(measure.label for measure in rules.MEASURES[tier])
    return TierRow(tier, rules.CRITERIA[tier], measures, rules.DOCUMENTS[tier].label)


def tiers() -> list[TierRow]:
    return [tier_row(tier) for tier in Tier]


def draft_initial(items) -> dict:
    """What the items already say need not be typed again."""
    first = items[0]
    return {
        "person": first.subject_person_id,
        "risk_point": first.risk_point_id,
        "facts": "\n".join(item.summary for item in items),
    }


def late_text(warning) -> str:
    """The first answer decides whether the answer was late (art. 43)."""
    if not warning.first_answered_on:
        return ""
    if warning.days_late:
        return f"{cn(warning.first_answered_on)}首次回告，逾期{warning.days_late}天"
    return f"{cn(warning.first_answered_on)}首次回告，按期"
