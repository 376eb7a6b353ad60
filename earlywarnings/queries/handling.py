"""The handlings …"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from collection import queries as items
from collection.enums import ItemStatus
from core import clock
from core.gates import DISCIPLINE, Role
from documents.queries import attachments_of
from earlywarnings.enums import TriageDecision
from earlywarnings.enums.handling import IN_PROGRESS, TOOK_PLACE, HandlingStatus
from earlywarnings.models.handling import Handling, Milestone
from earlywarnings.queries import warnings
from earlywarnings.queries.triaging import LAST_DECISION
from organisations.enums import UnitKind
from organisations.models import Person, User
from organisations.queries import active_units


def visible_to(user):
    """Staff see their town's; the person, once it took place; the unit's head, once recorded as informed.

    Nobody else does: neither leaders nor the centre. Before it takes place the person sees nothing, whatever else
    they are.
    """
    staff = Q(unit__in=user.reach(*DISCIPLINE))
    own = Q(person=user.person_id)
    informed = Q(unit__in=user.own_units(Role.UNIT_HEAD), head_informed_on__isnull=False)
    seen = Handling.objects.filter(staff | own | informed).exclude(person=user.person_id, known_on=None)
    return seen.select_related("person__unit", "unit")


def whole(handlings):
    """With everything the record page asks of one."""
    related = ("item__unit", "warning__number", "warning__unit", "previous", "opened_by__person")
    more = ("assessed_by__person", "explained_by__person")
    return with_attendance(handlings).select_related("person__unit", "unit", *related, *more)


def with_attendance(handlings):
    """Each with `attended`: whether the person has an account to write with."""
    accounts = User.objects.filter(person=OuterRef("person"), is_active=True)
    return handlings.annotate(attended=Exists(accounts)).prefetch_related("milestones")


def attendance_of(handling):
    return with_attendance(Handling.objects.filter(pk=handling.pk)).get()


def in_progress(handlings):
    """Those that still wait for somebody, with what the question of the next step needs."""
    return with_attendance(handlings.filter(status__in=IN_PROGRESS))


def under_way(handlings):
    return handlings.filter(status__in=IN_PROGRESS)


def late(handlings, on: date):
    """Those whose next day has passed: a talk not held, an explanation not given, a milestone not met."""
    missed = Milestone.objects.filter(handling=OuterRef("pk"), met_on=None, due_on__lt=on)
    waiting = Q(status=HandlingStatus.PENDING, planned_on__lt=on)
    return handlings.filter(waiting | Q(Exists(missed), status=HandlingStatus.RECTIFYING))


def tally(handlings, on: date) -> dict[str, int]:
    return {
        "every": handlings.count(),
        "in_progress": handlings.filter(status__in=IN_PROGRESS).count(),
        "late": late(handlings, on).count(),
    }


def matching(handlings, search: str):
    """Those that hold every word of the search: in the name, the unit, the matter or the post."""
    for word in search.split():
        found = Q()
        for field in ("person__name", "unit__name", "reason", "post_text"):
            found |= Q(**{f"{field}__icontains": word})
        handlings = handlings.filter(found)
    return handlings


def listed(handlings):
    return handlings.prefetch_related("milestones")


def units_to_handle(user):
    """Enterprises only report (art. 36)."""
    units = active_units(clock.today()).filter(pk__in=user.reach(*DISCIPLINE))
    return units.exclude(kind=UnitKind.ENTERPRISE)


def people_to_handle(unit, user, only: int | None = None):
    """The unit's people, but never oneself; or just the one who was handled before."""
    people = Person.objects.filter(unit=unit).exclude(pk=user.person_id).select_related("unit")
    return people.filter(pk=only) if only else people


def items_to_talk(user):
    """Items judged to need a talk, for which nothing has been recorded yet; oldest first."""
    judged = items.judged_by(user).annotate(decided=Subquery(LAST_DECISION))
    waiting = judged.filter(status=ItemStatus.TRIAGED, decided=TriageDecision.TALK, handlings=None)
    return waiting.exclude(subject_unit__kind=UnitKind.ENTERPRISE).order_by("entered_at", "pk")


def needs_talk(user, item) -> bool:
    return items_to_talk(user).filter(pk=item.pk).exists()


def hanging_on(thing, user):
    """The reader's handlings that came of an item or of a warning, or followed an earlier one."""
    paths = {
        "collection.informationitem": "item",
        "earlywarnings.earlywarning": "warning",
        "earlywarnings.handling": "previous",
    }
    path = paths.get(thing._meta.label_lower)
    return visible_to(user).filter(**{path: thing.pk}) if path else Handling.objects.none()


def of_the_same_person(handling, user):
    return visible_to(user).filter(person=handling.person_id).exclude(pk=handling.pk)


def milestones_of(user):
    """The milestones of the plans the reader may see, each with its plan."""
    plans = visible_to(user).filter(status__in=TOOK_PLACE)
    return Milestone.objects.filter(handling__in=plans).select_related("handling")


def papers_of(handling):
    """The signed record and what else was scanned in."""
    return attachments_of(handling)


def paper_of(handling, pk: int):
    return papers_of(handling).filter(pk=pk).first()


def has_next(handling) -> bool:
    return Handling.objects.filter(previous=handling.pk).exists()


def sources(user, *, item: str = "", warning: str = "", previous: str = "") -> dict:
    """What a new handling comes of, of the numbers of the address those the user may work with; None for the others."""
    return {
        "item": _one(items.judged_by(user).filter(status=ItemStatus.TRIAGED), item),
        "warning": _one(warnings.visible_to(user).prefetch_related("measures"), warning),
        "previous": _one(visible_to(user), previous),
    }


def _one(things, pk: str):
    usable = pk.isascii() and pk.isdigit() and len(pk) < 18
    return things.filter(pk=pk).first() if usable else None
