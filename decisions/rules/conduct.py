"""What a recorded decision has to show (art. 29, 30). No database, no clock."""

from core.verdict import GRANTED, Verdict, refused


def spoken_in_order(speakers: list, chair) -> Verdict:
    """Every member says a view, and the chair says it last (art. 30)."""
    if chair not in speakers:
        return refused("会议主持人须发表意见。", 30)
    if speakers[-1] != chair:
        return refused("主要负责人应在其他成员充分发表意见的基础上，最后发表意见。", 30)
    return GRANTED
