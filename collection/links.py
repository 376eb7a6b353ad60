"""采集 in the chain: the items that hang on a power or a risk point, and the item itself."""

from collection import queries
from collection.models import InformationItem
from core.registries import Link
from riskpoints.queries import links_for_point


def links(user, thing) -> list[Link]:
    if isinstance(thing, InformationItem):
        point = thing.risk_point
        return (links_for_point(user, point) if point else []) + [_link(thing)]
    return [_link(item) for item in queries.hanging_on(thing, user)]


def _link(item) -> Link:
    return Link("采集", str(item), item.get_absolute_url(), on=item.found_on)
