"""What waits for the reader, and what a head's first page shows …"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from assessment import queries as assessment
from core import registries
from core.gates import Role
from core.registries import Todo
from earlywarnings import queries as warnings
from earlywarnings.enums import Tier
from organisations.models import Unit

SOON = 7  # days


def todos(user, today: date) -> list[Todo]:
    """Everything waiting for the user."""
    return in_order(todo for provider in registries.todos for todo in provider(user, today))


def in_order(todos: Iterable[Todo]) -> list[Todo]:
    """The earliest deadline first, what has none last; of one day a warning first, the red before the blue."""
    return sorted(todos, key=lambda todo: (todo.due_on is None, todo.due_on or date.max, _weight(todo)))


def _weight(todo: Todo) -> int:
    return Tier.values.index(todo.tier) if todo.tier else len(Tier)


def grouped(todos: list[Todo], today: date) -> list[tuple[str, list[Todo]]]:
    """已逾期, 今天, 七日内, 以后, and what has no due day."""
    groups = {"已逾期": [], "今天": [], "七日内": [], "七日以后": [], "没有期限": []}
    for todo in todos:
        groups[_group(todo.due_on, today)].append(todo)
    return [(name, rows) for name, rows in groups.items() if rows]


def _group(due_on: date | None, today: date) -> str:
    if due_on is None:
        return "没有期限"
    left = (due_on - today).days
    if left < 0:
        return "已逾期"
    if left == 0:
        return "今天"
    return "七日内" if left <= SOON else "七日以后"


def by_kind(todos: list[Todo]) -> str:
    """会议 2 · 预警 1, the most frequent first."""
    return " · ".join(f"{kind} {number}" for kind, number in Counter(t.kind for t in todos).most_common(3))


def unit_of(user) -> Unit | None:
    """The unit a head leads."""
    return Unit.objects.filter(pk__in=user.own_units(Role.UNIT_HEAD)).first()


def served_on(user):
    """The warnings served on the head's unit that have not ended."""
    return warnings.in_progress(warnings.visible_to(user))


def sheet_of(unit: Unit, user, year: int):
    return assessment.visible_to(user).filter(unit=unit, year=year).first()
