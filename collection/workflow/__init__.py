"""The life of a quarter's form: opened → filled → submitted → accepted, or returned and sent again (art. 38).

Lock order: period → form → items. Every move is recorded under its own name.
"""

from collection.workflow.filling import (
    ITEM_FIELDS,
    add_item,
    change_item,
    hand_over,
    mark_reported,
    mark_triaged,
    remove_item,
)
from collection.workflow.opening import open_quarter, stop
from collection.workflow.sending import accept, return_form, submit, submit_nil

__all__ = [
    "ITEM_FIELDS",
    "accept",
    "add_item",
    "change_item",
    "hand_over",
    "mark_reported",
    "mark_triaged",
    "open_quarter",
    "remove_item",
    "return_form",
    "stop",
    "submit",
    "submit_nil",
]
