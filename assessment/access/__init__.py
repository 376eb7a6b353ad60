"""Who may do what in 百分考核, and if not, why not."""

from assessment.access.round import (
    ASKED,
    MOVES,
    OTHERWISE,
    answers_for,
    in_turn,
    may_accept,
    may_answer,
    may_appeal,
    may_approve,
    may_check,
    may_open_year,
    may_order,
    may_publish,
    may_read_changes,
    may_self_assess,
)
from assessment.access.schemes import may_save_scheme

__all__ = [
    "ASKED",
    "MOVES",
    "OTHERWISE",
    "answers_for",
    "in_turn",
    "may_accept",
    "may_answer",
    "may_appeal",
    "may_approve",
    "may_check",
    "may_open_year",
    "may_order",
    "may_publish",
    "may_read_changes",
    "may_save_scheme",
    "may_self_assess",
]
