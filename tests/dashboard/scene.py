"""Something for every tile: in 西山村, in 东沟村, and what a reader may not know of."""

from datetime import date

from dashboard.queries import Overview
from decisions.models import Finding
from tests.factories import (
    CaseFactory,
    DeadlineFactory,
    EarlyWarningFactory,
    FormFactory,
    PeriodFactory,
    PersonFactory,
    PowerFactory,
    RiskPointFactory,
)
from tests.factories.decisions import AgendaItemFactory, MeetingFactory
from tests.factories.handling import HandlingFactory

TODAY = date(2026, 11, 24)
PAST = date(2026, 9, 30)
SPRING = date(2026, 3, 2)


def promised(thing, unit, due_on=date(2026, 11, 10), **more):
    return DeadlineFactory(
        **{
            "kind": "warning_response",
            "subject_type": thing._meta.label_lower,
            "subject_id": thing.pk,
            "unit": unit,
            "started_on": date(2026, 1, 5),
            "due_on": due_on,
            "url": thing.get_absolute_url(),
        }
        | more
    )


def warned(unit, status, **more):
    return EarlyWarningFactory(unit=unit, status=status, **more)


def made_in(unit) -> None:
    warned(unit, "received", tier="red")
    warned(unit, "sent_back")
    warned(unit, "closed", drafted_on=SPRING)
    waiting = warned(unit, "received", tier="blue", drafted_on=date(2026, 9, 1))
    promised(waiting, unit, due_on=date(2026, 10, 5))
    case = CaseFactory(
        power=PowerFactory(unit=unit, confirmed=True), accepted_on=SPRING, due_on=date(2026, 3, 12)
    )
    promised(case, unit, due_on=date(2026, 3, 12))
    for kind in ("process", "process", "moral"):
        RiskPointFactory(unit=unit, risk_type=kind, registered=True)


def made(town, *units) -> None:
    """The same in every unit; beside it a signed warning nobody there may know of, and a talk nobody but staff may."""
    period = PeriodFactory(code="2026Q3", opened_on=date(2026, 7, 1), due_on=date(2026, 10, 9))
    for unit in units:
        made_in(unit)
        warned(unit, "signed")
        talk = HandlingFactory(person=PersonFactory(unit=unit))
        promised(talk, unit, kind="handling_talk")
        FormFactory(period=period, unit=unit)
        meeting = MeetingFactory(unit=town, status="closed")
        item = AgendaItemFactory(unit=unit, meeting=meeting, status="decided", outcome="passed")
        Finding.objects.create(
            meeting=meeting,
            item=item,
            check_kind="split",
            severity="high",
            article=34,
            text="合计超过限额。",
            found_on=date(2026, 11, 3),
        )
        unit.sheets.create(scheme_id=_scheme(), year=2026, opened_on=TODAY)


def _scheme() -> int:
    from assessment.queries import scheme_in_force

    return scheme_in_force().pk


def marks(overview: Overview):
    """Every number of the page with its address; the words of 报送 are no numbers."""
    for stat in overview.stats:
        if stat.is_counted:
            yield stat.value, stat.url
    tiles = [overview.flow, overview.late, overview.scores, overview.risks, overview.findings]
    cells = [cell for tile in tiles if tile for row in tile.rows for cell in row.cells]
    for cell in [*cells, *overview.flow.waiting]:
        if cell.url:
            yield int(cell.text.split()[0]), cell.url
    for _, number, status in overview.flow.states:
        yield number, f"/warnings/?status={status}"
