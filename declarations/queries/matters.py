"""The reports of personal matters …

Every page, list, count and message asks `visible_to`: nothing else reads them.
"""

from django.db.models import Exists, OuterRef, Q

from audit.queries import of as events_of
from core import clock
from core.gates import BUSINESS, DISCIPLINE, OFFICERS, Role
from declarations.enums import LENDERS, OPEN, READERS, Addressee, MatterStatus, NoteKind
from declarations.models import MatterReport
from declarations.queries.commitments import attends, people_with_account
from declarations.rules import matters as rules
from organisations import grants
from organisations.enums import UnitKind
from organisations.models import Person, RoleAssignment, Unit, User, in_force
from organisations.queries import users_reaching

NEAR = (Role.UNIT_HEAD, Role.COLLECTOR)  # of the reporter's own unit: they do not handle the report
PERM = "handle_matterreport"
OPENED = "declarations.matter_opened"


def visible_to(user):
    """The reporter; those it is addressed to; and whom it was lent to. No role reaches further."""
    seen = Q(person=user.person_id) | _addressed(user) | Q(pk__in=lent_to(user))
    return MatterReport.objects.filter(seen).select_related("person", "unit")


def _addressed(user) -> Q:
    """What the user's own office reads; never what the user reports."""
    found = Q(pk__in=[])
    for addressee, roles in READERS.items():
        if reached := user.reach(*roles):
            found |= Q(addressee=addressee, unit__in=reached)
    return found & ~Q(person=user.person_id)


def lent_to(user) -> frozenset[int]:
    """A loan ends with the work in the town: an officer of the system keeps none, nor who comes near the reporter."""
    if not user.holds(*BUSINESS):
        return frozenset()
    lent, near = grants.lent(user, PERM, MatterReport), user.own_units(*NEAR)
    if not lent or not near:
        return lent
    far = MatterReport.objects.filter(pk__in=lent).exclude(unit__in=near)
    return frozenset(far.order_by().values_list("pk", flat=True))


def own(user):
    return MatterReport.objects.filter(person=user.person_id).select_related("person", "unit")


def addressed_to(user):
    return MatterReport.objects.filter(_addressed(user)).select_related("person", "unit")


def listed(user):
    """The list of whoever reads reports: what is addressed to them and what was lent to them, never their own."""
    seen = (_addressed(user) | Q(pk__in=lent_to(user))) & ~Q(person=user.person_id)
    return MatterReport.objects.filter(seen).select_related("person", "unit")


def waiting_to_be_read(user):
    """Without what the user typed: somebody else reads it."""
    typed = Q(on_behalf=True, entered_by=user.pk)
    return addressed_to(user).filter(status=MatterStatus.REPORTED).exclude(typed)


def to_supplement(user):
    """The user's own, and those of people without an account that the user typed."""
    theirs = Q(person=user.person_id) | Q(on_behalf=True, entered_by=user.pk)
    return MatterReport.objects.filter(theirs, status=MatterStatus.TO_SUPPLEMENT)


def lent_and_open(user):
    return MatterReport.objects.filter(pk__in=lent_to(user), status__in=OPEN)


def whole(reports):
    return reports.select_related("entered_by__person").prefetch_related("notes__written_by__person")


def notes_shown_to(user, report: MatterReport) -> list:
    """The reporter reads what was asked and answered, not what the readers remarked among themselves."""
    own = user.person_id == report.person_id
    return [note for note in report.notes.all() if not (own and note.kind == NoteKind.REMARK)]


def units_in(reports):
    """A list of names is knowledge too: only units somebody reported from."""
    return Unit.objects.filter(pk__in=reports.order_by().values("unit"))


def years_in(reports) -> list[int]:
    return sorted(
        {day.year for day in reports.order_by().values_list("reported_on", flat=True)}, reverse=True
    )


# -- to whom ---------------------------------------------------------------------------------------------


def addressee_of(person: Person) -> Addressee:
    """Whoever holds a discipline role counts as its staff, marked in the register or not."""
    held = RoleAssignment.objects.filter(in_force(clock.today()), user__person=person, user__is_active=True)
    roles = set(held.values_list("role", flat=True))
    return rules.addressee(
        is_staff=person.is_discipline_staff or bool(roles & set(DISCIPLINE)),
        is_secretary=Role.DISCIPLINE_SECRETARY in roles,
    )


def readers_of(report: MatterReport):
    return users_reaching(*READERS[Addressee(report.addressee)], unit=report.unit).exclude(
        person=report.person_id
    )


def has_readers(person: Person) -> bool:
    return users_reaching(*DISCIPLINE, unit=person.unit).exists()


def people_to_type_for(user):
    """People without an account in the town; never its own discipline staff, who are read by others."""
    people = Person.objects.filter(unit__in=user.reach(Role.INFORMATION_OFFICER), is_discipline_staff=False)
    people = people.exclude(pk__in=people_with_account().values("pk")).exclude(unit__kind=UnitKind.CENTRE)
    return people.select_related("unit").order_by("unit__position", "unit_id", "sort_key", "pk")


def reporter_attends(report: MatterReport) -> bool:
    return attends(report.person)


# -- the named handler -----------------------------------------------------------------------------------


def possible_handlers(user, report: MatterReport):
    """Members of the town or the centre; not the reporter, nor who heads or reports for the reporter's unit."""
    today = clock.today()
    near = RoleAssignment.objects.filter(
        in_force(today),
        user=OuterRef("pk"),
        role__in=NEAR,
        unit=report.unit_id,
    )
    officers = RoleAssignment.objects.filter(in_force(today), user=OuterRef("pk"), role__in=OFFICERS)
    members = User.objects.filter(
        in_force(today, "assignments__"),
        ~Exists(near),
        ~Exists(officers),
        assignments__role__in=BUSINESS,
        is_active=True,
        person__unit__in=user.reach(*LENDERS[Addressee(report.addressee)]),
    )
    readers = readers_of(report).values("pk")
    members = members.exclude(person=report.person_id).exclude(pk__in=readers)
    return members.select_related("person__unit").distinct()


def loans_of(report: MatterReport):
    return grants.loans_of(report, PERM)


def was_opened_today(report: MatterReport, user) -> bool:
    day = clock.today()
    return events_of(report).filter(verb=OPENED, actor_id=user.pk, at__date=day).exists()
