"""采集 in the chain: the items that hang on a power or a risk point, and the item itself."""

from django.urls import reverse

from collection import access, queries
from collection.models import InformationItem
from core.registries import Action, Link
from decisions.models import Finding
from powers.models import PowerCase
from powers.queries import links_for_power
from riskpoints.queries import links_for_point

SHOWN = 20
LATE = "列为预警信息"


def links(user, thing) -> list[Link]:
    if isinstance(thing, InformationItem):
        return [*_below(user, thing), _link(thing)]
    return [_link(item) for item in queries.hanging_on(thing, user)[:SHOWN]]


def actions(user, thing) -> list[Action]:
    """A 办件 past its day, or what a check found in a decision, can become an item on the open form of its unit (art. 26)."""
    match thing:
        case PowerCase(is_late=True):
            unit, name = thing.unit, "case"
        case Finding():
            unit, name = (thing.item or thing.meeting).unit, "finding"
        case _:
            return []
    form = queries.open_form_of(unit)
    if form is None or not access.may_fill(user, form):
        return []
    return [Action(LATE, f"{reverse('collection:ask', args=[form.pk])}?{name}={thing.pk}")]


def _below(user, item) -> list[Link]:
    if item.risk_point_id:
        return links_for_point(user, item.risk_point)
    return links_for_power(user, item.power) if item.power_id else []


def _link(item) -> Link:
    return Link("采集", str(item), item.get_absolute_url(), on=item.found_on)
