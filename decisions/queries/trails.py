"""What an item of the agenda hangs on and what hangs on it, as far as the reader may see …"""

from collections import defaultdict

from django.db.models import Q

from decisions.models import AgendaItem, Fulfilment, ResolutionNotice, RiskAssessment
from decisions.queries.items import visible_to
from riskpoints.models import RiskPoint


def points_weighed(item) -> list[int]:
    """The risk points of its unit that its assessment names as `assessing.known_of` writes them down. Two queries."""
    report = RiskAssessment.objects.filter(item=item).first()
    if report is None:
        return []
    points = RiskPoint.objects.filter(unit=item.unit_id).order_by().values_list("pk", "name")
    return [pk for pk, name in points if _names(report.points, name)]


def items_after(user, items, points):
    """Those whose assessment names one of the points, and those that take up again or confirm one of the items."""
    follows = Q(previous__in=items) | Q(confirms__in=items)
    return visible_to(user).filter(Q(pk__in=_weighing(points)) | follows)


def _weighing(points) -> list[int]:
    names: dict[int, list[str]] = defaultdict(list)
    for unit, name in RiskPoint.objects.filter(pk__in=points).order_by().values_list("unit", "name"):
        names[unit].append(name)
    reports = RiskAssessment.objects.filter(item__unit__in=names).values_list("item", "item__unit", "points")
    return [pk for pk, unit, text in reports if any(_names(text, name) for name in names[unit])]


def _names(text: str, name: str) -> bool:
    return f"{name}（" in text


def decided_of(user, items) -> list[AgendaItem]:
    """Of the items those a meeting came to an end with, the latest first."""
    return list(visible_to(user).filter(pk__in=items).exclude(outcome=""))


def fulfilments_on(items):
    return Fulfilment.objects.filter(item__in=items).select_related("item")


def assessments_on(items):
    return RiskAssessment.objects.filter(item__in=items).select_related("item")


def notices_on(items):
    return ResolutionNotice.objects.filter(item__in=items).select_related("item")
