"""Who leaves a hit out of the board, and who takes it in again."""

from core.duties import Duty
from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, refused
from duties.models import Dismissal
from organisations.enums import UnitKind

READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD, Role.COLLECTOR)


def may_dismiss(user, duty: Duty, unit) -> Verdict:
    """What the town itself has to do is never noise for the body that has to do it."""
    if unit.pk not in user.reach(*DISCIPLINE):
        return refused("由镇纪委认定是否作为问题。如认为不是问题，请向镇纪委说明。")
    if unit.kind == UnitKind.TOWN or unit.pk in user.headed_units:
        return refused("本级自己的事项不能由本级认定为不作为问题，请按要求办理。")
    return GRANTED


def may_take_back(user, dismissal: Dismissal) -> Verdict:
    if dismissal.ended_on is not None:
        return refused("这一项已经重新作为问题。")
    if dismissal.unit_id not in user.reach(*DISCIPLINE):
        return refused("由镇纪委认定是否作为问题。")
    return GRANTED


MOVES = {"dismiss": may_dismiss, "take_back": may_take_back}
