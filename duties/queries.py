"""The duties, and what is not as they ask. Every number is counted from rows the reader may open.

Of any duty only what lies in the reader's own units is looked at, whatever else its pages open to somebody.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import resolve, reverse

from core import registries
from core.duties import Duty
from core.gates import BUSINESS
from duties import rules
from duties.models import Dismissal
from organisations.models import Unit
from rulebook.queries import articles, by_chapter


def duties_of(user) -> list[Duty]:
    """Those whose pages open to the reader, in the order of the articles."""
    seen = [duty for duty in registries.duties if user.holds(*duty.readers)]
    return sorted(seen, key=lambda duty: duty.article)


def duty_called(name: str, user) -> Duty | None:
    return next((duty for duty in duties_of(user) if duty.name == name), None)


def units_seen(user):
    return Unit.objects.filter(pk__in=user.reach(*BUSINESS))


# -- what is looked at, and what is not as it should be --------------------------------------------------


def looked_at(duty: Duty, user, today: date, units=None):
    """`units`: ids to narrow it to, or None for all the reader has to do with."""
    reach = user.reach(*BUSINESS)
    ids = reach if units is None else reach & frozenset(units)
    return duty.among(user, today).filter(**{f"{duty.unit}__in": ids})


def hits(duty: Duty, user, today: date, units=None):
    return duty.amiss(looked_at(duty, user, today, units), today)


def left_out(duty: Duty, today: date):
    """The dismissals that hold on the day."""
    return Dismissal.objects.filter(duty=duty.name, ended_on=None, until__gte=today)


def open_hits(duty: Duty, user, today: date, units=None):
    """In the order of the units, the oldest of each first."""
    dismissed = left_out(duty, today).filter(thing_id=OuterRef("pk"))
    return _ordered(duty, hits(duty, user, today, units).filter(~Exists(dismissed)))


def dismissed_hits(duty: Duty, user, today: date, units=None):
    dismissed = left_out(duty, today).filter(thing_id=OuterRef("pk"))
    return _ordered(duty, hits(duty, user, today, units).filter(Exists(dismissed)))


def _ordered(duty: Duty, things):
    to_unit = "" if duty.unit == "pk" else f"{duty.unit}__"
    related = things if duty.unit == "pk" else things.select_related(duty.unit)
    return related.order_by(f"{to_unit}position", duty.unit, "pk")


def dismissals_of(duty: Duty, things, today: date) -> dict[int, Dismissal]:
    rows = left_out(duty, today).filter(thing_id__in=[thing.pk for thing in things])
    return {row.thing_id: row for row in rows}


def dismissals_visible_to(user):
    """Those of the reader's units; whether the thing itself opens is asked of its duty (dismissal_seen)."""
    return Dismissal.objects.filter(unit__in=user.reach(*BUSINESS)).select_related("unit")


def dismissal_seen(pk: int, user, today: date) -> Dismissal | None:
    """The dismissal of that number, where the reader may open what it is about."""
    found = dismissals_visible_to(user).filter(pk=pk).first()
    duty = found and duty_called(found.duty, user)
    seen = duty and looked_at(duty, user, today).filter(pk=found.thing_id).exists()
    return found if seen else None


def unit_of(duty: Duty, thing) -> Unit:
    if duty.unit == "pk":
        return thing
    for name in duty.unit.split("__"):
        thing = getattr(thing, name)
    return thing


def index_of(duty: Duty, user) -> str:
    """The list that shows the same rows, where it opens to the reader."""
    if duty.index is None:
        return ""
    url = reverse(duty.index[0])
    return f"{url}?{duty.index[1]}" if user.holds(*resolve(url).func.gate) else ""


# -- the board -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One duty as it stands for the reader; `by_unit`: how many hits stand open in which unit."""

    duty: Duty
    looked_at: int
    by_unit: Counter
    dismissed: int

    @cached_property
    def open(self) -> int:
        return self.by_unit.total()

    @property
    def concerns_nobody(self) -> bool:
        return not self.looked_at

    @property
    def share(self) -> str:
        return rules.share(self.open + self.dismissed, self.looked_at)


def line_of(duty: Duty, user, today: date, units=None) -> Line:
    """Two queries, however many rows there are: nothing is loaded but counts by unit."""
    found = hits(duty, user, today, units)
    plain = found.model._base_manager.filter(pk__in=found.order_by().values("pk"))
    noise = Exists(left_out(duty, today).filter(thing_id=OuterRef("pk")))
    rows = (
        plain.order_by()
        .values_list(duty.unit)
        .annotate(every=Count("pk"), noise=Count("pk", filter=Q(noise)))
    )
    by_unit, dismissed = Counter(), 0
    for unit, every, left in rows:
        by_unit[unit] += every - left
        dismissed += left
    return Line(duty, looked_at(duty, user, today, units).order_by().count(), by_unit, dismissed)


def board(user, today: date, units=None) -> list[Line]:
    return [line_of(duty, user, today, units) for duty in duties_of(user)]


def by_chapters(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Under the heading of the chapter that the article stands in. One query."""
    chapter = {row.number: name for name, rows in by_chapter(articles()) for row in rows}
    groups = groupby(lines, key=lambda line: chapter.get(line.duty.article, ""))
    return [(name, list(group)) for name, group in groups]


def units_with_hits(lines: list[Line]) -> list[tuple[Unit, int]]:
    """How many hits each unit has, in the order of the units; those without any are left out."""
    total = sum((line.by_unit for line in lines), Counter())
    units = Unit.objects.filter(pk__in=[pk for pk, number in total.items() if number])
    return [(unit, total[unit.pk]) for unit in units]
