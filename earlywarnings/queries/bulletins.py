"""The bulletins …"""

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from core import clock
from core.dates import HalfYear, Quarter
from core.gates import CENTRE, DISCIPLINE, Role
from earlywarnings.enums import COUNTED, GIVEN_UP, OUT, Body, BulletinKind, BulletinStatus, Status
from earlywarnings.models import Bulletin, BulletinReader, EarlyWarning
from earlywarnings.queries.inspections import recused_from
from earlywarnings.queries.warnings import visible_to as warnings_visible_to
from organisations.enums import UnitKind
from organisations.models import Person, Post, Unit, User, in_force
from organisations.queries import active_units, users_reaching, users_with

QUARTERS_BACK, HALF_YEARS_BACK = 4, 2


def visible_to(user):
    """镇纪委 sees its town's, whom the case concerns not before it is out; everybody else only what is circulated to
    them, once it is issued.
    """
    staff = Q(unit__in=user.reach(*DISCIPLINE))
    circulated = Q(status__in=OUT) & Exists(BulletinReader.objects.filter(bulletin=OuterRef("pk"), user=user))
    seen = Bulletin.objects.filter(staff | circulated)
    return _with_names(seen.exclude(~Q(status__in=OUT) & concerning(user)))


def concerning(user) -> Q:
    """Whom the warning of the case names or has set aside, and who heads its unit, handles nothing of it."""
    named = Q(warning__person=user.person_id) | Q(warning__in=recused_from(user))
    return named | Q(warning__unit__in=user.headed_units)


def _with_names(bulletins):
    return bulletins.select_related("unit", "number", "warning__person", "warning__unit", "warning__number")


def listed(bulletins, user):
    """The latest first, each with how many were to read it, how many have, and whether this user has."""
    mine = BulletinReader.objects.filter(bulletin=OuterRef("pk"), user=user, opened_at=None)
    counts = {"read": Count("readers", filter=Q(readers__opened_at__isnull=False)), "sent": Count("readers")}
    return bulletins.annotate(**counts, unread=Exists(mine)).order_by("-drafted_on", "-pk")


def whole(bulletins):
    """With everything the record page asks of one."""
    related = bulletins.select_related("drafted_by__person", "approved_by", "issued_by__person")
    return related.prefetch_related(
        "units", "warning__recused", Prefetch("people", User.objects.select_related("person__unit"))
    )


def in_progress(bulletins):
    """Those that wait for somebody's next step."""
    waiting = bulletins.exclude(status__in=(*OUT, BulletinStatus.DISCARDED))
    return waiting.prefetch_related("warning__recused")


def matching(bulletins, search: str):
    for word in search.split():
        bulletins = bulletins.filter(Q(title__icontains=word) | Q(number__text__icontains=word))
    return bulletins


def with_original(user):
    """Issued and not withdrawn: the files may be had."""
    return visible_to(user).filter(status=BulletinStatus.ISSUED).select_related("document__number")


def readers_of(bulletin):
    return bulletin.readers.select_related("user__person").order_by(
        F("opened_at").asc(nulls_first=True), "pk"
    )


def reader_row(bulletin, user) -> BulletinReader | None:
    return bulletin.readers.filter(user=user).first()


def withdrawn_on(document):
    """The day the bulletin of this paper was withdrawn, for whoever checks it; None while it stands."""
    withdrawn = Bulletin.objects.filter(document=document.pk, status=BulletinStatus.WITHDRAWN)
    return withdrawn.values_list("given_up_on", flat=True).first()


# -- what may be drafted ---------------------------------------------------------------------------------


def cases_to_tell(user):
    """Closed warnings without a bulletin that do not concern the user."""
    told = Bulletin.objects.exclude(status__in=GIVEN_UP).filter(kind=BulletinKind.CASE)
    seen = warnings_visible_to(user).filter(unit__in=user.reach(*DISCIPLINE))
    closed = seen.filter(status=Status.CLOSED, body=Body.TOWN)
    named = Q(person=user.person_id) | Q(pk__in=recused_from(user)) | Q(unit__in=user.headed_units)
    return closed.exclude(named).exclude(pk__in=told.values("warning")).order_by("-closed_on", "-pk")


def periods() -> list[Quarter | HalfYear]:
    """The present quarter and half year and those before them, the latest first."""
    quarter, half = Quarter.containing(clock.today()), HalfYear.containing(clock.today())
    halves = [half]
    for _ in range(HALF_YEARS_BACK):
        halves.append(halves[-1].previous())
    return [quarter.plus(-n) for n in range(QUARTERS_BACK + 1)] + halves


def towns_of(user):
    """The towns whose discipline body the user belongs to."""
    return Unit.objects.filter(pk__in=user.own_units(*DISCIPLINE))


def towns_told_of(reach):
    """The towns that owe the leaders and the level above a bulletin."""
    return active_units(clock.today()).filter(pk__in=reach, kind=UnitKind.TOWN)


def units_to_choose(town: Unit):
    below = Unit.objects.descendants(town).values("pk")
    return active_units(clock.today()).filter(pk__in=below)


def people_to_choose(town: Unit):
    """Everybody of the town with an account."""
    units = Unit.objects.descendants(town, include_self=True).values("pk")
    users = User.objects.filter(is_active=True, person__unit__in=units)
    return users.select_related("person__unit").order_by("person__unit__position", "person__sort_key", "pk")


# -- who gets it -----------------------------------------------------------------------------------------


def circulation(bulletin) -> dict[User, str]:
    """Who is to read it, each with why: the leaders and the level above always (art. 45), and the chosen scope."""
    town = bulletin.unit
    found: dict[User, str] = {}
    for users, text in (
        (users_with(Role.TOWN_LEADER, unit=town), "同级党政班子"),
        (users_reaching(*CENTRE, unit=town), "上级纪检监察机关"),
        *_chosen(bulletin),
    ):
        for user in users.select_related("person__unit").order_by("pk"):
            found.setdefault(user, text)
    return found


def _chosen(bulletin):
    """The scope as it was chosen: every head, every collector, the heads of some units, some people."""
    town = Unit.objects.descendants(bulletin.unit, include_self=True).values("pk")
    if bulletin.to_heads:
        yield _holding(Role.UNIT_HEAD, town), "单位负责人"
    if bulletin.to_collectors:
        yield _holding(Role.COLLECTOR, town), "信息采集员"
    yield _holding(Role.UNIT_HEAD, bulletin.units.values("pk")), "指定单位负责人"
    yield bulletin.people.filter(is_active=True), "指定人员"


def _holding(role: Role, units):
    held = in_force(clock.today(), "assignments__")
    users = User.objects.filter(held, assignments__role=role, assignments__unit__in=units, is_active=True)
    return users.distinct()


# -- what must not be in it ------------------------------------------------------------------------------


def known_names(bulletin) -> list[str]:
    """The names that would tell whom it is about: units, people, posts and numbers of the warnings behind it.

    Of a period only those that were served: a name found here must not tell of any other.
    """
    warnings = _warnings_behind(bulletin)
    units = Unit.objects.filter(pk__in=warnings.values("unit"))
    if not bulletin.is_case:
        units = units.exclude(kind=UnitKind.TOWN)
    people = Person.objects.filter(Q(pk__in=warnings.values("person")) | _members(bulletin, units))
    held = Q(appointments__person__in=warnings.values("person"))
    posts = _telling(Post.objects.filter(held | Q(pk__in=warnings.values("risk_point__post"))))
    return [
        *(name for unit in units for name in _names_of(unit)),
        *people.values_list("name", flat=True),
        *posts.values_list("name", flat=True),
        *warnings.filter(number__isnull=False).values_list("number__text", flat=True),
    ]


def _warnings_behind(bulletin):
    if bulletin.is_case:
        return EarlyWarning.objects.filter(pk=bulletin.warning_id)
    span = bulletin.span
    period = (span.first_day, span.last_day)
    signed = EarlyWarning.objects.filter(status__in=COUNTED, signed_on__range=period)
    return signed.filter(unit__in=Unit.objects.descendants(bulletin.unit, include_self=True).values("pk"))


def _members(bulletin, units) -> Q:
    """Of a case everybody who works in the unit; a town is too many to be told by one of them."""
    return Q(unit__in=units.exclude(kind=UnitKind.TOWN)) if bulletin.is_case else Q(pk__in=())


def _telling(posts):
    """A post that other units have as well (负责人, 党支部书记) tells nobody whose it is."""
    elsewhere = Post.objects.filter(name=OuterRef("name")).exclude(unit=OuterRef("unit"))
    return posts.exclude(Exists(elsewhere))


def _names_of(unit: Unit) -> list[str]:
    """七道江镇西山村, 西山村, 西山"""
    short = unit.short_name or unit.name
    return [unit.name, short, *([short.removesuffix("村")] if unit.kind == UnitKind.VILLAGE else [])]
