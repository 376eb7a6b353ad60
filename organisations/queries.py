"""Who is where, and who holds what."""

from django.db.models import Q

from core import clock
from core.gates import Role
from organisations.models import Person, Portfolio, Unit, User, in_force


def users_with(*roles: Role, unit: Unit):
    """Active users who hold one of the roles exactly at the unit today."""
    rows = in_force(clock.today(), "assignments__")
    return User.objects.filter(
        rows, assignments__role__in=roles, assignments__unit=unit, is_active=True
    ).distinct()


def users_reaching(*roles: Role, unit: Unit):
    """Active users whose role is given at the unit or anywhere above it."""
    line = [unit.pk, *unit.ancestors().order_by().values_list("pk", flat=True)]
    rows = in_force(clock.today(), "assignments__")
    return User.objects.filter(
        rows, assignments__role__in=roles, assignments__unit__in=line, is_active=True
    ).distinct()


def town_of(unit: Unit) -> Unit:
    """The town a unit belongs to: itself, or the nearest town above it."""
    return next(u for u in [unit, *reversed(list(unit.ancestors()))] if u.kind == "town")


def active_units(on):
    still = Q(active_until__isnull=True) | Q(active_until__gte=on)
    return Unit.objects.filter(still, active_from__lte=on)


def reporting_points(on):
    """Units that must report for a period that is open on the day (art. 36)."""
    return active_units(on).filter(is_reporting_point=True)


def head_of(unit: Unit, on=None) -> Person | None:
    """The person who holds the unit's main post on the day."""
    on = on or clock.today()
    held = in_force(on, "appointments__")
    return Person.objects.filter(held, appointments__post__unit=unit, appointments__post__is_head=True).first()


def leader_in_charge(unit: Unit, on=None) -> Person | None:
    """包村领导 of a village, or whoever's portfolio includes the department (art. 18)."""
    if unit.sponsor_id:
        return unit.sponsor
    portfolio = Portfolio.objects.filter(in_force(on or clock.today()), department=unit).first()
    return portfolio.person if portfolio else None
