"""The lists of this app as tabs: each for whom it opens."""

from django import template
from django.urls import reverse

from decisions import queries
from decisions.queries import joint, village

register = template.Library()

TABS = (
    ("decisions:index", "议题", queries.READERS),
    ("decisions:meetings", "会议", queries.READERS),
    ("decisions:tasks", "督办任务", queries.READERS),
    ("decisions:matters", "事项清单", queries.READERS),
    ("decisions:villages", "村级决策", village.READERS),
    ("decisions:joint_papers", "领导联签", joint.READERS),
)


@register.simple_tag(takes_context=True)
def decision_tabs(context) -> list[tuple[str, str]]:
    """{% decision_tabs as tabs %} — (address, words)"""
    user = context["user"]
    return [(reverse(name), label) for name, label, roles in TABS if user.holds(*roles)]
