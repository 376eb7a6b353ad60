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
    counted = [one for one in warnings if one.status != Status.REVOKED]
    costs = queries.costs_of(counted, trail.user) if counted else {}
    trail.put("考核扣分", [_cost(one, *costs.get(one.pk, (None, None))) for one in warnings])


def _cost(warning: EarlyWarning, points, sheet) -> Row:
    """On the sheet of the year of signing, where the reader may open that; else with the warning itself."""
    page = (sheet or warning).get_absolute_url()
    if points is None:
        return Row("已撤销，不扣分", page, warning.revoked_on)
    text = f"{warning.unit}{warning.signed_on.year}年考核扣{plain(points)}分"
    return Row(text, page, warning.signed_on, f"考核表{sheet.get_status_display()}" if sheet else "")


FLOOR = Floor(up, down)
