"""The measures a user sees."""

from django.db.models import F

from riskpoints.models import ControlMeasure, MeasureExecution
from riskpoints.queries.register import visible_to


def measures_seen(user):
    """The measures of every point the user sees."""
    return ControlMeasure.objects.filter(risk_point__in=visible_to(user)).select_related("risk_point__unit")


def measures_with_executions(point):
    """The point's measures, those in force first, each with what was done about it."""
    measures = point.measures.select_related("responsible").prefetch_related("executions")
    return measures.order_by(F("ends_on").asc(nulls_first=True), "pk")


def executions_of(measures):
    return MeasureExecution.objects.filter(measure__in=measures).select_related("measure__risk_point")
