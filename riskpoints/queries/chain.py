"""What hangs together with a risk point: the joints of the chain, and the marks on a procedure."""

from django.urls import reverse

from core.gates import BUSINESS
from core.registries import Link
from powers import queries as powers
from powers.models import Power
from riskpoints.enums import IN_REGISTER, Status
from riskpoints.models import RiskPoint
from riskpoints.queries.register import visible_to


def links_for_point(user, point) -> list[Link]:
    """The chain's first three joints for a risk point, for its own page and for every page above it."""
    seen = point.unit_id in user.reach(*BUSINESS)
    page = point.get_absolute_url() if seen else ""
    links = powers.links_for_power(user, point.power) if point.power_id else []
    level = f"（{point.get_level_display()}）" if point.level else ""
    links.append(Link("风险点", f"{point.name}{level}", page, point.status in IN_REGISTER, point.reviewed_on))
    measures = [measure.content for measure in point.measures.all() if measure.is_current]
    text = (
        measures[0][:40] + (f" 等{len(measures)}条" if len(measures) > 1 else "")
        if measures
        else "还没有措施"
    )
    links.append(Link("防控措施", text, f"{page}#measures" if page else "", bool(measures)))
    return links


def links_from_power(user, power) -> list[Link]:
    """The risk points that hang on a power: the one itself, or their number with the way to the list."""
    points = list(visible_to(user).filter(power=power).exclude(status=Status.RETIRED)[:100])
    if not points:
        return [Link("风险点", "还没有排查", done=False)]
    if len(points) == 1:
        return links_for_point(user, points[0])[1:]
    done = all(point.status in IN_REGISTER for point in points)
    return [
        Link("风险点", f"{len(points)} 个风险点", f"{reverse('riskpoints:index')}?power={power.pk}", done)
    ]


def chain_links(user, thing) -> list[Link]:
    """Provider of the chain for the two things of these floors."""
    if isinstance(thing, RiskPoint):
        return links_for_point(user, thing)
    return links_from_power(user, thing) if isinstance(thing, Power) else []


def marks_on(steps) -> dict[int, list[RiskPoint]]:
    """Provider of the marks on a procedure: the points of each step, in the register or on their way."""
    marks: dict[int, list[RiskPoint]] = {step.pk: [] for step in steps}
    for point in RiskPoint.objects.filter(step__in=marks).exclude(status=Status.RETIRED):
        marks[point.step_id].append(point)
    return marks
