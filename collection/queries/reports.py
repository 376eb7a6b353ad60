"""The reports on a period …

That a report was sent is one question (reports_visible_to), what it says another (access.may_read_report).
"""

from django.db.models import Q

from collection.enums import TO_FILL, FormStatus
from collection.models import PeriodReport
from collection.queries.forms import OVERSEERS
from collection.queries.scope import reports_received_by, reports_typed_for, reports_written_by
from core.figures import Scope
from core.gates import Role
from organisations.models import Unit


def reports_visible_to(user):
    """That a report is due, was sent or is missing: whoever knows it of the forms (art. 38)."""
    units = user.reach(*OVERSEERS) | user.own_units(Role.COLLECTOR)
    return PeriodReport.objects.filter(unit__in=units).select_related("period", "unit", "written_by__person")


def reports_read_by(user):
    """Those whose numbers and words the user may read: who writes, who types for the unit, who receives."""
    readers = reports_written_by(user) | reports_typed_for(user) | reports_received_by(user)
    return reports_visible_to(user).filter(readers)


def reports_to_write(user):
    """Unsent ones that are the user's own to write, the most urgent first."""
    return _unsent(reports_visible_to(user).filter(reports_written_by(user)))


def reports_to_chase(user, today):
    """Overdue ones the user may type in: the village says by telephone what it has to say."""
    return _unsent(reports_visible_to(user).filter(reports_typed_for(user), due_on__lt=today))


def reports_to_receive(user):
    """Sent ones that wait to be accepted by this user; not those the user wrote."""
    waiting = reports_visible_to(user).filter(reports_received_by(user), status=FormStatus.SUBMITTED)
    return waiting.exclude(written_by=user)


def _unsent(reports):
    return reports.filter(status__in=TO_FILL).order_by("due_on", "pk")


def scope_of(report) -> Scope:
    """The unit itself; a town with everything in it but the direct points, which report past it (art. 36)."""
    units = (report.unit_id,)
    if report.is_towns:
        below = Unit.objects.descendants(report.unit, include_self=True)
        units = tuple(below.filter(~Q(is_direct_point=True)).order_by("pk").values_list("pk", flat=True))
    return Scope(units, report.period.span, report.is_towns)
