"""The tasks that resolutions asked for …"""

from django.db.models import Q

from core import clock
from core.gates import Role
from decisions.enums import ABOUT_PEOPLE, Outcome, Status, TaskStatus
from decisions.models import AgendaItem, Task
from decisions.queries.items import KEEPERS, visible_to
from organisations.models import Unit
from organisations.queries import active_units, users_with


def tasks_visible_to(user):
    """Of the items the user reads; and a unit its own, also where the item is another's."""
    found = Task.objects.filter(Q(item__in=visible_to(user).order_by().values("pk")) | _of_the_unit(user))
    return found.select_related("unit", "item__meeting__unit", "item__unit")


def _of_the_unit(user) -> Q:
    """As with items, the collector has nothing of what is about people."""
    own = Q(unit__in=user.own_units(Role.UNIT_HEAD))
    typed = Q(unit__in=user.own_units(Role.COLLECTOR)) & ~Q(item__category__in=ABOUT_PEOPLE)
    return own | typed


def tasks_of(item):
    return item.tasks.select_related("unit").order_by("due_on", "pk")


def reads_item(user, item) -> bool:
    return visible_to(user).filter(pk=item.pk).exists()


def overdue_tasks(tasks):
    return tasks.filter(status=TaskStatus.OPEN, due_on__lt=clock.today())


def units_to_charge(meeting):
    """Its own unit and all below it."""
    below = Unit.objects.descendants(meeting.unit, include_self=True).values("pk")
    return active_units(clock.today()).filter(pk__in=below)


def units_with_tasks(user):
    return Unit.objects.filter(pk__in=tasks_visible_to(user).order_by().values("unit"))


def has_somebody(unit) -> bool:
    """Whether anybody in the unit can report for it with an own account."""
    return users_with(Role.UNIT_HEAD, Role.COLLECTOR, unit=unit).exists()


def tasks_waiting_for(user):
    """Open ones that the user reports on: of the own unit, and a town's own by its leaders. One query."""
    towns = Q(unit__in=user.own_units(*KEEPERS), item__meeting__unit__in=user.own_units(*KEEPERS))
    return Task.objects.filter(_of_the_unit(user) | towns, status=TaskStatus.OPEN).order_by("due_on", "pk")


def unconfirmed(user):
    """Emergency decisions of the meetings the user keeps that no later meeting has confirmed (art. 30). One query."""
    taken = AgendaItem.objects.filter(
        meeting__unit__in=user.reach(*KEEPERS), status=Status.DECIDED, outcome=Outcome.PASSED
    )
    hasty = taken.exclude(emergency_reason="", meeting__is_emergency=False)
    return hasty.exclude(confirmations__outcome=Outcome.PASSED).order_by("pk")
