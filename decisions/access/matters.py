"""Who keeps a town's list of matters (art. 28)."""

from core.gates import DISCIPLINE
from core.verdict import GRANTED, Verdict, first_refusal, refused


def may_keep_list(user, unit) -> Verdict:
    if user.holds(*DISCIPLINE, unit=unit):
        return GRANTED
    return refused("“三重一大”事项清单由镇纪委按党委决定维护。", 28)


def may_change_matter(user, matter) -> Verdict:
    ended = GRANTED if matter.ends_on is None else refused("这一事项已经停用。", 28)
    return first_refusal(ended, may_keep_list(user, matter.unit))
