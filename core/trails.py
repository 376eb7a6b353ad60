"""全链: from one thing the chain both ways, link by link, with dates.

Each floor registers how it carries a trail on (`registries.trails`): upward the floors are asked from the top to the
bottom for what the thing hangs on, downward from the bottom to the top for what hangs on it. A floor sees only the ids
that were found before it, and puts in only what the reader may open: what he may not is neither shown nor counted, and
leads no further.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import F

from core import registries

LABELS = (
    *("职权", "运行流程", "办件", "风险点", "防控措施", "措施落实"),
    *("会前程序", "议题", "风险评估", "会议", "表决结果", "会议纪要", "督办落实", "决议公开", "检查发现"),
    *("采集", "预警", "通知书", "回告", "复核", "督查", "分级处置", "销号", "考核扣分"),
)
SHOWN = 20  # of each link, and days of the strip


@dataclass(frozen=True)
class Row:
    text: str
    url: str
    on: date | None = None
    state: str = ""
    tier: str = ""
    level: str = ""
    is_done: bool = True


@dataclass(frozen=True)
class Group:
    """One link of the chain: the latest things of it, how many there are, and the way to the whole list."""

    label: str
    rows: list[Row]
    total: int
    url: str = ""

    @property
    def note(self) -> str:
        if self.total > len(self.rows):
            return f"共 {self.total} 项，列出最近 {len(self.rows)} 项"
        return f"{self.total} 项" if self.total > 1 else ""

    @property
    def more(self) -> str:
        """The whole list, where not all of it stands here."""
        return self.url if self.total > len(self.rows) else ""


@dataclass(frozen=True)
class Day:
    on: date
    labels: list[str]


class Trail:
    """One direction of a chain, as far as it has been followed."""

    def __init__(self, user, start):
        self.user, self.start = user, start
        self.groups: list[Group] = []
        self._found: dict[type, list[int]] = defaultdict(list)
        self._sought: dict[type, set[int]] = defaultdict(set)
        self._found[type(start)].append(start.pk)

    def found(self, model) -> list[int]:
        """Ids of the things of the model the trail has come through, the one it starts from among them."""
        return self._found[model]

    def seek(self, model, pks: Iterable[int | None]) -> None:
        """Ids a lower floor is to look up; whether the reader may open them is that floor's question."""
        self._sought[model].update(pk for pk in pks if pk)

    def sought(self, model) -> set[int]:
        return self._sought[model]

    def add(
        self, label: str, things, row: Callable[..., Row], *, latest: str = "", url: str = ""
    ) -> list[int]:
        """The things as one link, the latest first; all of them lead on, the first 20 are shown. Two queries."""
        ordered = things.order_by(F(latest).desc(nulls_last=True), "-pk") if latest else things
        model, known = things.model, set(self._found[things.model])
        pks = [pk for pk in dict.fromkeys(ordered.values_list("pk", flat=True)) if pk not in known]
        self._found[model] += pks
        shown = {thing.pk: thing for thing in things.filter(pk__in=pks[:SHOWN])}
        self.put(label, [row(shown[pk]) for pk in pks[:SHOWN]], total=len(pks), url=url)
        return pks

    def put(self, label: str, rows: list[Row], *, total: int | None = None, url: str = "") -> None:
        """Rows that are no things of their own, the latest first."""
        if rows:
            self.groups.append(Group(label, rows[:SHOWN], len(rows) if total is None else total, url))


@dataclass(frozen=True)
class Floor:
    """How one app carries a trail on."""

    up: Callable[[Trail], None]
    down: Callable[[Trail], None]


@dataclass(frozen=True)
class Chain:
    before: list[Group]
    after: list[Group]
    label: str  # what the thing itself is, and its day
    on: date | None

    @property
    def days(self) -> list[Day]:
        """Every day of the rows shown, from the first to the last; the latest 20 of them."""
        own = Group(self.label, [Row("", "", self.on)], 1)
        groups = [*self.before, own, *self.after]
        dated = sorted(
            (row.on, LABELS.index(group.label)) for group in groups for row in group.rows if row.on
        )
        days = [
            Day(on, [LABELS[place] for place in dict.fromkeys(place for _, place in rows)])
            for on, rows in groupby(dated, key=lambda pair: pair[0])
        ]
        return days[-SHOWN:]


def whole_chain(user, start, label: str, on: date | None = None) -> Chain:
    """What the thing hangs on and what hangs on it. The number of queries does not grow with the things."""
    up, down = Trail(user, start), Trail(user, start)
    for floor in reversed(registries.trails):
        floor.up(up)
    for floor in registries.trails:
        floor.down(down)
    return Chain(_in_order(up.groups), _in_order(down.groups), label, on)


def _in_order(groups: list[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: LABELS.index(group.label))
