"""What time does to collection: quarters open by themselves, also after a missed night."""

from datetime import date

from collection import queries, workflow
from core.dates import Quarter


def open_quarters(on: date) -> dict[str, int]:
    """Open the quarter of the day, and every quarter missed since the last one was opened."""
    quarter = Quarter.containing(on)
    latest = queries.latest_quarter()
    due = [quarter]
    while latest and due[0] > latest.next():
        due.insert(0, due[0].previous())
    return {"forms_opened": sum(len(workflow.open_quarter(q, on=on)) for q in due)}
