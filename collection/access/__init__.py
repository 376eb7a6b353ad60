"""Who may do what to a form or an item, and if not, why not."""

from collection.access.forms import (
    ITEM_MOVES,
    MOVES,
    fills_for,
    fills_on_behalf,
    may_accept,
    may_change_item,
    may_correct,
    may_fill,
    may_hand_over,
    may_handle,
    may_read_reason,
    may_return_form,
    may_submit,
    may_submit_nil,
    may_withdraw,
    receives_for,
)

__all__ = [
    "ITEM_MOVES",
    "MOVES",
    "fills_for",
    "fills_on_behalf",
    "may_accept",
    "may_change_item",
    "may_correct",
    "may_fill",
    "may_hand_over",
    "may_handle",
    "may_read_reason",
    "may_return_form",
    "may_submit",
    "may_submit_nil",
    "may_withdraw",
    "receives_for",
]
