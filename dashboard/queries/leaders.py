"""The whole page of a leader: every tile for one reader and one day. The screen, the paper and the mail show the same …"""

from dataclasses import dataclass

from django.urls import reverse

from core.gates import BUSINESS, Role
from core.registries import Todo
from dashboard.queries.cases import CAVEAT as CASES
from dashboard.queries.cases import late_cases
from dashboard.queries.decided import findings
from dashboard.queries.marks import Stat, Tile, units_of
from dashboard.queries.promised import late_by_unit
from dashboard.queries.registered import risks
from dashboard.queries.reporting import reporting
from dashboard.queries.scored import scores
from dashboard.queries.todo import by_kind, todos
from dashboard.queries.warned import Flow, flow
from dashboard.rules import Moment


@dataclass(frozen=True)
class Overview:
    moment: Moment
    title: str
    stats: list[Stat]
    todos: list[Todo]
    flow: Flow
    late: Tile
    findings: Tile | None
    scores: Tile
    risks: Tile
    reporting: Tile
    caveat: str


def overview(user, moment: Moment) -> Overview:
    units = units_of(user, *BUSINESS)
    flowing = flow(user, moment, reverse("earlywarnings:index"))
    late_stat, late = late_by_unit(user, moment, units)
    waiting = todos(user, moment.today) if moment.is_today else []
    found = findings(user, moment, units, reverse("decisions:checks"))
    return Overview(
        moment=moment,
        title=title_for(user),
        stats=[
            *([Stat("等您办理", len(waiting), by_kind(waiting), "#todo")] if moment.is_today else []),
            flowing.in_hand,
            late_stat,
            *late_cases(user, moment, reverse("powers:cases")),
            *([found[0]] if found else []),
        ],
        todos=waiting,
        flow=flowing,
        late=late,
        findings=found[1] if found else None,
        scores=scores(user, moment),
        risks=risks(user, moment, units, reverse("riskpoints:index")),
        reporting=reporting(user, moment, units),
        caveat="" if moment.is_today else CASES,
    )


def title_for(user) -> str:
    """A head has the same page of the own unit."""
    only_head = user.own_units(Role.UNIT_HEAD) and not user.holds(
        *(role for role in BUSINESS if role not in (Role.UNIT_HEAD, Role.COLLECTOR))
    )
    return "本单位廉政风险一览" if only_head else "全镇廉政风险一览"
