"""What a source finds: the rows of a unit's year, and which of them count against it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet


@dataclass(frozen=True)
class Part:
    """One way in which a row counts: 未报 of a form costs three times what 迟报 does. `once`: however many rows, one hit."""

    said: str  # 未报{}张
    counts: Q
    weight: int = 1
    once: bool = False

    @property
    def label(self) -> str:
        return self.said.split("{}")[0]

    def hits(self, rows: int) -> int:
        return min(rows, 1) if self.once else rows * self.weight


@dataclass(frozen=True)
class Found:
    """The rows looked at, in words, and the parts of them that count. The number, the words and the page are all of these."""

    said: str  # 到期的季度表{}张
    rows: QuerySet
    parts: tuple[Part, ...]

    def numbers(self) -> tuple[int, list[int]]:
        """How many rows in all, and how many of each part. One query."""
        wanted = {
            f"part{n}": Count("pk", filter=part.counts, distinct=True) for n, part in enumerate(self.parts)
        }
        found = self.rows.order_by().aggregate(every=Count("pk", distinct=True), **wanted)
        return found["every"], [found[f"part{n}"] for n in range(len(self.parts))]

    def text(self, every: int, each: list[int]) -> str:
        parts = [part.said.format(number) for part, number in zip(self.parts, each, strict=True)]
        return "，".join([self.said.format(every), *parts])

    def hits(self, each: list[int]) -> int:
        return sum(part.hits(number) for part, number in zip(self.parts, each, strict=True))

    def counting(self) -> QuerySet:
        """The rows that count, whichever way."""
        found = Q(pk__in=[])
        for part in self.parts:
            found |= part.counts
        return self.rows.filter(found).distinct()


def itself(row) -> list[tuple[str, int]]:
    return [(row._meta.label_lower, row.pk)]


def its(name: str) -> Callable:
    """The deeds are kept of what the row belongs to."""
    return lambda row: itself(getattr(row, name))


@dataclass(frozen=True)
class Source:
    """How the system knows of one item: the query, who may open a row of it, and how a row is named and reached."""

    find: Callable  # find(unit, year, until) -> Found
    opens: Callable  # opens(user) -> Q over the rows
    elsewhere: Callable  # elsewhere(unit, year) -> where all such rows are listed
    name: Callable = str
    url: Callable = lambda row: row.get_absolute_url()
    with_names: tuple[str, ...] = ()  # what naming a row reads besides
    deeds: Callable = itself  # deeds(row) -> [(label, id)] of what the audit keeps deeds of
