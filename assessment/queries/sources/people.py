"""What the unit's leading people promised, and what they are in charge of (arts. 23, 27)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from assessment.queries.sources.found import Found, Part, Source
from core.gates import BUSINESS
from declarations.enums import IN_FORCE
from declarations.models import Commitment
from declarations.queries.commitments import signers
from organisations.models import Portfolio
from organisations.queries import head_appointments, of_four_areas, portfolios_visible_to, sharing_days


def commitments(unit, year: int, until: date) -> Found:
    """B2, art. 23: whoever has to sign in the year did so by the end of it."""
    last = min(until, date(year, 12, 31))
    signed = Commitment.objects.filter(
        person=OuterRef("pk"), year=year, status__in=IN_FORCE, signed_on__lte=until
    )
    people = signers(last).filter(unit=unit).annotate(has_signed=Exists(signed))
    return Found("应签承诺书{}人", people, (Part("未签{}人", Q(has_signed=False)),))


def four_areas(unit, year: int, until: date) -> Found:
    """A3, art. 27, 四个不直接管: a main leader was in charge of money, people, purchases or works of the own unit.

    Three spans of which each two share a day share one together: the year, the portfolio and the main post.
    """
    first, last = date(year, 1, 1), min(until, date(year, 12, 31))
    held = sharing_days(of_four_areas(Portfolio.objects.filter(unit=unit)), first, last)
    heads = sharing_days(head_appointments(unit), first, last).filter(
        Q(ends_on=None) | Q(ends_on__gte=OuterRef("starts_on")),
        person=OuterRef("person"),
        starts_on__lte=Coalesce(OuterRef("ends_on"), last),
    )
    portfolios = held.annotate(by_head=Exists(heads))
    return Found("四个方面的分管{}项", portfolios, (Part("由正职直接分管{}项", Q(by_head=True)),))


COMMITMENTS = Source(
    commitments,
    lambda user: Q(unit__in=user.reach(*BUSINESS)),
    lambda unit, year: f"{reverse('declarations:commitments')}?year={year}",
    url=lambda person: reverse("declarations:commitments"),
    deeds=lambda person: [("declarations.commitment", one.pk) for one in person.commitments.all()],
)
FOUR_AREAS = Source(
    four_areas,
    lambda user: Q(pk__in=portfolios_visible_to(user).order_by().values("pk")),
    lambda unit, year: reverse("organisations:unit", args=[unit.pk]),
    url=lambda portfolio: portfolio.unit.get_absolute_url(),
    with_names=("person", "unit"),
)
