"""Where risk sits: unit × type …"""

from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.utils import timezone

from core.histories import as_of
from dashboard import rules
from dashboard.queries.marks import Cell, MatrixRow, Tile, rows_of
from dashboard.rules import Moment
from riskpoints import queries as riskpoints
from riskpoints.enums import RiskType
from riskpoints.models import RiskPoint

CAVEAT = "按历史记录还原；后来删去的风险点不计入。"


def in_register(user, moment: Moment):
    """The points of the register as they are, or their rows of history of that day; only of points that still open."""
    seen = riskpoints.visible_to(user)
    if moment.is_today:
        return riskpoints.in_register(seen)
    return riskpoints.in_register(_rows_of(moment.on)).filter(id__in=seen.order_by().values("pk"))


def _rows_of(day: date):
    return as_of(RiskPoint, timezone.make_aware(datetime.combine(day + timedelta(1), time())))


def risks(user, moment: Moment, units: dict, url: str) -> Tile:
    rows = in_register(user, moment).order_by().values_list("unit_id", "risk_type").annotate(Count("id"))
    counts = {(unit, kind): count for unit, kind, count in rows}
    top = max(counts.values(), default=0)
    lines = [
        MatrixRow(unit, [_cell(counts.get((pk, kind)), top, unit, kind, moment, url) for kind in RiskType])
        for pk, unit in units.items()
        if any((pk, kind) in counts for kind in RiskType)
    ]
    return Tile([label[:4] for label in RiskType.labels], lines, "" if moment.is_today else CAVEAT)


def _cell(count: int | None, top: int, unit, kind: str, moment: Moment, url: str) -> Cell:
    if not count:
        return Cell("")
    listed = f"{url}?unit={unit.pk}&risk_type={kind}&status=in_register"
    to = listed if moment.is_today else rows_of("points", moment, unit=unit.pk, kind=kind)
    return Cell(str(count), f"heat-{rules.ink(count, top)}", to)


def rows_registered(user, moment: Moment, asked: dict):
    found = in_register(user, moment)
    if asked["unit"]:
        found = found.filter(unit=asked["unit"])
    if asked["kind"]:
        found = found.filter(risk_type=asked["kind"])
    return riskpoints.visible_to(user).filter(pk__in=found.order_by().values("id")).order_by("unit", "pk")
