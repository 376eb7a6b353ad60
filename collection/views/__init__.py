"""The form on a phone, and the list on a desk."""

from collection.views.fetching import READERS
from collection.views.forms import accept, form, return_form, submit, submit_nil
from collection.views.items import add_item, ask, attachment, change_item, hand_over, item, remove_item
from collection.views.lists import index

__all__ = [
    "READERS",
    "accept",
    "add_item",
    "ask",
    "attachment",
    "change_item",
    "form",
    "hand_over",
    "index",
    "item",
    "remove_item",
    "return_form",
    "submit",
    "submit_nil",
]
