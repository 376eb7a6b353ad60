"""Whose forms and items a user types for, or receives."""

from django.db.models import Q

from core.gates import DISCIPLINE, Role
from organisations.enums import UnitKind

TOWNS = Q(unit__kind=UnitKind.TOWN)


def typed_for(user) -> Q:
    """The forms and items of units for which the user may type (代录)."""
    town = Q(unit__in=user.reach(Role.INFORMATION_OFFICER), unit__is_direct_point=False)
    return town | Q(unit__in=user.reach(Role.CENTRE_OFFICER), unit__is_direct_point=True)


def received_by(user) -> Q:
    """The forms and items of units whose forms the user receives."""
    town = Q(unit__in=user.reach(*DISCIPLINE), unit__is_direct_point=False)
    return town | Q(unit__in=user.reach(Role.CENTRE_OFFICER), unit__is_direct_point=True)


def reports_written_by(user) -> Q:
    """The reports that are this user's own to write: a collector's unit's, and the town's for 镇纪委."""
    own = Q(unit__in=user.own_units(Role.COLLECTOR)) & ~TOWNS
    return own | Q(unit__in=user.reach(*DISCIPLINE)) & TOWNS


def reports_typed_for(user) -> Q:
    """The reports of units for which the user may type (代录)."""
    return typed_for(user) & ~TOWNS


def reports_received_by(user) -> Q:
    """From unit to town, from town to centre, from a direct point straight to the centre (art. 38)."""
    town = Q(unit__in=user.reach(*DISCIPLINE), unit__is_direct_point=False) & ~TOWNS
    return town | Q(unit__in=user.reach(Role.CENTRE_OFFICER)) & (TOWNS | Q(unit__is_direct_point=True))
