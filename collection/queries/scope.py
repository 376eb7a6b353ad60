"""Whose forms and items a user types for, or receives."""

from django.db.models import Q

from core.gates import DISCIPLINE, Role


def typed_for(user) -> Q:
    """The forms and items of units for which the user may type (代录)."""
    town = Q(unit__in=user.reach(Role.INFORMATION_OFFICER), unit__is_direct_point=False)
    return town | Q(unit__in=user.reach(Role.CENTRE_OFFICER), unit__is_direct_point=True)


def received_by(user) -> Q:
    """The forms and items of units whose forms the user receives."""
    town = Q(unit__in=user.reach(*DISCIPLINE), unit__is_direct_point=False)
    return town | Q(unit__in=user.reach(Role.CENTRE_OFFICER), unit__is_direct_point=True)
