"""What the checks of 三重一大 found, and nobody had explained on the day …"""

from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from dashboard import rules
from dashboard.queries.marks import Cell, MatrixRow, Stat, Tile, rows_of
from dashboard.rules import Moment
from decisions import queries as decisions
from decisions.enums import FindingStatus, Severity
from decisions.queries.checks import findings_visible_to

UNIT = Coalesce("item__unit", "meeting__unit")  # who proposed the item, or whose meeting it was


def unexplained(day: date) -> Q:
    put_right_later = Q(answered_on=None, remedied_on__gt=day)
    return Q(found_on__lte=day) & (Q(status=FindingStatus.OPEN) | Q(answered_on__gt=day) | put_right_later)


def findings(user, moment: Moment, units: dict, url: str) -> tuple[Stat, Tile] | None:
    """One query; None for whom the list of findings is not open."""
    if not user.holds(*decisions.READERS):
        return None
    on = moment.on
    seen = findings_visible_to(user).order_by().annotate(of=UNIT).values_list("of", "severity")
    rows = list(
        seen.annotate(
            now=Count("pk", filter=unexplained(on)), before=Count("pk", filter=unexplained(moment.before))
        )
    )
    counts = {(unit, severity): now for unit, severity, now, _ in rows if now}
    now, before = sum(row[2] for row in rows), sum(row[3] for row in rows)
    to = f"{url}?state=open" if moment.is_today else rows_of("findings", moment)
    lines = [
        MatrixRow(unit, [_cell(counts.get((pk, severity)), unit, severity, moment) for severity in Severity])
        for pk, unit in units.items()
        if any((pk, severity) in counts for severity in Severity)
    ]
    return Stat("决策检查待说明", now, rules.against(now, before), to), Tile(list(Severity.labels), lines)


def _cell(count: int | None, unit, severity: str, moment: Moment) -> Cell:
    if not count:
        return Cell("")
    return Cell(str(count), "", rows_of("findings", moment, unit=unit.pk, severity=severity))


def rows_found(user, moment: Moment, asked: dict):
    if not user.holds(*decisions.READERS):
        return findings_visible_to(user).none()
    found = findings_visible_to(user).filter(unexplained(moment.on)).annotate(of=UNIT)
    if asked["unit"]:
        found = found.filter(of=asked["unit"])
    return found.filter(severity=asked["severity"]) if asked["severity"] else found
