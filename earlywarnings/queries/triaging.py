"""Items to judge, and what may be drafted from them."""

from django.db.models import Q

from collection import queries as items
from core import clock
from core.gates import DISCIPLINE, Role
from earlywarnings import rules
from organisations.enums import UnitKind
from organisations.models import Person, Unit
from organisations.queries import active_units
from riskpoints.enums import IN_REGISTER
from riskpoints.models import RiskPoint


def items_to_triage(user):
    """Items waiting for this user's judgement, oldest first."""
    return items.to_triage(user)


def items_judged_by(user):
    """Every item this user may judge or has lost to a colleague who was quicker."""
    return items.judged_by(user)


def items_chosen(user, ids) -> list:
    """Of the numbers of the address the items the user may still draft from."""
    wanted = {int(pk) for pk in ids if pk.isascii() and pk.isdigit() and len(pk) < 18}
    return list(items.to_triage(user).filter(pk__in=wanted))


def similar_to(item, user):
    """Items on the same person, post, power or risk point, or else the same unit, within a year."""
    same = Q(subject_unit=item.subject_unit_id)
    for name in ("subject_person", "subject_post", "power", "risk_point"):
        if value := getattr(item, f"{name}_id"):
            same |= Q(**{name: value})
    since = rules.similar_since(item.found_on)
    return items.items_visible_to(user).filter(same, found_on__gte=since).exclude(pk=item.pk)[:20]


def units_to_warn(user):
    """Enterprises only report (art. 36), and nobody warns a unit of their own."""
    units = active_units(clock.today()).filter(pk__in=user.reach(*DISCIPLINE))
    return units.exclude(kind=UnitKind.ENTERPRISE).exclude(pk__in=user.own_units(Role.UNIT_HEAD))


def people_to_warn(unit: Unit, user):
    return Person.objects.filter(unit=unit).exclude(pk=user.person_id)


def points_of(unit: Unit):
    return RiskPoint.objects.filter(unit=unit, status__in=IN_REGISTER)


def supervisors(user):
    """The discipline staff of the drafter's town."""
    return Person.objects.filter(is_discipline_staff=True, unit__in=user.reach(*DISCIPLINE))
