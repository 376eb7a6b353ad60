"""What the record page says: the next step, who has it, until when; the steps passed; the chain."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from riskpoints.queries import links_for_point

from core.registries import Link
from core.verdict import Verdict
from earlywarnings import access, queries, rules
from earlywarnings.enums import AWAITING_ANSWER, BEFORE_DELIVERY, Status, Tier
from earlywarnings.models import EarlyWarning

# status → (who has it, what they do, the verb)
NEXT = {
    Status.DRAFT: ("镇纪委", "核对内容，提交审核", "submit", "提交审核"),
    Status.REVIEW: ("镇纪委", "由另一位同志审核", "approve", "审核通过"),
    Status.TO_SIGN: ("镇纪委书记", "签批并生成通知书", "sign", "签批"),
    Status.SIGNED: ("镇纪委", "把通知书送到被预警单位", "deliver", "登记送达"),
    Status.DELIVERED: ("被预警单位", "签收通知书", "sign_for", "签收"),
    Status.RECEIVED: ("被预警单位", "提交整改回告", "answer", "填写回告"),
    Status.SENT_BACK: ("被预警单位", "按复核意见重新回告", "answer", "重新回告"),
    Status.ANSWERED: ("镇纪委", "复核回告", "verify", "开始复核"),
    Status.VERIFIED: ("镇纪委", "销号", "close", "销号"),
}
POSTED = {  # verbs that are one button, with what the button asks first
    "submit": "",
    "approve": "审核通过后由镇纪委书记签批，确定吗？",
    "sign": "签批后立即编文号、生成通知书，不能再改，确定签批吗？",
    "sign_for": "签收后从明天起计算三十日，确定签收吗？",
    "close": "销号后这件预警办结，确定吗？",
    "report_up": "确定报上级纪检监察机关吗？",
}
OTHERS = {
    "change": "修改",
    "return_to_draft": "退回起草",
    "report_up": "报上级",
    "add_opinion": "签署意见",
    "revoke": "撤销",
}


@dataclass(frozen=True)
class NextStep:
    who: str
    title: str
    label: str
    url: str
    verdict: Verdict
    posted: bool
    confirm: str
    due_on: object = None


@dataclass(frozen=True)
class Move:
    label: str
    url: str
    posted: bool
    confirm: str


def next_step(user, warning) -> NextStep | None:
    """None when the warning has come to its end."""
    if warning.status not in NEXT:
        return None
    who, title, verb, label = NEXT[warning.status]
    if warning.person_id and who == "被预警单位":
        who = "被预警人"
    due_on = warning.answer_due_on if warning.status in AWAITING_ANSWER else None
    verdict = access.MOVES[verb](user, warning)
    return NextStep(
        who, title, label, _url(warning, verb), verdict, verb in POSTED, POSTED.get(verb, ""), due_on
    )


def other_moves(user, warning) -> list[Move]:
    """The further moves this user may make now."""
    return [
        Move(label, _url(warning, verb), verb in POSTED, POSTED.get(verb, ""))
        for verb, label in OTHERS.items()
        if access.MOVES[verb](user, warning)
    ]


def _url(warning, verb: str) -> str:
    return reverse(f"earlywarnings:{verb}", args=[warning.pk])


def steps(warning) -> list[tuple]:
    """起草 → … → 销号 with their dates."""
    answered = warning.first_answered_on if warning.status != Status.SENT_BACK else None
    return [
        ("起草", warning.drafted_on),
        ("审核", warning.reviewed_on),
        ("签批", warning.signed_on),
        ("送达", warning.delivered_on),
        ("签收", warning.received_on),
        ("回告", answered),
        ("复核", warning.verified_on),
        ("销号", warning.closed_on),
    ]


@dataclass(frozen=True)
class TierRow:
    """One row of the table of art. 42."""

    tier: Tier
    criterion: str
    measures: str
    document: str
    url: str


def tier_row(tier: str, items) -> TierRow:
    tier = Tier(tier)
    query = urlencode([("tier", tier.value), *(("item", item.pk) for item in items)])
    measures = "、".join(measure.label for measure in rules.MEASURES[tier])
    document = rules.DOCUMENTS[tier].label
    return TierRow(
        tier, rules.CRITERIA[tier], measures, document, f"{reverse('earlywarnings:draft')}?{query}"
    )


def tiers(items) -> list[TierRow]:
    return [tier_row(tier, items) for tier in Tier]


def draft_initial(items, tier: str) -> dict:
    """What the items already say need not be typed again."""
    if not items:
        return {}
    first = items[0]
    return {
        "unit": first.subject_unit_id,
        "person": first.subject_person_id,
        "risk_point": first.risk_point_id,
        "facts": "\n".join(item.summary for item in items),
    }


def links(user, thing) -> list[Link]:
    """The chain of a warning; and on lower pages, the warnings that hang on the thing."""
    if isinstance(thing, EarlyWarning):
        return [*_below(user, thing), *_own(user, thing)]
    return [_warning_link(warning) for warning in queries.hanging_on(thing, user)]


def _below(user, warning) -> list[Link]:
    found = links_for_point(user, warning.risk_point) if warning.risk_point_id else []
    sources = queries.sources_of(warning, user)
    return found + [Link("采集", str(item), item.get_absolute_url(), on=item.found_on) for item in sources]


def _own(user, warning) -> list[Link]:
    own = [_warning_link(warning)]
    if warning.notice_id:
        own.append(Link("通知书", str(warning.number), _url(warning, "notice_pdf"), on=warning.signed_on))
    if warning.status in BEFORE_DELIVERY or not warning.answer_due_on:
        return own
    answered = warning.first_answered_on
    own.append(
        Link(
            "回告",
            "已回告" if answered else "等待回告",
            done=bool(answered),
            on=answered or warning.answer_due_on,
        )
    )
    own.append(
        Link(
            "复核",
            "通过" if warning.verified_on else "尚未复核",
            done=bool(warning.verified_on),
            on=warning.verified_on,
        )
    )
    return own


def _warning_link(warning) -> Link:
    text = f"{warning.get_tier_display()} · {warning.get_status_display()}"
    return Link("预警", text, warning.get_absolute_url(), on=warning.signed_on or warning.drafted_on)
