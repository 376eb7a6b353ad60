"""采集 in the chain: the items that hang on a power or a risk point, and the item itself."""

from collection import queries
from collection.models import InformationItem
from core.registries import Link
from powers.queries import links_for_power
from riskpoints.queries import links_for_point

SHOWN = 20


def links(user, thing) -> list[Link]:
    if isinstance(thing, InformationItem):
        return [*_below(user, thing), _link(thing)]
    return [_link(item) for item in queries.hanging_on(thing, user)[:SHOWN]]


def _below(user, item) -> list[Link]:
    if item.risk_point_id:
        return links_for_point(user, item.risk_point)
    return links_for_power(user, item.power) if item.power_id else []


def _link(item) -> Link:
    return Link("采集", str(item), item.get_absolute_url(), on=item.found_on)
