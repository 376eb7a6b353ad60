"""Served, signed for, answered (art. 43)."""

from core.gates import Role
from core.verdict import GRANTED, Verdict, refused
from earlywarnings import queries, rules
from earlywarnings.access.concerned import (
    addressee,
    is_addressee,
    last_response,
    staff,
    uninvolved,
    with_signatories,
)
from earlywarnings.enums import AWAITING_ANSWER, Status


def may_deliver(user, warning) -> Verdict:
    if warning.status != Status.SIGNED:
        return refused("只有已签批、未送达的预警可以登记送达。")
    if lacks_knowledge(warning):
        return refused("红色预警送达前须由与其无关的镇领导知悉。", 45)
    return staff(user, warning)


def may_acknowledge(user, warning) -> Verdict:
    """知悉: by a 镇领导 whom it does not concern; where none has an account, typed by the staff (代录)."""
    if not rules.needs_knowledge(warning.tier, warning.body):
        return refused("只有镇纪委签发的红色预警需要镇领导知悉。", 45)
    if warning.status != Status.SIGNED or warning.acknowledged_on:
        return refused("红色预警在签批以后、送达以前由镇领导知悉一次。", 45)
    if user.pk in (warning.drafted_by_id, warning.reviewed_by_id, warning.signed_by_id):
        return refused("起草、审核、签批过这件预警的人，不能再代表镇领导知悉。", 45)
    if user.holds(Role.TOWN_LEADER, unit=warning.unit):
        return uninvolved(user, warning)
    if staff(user, warning) and not queries.leaders_to_inform(warning).exists():
        return GRANTED
    return refused("请由与这件预警无关的镇领导知悉。", 45)


def lacks_knowledge(warning) -> bool:
    return rules.needs_knowledge(warning.tier, warning.body) and not warning.acknowledged_on


def may_sign_for(user, warning) -> Verdict:
    if warning.status != Status.DELIVERED:
        return refused("只有已送达的预警可以签收。")
    return addressee(user, warning)


def may_answer(user, warning) -> Verdict:
    if warning.status not in AWAITING_ANSWER:
        return refused("只有待回告的预警可以回告。", 43)
    return addressee(user, warning)


def may_add_opinion(user, warning) -> Verdict:
    """A warned person answers personally and the unit's head adds an opinion; on the head, the leader in charge does."""
    if warning.status != Status.ANSWERED or not warning.person_id:
        return refused("只有个人已回告的预警需要单位负责人签署意见。", 43)
    if not lacks_opinion(warning):
        return refused("单位负责人已经签署意见。", 43)
    if user.person_id == warning.person_id:
        return refused("意见由单位主要负责人或分管领导签署，不能由本人签署。", 43)
    known = with_signatories(warning)
    if known.headed:
        gives = warning.unit_id in user.headed_units
    elif known.leader:
        gives = user.pk == known.leader
    else:  # 代录
        gives = bool(staff(user, warning))
    wanted = refused("请由该单位主要负责人签署意见；负责人本人被预警的，由分管领导签署。", 43)
    return GRANTED if gives else wanted


def writes_on_behalf(user, warning, verb: str) -> bool:
    """代录: 镇纪委, who may take the step, types what somebody without an account signed or wrote on paper."""
    if verb == "add_opinion":
        known = with_signatories(warning)
        return not known.headed and not known.leader
    if verb == "acknowledge":
        return not user.holds(Role.TOWN_LEADER, unit=warning.unit)
    return verb in ("sign_for", "answer", "ask_extension") and not is_addressee(user, warning)


def has_a_head(warning) -> bool:
    """Whether somebody else than the warned person heads the unit with an account."""
    return with_signatories(warning).headed


def lacks_opinion(warning) -> bool:
    """The unit's head has something to say before a warned person's answer is checked (art. 43)."""
    return bool(warning.person_id) and not last_response(warning).head_opinion
