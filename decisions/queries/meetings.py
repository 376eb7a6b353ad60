"""The meetings, who was called and who came …"""

from django.db.models import Q

from core import clock
from core.gates import Role
from decisions.enums import MeetingStatus, Outcome, Presence, Seat, Status
from decisions.models import AgendaItem, Attendance, Meeting
from decisions.queries.items import KEEPERS
from organisations import queries as organisations
from organisations.enums import UnitKind
from organisations.models import Person, User, in_force
from organisations.queries import active_units
from rulebook.queries import settings_in_force

RECORDERS = (*KEEPERS, Role.UNIT_HEAD, Role.COLLECTOR)


def units_to_meet(user):
    """Units whose leading group the user may call together: towns, and departments or villages that have one."""
    units = active_units(clock.today()).filter(pk__in=user.reach(*KEEPERS))
    return units.filter(Q(kind=UnitKind.TOWN) | Q(has_leading_group=True))


def leading_group(unit) -> list[Person]:
    """Who usually sits in: the members of the last meeting, or else the holders of the main posts and of portfolios."""
    last = Meeting.objects.filter(unit=unit).exclude(status=MeetingStatus.CANCELLED).first()
    if last and (known := [row.person for row in seats_of(last, Seat.MEMBER)]):
        return sorted(known, key=lambda person: person.pk != last.chair_id)
    return organisations.leading_group(unit)


def discipline_staff_of(unit) -> list[Person]:
    """Whoever usually stands for 纪委: its secretary, or else the first of its staff."""
    staff = Person.objects.filter(unit=unit, is_discipline_staff=True).order_by("pk")
    secretaries = staff.filter(user__assignments__role=Role.DISCIPLINE_SECRETARY).distinct()
    return list(secretaries[:1] or staff[:1])


def people_to_call(unit):
    """Anybody in the unit or in one below it may sit in."""
    below = type(unit).objects.descendants(unit, include_self=True).values("pk")
    return Person.objects.filter(unit__in=below).select_related("unit").order_by("unit__position", "pk")


def accounts_to_record(unit):
    below = type(unit).objects.descendants(unit, include_self=True).values("pk")
    rows = in_force(clock.today(), "assignments__")
    able = User.objects.filter(rows, assignments__role__in=RECORDERS, person__unit__in=below, is_active=True)
    return able.select_related("person__unit").distinct().order_by("person__unit__position", "pk")


def attendances_of(meeting):
    return meeting.attendances.select_related("person__unit").order_by("position")


def seats_of(meeting, *seats) -> list[Attendance]:
    return [row for row in attendances_of(meeting) if row.seat in seats]


def present_members(meeting) -> list[Person]:
    return [row.person for row in seats_of(meeting, Seat.MEMBER) if row.presence == Presence.PRESENT]


def discipline_in(attendances) -> list[Attendance]:
    """Those present who stand for 纪委: called as its supervisor, or one of its staff among the members (art. 29)."""
    return [
        row
        for row in attendances
        if row.presence == Presence.PRESENT
        and (row.seat == Seat.SUPERVISOR or row.person.is_discipline_staff)
    ]


def agenda_of(meeting):
    return meeting.items.select_related("unit", "leader", "matter", "confirms").order_by("position", "pk")


def under_way(meeting):
    return meeting.items.filter(status=Status.UNDER_WAY).first()


def next_position(meeting) -> int:
    last = meeting.items.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1


def values() -> dict:
    """The settings of the day, for whoever needs several of them. One query."""
    return settings_in_force(clock.today())


def emergencies_to_confirm(unit):
    """Emergency decisions of the unit's meetings that no later meeting has confirmed."""
    taken = AgendaItem.objects.filter(meeting__unit=unit, status=Status.DECIDED, outcome=Outcome.PASSED)
    urgent = taken.exclude(emergency_reason="", meeting__is_emergency=False)
    coming = AgendaItem.objects.filter(
        Q(status__in=(Status.SCHEDULED, Status.UNDER_WAY)) | Q(outcome=Outcome.PASSED), confirms__isnull=False
    )
    return urgent.exclude(pk__in=coming.values("confirms")).filter(confirms=None).order_by("pk")
