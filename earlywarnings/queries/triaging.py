"""Items to judge, and what may be drafted from them."""

from django.db.models import OuterRef, Q, Subquery

from collection import queries as items
from collection.enums import ItemStatus
from core import clock
from core.gates import CENTRE, DISCIPLINE, Role
from earlywarnings import rules
from earlywarnings.enums import Body, Status, TriageDecision
from earlywarnings.models import EarlyWarning, Triage
from earlywarnings.queries.warnings import visible_to
from organisations.enums import UnitKind
from organisations.models import Person, Unit
from organisations.queries import active_units, leader_in_charge, users_reaching
from riskpoints.enums import IN_REGISTER
from riskpoints.models import RiskPoint

SIMILAR = 20
LAST_DECISION = Triage.objects.filter(item=OuterRef("pk")).order_by("-round").values("decision")[:1]


def items_to_triage(user):
    """Items waiting for this user's judgement, oldest first."""
    return items.to_triage(user)


def items_judged_by(user):
    """Every item this user may judge or has lost to a colleague who was quicker."""
    return items.judged_by(user)


def items_watched(user):
    """持续关注: judged, and to be taken up again when there is more to it."""
    return _watched(items.judged_by(user)).order_by("entered_at", "pk")


def is_watched(item) -> bool:
    last = item.triages.first()
    return item.status == ItemStatus.TRIAGED and last is not None and last.decision == TriageDecision.WATCH


def items_chosen(user, ids) -> list:
    """Of the numbers of the address the items the user may draft from: what waits, and what is watched."""
    wanted = {int(pk) for pk in ids if pk.isascii() and pk.isdigit() and len(pk) < 18}
    chosen = items.judged_by(user).filter(pk__in=wanted)
    waiting = chosen.filter(status=ItemStatus.REPORTED)
    return sorted([*waiting, *_watched(chosen)], key=lambda item: item.pk)


def _watched(judged):
    last = judged.annotate(decided=Subquery(LAST_DECISION))
    return last.filter(status=ItemStatus.TRIAGED, decided=TriageDecision.WATCH)


def triages_of(item):
    """What was decided about it before, the latest first."""
    return item.triages.select_related("decided_by__person")


def drafts_of(user):
    """The drafts of the user's own body, into which further items can still be put."""
    town = Q(body=Body.TOWN, unit__in=user.reach(*DISCIPLINE))
    upper = Q(body=Body.UPPER, unit__in=user.reach(*CENTRE))
    return visible_to(user).filter(town | upper, status=Status.DRAFT)


def items_of(warning, user):
    """The warning's own items that this user may judge, of which one can be taken out again."""
    return items.judged_by(user).filter(warnings=warning)


def resting_alone_on(warning):
    """Items no other warning rests on, unless that was discarded too."""
    rests = EarlyWarning.items.through.objects.exclude(earlywarning=warning.pk)
    others = rests.exclude(earlywarning__status=Status.DISCARDED).values("informationitem")
    return warning.items.exclude(pk__in=others).order_by("pk")


def similar_to(item, user):
    """Items on the same person, post, power, risk point or unit within a year, each with what makes it `alike`."""
    same = Q()
    for name in rules.ALIKE:
        if value := getattr(item, name):
            same |= Q(**{name: value})
    since = rules.similar_since(item.found_on)
    found = items.items_visible_to(user).filter(same, found_on__gte=since).exclude(pk=item.pk)
    near = list(found.annotate(decided=Subquery(LAST_DECISION))[:SIMILAR])
    for other in near:
        watched = other.status == ItemStatus.TRIAGED and other.decided == TriageDecision.WATCH
        other.alike = rules.likeness(item, other)
        other.is_open = other.status == ItemStatus.REPORTED or watched
        other.state = TriageDecision(other.decided).label if other.decided else other.get_status_display()
    return near


def units_to_warn(user):
    """Enterprises only report (art. 36), and nobody warns a unit of their own."""
    units = active_units(clock.today()).filter(pk__in=user.reach(*DISCIPLINE, *CENTRE))
    return units.exclude(kind__in=(UnitKind.ENTERPRISE, UnitKind.CENTRE)).exclude(pk__in=user.headed_units)


def people_to_warn(unit: Unit, user):
    return Person.objects.filter(unit=unit).exclude(pk=user.person_id)


def points_of(unit: Unit):
    return RiskPoint.objects.filter(unit=unit, status__in=IN_REGISTER)


def supervisors(user):
    """The discipline staff of the drafter's town, or the people of the upper body."""
    town = Q(is_discipline_staff=True, unit__in=user.reach(*DISCIPLINE))
    return Person.objects.filter(town | Q(unit__in=user.own_units(*CENTRE)))


def people_to_recuse(unit: Unit, user):
    """Who would see or handle a warning on the unit, and may have to stay out of it; whoever drafts it does not."""
    watching = users_reaching(*DISCIPLINE, *CENTRE, Role.TOWN_LEADER, unit=unit)
    in_charge = leader_in_charge(unit)
    people = Q(user__in=watching) | Q(pk=in_charge and in_charge.pk)
    return Person.objects.filter(people).exclude(pk=user.person_id).distinct()
