"""What time does to collection: quarters open by themselves, also after a missed night; who reports no more is let go.

Runs every hour: three queries when there is nothing to do.
"""

from datetime import date

from collection import queries, workflow
from core.dates import Quarter


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


def stop_forms(on: date) -> dict[str, int]:
    """Units closed or no longer reporting points: their unfiled forms wait for nobody."""
    forms = list(queries.to_stop(on))
    for form in forms:
        workflow.stop(form, on=on)
    return {"forms_stopped": len(forms)}
