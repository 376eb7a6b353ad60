"""The town at a glance. Every number is counted from rows the reader may open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from assessment import queries as assessment
from collection import queries as collection
from collection.models import CollectionForm
from core import registries
from core.dates import Quarter
from core.gates import Role
from core.registries import Todo
from deadlines import queries as deadlines
from decisions import queries as decisions
from earlywarnings import queries as warnings
from earlywarnings.enums import Status, Tier
from organisations.models import Unit
from powers import queries as powers
from riskpoints import queries as riskpoints
from riskpoints.enums import RiskType

QUARTERS = 4
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


@dataclass(frozen=True)
class Cell:
    """One mark of a matrix: a number or a word, its ink (0 to 4), and the rows behind it."""

    text: str
    ink: str
    url: str = ""


@dataclass(frozen=True)
class MatrixRow:
    unit: Unit
    cells: list[Cell]


@dataclass(frozen=True)
class FlowRow:
    """How many warnings of one tier, signed in the year, have come how far."""

    tier: str
    cells: list[Cell]


def flow(user, year: int, url: str) -> list[FlowRow]:
    seen = warnings.issued_in(warnings.visible_to(user), year)
    counts = warnings.counts_by_tier_and_step(seen)
    return [
        FlowRow(tier, _flow_cells(tier, counts.get(tier, {}), f"{url}?year={year}&tier={tier}"))
        for tier in Tier.values
    ]


def _flow_cells(tier: str, counts: dict, url: str) -> list[Cell]:
    return [
        Cell(str(counts[step]), f"is-{tier}", f"{url}&reached={step}")
        if counts.get(step)
        else Cell("0", f"is-{tier}")
        for step in warnings.REACHED
    ]


def risks(user, url: str) -> list[MatrixRow]:
    """Where risk sits: unit × type, in ink."""
    points = riskpoints.in_register(riskpoints.visible_to(user))
    rows = points.order_by().values_list("unit", "risk_type").annotate(Count("pk"))
    counts = {(unit, kind): count for unit, kind, count in rows}
    units = Unit.objects.filter(pk__in={unit for unit, _ in counts})
    return [
        MatrixRow(
            unit, [_risk_cell(counts.get((unit.pk, kind), 0), unit, kind, url) for kind in RiskType.values]
        )
        for unit in units
    ]


def _risk_cell(count: int, unit: Unit, kind: str, url: str) -> Cell:
    if not count:
        return Cell("", "")
    return Cell(
        str(count),
        f"heat-{min(1 + count // 2, 4)}",
        f"{url}?unit={unit.pk}&risk_type={kind}&status=in_register",
    )


def reporting(user, today: date) -> tuple[list[Quarter], list[MatrixRow]]:
    """Who reported: unit × the last quarters that have fallen due."""
    current = Quarter.containing(today)
    quarters = [current.plus(-n) for n in range(QUARTERS, 0, -1)]
    forms = collection.forms_visible_to(user).filter(period__code__in=[q.code for q in quarters])
    found = {(form.unit_id, form.period.code): form for form in forms}
    units = Unit.objects.filter(pk__in={unit for unit, _ in found})
    rows = [
        MatrixRow(unit, [_form_cell(found.get((unit.pk, q.code)), today) for q in quarters]) for unit in units
    ]
    return quarters, rows


def _form_cell(form: CollectionForm | None, today: date) -> Cell:
    """As on the board of 采集."""
    standing = form and collection.board.form_standing(form, today)
    if not standing:
        return Cell("", "")
    return Cell(standing.label, collection.board.INK.get(standing, ""), form.get_absolute_url())


def late_things(user, today: date):
    """Promises past their day in the units the reader leads or watches, the oldest first."""
    reach = user.reach(
        Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.DISCIPLINE_SECRETARY, Role.INFORMATION_OFFICER
    )
    return deadlines.overdue(today).filter(unit__in=reach).select_related("unit")


def late_cases(user, today: date) -> tuple[int, int]:
    """Of the 办件 the reader may open: past due, and due within days (art. 26)."""
    cases = powers.cases_visible_to(user)
    return powers.overdue(cases, today).count(), powers.near(cases, today).count()


def unexplained(user) -> list[tuple] | None:
    """What the checks of 三重一大 found and nobody has explained, by severity; None for whom the list is not open."""
    return decisions.unexplained(user) if user.holds(*decisions.READERS) else None


def warnings_by_status(user) -> list[tuple[str, int, str]]:
    counts = warnings.by_status(warnings.visible_to(user))
    return [(status.label, counts[status], status.value) for status in Status if counts.get(status)]


def in_hand(user):
    return warnings.in_hand(warnings.visible_to(user))


def unit_of(user) -> Unit | None:
    """The unit a head leads."""
    return Unit.objects.filter(pk__in=user.own_units(Role.UNIT_HEAD)).first()


def served_on(user):
    """The warnings served on the head's unit that have not ended."""
    return warnings.in_progress(warnings.visible_to(user))


def sheet_of(unit: Unit, user, year: int):
    return assessment.visible_to(user).filter(unit=unit, year=year).first()
