"""The answer is checked, the warning closed or revoked (art. 44)."""

from core.verdict import Verdict, refused
from earlywarnings import rules
from earlywarnings.access.concerned import last_response, signatory, staff, uninvolved
from earlywarnings.access.serving import lacks_opinion
from earlywarnings.enums import ISSUED, Status


def may_verify(user, warning) -> Verdict:
    if warning.status != Status.ANSWERED:
        return refused("只有已回告的预警可以复核。", 44)
    if lacks_opinion(warning):
        return refused("个人的回告须先由单位负责人签署意见，再复核。", 43)
    response = last_response(warning)
    if response.on_behalf_of and response.answered_by_id == user.pk:
        return refused("这份回告由您代录，请由另一位同志复核。", 44)
    return staff(user, warning)


def may_second_look(user, warning) -> Verdict:
    if warning.status != Status.SECOND_LOOK:
        return refused("只有复核通过的红色预警需要二次复核。", 44)
    response = last_response(warning)
    if user.pk in (response.verified_by_id, response.answered_by_id):
        return refused("二次复核须由另一位同志进行。", 44)
    return staff(user, warning)


def may_close(user, warning) -> Verdict:
    if warning.status != Status.VERIFIED:
        return refused("复核通过以后才能销号。", 44)
    return staff(user, warning)


def may_revoke(user, warning) -> Verdict:
    if warning.status not in ISSUED:
        return refused("只有已签批的预警可以撤销。")
    if not signatory(user, warning):
        return refused(f"撤销预警由{rules.SIGNATORY_NAMES[warning.body]}决定。", 41)
    return uninvolved(user, warning)
