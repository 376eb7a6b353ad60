"""Who puts a resolution on the public site and takes it down, and if not, why not (art. 10, 21)."""

from core.disclosable import DisclosureState
from core.gates import Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from decisions import queries
from decisions.enums import ABOUT_PEOPLE, Outcome, Status


def may_disclose(user, item) -> Verdict:
    if item.status != Status.DECIDED or item.outcome != Outcome.PASSED:
        return refused("会议通过的决议才能公开。", 21)
    if not item.meeting.is_over:
        return refused("散会以后才能公开决议。", 21)
    return first_refusal(_is_for_the_public(item), _is_not_shown(item), _decides(user, item))


def _is_for_the_public(item) -> Verdict:
    if item.disclosure == DisclosureState.WITHHELD:
        return refused(f"这一议题登记为不公开：{item.withheld_reason}。", 10)
    if item.category in ABOUT_PEOPLE:
        return refused("人事和评先、奖惩事项按干部任免和评先的规定公示，不在这里公开。", 32)
    return GRANTED


def _is_not_shown(item) -> Verdict:
    if queries.notice_on_show(item):
        return refused("这项决议正在公开。", 21)
    return GRANTED


def _decides(user, item) -> Verdict:
    if user.holds(Role.DISCIPLINE_SECRETARY, unit=item.meeting.unit):
        return GRANTED
    return refused("决议由镇纪委书记决定公开、撤下。", 21)


may_withhold = may_disclose  # what may still be shown may still be kept back, with a reason


def may_withdraw_notice(user, notice) -> Verdict:
    if notice.withdrawn_on is not None:
        return refused("这项决议已经撤下。", 21)
    return _decides(user, notice.item)
