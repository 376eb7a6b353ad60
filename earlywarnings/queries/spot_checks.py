"""The units and posts that art. 44 asks to look at every year, and those not looked at yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from core.gates import DISCIPLINE
from earlywarnings.enums import CARRIED_OUT, COUNTED, InspectionStatus, InspectionSubject, Tier
from earlywarnings.models import Inspection
from earlywarnings.queries.inspections import OVERSEERS, code_of, visible_to
from earlywarnings.rules import inspections as rules
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
    return counted.filter(Q(at_unit_layer__gte=1) | enough | Q(reds__gte=1)).order_by("position", "pk")


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
    return _unchecked(high_risk_units(on), _of_unit(), on)


def unchecked_posts(on: date):
    """The high-risk posts not yet spot-checked in the year of the day."""
    return _unchecked(high_risk_posts(on), _of_post(), on)


def unchecked(things, on: date):
    """Of some high-risk units or posts those not yet spot-checked in the year of the day."""
    return _unchecked(things, _of_post() if things.model is Post else _of_unit(), on)


@dataclass(frozen=True)
class Row:
    """One high-risk unit or post: why it is one, when the next inspection is planned, the code of a plan's address."""

    name: str
    why: str
    planned_on: date | None
    code: str


def overview(user, on: date) -> dict:
    """The high-risk units and posts the reader oversees, and those of them not looked at this year."""
    reach = user.reach(*OVERSEERS)
    units = high_risk_units(on).filter(pk__in=reach)
    posts = high_risk_posts(on).filter(unit__in=reach)
    planned = visible_to(user).filter(status=InspectionStatus.PLANNED).order_by("planned_on")
    due_units = [_unit(row) for row in _with_plan(_unchecked(units, _of_unit(), on), planned, _of_unit())]
    due_posts = [_post(row) for row in _with_plan(_unchecked(posts, _of_post(), on), planned, _of_post())]
    return {
        "year": on.year,
        "units": due_units,
        "posts": due_posts,
        "units_note": _note(units.count(), len(due_units)),
        "posts_note": _note(posts.count(), len(due_posts)),
        "may_plan": user.holds(*DISCIPLINE),
    }


def _note(every: int, due: int) -> str:
    return f"共{every}个，今年已抽查{every - due}个，还有{due}个"


def _unchecked(things, whose: Q, on: date):
    return things.filter(~Exists(checked_in(on.year).filter(whose)))


def _with_plan(things, planned, whose: Q):
    """Each with the day the next inspection of it is planned for, as far as the reader may see."""
    return things.annotate(planned_on=Subquery(planned.filter(whose).values("planned_on")[:1]))


def _unit(unit) -> Row:
    why = rules.HighRisk(unit.at_unit_layer, unit.points, unit.reds)
    return Row(unit.name, str(why), unit.planned_on, code_of(unit))


def _post(post) -> Row:
    return Row(str(post), f"高级风险点{post.points}个", post.planned_on, code_of(post))
