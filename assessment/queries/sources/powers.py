"""The unit's powers and how they were exercised (arts. 8, 13, 26)."""

from datetime import date

from django.db.models import F, Q
from django.urls import reverse

from assessment.queries.sources.found import Found, Part, Source
from powers.enums import Status
from powers.models import Power, PowerCase
from powers.queries import cases_visible_to
from powers.queries import visible_to as powers_visible_to


def bases(unit, year: int, until: date) -> Found:
    """C1, art. 8: a power of the catalogue says its content and names a legal basis."""
    lacking = Q(bases=None) | Q(content="")
    return Found("已确认的职权{}项", _powers(unit, year, until), (Part("要素不全{}项", lacking),))


def procedures(unit, year: int, until: date) -> Found:
    """C2, art. 13: every power of the catalogue has its steps."""
    lacking = Part("没有运行流程的{}项", Q(steps=None))
    return Found("已确认的职权{}项", _powers(unit, year, until), (lacking,))


def _powers(unit, year: int, until: date):
    """Confirmed by the end of the year: what is confirmed later belongs to the next."""
    last = min(until, date(year, 12, 31))
    return Power.objects.filter(unit=unit, status=Status.CONFIRMED, confirmed_on__lte=last)


def cases(unit, year: int, until: date) -> Found:
    """F3, art. 26: accepted in the year and past due, finished or not; one that waits for a correction is not late."""
    own = PowerCase.objects.filter(unit=unit, accepted_on__year=year, accepted_on__lte=until)
    finished = Q(finished_on__gt=F("due_on"))
    waiting = Q(finished_on=None, is_paused=False, due_on__lt=until)
    return Found("本年受理{}件", own, (Part("超期{}件", finished | waiting),))


def _of_unit(unit, year: int) -> str:
    return f"{reverse('powers:index')}?unit={unit.pk}"


def _opens_power(user) -> Q:
    return Q(pk__in=powers_visible_to(user).order_by().values("pk"))


BASES = Source(bases, _opens_power, _of_unit)
PROCEDURES = Source(procedures, _opens_power, _of_unit)
CASES = Source(
    cases,
    lambda user: Q(pk__in=cases_visible_to(user).order_by().values("pk")),
    lambda unit, year: f"{reverse('powers:cases')}?unit={unit.pk}",
    with_names=("power",),
)
