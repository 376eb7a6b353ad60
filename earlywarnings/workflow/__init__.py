"""The life of a warning: draft → review → sign → deliver → sign for → answer → verify → close.

Each function is one move. It locks the row, asks access.py, writes, records, and tells people in the same transaction.
"""

from earlywarnings.workflow.answering import add_opinion, answer, close, revoke, second_look, verify
from earlywarnings.workflow.drafting import add_items, change, discard, draft, take_out
from earlywarnings.workflow.extending import ask_extension, grant_extension, refuse_extension
from earlywarnings.workflow.raising import rewarn
from earlywarnings.workflow.serving import deem_received, deliver, sign_for
from earlywarnings.workflow.signing import (
    acknowledge,
    approve,
    report_up,
    return_down,
    return_to_draft,
    sign,
    submit,
    take_up,
)
from earlywarnings.workflow.transferring import transfer
from earlywarnings.workflow.triaging import triage
from earlywarnings.workflow.writing import add_evidence, remove_evidence, save_answer

__all__ = [
    "acknowledge",
    "add_evidence",
    "add_items",
    "add_opinion",
    "answer",
    "approve",
    "ask_extension",
    "change",
    "close",
    "deem_received",
    "deliver",
    "discard",
    "draft",
    "grant_extension",
    "refuse_extension",
    "remove_evidence",
    "report_up",
    "return_down",
    "return_to_draft",
    "revoke",
    "rewarn",
    "save_answer",
    "second_look",
    "sign",
    "sign_for",
    "submit",
    "take_out",
    "take_up",
    "transfer",
    "triage",
    "verify",
]
