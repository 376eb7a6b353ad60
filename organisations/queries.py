"""Who is where, who holds what, and who may see it."""

from django.db.models import Prefetch, Q

from audit.queries import of as events_of
from core import clock
from core.gates import BUSINESS, DISCIPLINE, OFFICERS, Role
from core.registries import setting
from organisations import grants
from organisations.enums import NOT_DIRECTLY_MANAGED, UnitKind
from organisations.models import Appointment, Person, Portfolio, Post, RoleAssignment, Unit, User, in_force
from organisations.rules import Group

KEEPERS = (Role.SYSTEM_OFFICER, Role.SECURITY_OFFICER)  # of accounts
VILLAGES_TOO = "organisations.villages_four_not_direct"
COMINGS_AND_GOINGS = ("organisations.logged_in", "organisations.logged_out")
SEES_MANAGEMENT = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER)


# -- what the business asks ------------------------------------------------------------------------------


def users_with(*roles: Role, unit: Unit):
    """Active users who hold one of the roles exactly at the unit today."""
    rows = in_force(clock.today(), "assignments__")
    return User.objects.filter(
        rows, assignments__role__in=roles, assignments__unit=unit, is_active=True
    ).distinct()


def users_reaching(*roles: Role, unit: Unit):
    """Active users whose role is given at the unit or anywhere above it."""
    rows = in_force(clock.today(), "assignments__")
    return User.objects.filter(
        rows, assignments__role__in=roles, assignments__unit__in=_line_of(unit), is_active=True
    ).distinct()


def heads_of(unit: Unit):
    """The accounts that answer for the unit: its head's; in a town, where nobody is given that role, those of the 镇领导
    who hold its main posts."""
    if unit.kind != UnitKind.TOWN:
        return users_with(Role.UNIT_HEAD, unit=unit)
    held = in_force(clock.today(), "person__appointments__")
    mains = {"person__appointments__post__unit": unit, "person__appointments__post__is_head": True}
    return users_with(Role.TOWN_LEADER, unit=unit).filter(held, **mains)


def _line_of(unit: Unit) -> list[int]:
    """The unit and all above it. Every deed asks: reading two columns of a town's units is the quickest way to know."""
    above = dict(Unit.objects.order_by().values_list("pk", "parent_id"))
    line, pk = [], unit.pk
    while pk is not None:
        line.append(pk)
        pk = above[pk]
    return line


def active_units(on):
    return Unit.objects.filter(until_or_later("active_until", on), active_from__lte=on)


def reporting_points(on):
    """Units that must report for a period that is open on the day (art. 36)."""
    return active_units(on).filter(is_reporting_point=True)


def head_of(unit: Unit, on=None) -> Person | None:
    """The person who holds the unit's main post on the day."""
    held = in_force(on or clock.today(), "appointments__")
    return Person.objects.filter(
        held, appointments__post__unit=unit, appointments__post__is_head=True
    ).first()


def leading_group(unit: Unit, on=None) -> list[Person]:
    """Who leads the unit on the day: the holders of its main posts first, then whoever is in charge of something in it."""
    day = in_force(on or clock.today())
    heads = Appointment.objects.filter(day, post__unit=unit, post__is_head=True).values("person")
    charged = Portfolio.objects.filter(day, unit=unit).values("person")
    people = Person.objects.filter(Q(pk__in=heads) | Q(pk__in=charged))
    main = set(heads.values_list("person", flat=True))
    return sorted(people, key=lambda person: (person.pk not in main, person.pk))


def holders_of(posts) -> dict[int, list[Person]]:
    """Who holds each of the posts today, by the post's id."""
    held: dict[int, list[Person]] = {}
    for row in Appointment.objects.filter(in_force(clock.today()), post__in=posts).select_related("person"):
        held.setdefault(row.post_id, []).append(row.person)
    return held


def leader_in_charge(unit: Unit, on=None) -> Person | None:
    """包村领导 of a village, or whoever's portfolio includes the department (art. 18)."""
    if unit.sponsor_id:
        return unit.sponsor
    portfolio = Portfolio.objects.filter(in_force(on or clock.today()), department=unit).first()
    return portfolio.person if portfolio else None


# -- periods ---------------------------------------------------------------------------------------------


def until_or_later(field: str, day) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": day})


def sharing_days(rows, start, end=None):
    """The rows whose starts_on–ends_on shares a day with start–end; None goes on for ever."""
    rows = rows.filter(until_or_later("ends_on", start))
    return rows if end is None else rows.filter(starts_on__lte=end)


# -- art. 27 ---------------------------------------------------------------------------------------------


def group_of(unit: Unit, **changed) -> Group:
    """The unit as art. 27 looks at it, or as it would look once changed."""
    return Group(
        changed.get("kind", unit.kind),
        changed.get("has_leading_group", unit.has_leading_group),
        setting(VILLAGES_TOO, False),
    )


def head_appointments(unit: Unit):
    return Appointment.objects.filter(post__unit=unit, post__is_head=True)


def is_head_between(person: Person, unit: Unit, start, end=None) -> bool:
    """Whether the person holds a main post of the unit on any day of the period."""
    return sharing_days(head_appointments(unit).filter(person=person), start, end).exists()


def of_four_areas(portfolios):
    """Of the portfolios those over an area that the unit's main leaders leave to others (rules.Group)."""
    over = portfolios.filter(field__in=NOT_DIRECTLY_MANAGED, unit__has_leading_group=True)
    return over if setting(VILLAGES_TOO, False) else over.exclude(unit__kind=UnitKind.VILLAGE)


def managed_directly(person: Person, unit: Unit, start, end=None):
    """The person's portfolios over one of the four areas of the unit, on any day of the period."""
    portfolios = Portfolio.objects.filter(person=person, unit=unit, field__in=NOT_DIRECTLY_MANAGED)
    return sharing_days(portfolios, start, end)


# -- who sees what ---------------------------------------------------------------------------------------


def maintained_by(user) -> frozenset[int]:
    """Ids of the units whose register the user keeps: 预警信息员 in the town, the centre its own."""
    return user.reach(Role.INFORMATION_OFFICER) | user.own_units(Role.CENTRE_OFFICER)


def seen_by(user) -> frozenset[int]:
    """Ids of the units whose people and posts the user sees: what the business roles reach, and what was lent."""
    return user.reach(*BUSINESS) | grants.lent(user, "inspect_unit", Unit)


def units_visible_to(user):
    people = ("parent", "sponsor", "supervision_head", "discipline_member")
    return Unit.objects.filter(pk__in=seen_by(user)).select_related(*people)


def tree():
    """Every unit that is still active, in the order of the tree; for business users its names are no secret."""
    return Unit.objects.with_tree_fields().filter(until_or_later("active_until", clock.today()))


def branches() -> list[tuple[str, list[Unit]]]:
    """The tree branch by branch: a unit and what lies directly below it. One query."""
    units = list(tree())
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)
    known = {unit.pk for unit in units}
    tops = [unit for unit in units if unit.parent_id not in known]
    return [("最上级", tops), *((str(unit), below[unit.pk]) for unit in units if unit.pk in below)]


def people_visible_to(user):
    return Person.objects.filter(unit__in=seen_by(user)).select_related("unit")


def posts_visible_to(user):
    return Post.objects.filter(unit__in=seen_by(user)).select_related("unit")


def appointments_visible_to(user):
    return Appointment.objects.filter(post__unit__in=seen_by(user)).select_related("post__unit", "person")


def portfolios_visible_to(user):
    return Portfolio.objects.filter(unit__in=seen_by(user)).select_related("person", "unit", "department")


def accounts_visible_to(user):
    """Accounts are looked after by the system and security officers of the unit or above it."""
    return User.objects.filter(person__unit__in=user.reach(*KEEPERS)).select_related("person__unit")


def accounts_with_roles(user):
    """The list of accounts, each with `roles`: its role rows in force today. Two queries."""
    today = RoleAssignment.objects.filter(in_force(clock.today())).select_related("unit").order_by("pk")
    return accounts_visible_to(user).prefetch_related(Prefetch("assignments", today, to_attr="roles"))


def assignments_visible_to(user):
    rows = RoleAssignment.objects.filter(unit__in=user.reach(*KEEPERS))
    return rows.select_related("user__person", "unit")


def people_without_account(user):
    return Person.objects.filter(unit__in=user.reach(Role.SYSTEM_OFFICER), user=None).select_related("unit")


def deeds_on(account: User):
    """What was done to the account: whoever looks after it has no business with its comings and goings."""
    return events_of(account).exclude(verb__in=COMINGS_AND_GOINGS)


# -- roles -----------------------------------------------------------------------------------------------


def roles_between(user, start, end=None):
    """Role rows of the user that share a day with the period."""
    return sharing_days(RoleAssignment.objects.filter(user=user), start, end)


def is_the_last(user) -> Role | None:
    """The officer role nobody else could carry on with, if the account were gone today."""
    today = in_force(clock.today())
    for role in user.assignments.filter(today, role__in=OFFICERS).values_list("role", flat=True):
        others = RoleAssignment.objects.filter(today, role=role, user__is_active=True).exclude(user=user)
        if not others.exists():
            return Role(role)
    return None


def possible_inspectors(user):
    """Whom the discipline body can lend a unit: active members who work in its town."""
    held = in_force(clock.today(), "assignments__")
    members = User.objects.filter(
        held,
        assignments__role__in=BUSINESS,
        is_active=True,
        person__unit__in=user.reach(*DISCIPLINE),
    )
    return members.select_related("person__unit").distinct()


# -- what the pages show ---------------------------------------------------------------------------------


def posts_of(unit: Unit):
    """The unit's posts, each with `current`: who holds it today. Two queries."""
    today = Appointment.objects.filter(in_force(clock.today())).select_related("person").order_by("starts_on")
    return unit.posts.order_by("-is_head", "pk").prefetch_related(
        Prefetch("appointments", today, to_attr="current")
    )


def post_names(units) -> list[str]:
    """What the posts of the units are called, each name once."""
    return sorted(
        set(Post.objects.filter(unit__in=[unit.pk for unit in units]).values_list("name", flat=True))
    )


def portfolios_of(unit: Unit):
    """Who is in charge of what in the unit today or later."""
    rows = unit.portfolios.filter(until_or_later("ends_on", clock.today()))
    return rows.select_related("person", "department").order_by("person__sort_key", "field", "pk")


def overseers_of(unit: Unit):
    """The leaders whose portfolio includes the unit today."""
    return unit.overseers.filter(in_force(clock.today())).select_related("person")


def roles_of(account: User):
    """The account's role rows that are not over, the present ones first."""
    rows = account.assignments.filter(until_or_later("ends_on", clock.today()))
    return rows.select_related("unit").order_by("starts_on", "pk")
