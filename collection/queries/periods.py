"""The periods, and who must report for them."""

from collection.enums import TO_FILL, FormStatus, PeriodKind, ReportKind
from collection.models import CollectionForm, Period, PeriodReport
from core.dates import Quarter
from organisations.enums import UnitKind
from organisations.queries import active_units, reporting_points


def latest_quarter() -> Quarter | None:
    latest = Period.objects.filter(kind=PeriodKind.QUARTER).order_by("-code").first()
    return Quarter.parse(latest.code) if latest else None


def first_quarter() -> Quarter | None:
    """The quarter in which the town began to report upward."""
    first = Period.objects.filter(kind=PeriodKind.QUARTER, asks_for_reports=True).order_by("code").first()
    return Quarter.parse(first.code) if first else None


def latest_half_year() -> Period | None:
    return Period.objects.filter(kind=PeriodKind.HALF_YEAR).order_by("-code").first()


def towns(on):
    return active_units(on).filter(kind=UnitKind.TOWN)


def reporting_units(on):
    """Who writes for a half year: the reporting points of the day and the towns above them (art. 38)."""
    return reporting_points(on) | towns(on)


def units_without_report(period: Period, on):
    """Units of the day that were there in the half year and have no report on it, or one that was stopped."""
    have = PeriodReport.objects.filter(period=period).exclude(status=FormStatus.STOPPED)
    units = reporting_units(on).filter(active_from__lte=period.last_day)
    return units.exclude(pk__in=have.values("unit"))


def quarters_to_consolidate(on) -> list[Period]:
    """Quarters that have ended and a town has not consolidated yet, the oldest first."""
    asked = Period.objects.filter(kind=PeriodKind.QUARTER, asks_for_reports=True)
    ended = asked.filter(code__lt=Quarter.containing(on).code)
    done = set(_consolidations().order_by().values_list("period", "unit"))
    every = list(towns(on))
    return [
        period
        for period in ended.order_by("code")
        if any((period.pk, town.pk) not in done and town.active_from <= period.last_day for town in every)
    ]


def towns_without_consolidation(period: Period, on):
    have = _consolidations().filter(period=period)
    return towns(on).filter(active_from__lte=period.last_day).exclude(pk__in=have.values("unit"))


def _consolidations():
    return PeriodReport.objects.filter(kind=ReportKind.CONSOLIDATED).exclude(status=FormStatus.STOPPED)


def points_without_form(quarter: Quarter, on):
    """Reporting points of the day that were there in the quarter and have no form for it, or one that was stopped."""
    have = CollectionForm.objects.filter(period__code=quarter.code).exclude(status=FormStatus.STOPPED)
    points = reporting_points(on).filter(active_from__lte=quarter.last_day)
    return points.exclude(pk__in=have.values("unit"))


def to_stop(on):
    """Unfiled forms of units that report no more."""
    return CollectionForm.objects.filter(status__in=TO_FILL).exclude(unit__in=reporting_points(on))


def reports_to_stop(on):
    """Unsent reports of units that report no more."""
    return PeriodReport.objects.filter(status__in=TO_FILL).exclude(unit__in=reporting_units(on))
