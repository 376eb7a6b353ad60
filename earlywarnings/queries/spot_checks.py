"""The units and posts that art. 44 asks to look at every year, and those not looked at yet."""

from datetime import date, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery

from earlywarnings.rules import inspections as rules
from earlywarnings.enums import CARRIED_OUT, COUNTED, InspectionStatus, InspectionSubject, Tier
from earlywarnings.models import Inspection
from earlywarnings.queries.inspections import visible_to
from organisations.enums import UnitKind
from organisations.models import Post
from organisations.queries import active_units
from riskpoints.enums import Layer, Level
from riskpoints.models import RiskPoint
from riskpoints.queries import in_register
from rulebook.queries import settings_in_force


def high_points():
    """The 高 points of the register that are in force."""
    return in_register(RiskPoint.objects.filter(level=Level.HIGH))


def high_risk_posts(on: date):
    """A post is high-risk when it has a 高 point (art. 44)."""
    units = active_units(on).exclude(kind=UnitKind.ENTERPRISE)
    points = Count("risk_points", filter=Q(risk_points__in=high_points()))
    posts = Post.objects.filter(unit__in=units).select_related("unit").annotate(points=points)
    return posts.filter(points__gte=1).order_by("unit__position", "unit", "pk")


def high_risk_units(on: date):
    """A unit is high-risk when it has a 高 point at unit layer, several at any layer, or had a red warning within a
    year (art. 44; both numbers are settings). A warning counts once it is served: before that the list would tell.
    """
    values = settings_in_force(on)
    since = on - timedelta(days=values["riskpoints.high_unit_red_days"])
    high = Q(risk_points__in=high_points())
    red = Q(warnings__tier=Tier.RED, warnings__status__in=COUNTED, warnings__signed_on__gte=since)
    units = active_units(on).exclude(kind=UnitKind.ENTERPRISE)
    counted = units.annotate(
        at_unit_layer=Count("risk_points", filter=high & Q(risk_points__layer=Layer.UNIT), distinct=True),
        points=Count("risk_points", filter=high, distinct=True),
        reds=Count("warnings", filter=red, distinct=True),
    )
    enough = Q(points__gte=values["riskpoints.high_unit_points"])
    return counted.filter(Q(at_unit_layer__gte=1) | enough | Q(reds__gte=1))


def checked_in(year: int):
    """The inspections carried out in the year."""
    return Inspection.objects.filter(status__in=CARRIED_OUT, inspected_on__year=year)


def _of_unit() -> Q:
    """A unit is checked by an inspection of it as a whole."""
    return Q(unit=OuterRef("pk"), subject=InspectionSubject.UNIT)


def _of_post() -> Q:
    """A post is checked by an inspection of it, or of one of its risk points."""
    return Q(post=OuterRef("pk")) | Q(risk_point__post=OuterRef("pk"))


def unchecked_units(on: date):
    """The high-risk units not yet spot-checked in the year of the day."""
    return high_risk_units(on).filter(~Exists(checked_in(on.year).filter(_of_unit())))


def unchecked_posts(on: date):
    """The high-risk posts not yet spot-checked in the year of the day."""
    return high_risk_posts(on).filter(~Exists(checked_in(on.year).filter(_of_post())))


def with_plans(units, posts, user):
    """Each with the day the next inspection of it is planned for, as far as the reader may see."""
    planned = visible_to(user).filter(status=InspectionStatus.PLANNED).order_by()

    def first(whose: Q):
        days = planned.filter(whose).values("status").annotate(first=Min("planned_on"))
        return Subquery(days.values("first")[:1])

    return units.annotate(planned_on=first(_of_unit())), posts.annotate(planned_on=first(_of_post()))


def reasons(unit) -> rules.HighRisk:
    """Why a row of high_risk_units is one."""
    return rules.HighRisk(unit.at_unit_layer, unit.points, unit.reds)
