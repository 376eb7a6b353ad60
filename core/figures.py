"""What a report counts: numbers that open their rows, and how they compare with the period before.

An app adds a Chapter to core.registries.report_chapters. Its rows are plain values with an "id": they are kept as they
stood when the report was sent, so that the number and what is behind it stay what they were.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from core.dates import HalfYear, Quarter


class Scope(NamedTuple):
    """What a report is about: the units by their ids, the period, and whether it is a town's."""

    units: tuple[int, ...]
    span: Quarter | HalfYear
    of_town: bool

    def before(self) -> "Scope":
        return self._replace(span=self.span.previous())


class Number(NamedTuple):
    """`rows` are the ids behind it; `value` is what is shown where that is not simply how many they are."""

    key: str
    label: str
    rows: tuple[int, ...]
    value: str = ""
    before: str = ""
    note: str = ""

    @property
    def shown(self) -> str:
        return self.value or str(len(self.rows))


class Figures(NamedTuple):
    """Numbers under one heading."""

    title: str
    numbers: list[Number]


@dataclass(frozen=True)
class Chapter:
    """One app's part of a report.

    rows(scope): what there is to count, the same for every reader.
    known(user, rows): those of them that may count for this reader; None where the chapter is not for him at all.
    figures(rows, rows before): the numbers, without asking anybody.
    visible(user): the things behind the ids as far as this reader may open them; line(thing): the Link to one.
    """

    name: str
    title: str
    rows: Callable
    known: Callable
    figures: Callable
    visible: Callable
    line: Callable


def number(key: str, label: str, rows: list[dict], before: list[dict], note: str = "") -> Number:
    return Number(key, label, ids(rows), before=str(len(before)), note=note)


def grouped(prefix: str, labels: Iterable[tuple[str, str]], field: str, rows, before) -> list[Number]:
    """A number for every value of a field that occurs now or occurred before."""
    return [
        number(f"{prefix}-{value}", label, now, then)
        for value, label in labels
        for now, then in [([r for r in rows if r[field] == value], [r for r in before if r[field] == value])]
        if now or then
    ]


def ids(rows: Iterable[dict]) -> tuple[int, ...]:
    return tuple(row["id"] for row in rows)
