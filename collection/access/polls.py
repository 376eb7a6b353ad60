"""Who may record what people answered."""

from collection import rules
from core.verdict import GRANTED, Verdict, refused


def may_record_poll(user, unit) -> Verdict:
    """镇纪委 of the town's units, the centre of direct points (art. 36, 37); never the unit itself."""
    if user.holds(*rules.receivers(direct=unit.is_direct_point), unit=unit):
        return GRANTED
    return refused("民调测评结果由镇纪委登记；直报点的由预警中心登记。", 37)
