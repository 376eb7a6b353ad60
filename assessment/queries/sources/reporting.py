"""What is reported each quarter and each half year (art. 38), and what people said of the unit (art. 37)."""

from datetime import date

from django.db.models import F, Q
from django.db.models.lookups import LessThan
from django.urls import reverse

from assessment.queries.sources.found import Found, Part, Source
from collection.enums import FormStatus, ReportKind
from collection.models import CollectionForm, PeriodReport, Poll
from collection.queries import forms_visible_to, polls_visible_to, reports_visible_to

SATISFIED = 85  # per cent, of the default scheme's H3


def forms(unit, year: int, until: date) -> Found:
    """G1, art. 38: a late form costs once, one that is missing on the day three times. One that was stopped is not owed."""
    due = CollectionForm.objects.filter(
        unit=unit, period__code__startswith=f"{year}Q", period__due_on__lt=until
    )
    missing = Q(first_submitted_on=None) | Q(first_submitted_on__gt=until)
    late = Q(first_submitted_on__lte=until, first_submitted_on__gt=F("period__due_on"))
    parts = (Part("迟报{}张", late), Part("未报{}张", missing, weight=3))
    return Found("到期的季度表{}张", due.exclude(status=FormStatus.STOPPED), parts)


def analyses(unit, year: int, until: date) -> Found:
    """G2, art. 38: every half year a report; sent late still counts as sent."""
    due = PeriodReport.objects.filter(
        unit=unit, kind=ReportKind.ANALYSIS, period__code__startswith=f"{year}H", due_on__lt=until
    )
    missing = Q(first_submitted_on=None) | Q(first_submitted_on__gt=until)
    return Found("到期的半年分析报告{}份", due, (Part("未报{}份", missing),))


def polls(unit, year: int, until: date) -> Found:
    """H3, art. 37: fewer than 85 of a hundred answers satisfied, in any poll about the unit in the year."""
    held = Poll.objects.filter(unit=unit, held_on__year=year, held_on__lte=until)
    low = Q(LessThan(F("satisfied") * 100, F("answered") * SATISFIED))
    return Found("民调测评{}次", held, (Part(f"满意率低于{SATISFIED}%的{{}}次", low, once=True),))


FORMS = Source(
    forms,
    lambda user: Q(pk__in=forms_visible_to(user).order_by().values("pk")),
    lambda unit, year: reverse("collection:board"),
    with_names=("period", "unit"),
)
ANALYSES = Source(
    analyses,
    lambda user: Q(pk__in=reports_visible_to(user).order_by().values("pk")),
    lambda unit, year: reverse("collection:reports"),
    with_names=("period", "unit"),
)
POLLS = Source(
    polls,
    lambda user: Q(pk__in=polls_visible_to(user).order_by().values("pk")),
    lambda unit, year: reverse("collection:polls"),
    with_names=("unit",),
)
