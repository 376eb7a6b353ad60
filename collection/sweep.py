"""What time does to collection: periods open by themselves, also after a missed night; who reports no more is let go.

Runs every hour: some ten queries when there is nothing to do. A quarter opens on its first day, since a form is filled
while it lasts; half-year reports and consolidations on the first day after it, since before that there is nothing to count.
"""

from datetime import date

from collection import queries, workflow
from core.dates import HalfYear, Quarter


def open_quarters(on: date) -> dict[str, int]:
    """Open the quarter of the day, and every quarter missed since the last one was opened."""
    latest = queries.latest_quarter()
    due = [Quarter.containing(on)]
    while latest and due[0] > latest.next():
        due.insert(0, due[0].previous())
    return {"forms_opened": sum(_open(quarter, on) for quarter in due if _is_wanting(quarter, latest, on))}


def _is_wanting(quarter: Quarter, latest: Quarter | None, on: date) -> bool:
    return latest is None or quarter > latest or queries.points_without_form(quarter, on).exists()


def _open(quarter: Quarter, on: date) -> int:
    return len(workflow.open_quarter(quarter, on=on))


def open_reports(on: date) -> dict[str, int]:
    """Half-year reports and the towns' consolidated quarters, each once its period is over."""
    opened = [workflow.open_half_year(half, on=on) for half in _half_years(on)]
    opened += [workflow.open_consolidation(period, on=on) for period in queries.quarters_to_consolidate(on)]
    return {"reports_opened": sum(map(len, opened))}


def _half_years(on: date) -> list[HalfYear]:
    """Those that have ended since the last one, or since the town began to report; the last one again while it is not due yet.

    A unit that begins to report after the due day owes nothing for what was over by then.
    """
    latest, first = queries.latest_half_year(), queries.first_quarter()
    if first is None:
        return []
    half = latest.span.next() if latest else HalfYear.containing(first.first_day)
    wanting = latest and on <= latest.due_on and queries.units_without_report(latest, on).exists()
    found = [latest.span] if wanting else []
    while half.last_day < on:
        found.append(half)
        half = half.next()
    return found


def stop_forms(on: date) -> dict[str, int]:
    """Units closed or no longer reporting points: their unfiled forms wait for nobody."""
    forms = list(queries.to_stop(on))
    for form in forms:
        workflow.stop(form, on=on)
    return {"forms_stopped": len(forms)}


def stop_reports(on: date) -> dict[str, int]:
    reports = list(queries.reports_to_stop(on))
    for report in reports:
        workflow.stop_report(report, on=on)
    return {"reports_stopped": len(reports)}
