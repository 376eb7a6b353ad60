"""What time does to warnings: a notice nobody signs for counts as received after three days (art. 43)."""

from datetime import date, timedelta

from earlywarnings import queries, workflow
from rulebook.queries import setting


def deem_received(on: date) -> dict[str, int]:
    days = setting("earlywarnings.deemed_receipt_days")
    waiting = queries.not_signed_for_since(on - timedelta(days=days))
    return {"deemed_received": sum(workflow.deem_received(w, on=on) is not None for w in waiting)}
