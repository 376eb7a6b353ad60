"""What can be done to a power, each deed a function: lock, ask, write, record."""

from powers.workflow.cases import accept_case, take_in_cases, take_step
from powers.workflow.discretion import remove_discretion, set_discretion
from powers.workflow.filters import forget_filter, save_filter
from powers.workflow.headings import remember_headings
from powers.workflow.register import (
    adjust,
    cancel,
    change,
    confirm,
    copy,
    create,
    drafted,
    require_free_name,
    review,
    stock_library,
    take_in,
    to_regularise,
)

__all__ = [
    "accept_case",
    "adjust",
    "cancel",
    "change",
    "confirm",
    "copy",
    "create",
    "drafted",
    "forget_filter",
    "remember_headings",
    "remove_discretion",
    "require_free_name",
    "review",
    "save_filter",
    "set_discretion",
    "stock_library",
    "take_in",
    "take_in_cases",
    "take_step",
    "to_regularise",
]
