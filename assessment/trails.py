"""考核扣分 in the whole chain: what the warnings cost their units (art. 48)."""

from assessment import queries
from core.numbers import plain
from core.trails import Floor, Row, Trail
from earlywarnings.enums import Status
from earlywarnings.models import EarlyWarning
from earlywarnings.queries import trails


def up(trail: Trail) -> None:
    """A sheet is the end of the chain: nothing that is asked for hangs on one."""


def down(trail: Trail) -> None:
    warnings = [one for one in trails.with_papers(trail.user, trail.found(EarlyWarning)) if one.is_served]
    reading = queries.reading_of(queries.scheme_in_force()) if warnings else None
    sheets = queries.sheets_of(trail.user, warnings)
    trail.put(
        "考核扣分", [_cost(one, reading, sheets.get((one.unit_id, one.signed_on.year))) for one in warnings]
    )


def _cost(warning: EarlyWarning, reading, sheet) -> Row:
    """On the sheet of the year of signing, where the reader may open that; else with the warning itself."""
    page = sheet or warning
    if warning.status == Status.REVOKED:
        return Row("已撤销，不扣分", page.get_absolute_url(), warning.revoked_on)
    text = f"{warning.unit}{warning.signed_on.year}年考核扣{plain(reading.points(warning.tier))}分"
    return Row(
        text,
        page.get_absolute_url(),
        warning.signed_on,
        f"考核表{sheet.get_status_display()}" if sheet else "",
    )


FLOOR = Floor(up, down)
