"""What may be said, cast and ruled in a meeting (art. 28–30)."""

from core.verdict import GRANTED, Verdict, first_refusal, refused
from decisions.access.meetings import is_before_the_meeting
from decisions.enums import Seat
from decisions.rules import conduct


def may_express(user, chamber, person) -> Verdict:
    """A present member in turn, the chair last; an absent one in writing, at any time before the ruling."""
    item = chamber.item
    return first_refusal(
        is_before_the_meeting(user, item),
        _is_spoken(item),
        _is_member(chamber, person),
        _did_not_step_back(chamber, person),
        conduct.may_speak_now(person, chamber.voting, chamber.spoken, chamber.last)
        if chamber.is_present(person)
        else GRANTED,
    )


def may_take_back(user, chamber, person) -> Verdict:
    """Whoever speaks last takes back first; then the others may change what they said."""
    if chamber.opinion_of(person) is None:
        return refused(f"{person}还没有发表意见。", 30)
    last = chamber.last
    if person != last and last in chamber.spoken and chamber.is_present(person):
        return refused(f"请先撤回{last}的意见：主持人须最后发表意见。", 30)
    return is_before_the_meeting(user, chamber.item)


def may_step_back(user, chamber, person) -> Verdict:
    if chamber.opinion_of(person):
        return refused(f"{person}已经发表意见。要回避的，请先撤回意见。", 30)
    if chamber.item.is_secret and hasattr(chamber.item, "tally"):
        return refused("已经计票，不能再登记回避。", 30)
    return first_refusal(
        is_before_the_meeting(user, chamber.item),
        _is_member(chamber, person),
        _did_not_step_back(chamber, person),
        _somebody_is_left(chamber, person),
    )


def _is_spoken(item) -> Verdict:
    if item.is_secret:
        return refused("这一议题用无记名票决，不逐人登记意见，只登记计票结果。", 28)
    return GRANTED


def _is_member(chamber, person) -> Verdict:
    if any(row.person_id == person.pk and row.seat == Seat.MEMBER for row in chamber.attendances):
        return GRANTED
    return refused(f"{person}不是这次会议的班子成员，不参加表决。", 30)


def _did_not_step_back(chamber, person) -> Verdict:
    if person.pk in chamber.recusals:
        return refused(f"{person}已经回避，不参加这一议题的表决。", 30)
    return GRANTED


def _somebody_is_left(chamber, person) -> Verdict:
    if [member for member in chamber.voting if member != person]:
        return GRANTED
    return refused("到会成员不能全部回避。", 30)


def may_enter_tally(user, chamber, voters, tellers) -> Verdict:
    item = chamber.item
    if not item.is_secret:
        return refused("这一议题逐人表态，不用票决。", 28)
    if hasattr(item, "tally"):
        return refused("这一议题已经计票。", 28)
    return first_refusal(
        is_before_the_meeting(user, item),
        _are_voters(chamber, voters),
        _are_two_in_the_room(chamber, tellers),
    )


def _are_voters(chamber, voters) -> Verdict:
    strangers = [str(person) for person in voters if person not in chamber.voting]
    if strangers:
        return refused(f"{'、'.join(strangers)}没有到会、已经回避或不是班子成员，不能投票。", 28)
    return GRANTED if voters else refused("请勾选投了票的成员。", 28)


def _are_two_in_the_room(chamber, tellers) -> Verdict:
    first, second = tellers
    if first == second:
        return refused("计票人和监票人须是两个人。", 28)
    away = [str(person) for person in tellers if not chamber.is_in_the_room(person)]
    if away:
        return refused(f"{'、'.join(away)}没有到会，不能计票、监票。", 28)
    return GRANTED


def may_settle(user, chamber) -> Verdict:
    """Only when everybody in the room has been heard, or the ballots have been counted."""
    item = chamber.item
    if item.is_secret:
        heard = GRANTED if hasattr(item, "tally") else refused("还没有计票。", 28)
    else:
        heard = conduct.all_spoke(chamber.voting, chamber.spoken)
    return first_refusal(is_before_the_meeting(user, item), heard)
