"""What time does to a sheet: a unit that says nothing by the day counts as having seen it (art. 48)."""

from datetime import date

from assessment import queries, workflow


def deem_seen(on: date) -> dict[str, int]:
    late = queries.not_seen_in_time(on)
    done = [workflow.deem_seen(sheet, on=on, due_on=promise.due_on) for sheet, promise in late]
    return {"sheets_deemed_seen": sum(sheet is not None for sheet in done)}
