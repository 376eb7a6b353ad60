"""The promises that …, the working-day calendar, and who stands where on a day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, cached_property

from django.db.models import Exists, OuterRef, QuerySet

from core.gates import DISCIPLINE, Role
from deadlines import rules
from deadlines.enums import State
from deadlines.models import CalendarDay, CalendarYear, Deadline, Extension, Told
from organisations.models import Appointment, Portfolio, RoleAssignment, Unit, User, in_force

LONGEST = max(rules.REMINDERS)


def visible_to(user) -> QuerySet[Deadline]:
    """镇纪委 sees the promises of every unit under it; others meet theirs on the owning app's pages."""
    return Deadline.objects.filter(unit__in=user.reach(*DISCIPLINE)).select_related("unit")


def open_to_see(user) -> QuerySet[Deadline]:
    """The open ones among them, the latest first."""
    return visible_to(user).filter(state=State.OPEN)


def still_open() -> QuerySet[Deadline]:
    return Deadline.objects.filter(state=State.OPEN)


def overdue(on: date) -> QuerySet[Deadline]:
    return still_open().filter(due_on__lt=on)


def past_its_day(things: QuerySet, on: date, *kinds: str) -> QuerySet:
    """Of the things, all of one model, those whose promise of one of the kinds is open and past its day."""
    promises = overdue(on).filter(kind__in=kinds, subject_type=things.model._meta.label_lower)
    return things.filter(Exists(promises.filter(subject_id=OuterRef("pk"))))


def to_be_told(on: date) -> QuerySet[Deadline]:
    """The open promises that have reached their first stage, however long ago."""
    return still_open().filter(due_on__lte=on + timedelta(days=LONGEST)).order_by("pk")


def of(*things) -> QuerySet[Deadline]:
    """Every promise ever made about the things, all of one model; the latest first."""
    label = things[0]._meta.label_lower
    ids = [thing.pk for thing in things]
    return Deadline.objects.filter(subject_type=label, subject_id__in=ids).order_by("-pk")


def open_for(*things) -> QuerySet[Deadline]:
    return of(*things).filter(state=State.OPEN)


def latest(kind: str, thing) -> Deadline | None:
    """The last promise of the kind about the thing, open or not."""
    return of(thing).filter(kind=kind).select_related("extension").first()


def was_extended(deadline: Deadline) -> bool:
    return Extension.objects.filter(deadline=deadline).exists()


def told_of(deadlines: Iterable[Deadline]) -> dict[int, set[tuple[date, int, int]]]:
    """For each promise the (due day, stage, recipient) already told."""
    told = defaultdict(set)
    rows = Told.objects.filter(deadline__in=deadlines).order_by()
    for pk, *key in rows.values_list("deadline_id", "due_on", "stage", "recipient_id"):
        told[pk].add(tuple(key))
    return told


def calendar() -> rules.Calendar:
    """The working-day calendar as it stands now."""
    days = CalendarDay.objects.order_by().values_list("date", "is_working", "note")
    years = CalendarYear.objects.order_by().values_list("year", "edition")
    return rules.Calendar({day: (working, note) for day, working, note in days}, dict(years))


def calendar_year(year: int) -> CalendarYear | None:
    return CalendarYear.objects.filter(year=year).first()


def calendar_years() -> list[int]:
    return list(CalendarYear.objects.order_by("-year").values_list("year", flat=True))


def calendar_spans(year: int) -> list[rules.Span]:
    """The days of the year that differ from the plain week."""
    days = CalendarDay.objects.filter(date__year=year).order_by("date")
    return rules.spans(days.values_list("date", "is_working", "note", "source"))


class Directory:
    """Who holds what on a day, read once in four queries, so that a sweep asks nobody twice. Answers are remembered."""

    def __init__(self, on: date):
        self._on = on
        self.units = {unit.pk: unit for unit in Unit.objects.order_by()}
        self.holding, self.reaching = cache(self.holding), cache(self.reaching)
        users = User.objects.filter(is_active=True).select_related("person").order_by("pk")
        self._by_person = {user.person_id: user for user in users}
        self._by_pk = {user.pk: user for user in self._by_person.values()}
        self._holders = defaultdict(list)
        rows = RoleAssignment.objects.filter(in_force(on)).order_by("user_id", "pk")
        for user_id, role, unit_id in rows.values_list("user_id", "role", "unit_id"):
            if user_id in self._by_pk:
                self._holders[role, unit_id].append(self._by_pk[user_id])
        portfolios = Portfolio.objects.filter(in_force(on), department__isnull=False).order_by("pk")
        self._overseers = dict(portfolios.values_list("department_id", "person_id"))

    def holding(self, *roles: Role, unit_id: int) -> list[User]:
        """Users who hold one of the roles exactly at the unit."""
        return _once(user for role in roles for user in self._holders[role, unit_id])

    def reaching(self, *roles: Role, unit_id: int) -> list[User]:
        """Users whose role is given at the unit or anywhere above it."""
        line = []
        while unit_id is not None:
            line.append(unit_id)
            unit_id = self.units[unit_id].parent_id
        return _once(user for pk in line for user in self.holding(*roles, unit_id=pk))

    def heading(self, unit_id: int) -> list[User]:
        """Who answers for the unit: its head; in a town, where nobody is given that role, the holders of its main posts."""
        leaders = self.holding(Role.TOWN_LEADER, unit_id=unit_id)
        return self.holding(Role.UNIT_HEAD, unit_id=unit_id) or [
            user for user in leaders if (unit_id, user.person_id) in self._main_holders
        ]

    @cached_property
    def _main_holders(self) -> set[tuple[int, int]]:
        """Asked for the first promise of a town, and for no other."""
        held = Appointment.objects.filter(in_force(self._on), post__is_head=True).order_by()
        return set(held.values_list("post__unit_id", "person_id"))

    def in_charge_of(self, unit_id: int) -> list[User]:
        """包村领导, or the leader whose portfolio includes the department (art. 18); empty without an account."""
        return self.of_people(self.units[unit_id].sponsor_id or self._overseers.get(unit_id))

    def of_people(self, *person_ids: int | None) -> list[User]:
        """The accounts of the people who have one."""
        return _once(self._by_person[pk] for pk in person_ids if pk in self._by_person)


def _once(users: Iterable[User]) -> list[User]:
    return list({user.pk: user for user in users}.values())


def ladder(deadline: Deadline, stage: int) -> list[User]:
    """采集员 → 单位负责人 → 包村领导／分管领导 → 镇纪委书记: each escalation one rung higher.

    A rung nobody stands on passes the word up, so that no stage falls silent.
    """
    who, unit_id = deadline.directory, deadline.unit_id
    rungs = (
        who.holding(Role.COLLECTOR, unit_id=unit_id),
        who.holding(Role.UNIT_HEAD, unit_id=unit_id),
        who.in_charge_of(unit_id),
        who.reaching(Role.DISCIPLINE_SECRETARY, unit_id=unit_id),
    )
    return next((users for users in rungs[rung(stage) :] if users), [])


def rung(stage: int) -> int:
    """0 for every reminder, 1 to 3 for the escalations."""
    return rules.ESCALATIONS.index(stage) + 1 if stage < 0 else 0
