"""Who may disclose, and if not, why not."""

from core.gates import Role
from core.verdict import GRANTED, Verdict, refused


def may_publish(user) -> Verdict:
    if user.holds(Role.DISCIPLINE_SECRETARY):
        return GRANTED
    return refused("公示内容由镇纪委书记批准。", 10)
