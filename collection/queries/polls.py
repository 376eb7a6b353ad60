"""The polls, assessments and reviews of conduct …"""

from django.db.models import Sum

from collection.models import Poll
from core.gates import DISCIPLINE, Role
from organisations.models import Unit

POLL_READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD)


def polls_visible_to(user):
    """镇纪委, the leaders and the centre; and a head those about the unit: how people judge it is no secret from it."""
    units = user.reach(*POLL_READERS)
    return Poll.objects.filter(unit__in=units).select_related("unit", "recorded_by__person")


def polls_about(unit, year: int):
    """Held in the year about the unit, for its score (art. 37, 48)."""
    return Poll.objects.filter(unit=unit, held_on__year=year)


def satisfaction(unit, year: int) -> tuple[int, int]:
    """(satisfied, answered) in all of them: the score decides what to make of it."""
    totals = (
        polls_about(unit, year).order_by().aggregate(satisfied=Sum("satisfied"), answered=Sum("answered"))
    )
    return totals["satisfied"] or 0, totals["answered"] or 0


def units_polled_by(user) -> frozenset[int]:
    """About which units the user records results: those whose forms he receives."""
    direct = frozenset(Unit.objects.filter(is_direct_point=True).values_list("pk", flat=True))
    return user.reach(*DISCIPLINE) - direct | user.reach(Role.CENTRE_OFFICER) & direct
