"""What a leader's table is made of: marks, each with the address of its rows."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode

from organisations.models import Unit


@dataclass(frozen=True)
class Cell:
    """One mark of a matrix: a number or a word, its ink, and the rows behind it."""

    text: str
    ink: str = ""
    url: str = ""


@dataclass(frozen=True)
class MatrixRow:
    label: object  # a unit, or a word
    cells: list[Cell]


@dataclass(frozen=True)
class Stat:
    """A number, and what it has become since the end of the quarter before."""

    label: str
    value: int
    note: str = ""
    url: str = ""

    @property
    def is_counted(self) -> bool:
        """What waits for the reader is not: it is on the page itself."""
        return not self.url.startswith("#")


@dataclass(frozen=True)
class Tile:
    """A table of marks. `caveat`: what cannot be told of a day that has passed."""

    heads: list[str]
    rows: list[MatrixRow] = field(default_factory=list)
    caveat: str = ""


def rows_of(tile: str, moment, **narrowed) -> str:
    """The page that lists the rows behind a mark of the tile, on the same day."""
    asked = {} if moment.is_today else {"on": moment.on.isoformat()}
    asked |= {name: value for name, value in narrowed.items() if value}
    url = reverse("dashboard:rows", args=[tile])
    return f"{url}?{urlencode(asked)}" if asked else url


def units_of(user, *roles) -> dict[int, Unit]:
    """The reader's units by their numbers, in their order: asked once for a whole page."""
    return {unit.pk: unit for unit in Unit.objects.filter(pk__in=user.reach(*roles))}
