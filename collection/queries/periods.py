"""The periods, and who must report for them."""

from collection.enums import TO_FILL, FormStatus, PeriodKind
from collection.models import CollectionForm, Period
from core.dates import Quarter
from organisations.queries import reporting_points


def latest_quarter() -> Quarter | None:
    latest = Period.objects.filter(kind=PeriodKind.QUARTER).order_by("-code").first()
    return Quarter.parse(latest.code) if latest else None


def points_without_form(quarter: Quarter, on):
    """Reporting points of the day that were there in the quarter and have no form for it, or one that was stopped."""
    have = CollectionForm.objects.filter(period__code=quarter.code).exclude(status=FormStatus.STOPPED)
    points = reporting_points(on).filter(active_from__lte=quarter.last_day)
    return points.exclude(pk__in=have.values("unit"))


def to_stop(on):
    """Unfiled forms of units that report no more."""
    return CollectionForm.objects.filter(status__in=TO_FILL).exclude(unit__in=reporting_points(on))
