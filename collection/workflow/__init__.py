"""The life of a quarter's form: opened → filled → submitted → accepted, or returned and sent again (art. 38).

Lock order: period → form → items. Every move is recorded under its own name.
"""

from collection.workflow.copying import copy_items, import_items
from collection.workflow.correcting import correct, withdraw
from collection.workflow.direct import report_item, withdraw_item
from collection.workflow.filling import (
    ITEM_FIELDS,
    add_item,
    change_item,
    hand_over,
    mark_reported,
    mark_triaged,
    remove_item,
)
from collection.workflow.opening import open_consolidation, open_half_year, open_quarter, stop, stop_report
from collection.workflow.polls import change_poll, record_poll
from collection.workflow.reporting import (
    accept_report,
    confirm_nil_report,
    return_report,
    submit_report,
    write_report,
)
from collection.workflow.sending import accept, return_form, submit, submit_nil

__all__ = [
    "ITEM_FIELDS",
    "accept",
    "accept_report",
    "add_item",
    "change_item",
    "change_poll",
    "confirm_nil_report",
    "copy_items",
    "correct",
    "hand_over",
    "import_items",
    "mark_reported",
    "mark_triaged",
    "open_consolidation",
    "open_half_year",
    "open_quarter",
    "record_poll",
    "remove_item",
    "report_item",
    "return_form",
    "return_report",
    "stop",
    "stop_report",
    "submit",
    "submit_nil",
    "submit_report",
    "withdraw",
    "withdraw_item",
    "write_report",
]
