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
from assessment.workflow.schemes import save_scheme, write_scheme

__all__ = [
    "accept",
    "answer",
    "appeal",
    "approve",
    "check",
    "deem_seen",
    "open_year",
    "publish",
    "save_scheme",
    "self_assess",
    "write_scheme",
]
