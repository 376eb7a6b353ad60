"""Who leaves a hit out of the board, and who takes it in again."""

from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, refused
from duties.models import Dismissal
from organisations.enums import UnitKind

READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD, Role.COLLECTOR)


JUDGES = (*DISCIPLINE, Role.CENTRE_OFFICER)


def may_judge(user, unit) -> Verdict:
    """The body above says what is no problem: nobody leaves out of the board what is their own to do."""
    above_the_town = unit.kind == UnitKind.TOWN or unit.is_direct_point
    roles, body = ((Role.CENTRE_OFFICER,), "预警中心") if above_the_town else (DISCIPLINE, "镇纪委")
    if unit.pk not in user.reach(*roles):
        return refused(f"{unit}的事项由{body}认定是否作为问题。如认为不是问题，请向{body}说明。")
    if unit.pk in user.headed_units:
        return refused("您负责这个单位，请由其他人认定。")
    return GRANTED


def may_dismiss(user, unit) -> Verdict:
    return may_judge(user, unit)


def may_take_back(user, dismissal: Dismissal) -> Verdict:
    if dismissal.ended_on is not None:
        return refused("这一项已经重新作为问题。")
    return may_judge(user, dismissal.unit)


MOVES = {"dismiss": may_dismiss, "take_back": may_take_back}
