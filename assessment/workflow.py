"""Schemes that total 100, and a sheet for every scored unit of a year (art. 48)."""

from assessment import access, queries, rules
from assessment.models import Scheme, SchemeItem, Sheet, SheetLine
from audit.log import move, record
from core import clock
from core.verdict import require


@move
def save_scheme(*, by, name: str, items: list[dict], source: str = "", **reading) -> Scheme:
    """Save a new version of a scheme; refused unless its items total 100."""
    require(access.may_save_scheme(by))
    scheme = write_scheme(name=name, items=items, source=source, **reading)
    record("assessment.save_scheme", scheme, by=by, items=len(items))
    return scheme


def write_scheme(*, name: str, items: list[dict], source: str, **reading) -> Scheme:
    require(rules.totals_100(item["points"] for item in items))
    former = Scheme.objects.filter(name=name).first()
    version = former.version + 1 if former else 1
    scheme = Scheme.objects.create(name=name, version=version, source=source, **reading)
    SchemeItem.objects.bulk_create(
        SchemeItem(scheme=scheme, position=n, **item) for n, item in enumerate(items, 1)
    )
    return scheme


@move
def open_year(year: int, *, by) -> list[Sheet]:
    """A sheet for every scored unit that has none yet."""
    require(access.may_open_year(by))
    today = clock.today()
    scheme = queries.scheme_in_force()
    have = set(Sheet.objects.filter(year=year).values_list("unit_id", flat=True))
    units = [unit for unit in queries.scored_units(today) if unit.pk not in have]
    sheets = [_open(scheme, unit, year, today) for unit in units]
    record("assessment.open_year", scheme, by=by, year=year, sheets=len(sheets))
    return sheets


def _open(scheme: Scheme, unit, year: int, on) -> Sheet:
    sheet = Sheet.objects.create(scheme=scheme, unit=unit, year=year, opened_on=on)
    SheetLine.objects.bulk_create(
        SheetLine(sheet=sheet, item=item, points=item.points) for item in scheme.items.all()
    )
    return sheet
