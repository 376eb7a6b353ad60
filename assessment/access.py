"""Who may do what to a sheet, and if not, why not."""

from core.gates import Role
from core.verdict import GRANTED, Verdict, refused


def may_open_year(user) -> Verdict:
    if user.holds(Role.DISCIPLINE_SECRETARY):
        return GRANTED
    return refused("年度考核由镇纪委书记开启。", 48)


def may_save_scheme(user) -> Verdict:
    if user.holds(Role.DISCIPLINE_SECRETARY):
        return GRANTED
    return refused("评分细则由镇纪委书记制定。", 48)
