"""Locked out after failed logins: five for a name from one address, twenty for a name from anywhere.

Counting by address alone would lock a whole office that sits behind one proxy.
"""

from datetime import timedelta
from math import ceil

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.shortcuts import render

NAME_LIMIT = 20


class Handler(AxesDatabaseHandler):
    """The count of axes, raised to its limit once the name alone has failed too often."""

    def get_failures(self, request, credentials=None) -> int:
        failures = super().get_failures(request, credentials)
        recent = attempts(request, credentials).filter(attempt_time__gte=get_cool_off_threshold(request))
        everywhere = recent.aggregate(total=Sum("failures_since_start"))["total"] or 0
        return max(failures, settings.AXES_FAILURE_LIMIT) if everywhere >= NAME_LIMIT else failures


def attempts(request, credentials):
    return AccessAttempt.objects.filter(username=get_client_username(request, credentials))


def minutes_left(request, credentials) -> int:
    """Whole minutes until the last failure is old enough; never less than one."""
    last = attempts(request, credentials).aggregate(last=Max("attempt_time"))["last"]
    free_at = (last or request.axes_attempt_time) + timedelta(hours=settings.AXES_COOLOFF_TIME)
    return max(1, ceil((free_at - request.axes_attempt_time).total_seconds() / 60))


def locked_out(request, response=None, credentials=None, *args, **kwargs):
    """The page shown instead of the login form."""
    minutes = minutes_left(request, credentials)
    return render(request, "organisations/locked_out.html", {"minutes": minutes}, status=403)
