"""The moves of 百分考核 (art. 48)."""

from assessment.workflow.round import (
    accept,
    answer,
    appeal,
    approve,
    check,
    deem_seen,
    open_year,
    publish,
    self_assess,
)
from assessment.workflow.schemes import (
    change_scheme,
    copy_scheme,
    draft_scheme,
    drop_scheme,
    put_into_force,
    retire_scheme,
    write_scheme,
)

__all__ = [
    "accept",
    "answer",
    "appeal",
    "approve",
    "change_scheme",
    "check",
    "copy_scheme",
    "draft_scheme",
    "drop_scheme",
    "deem_seen",
    "open_year",
    "publish",
    "put_into_force",
    "retire_scheme",
    "self_assess",
    "write_scheme",
]
