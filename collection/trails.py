"""采集 in the whole chain."""

from django.urls import reverse

from collection import queries
from collection.models import InformationItem
from core.trails import Floor, Row, Trail
from powers.models import Power
from riskpoints.models import RiskPoint

LATEST = "found_on"


def up(trail: Trail) -> None:
    items = queries.items_visible_to(trail.user).filter(pk__in=trail.sought(InformationItem))
    found = trail.add("采集", items, _item, latest=LATEST)
    for point, power in items.filter(pk__in=found).order_by().values_list("risk_point", "power"):
        trail.seek(RiskPoint, [point])
        trail.seek(Power, [power])


def down(trail: Trail) -> None:
    items = queries.hanging_on_any(trail.user, powers=trail.found(Power), points=trail.found(RiskPoint))
    trail.add("采集", items, _item, latest=LATEST, url=_list(trail))


def _list(trail: Trail) -> str:
    """The ledger, narrowed to a risk point where the trail starts from one."""
    chosen = f"?risk_point={trail.start.pk}" if isinstance(trail.start, RiskPoint) else ""
    return reverse("collection:ledger") + chosen


def _item(item: InformationItem) -> Row:
    return Row(str(item), item.get_absolute_url(), item.found_on, item.get_status_display())


FLOOR = Floor(up, down)
