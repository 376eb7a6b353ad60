"""What may be decided when a rectification fails; it never happens by itself (art. 42)."""

from dataclasses import dataclass
from datetime import date

from core.dates import cn
from earlywarnings import access, rules
from earlywarnings.enums import BEING_RECTIFIED, Body, Tier
from earlywarnings.pages.warnings import POSTED, Move, url_of


@dataclass(frozen=True)
class Proposal:
    """Something that may be decided now and never happens by itself."""

    title: str
    text: str
    moves: tuple[Move, ...] = ()


def proposals(user, warning, today: date) -> list[Proposal]:
    """What may be done about a rectification that fails, for those who handle it (art. 42)."""
    if not access.handles(user, warning):
        return []
    if warning.reported_up_on and warning.body == Body.TOWN and warning.status in BEING_RECTIFIED:
        return [_waiting_above(user, warning)]
    if access.has_failed(warning):
        return [_one_up(user, warning)]
    late = warning.due_on and warning.due_on < today
    return [Proposal("逾期回告", rules.LATE_IS_NOT_RED)] if late or warning.days_late else []


def _one_up(user, warning) -> Proposal:
    title = f"整改{warning.failed_rounds}次复核不合格"
    if warning.tier == Tier.RED:
        text = "红色已是最高一级，可以报上级纪检监察机关处理。"
        moves = [Move("报上级", url_of(warning, "report_up"), POSTED["report_up"])]
        verdict = access.MOVES["report_up"](user, warning)
    else:
        raised = rules.RAISED[Tier(warning.tier)].label
        text = f"可以提高一级，重新发出{raised}预警。是否提高由人决定，须符合{raised}预警的情形。{rules.LATE_IS_NOT_RED}"
        moves = [Move(f"起草{raised}预警", url_of(warning, "rewarn"))]
        verdict = access.may_rewarn(user, warning)
    return Proposal(title, text, tuple(moves)) if verdict else Proposal(title, verdict.reason)


def _waiting_above(user, warning) -> Proposal:
    on = cn(warning.reported_up_on)
    moves = [Move("接办", url_of(warning, "take_up"), POSTED["take_up"])]
    mine = tuple(moves) if access.MOVES["take_up"](user, warning) else ()
    return Proposal("已报上级", f"{on}报上级。{warning.reported_up_reason}等待上级接办，整改照常进行。", mine)
