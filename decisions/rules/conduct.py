"""How a meeting is held: who must be there, and who speaks when (art. 29, 30). No database, no clock."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from core.dates import cn
from core.verdict import GRANTED, Verdict, refused
from decisions.rules.voting import needed, reaches


def spoken_in_order(speakers: list, chair) -> Verdict:
    """Every member says a view, and the chair says it last (art. 30)."""
    if chair not in speakers:
        return refused("会议主持人须发表意见。", 30)
    if speakers[-1] != chair:
        return refused("主要负责人应在其他成员充分发表意见的基础上，最后发表意见。", 30)
    return GRANTED


def presiding(chair, voting: Sequence):
    """Who speaks last: the chair, or where the chair steps back the first of those who take part."""
    return chair if chair in voting else next(iter(voting), None)


def may_speak_now(speaker, voting: Sequence, spoken: Sequence, last) -> Verdict:
    """Those not last before the last one; the last one only after all the others."""
    silent = [member for member in voting if member not in spoken and member != last]
    if speaker == last and silent:
        names = "、".join(str(member) for member in silent)
        return refused(f"{speaker}应最后发表意见。还没有表态的：{names}。", 30)
    if speaker != last and last in spoken:
        return refused(f"{last}已经最后发表意见。要改其他成员的意见，请先撤回{last}的意见。", 30)
    return GRANTED


def all_spoke(voting: Sequence, spoken: Sequence) -> Verdict:
    silent = [str(member) for member in voting if member not in spoken]
    if silent:
        return refused(f"参加会议的成员应逐个表态并说明理由。还没有表态的：{'、'.join(silent)}。", 30)
    return GRANTED


def enough_came(members: int, present: int, quorum: Fraction) -> Verdict:
    if reaches(present, quorum, members):
        return GRANTED
    return refused(f"应到{members}人，到会{present}人，不足{needed(quorum, members)}人，不能开会。", 30)


def latest_delivery(held_on: date, days: int) -> date:
    """The last day on which materials reach the members in time."""
    return held_on - timedelta(days=days)


def delivered_in_time(delivered_on: date, held_on: date, days: int) -> bool:
    return delivered_on <= latest_delivery(held_on, days)


def delivery_note(held_on: date, days: int) -> str:
    """至少提前2日: 会议11月24日召开，材料应于11月22日（含）前送达。"""
    return (
        f"会议{cn(held_on)}召开，材料至少提前{days}日，应于{cn(latest_delivery(held_on, days))}（含）前送达。"
    )


def may_follow(outcome, *, is_divided: bool, by_threshold, emergency: bool, reason: str) -> Verdict:
    """What the chair may make of a count: what follows from it; 暂缓 with a reason; or, where it is divided, overrule."""
    if outcome == "deferred":
        if emergency:
            return refused("紧急情况下按多数意见执行，不作暂缓。", 30)
        if not is_divided and not reason:
            return refused("提出暂缓的，请写明尚不清楚的重大问题。", 30)
        return GRANTED
    if outcome != by_threshold:
        return refused("宣布的结果与票数不一致，请按计票结果宣布。", 30)
    if is_divided and not reason:
        return refused("意见分歧较大，应当暂缓。不暂缓的，主持人须说明理由，并记入会议记录。", 30)
    return GRANTED
