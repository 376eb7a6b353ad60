"""The board: who reported for which period, as one reader may know it."""

from datetime import date
from itertools import groupby
from typing import NamedTuple

from collection.enums import FormStatus, PeriodKind, ReportKind, Standing
from collection.models import Period
from collection.queries.forms import forms_visible_to
from collection.queries.reports import reports_visible_to
from organisations.enums import UnitKind
from organisations.models import Unit

KINDS = (UnitKind.VILLAGE, UnitKind.DEPARTMENT, UnitKind.TOWN)
DIRECT = "直报点"


INK = {
    Standing.ON_TIME: "is-done",
    Standing.NIL: "is-nil",
    Standing.LATE: "is-late",
    Standing.MISSING: "is-missing",
}


class Cell(NamedTuple):
    """A form or a report, and how it stands; None where nothing was asked of the unit."""

    thing: object
    standing: Standing
    nil: bool = False  # 无情况, as far as the reader may know of it; a late one too

    @property
    def ink(self) -> str:
        return INK.get(self.standing, "")


class Row(NamedTuple):
    unit: Unit
    cells: list[Cell | None]


class Sheet(NamedTuple):
    """Units × periods: the periods are the heads of the columns, the rows lie in groups."""

    name: str
    title: str
    periods: list[Period]
    groups: list[tuple[str, list[Row]]]

    @property
    def latest(self) -> Period:
        """The last period somebody has reported for, or should have."""
        done = [
            period
            for period, column in zip(self.periods, self._columns, strict=True)
            if any(cell.standing != Standing.WAITING for cell in column)
        ]
        return (done or self.periods)[-1]

    @property
    def _columns(self) -> list[list[Cell]]:
        rows = [row for _, rows in self.groups for row in rows]
        return [[row.cells[n] for row in rows if row.cells[n]] for n in range(len(self.periods))]

    def tally(self) -> list[tuple[Standing, int]]:
        """How many stand how in the latest period. 无情况 is no standing of its own here: it is in time or late as well."""
        column = self._columns[self.periods.index(self.latest)]
        stands = [Standing.ON_TIME if cell.standing == Standing.NIL else cell.standing for cell in column]
        counts = {standing: stands.count(standing) for standing in Standing}
        counts[Standing.NIL] = sum(cell.nil for cell in column)
        return [(standing, count) for standing, count in counts.items() if count]


def standing(thing, due_on: date, today: date, *, nil: bool = False) -> Standing | None:
    """In time, late, missing or still to come; 无情况 where the reader may know of it."""
    if thing.status == FormStatus.STOPPED:
        return None
    if thing.is_unfiled:
        return Standing.MISSING if due_on < today else Standing.WAITING
    if thing.days_late:
        return Standing.LATE
    return Standing.NIL if nil else Standing.ON_TIME


def form_standing(form, today: date) -> Standing | None:
    return standing(form, form.period.due_on, today, nil=form.shown_nil)


def years() -> list[int]:
    """The years of which there is something to see, the latest first."""
    codes = Period.objects.order_by().values_list("code", flat=True)
    return sorted({int(code[:4]) for code in codes}, reverse=True)


def sheets(user, year: int, today: date) -> list[Sheet]:
    """Forms by quarter, half-year reports, consolidated quarters. Three queries, and one for the periods."""
    periods = list(Period.objects.filter(code__startswith=year).order_by("code"))
    quarters = [period for period in periods if period.kind == PeriodKind.QUARTER]
    halves = [period for period in periods if period.kind == PeriodKind.HALF_YEAR]
    forms = forms_visible_to(user).filter(period__in=quarters)
    reports = list(reports_visible_to(user).filter(period__in=periods))
    analyses = [report for report in reports if report.kind == ReportKind.ANALYSIS]
    consolidated = [report for report in reports if report.kind == ReportKind.CONSOLIDATED]
    found = [
        _sheet("consolidated", "镇级季度汇总", quarters, [_cell(report, today) for report in consolidated]),
        _sheet("forms", "季度采集表", quarters, [_form_cell(form, today) for form in forms]),
        _sheet("analyses", "半年分析报告", halves, [_cell(report, today) for report in analyses]),
    ]
    return [sheet for sheet in found if sheet.groups]


def _form_cell(form, today: date) -> Cell:
    return Cell(form, form_standing(form, today), form.shown_nil)


def _cell(report, today: date) -> Cell:
    return Cell(report, standing(report, report.due_on, today))


def _sheet(name: str, title: str, periods: list[Period], cells: list[Cell]) -> Sheet:
    placed: dict[Unit, dict[int, Cell | None]] = {}
    for cell in cells:
        placed.setdefault(cell.thing.unit, {})[cell.thing.period_id] = cell if cell.standing else None
    asked = {pk for row in placed.values() for pk in row}
    columns = [period for period in periods if period.pk in asked]
    units = sorted(placed, key=lambda unit: (_group(unit)[0], unit.position, unit.pk))
    rows = [Row(unit, [placed[unit].get(period.pk) for period in columns]) for unit in units]
    groups = groupby(rows, key=lambda row: _group(row.unit))
    return Sheet(name, title, columns, [(label, list(members)) for (_, label), members in groups])


def _group(unit: Unit) -> tuple[int, str]:
    """Direct points first: for the centre they stand beside the towns (art. 36)."""
    if unit.is_direct_point:
        return 0, DIRECT
    return (KINDS.index(unit.kind) + 1 if unit.kind in KINDS else len(KINDS) + 1), unit.get_kind_display()
