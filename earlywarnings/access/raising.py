"""A rectification that fails again and again: one tier up, or from red to the upper body. Never by itself (art. 42)."""

from core.verdict import Verdict, first_refusal, refused
from earlywarnings import queries, rules
from earlywarnings.access.concerned import staff
from earlywarnings.enums import BEING_RECTIFIED, Body, Status, Tier
from rulebook.queries import setting


def may_rewarn(user, warning) -> Verdict:
    if warning.tier == Tier.RED:
        return refused("红色已是最高一级，整改多次不合格的，报上级纪检监察机关。", 42)
    return first_refusal(has_failed(warning), _unfollowed(warning), staff(user, warning))


def may_report_failed(user, warning) -> Verdict:
    """A failed red goes to the upper body."""
    if warning.tier != Tier.RED or warning.body != Body.TOWN:
        return refused("只有镇纪委签发的红色预警整改多次不合格的，才报上级。", 42)
    if warning.reported_up_on:
        return refused("这件预警已经报上级。", 42)
    return first_refusal(has_failed(warning), staff(user, warning))


def has_failed(warning) -> Verdict:
    """Often enough sent back and not put right since. A late answer alone is no reason."""
    times = setting("earlywarnings.failed_rectifications")
    if warning.status in BEING_RECTIFIED and warning.failed_rounds >= times:
        return Verdict(True)
    return refused(f"整改复核满{times}次不合格的，才提高级别或者报上级。{rules.LATE_IS_NOT_RED}", 42)


def still_needed(warning) -> Verdict:
    """What follows another is not signed once the other has ended."""
    if warning.follows_id and warning.follows.status in (Status.CLOSED, Status.REVOKED):
        return refused("原来的预警已经办结或撤销，不再需要提高级别，请作废这件草稿。", 42)
    return Verdict(True)


def _unfollowed(warning) -> Verdict:
    if follower := queries.follower_of(warning):
        state = follower.get_status_display()
        return refused(f"已经据此起草了{follower.get_tier_display()}预警（{state}），不再重复。", 42)
    return Verdict(True)
