"""How the unit decided, and what it made public of that (arts. 10, 25, 29 to 33)."""

from datetime import date

from django.db.models import F, Q
from django.urls import reverse

from assessment.queries.sources.found import Found, Part, Source
from deadlines.enums import State
from deadlines.models import Deadline
from decisions.enums import Category, FindingStatus, Outcome
from decisions.models import AgendaItem, Finding
from decisions.queries import findings_visible_to
from decisions.queries import visible_to as items_visible_to
from decisions.queries.village import PUBLISH_KIND
from decisions.queries.village import visible_to as villages_visible_to


def decisions(unit, year: int, until: date) -> Found:
    """F1, arts. 29 and 30: what the checks found wrong with the unit's own items, and nobody explained or mended."""
    found = Finding.objects.filter(item__unit=unit, meeting__held_on__year=year, found_on__lte=until)
    unexplained = Q(status=FindingStatus.OPEN) | Q(answered_on__gt=until)
    return Found("决策检查发现问题{}处", found, (Part("没有说明的{}处", unexplained),))


def assessments(unit, year: int, until: date) -> Found:
    """F2, art. 33: a project that was passed had its integrity risk assessment."""
    decided = AgendaItem.objects.filter(
        unit=unit,
        category=Category.PROJECT,
        outcome=Outcome.PASSED,
        meeting__held_on__year=year,
        meeting__held_on__lte=until,
    )
    return Found("议决的重大项目{}个", decided, (Part("没有评估报告的{}个", Q(assessment=None)),))


def disclosure(unit, year: int, until: date) -> Found:
    """E2, arts. 10 and 25: what a village resolved was made public by its day."""
    due = Deadline.objects.filter(kind=PUBLISH_KIND, unit=unit, due_on__year=year, due_on__lt=until)
    late = Q(met_on__gt=F("due_on")) | Q(met_on=None, state=State.OPEN)
    return Found("到期应公开的决议{}件", due.exclude(state=State.CANCELLED), (Part("逾期{}件", late),))


DECISIONS = Source(
    decisions,
    lambda user: Q(pk__in=findings_visible_to(user).order_by().values("pk")),
    lambda unit, year: reverse("decisions:checks"),
)
ASSESSMENTS = Source(
    assessments,
    lambda user: Q(pk__in=items_visible_to(user).order_by().values("pk")),
    lambda unit, year: f"{reverse('decisions:index')}?category=project",
)
DISCLOSURE = Source(
    disclosure,
    lambda user: Q(subject_id__in=villages_visible_to(user).order_by().values("pk")),
    lambda unit, year: reverse("decisions:villages"),
    url=lambda deadline: deadline.url,
    deeds=lambda deadline: [(deadline.subject_type, deadline.subject_id)],
)
