"""Who may do what to a scheme, and if not, why not (art. 48)."""

from core.gates import Role
from core.verdict import GRANTED, Verdict, refused


def may_save_scheme(user) -> Verdict:
    if user.holds(Role.DISCIPLINE_SECRETARY):
        return GRANTED
    return refused("评分细则由镇纪委书记制定。", 48)
