"""The powers a user sees, and what hangs together with one."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Case, Count, Exists, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from core import clock
from core.gates import BUSINESS
from core.histories import as_of
from core.registries import Link
from organisations.enums import UnitKind
from organisations.models import Post, Unit, in_force
from organisations.queries import active_units, holders_of
from powers import rules
from powers.enums import EDITORS, IN_CATALOGUE, WITHOUT_POWERS, Status
from powers.models import (
    DiscretionBand,
    DiscretionTable,
    LibraryPower,
    Power,
    PowerBasis,
    PowerKind,
    ProcedureStep,
)

MOMENT = timedelta(microseconds=1)
SEARCHED = ("name", "code", "content", "section")
OTHER_KIND = "其他行政权力"
SORTS = {
    "unit": ("unit_id", "sort_key", "pk"),
    "name": ("sort_key", "pk"),
    "changed": ("changed_on", "pk"),
}


def visible_to(user):
    """Whoever holds a business role sees the powers of its unit and of all below it; officers see none."""
    return Power.objects.filter(unit__in=user.reach(*BUSINESS)).select_related("unit", "kind")


def listed(powers):
    """With what a list shows beside each: whether it names any basis (art. 8)."""
    return powers.annotate(has_basis=Exists(PowerBasis.objects.filter(power=OuterRef("pk"))))


def matching(powers, search: str):
    """The powers that hold every word of the search; two characters of a longer word suffice."""
    for word in search.split():
        found = Q()
        for field in SEARCHED:
            found |= Q(**{f"{field}__icontains": word})
        powers = powers.filter(found)
    return powers


def sorted_by(powers, sort: str):
    """In the order of a name of SORTS, reversed with a minus in front."""
    names = SORTS[sort.removeprefix("-")]
    turned = sort.startswith("-")
    return powers.order_by(*(f"-{name}" if turned else name for name in names))


def whole(powers):
    """With everything the record page and an export show."""
    return powers.select_related("post", "person", "drafted_by").prefetch_related("bases")


def steps_of(power):
    return power.steps.select_related("post__unit", "person")


def steps_on(powers):
    """The steps of some powers, each procedure in its order."""
    return ProcedureStep.objects.filter(power__in=powers).select_related("power").order_by("power", "number")


def procedure(steps) -> list[rules.Step]:
    """Steps of one power as the rules read them, with whoever holds their posts today. A query for all of them.

    A post of another unit is called by both names: every office has its 经办人.
    """
    steps = list(steps)
    holders = holders_of([step.post_id for step in steps if step.post_id])
    return [_as_read(step, holders) for step in steps]


def with_too_few(powers, on: date):
    """Those whose steps are done by one person, or by nobody: named, or holding the post on the day (art. 9)."""
    doer = Coalesce("steps__person", "steps__post__appointments__person")
    at_work = Q(steps__person__isnull=False) | in_force(on, "steps__post__appointments__")
    counted = Power.objects.annotate(people=Count(doer, distinct=True, filter=at_work))
    return powers.filter(pk__in=counted.filter(people__lt=2).order_by().values("pk"))


def _as_read(step, holders) -> rules.Step:
    post = step.post
    at_home = post and post.unit_id == step.power.unit_id
    people = [step.person] if step.person else holders.get(step.post_id, ())
    return rules.Step(
        number=step.number,
        name=step.name,
        duty=step.duty,
        post=rules.Named(post.pk, post.name if at_home else str(post)) if post else None,
        people=frozenset(rules.Named(person.pk, person.name) for person in people),
        body=rules.Named(post.unit_id, post.unit.name) if post else None,
        next_number=step.next_number,
        refused_number=step.refused_number,
    )


def discretion_of(power):
    return power.discretion.prefetch_related("bands")


class Former(NamedTuple):
    """A power as one of its versions left it, with the bases, steps and bands it had then."""

    power: Power
    bases: list
    steps: list
    tables: list
    until: datetime | None  # when the next version came


def version_of(power, number: int) -> Former | None:
    """None where there never was such a version."""
    last = power.history.filter(version=number).order_by("history_id").last()
    if last is None:
        return None
    following = power.history.filter(version__gt=number).order_by("history_id").first()
    at = max(last.history_date, following.history_date - MOMENT) if following else clock.now()
    tables = list(as_of(DiscretionTable, at).filter(power=power))
    in_tables = [table.id for table in tables]
    bands = list(as_of(DiscretionBand, at).filter(table_id__in=in_tables).order_by("low"))
    return Former(
        power=last.instance,
        bases=list(as_of(PowerBasis, at).filter(power=power).order_by("id")),
        steps=list(as_of(ProcedureStep, at).filter(power=power).select_related("post").order_by("number")),
        tables=[(table.instance, [band for band in bands if band.table_id == table.id]) for table in tables],
        until=following.history_date if following else None,
    )


def catalogue_on(user, day: date):
    """Every power of the reader's units that stood confirmed at the end of the day, as it was then."""
    end = timezone.make_aware(datetime.combine(day, time.max))
    then = as_of(Power, end).filter(unit__in=user.reach(*BUSINESS), status__in=IN_CATALOGUE)
    in_force = Q(valid_until=None) | Q(valid_until__gte=day)
    return (
        then.filter(in_force, valid_from__lte=day)
        .select_related("unit", "kind")
        .order_by("unit_id", "sort_key", "id")
    )


def posts_for_steps(unit):
    """Where a procedure of the unit may pass: its own posts, the town's, and those of the town's departments."""
    town = unit.parent_id or unit.pk
    departments = Q(unit__parent=town, unit__kind=UnitKind.DEPARTMENT)
    own_first = Case(When(unit=unit, then=0), default=1)
    posts = Post.objects.filter(Q(unit__in=[unit.pk, town]) | departments).select_related("unit")
    return posts.order_by(own_first, "unit", "pk")


def catalogue(powers):
    """职权目录: what has been confirmed (art. 8)."""
    return powers.filter(status__in=IN_CATALOGUE)


def units_seen(user):
    """The units whose powers the user sees, for a filter: their names alone."""
    return Unit.objects.filter(pk__in=user.reach(*BUSINESS)).only("name", "short_name")


def units_to_write_for(user):
    """The units for which the user may draft powers today."""
    return units_with_powers().filter(pk__in=user.reach(*EDITORS))


def units_with_powers():
    return active_units(clock.today()).exclude(kind__in=WITHOUT_POWERS)


def kinds_to_choose():
    return PowerKind.objects.filter(is_historic=False)


def kind_called(name: str) -> PowerKind:
    """The kind of that name, or the one for all others, or the last: an office may have renamed them."""
    kinds = list(kinds_to_choose())
    wanted = (name, OTHER_KIND)
    return next((kind for called in wanted for kind in kinds if kind.name == called), kinds[-1])


def names_of(units) -> dict[str, Unit]:
    """Every name by which a file may call one of the units; a short name only while it is clear."""
    units = list(units)
    times = Counter(unit.short_name for unit in units)
    short = {unit.short_name: unit for unit in units if times[unit.short_name] == 1}
    return short | {unit.name: unit for unit in units}


def of_unit(unit):
    """What risk points of the unit may hang on: its own powers and those of the unit it belongs to."""
    above = [pk for pk in (unit.pk, unit.parent_id) if pk]
    return Power.objects.exclude(status=Status.CANCELLED).filter(unit__in=above)


def library(search: str = ""):
    """示例库: examples to copy from."""
    found = LibraryPower.objects.all()
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(kind__icontains=word) | Q(basis__icontains=word))
    return found


def links_for_power(user, power) -> list[Link]:
    """The chain's first joint; the text alone where the user may not open the power."""
    seen = power.unit_id in user.reach(*BUSINESS)
    done = power.status in IN_CATALOGUE
    return [Link("职权", power.name, power.get_absolute_url() if seen else "", done, power.confirmed_on)]


def chain_links(user, thing) -> list[Link]:
    """Provider of the chain: a power is its own first joint."""
    return links_for_power(user, thing) if isinstance(thing, Power) else []
