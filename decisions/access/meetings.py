"""Who may record a decision, and if not, why not."""

from core.gates import DISCIPLINE
from core.verdict import GRANTED, Verdict, refused


def may_record(user, unit) -> Verdict:
    if user.holds(*DISCIPLINE, unit=unit):
        return GRANTED
    return refused("三重一大决策由全程参与的纪委登记。", 29)
