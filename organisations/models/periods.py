"""Rows that hold from a day until a day."""

from django.db import models
from django.db.models import F, Q


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        violation_error_message="结束日期不能早于开始日期。",
    )


def in_force(on, prefix: str = "") -> Q:
    """Rows with starts_on/ends_on that are in force on the day, both days included."""
    started = Q(**{f"{prefix}starts_on__lte": on})
    not_over = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    return started & not_over
