"""What a warning came of and what hangs on it, as far as the reader may see …"""

from django.db.models import Prefetch, Q

from core.gates import DISCIPLINE
from earlywarnings.models import Response
from earlywarnings.queries import handling, inspections
from earlywarnings.queries.warnings import handled_by, visible_to


def origins_of(user, warning) -> list[int]:
    """Ids of the items behind it, for those who handle it; of whoever else reads it nobody is told."""
    if not handled_by(user).filter(pk=warning.pk).exists():
        return []
    return list(warning.items.order_by().values_list("pk", flat=True))


def warnings_after(user, warnings, *, points, items):
    """On the risk points, one tier up after the warnings, and, for those who handle them, out of the items."""
    came_of = Q(items__in=items, pk__in=handled_by(user).order_by().values("pk"))
    return visible_to(user).filter(Q(risk_point__in=points) | Q(follows__in=warnings) | came_of)


def with_papers(user, warnings) -> list:
    """The latest first, each with its answers. Two queries."""
    answers = Prefetch("responses", Response.objects.order_by("-round"))
    return list(visible_to(user).filter(pk__in=warnings).prefetch_related(answers))


def inspections_on(user, *, warnings, points):
    return inspections.visible_to(user).filter(Q(warning__in=warnings) | Q(risk_point__in=points))


def handlings_on(user, *, warnings, items):
    """Of an item only for those who handled it: the person and the head are not told what it came of."""
    came_of = Q(item__in=items, unit__in=user.reach(*DISCIPLINE))
    return handling.visible_to(user).filter(Q(warning__in=warnings) | came_of)
