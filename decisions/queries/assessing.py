"""What the register knows about a project, for its integrity risk assessment (art. 33); what went without one (art. 47) …"""

from django.db.models import Q

from decisions.enums import Category, Outcome, Status
from decisions.models import AgendaItem
from riskpoints.enums import Status as PointStatus
from riskpoints.models import RiskPoint

MOST = 30  # points that are written out; the assessor chooses among them


def known_of(item) -> dict[str, str]:
    """The powers, registered risk points and measures of the unit that proposes it, one line each. Two queries."""
    points = (
        RiskPoint.objects.filter(unit=item.unit, status=PointStatus.REGISTERED)
        .select_related("power")
        .prefetch_related("measures")
        .order_by("pk")[:MOST]
    )
    powers = dict.fromkeys(str(point.power) for point in points if point.power)
    risks = [f"{point.name}（{point.get_level_display()}）：{point.manifestation}" for point in points]
    measures = dict.fromkeys(measure.content for point in points for measure in point.measures.all())
    return {"powers": "\n".join(powers), "points": "\n".join(risks), "measures": "\n".join(measures)}


def decided_without_assessment(items):
    """Of the items those that passed with no assessment though one was asked for; 追认 needs no further papers."""
    by_list = Q(matter__prerequisites__icontains='"assessment"')
    asked = Q(category=Category.PROJECT) | Q(needs_assessment=True) | by_list
    passed = items.filter(status=Status.DECIDED, outcome=Outcome.PASSED, confirms=None)
    return passed.filter(asked, assessment=None)


def went_without_assessment(item) -> bool:
    if item.status != Status.DECIDED:
        return False
    return decided_without_assessment(AgendaItem.objects.filter(pk=item.pk)).exists()
