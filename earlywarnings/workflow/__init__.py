"""The life of a warning: draft → review → sign → deliver → sign for → answer → verify → close.

Each function is one move. It locks the row, asks access.py, writes, records, and tells people in the same transaction.
"""

from earlywarnings.workflow.answering import add_opinion, answer, close, revoke, verify
from earlywarnings.workflow.drafting import (
    approve,
    change,
    draft,
    report_up,
    return_to_draft,
    sign,
    submit,
    triage,
)
from earlywarnings.workflow.serving import deem_received, deliver, sign_for

__all__ = [
    "add_opinion",
    "answer",
    "approve",
    "change",
    "close",
    "deem_received",
    "deliver",
    "draft",
    "report_up",
    "return_to_draft",
    "revoke",
    "sign",
    "sign_for",
    "submit",
    "triage",
    "verify",
]
