"""The pieces of the lists of 采集: the tabs side by side, each for those whom its gate lets in, and the ledger's choices."""

from typing import NamedTuple

from django import template
from django.urls import reverse

from collection import queries, views
from core.templatetags.ui_lists import address_with

register = template.Library()

TABS = (
    ("采集表", views.index),
    ("报送看板", views.board),
    ("报告", views.reports),
    ("台账", views.ledger),
    ("随时报送", views.direct),
    ("民调测评", views.polls),
)


@register.inclusion_tag("collection/_tabs.html", takes_context=True)
def collection_tabs(context):
    """{% collection_tabs %} under the heading of each of the lists."""
    request = context["request"]
    tabs = [
        (reverse(f"collection:{view.__name__}"), label)
        for label, view in TABS
        if request.user.holds(*view.gate) and (view is not views.direct or has_direct_point(request.user))
    ]
    return {"request": request, "tabs": tabs}


def has_direct_point(user) -> bool:
    """Most collectors have none, and need no tab that says so."""
    return queries.direct_points(user).exists()


class Choice(NamedTuple):
    label: str
    count: int
    url: str
    chosen: bool


@register.inclusion_tag("collection/_facet.html", takes_context=True)
def facet(context, facet):
    """{% facet facet %} — one way of narrowing the list; what is chosen is taken back by the same link."""
    request = context["request"]
    now = request.GET.get(facet.name, "")
    choices = [
        Choice(
            option.label,
            option.count,
            address_with(
                request, **{facet.name: None if option.value == now else option.value, "page": None}
            ),
            option.value == now,
        )
        for option in facet.options
    ]
    return {"title": facet.title, "choices": choices}
