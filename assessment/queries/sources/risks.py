"""The unit's risk points: whether all posts have theirs, each its measures, and all are looked at again (arts. 14 to 16, 25)."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from assessment.queries.sources.found import Found, Part, Source
from core.disclosable import DisclosureState
from deadlines.enums import State
from deadlines.models import Deadline
from organisations.models import Post
from organisations.queries import posts_visible_to
from riskpoints.enums import REVIEW_KIND
from riskpoints.models import ControlMeasure, RiskCatalogue, RiskPoint
from riskpoints.queries import in_register
from riskpoints.queries import visible_to as points_visible_to


def coverage(unit, year: int, until: date) -> Found:
    """D1, art. 14: every post of the unit was screened, so that at least one point of the register is its own."""
    own = in_register(RiskPoint.objects.filter(post=OuterRef("pk")))
    posts = Post.objects.filter(unit=unit).annotate(has_point=Exists(own))
    return Found("本单位岗位{}个", posts, (Part("没有风险点的{}个", Q(has_point=False)),))


def measures(unit, year: int, until: date) -> Found:
    """D3, art. 16: a point of the register has a measure that is still kept."""
    kept = ControlMeasure.objects.filter(risk_point=OuterRef("pk"), ends_on=None)
    points = _registered(unit, year, until).annotate(has_measure=Exists(kept))
    return Found("在册风险点{}个", points, (Part("没有措施的{}个", Q(has_measure=False)),))


def reviews(unit, year: int, until: date) -> Found:
    """D4, art. 15: looked at again within the days that a change of its power or post gave."""
    due = Deadline.objects.filter(kind=REVIEW_KIND, unit=unit, due_on__year=year, due_on__lt=until)
    late = Q(met_on__gt=F("due_on")) | Q(met_on=None, state=State.OPEN)
    return Found("到期应复核的风险点{}个", due.exclude(state=State.CANCELLED), (Part("逾期{}个", late),))


def catalogue(unit, year: int, until: date) -> Found:
    """E1, arts. 10 and 25: points that may be disclosed stand in a catalogue of the town that is on show."""
    points = _registered(unit, year, until).filter(disclosure=DisclosureState.OPEN)
    hidden = Part("未列入已公开分级目录的{}个", ~Q(pk__in=_on_show(unit, until)), once=True)
    return Found("应公开的在册风险点{}个", points, (hidden,))


def _on_show(unit, until: date) -> list[int]:
    """Ids of the points in the town's catalogue that the public could read on the day."""
    shown = RiskCatalogue.objects.filter(unit__in=(unit.pk, unit.parent_id), disclosed_on__lte=until)
    still = shown.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=until))
    last = still.order_by("-disclosed_on", "-pk").first()
    return [row["id"] for row in last.rows] if last else []


def _registered(unit, year: int, until: date):
    """In force by the end of the year: what is found later belongs to the next."""
    last = min(until, date(year, 12, 31))
    return in_register(RiskPoint.objects.filter(unit=unit, valid_from__lte=last))


def _of_unit(unit, year: int) -> str:
    return f"{reverse('riskpoints:index')}?unit={unit.pk}"


def _opens_point(user) -> Q:
    return Q(pk__in=points_visible_to(user).order_by().values("pk"))


COVERAGE = Source(
    coverage,
    lambda user: Q(pk__in=posts_visible_to(user).order_by().values("pk")),
    lambda unit, year: reverse("organisations:unit", args=[unit.pk]),
    url=lambda post: post.unit.get_absolute_url(),
    with_names=("unit",),
)
MEASURES = Source(measures, _opens_point, _of_unit)
CATALOGUE = Source(catalogue, _opens_point, _of_unit)
REVIEWS = Source(
    reviews,
    lambda user: Q(subject_id__in=points_visible_to(user).order_by().values("pk")),
    lambda unit, year: f"{reverse('riskpoints:index')}?unit={unit.pk}&review=due",
    url=lambda deadline: deadline.url,
    deeds=lambda deadline: [(deadline.subject_type, deadline.subject_id)],
)
