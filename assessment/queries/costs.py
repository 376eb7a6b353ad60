"""What a warning costs its unit (art. 48) …"""

from datetime import date
from decimal import Decimal

from assessment import rules
from assessment.models import Sheet
from assessment.queries.schemes import scheme_in_force
from assessment.queries.sheets import deduction_of, reading_of, sheets_of, warnings_on_all


def costs_of(warnings, user) -> dict[int, tuple[Decimal, Sheet | None]]:
    """What each counted warning costs its unit, and the sheet that says so, where the reader may open one: by that sheet's
    own reading, so that one of several of a matter may cost nothing. Without a sheet, by the scheme in force."""
    sheets = sheets_of(user, warnings)
    taken = warnings_on_all(sheets.values(), user) if sheets else {}
    readings = {(sheet.scheme, sheet.year) for sheet in sheets.values()}
    readings = {(scheme, year): reading_of(scheme, date(year, 12, 31)) for scheme, year in readings}
    priced = {
        one.warning_id: (one.points, sheet)
        for sheet in sheets.values()
        for one in rules.counted(map(deduction_of, taken[sheet.pk]), readings[sheet.scheme, sheet.year])
    }
    alone = [warning for warning in warnings if warning.pk not in priced]
    reading = reading_of(scheme_in_force()) if alone else None
    return priced | {warning.pk: (reading.points(warning.tier), None) for warning in alone}
