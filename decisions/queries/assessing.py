"""What the register knows about a project, for its integrity risk assessment (art. 33) …"""

from riskpoints.enums import Status
from riskpoints.models import RiskPoint

MOST = 30  # points that are written out; the assessor chooses among them


def known_of(item) -> dict[str, str]:
    """The powers, registered risk points and measures of the unit that proposes it, one line each. Two queries."""
    points = (
        RiskPoint.objects.filter(unit=item.unit, status=Status.REGISTERED)
        .select_related("power")
        .prefetch_related("measures")
        .order_by("pk")[:MOST]
    )
    powers = dict.fromkeys(str(point.power) for point in points if point.power)
    risks = [f"{point.name}（{point.get_level_display()}）：{point.manifestation}" for point in points]
    measures = dict.fromkeys(measure.content for point in points for measure in point.measures.all())
    return {"powers": "\n".join(powers), "points": "\n".join(risks), "measures": "\n".join(measures)}
