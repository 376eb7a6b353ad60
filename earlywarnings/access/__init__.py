"""Who may do what to a warning, and if not, why not."""

from earlywarnings.access.checking import may_close, may_revoke, may_verify
from earlywarnings.access.concerned import body_of, handles, uninvolved
from earlywarnings.access.drafting import (
    may_add_items,
    may_approve,
    may_change,
    may_discard,
    may_draft,
    may_report_up,
    may_return_down,
    may_return_to_draft,
    may_sign,
    may_submit,
    may_take_out,
    may_take_up,
    may_triage,
    within_the_power,
)
from earlywarnings.access.extending import (
    may_ask_extension,
    may_extend_to,
    may_grant_extension,
    may_refuse_extension,
    pending_extension,
)
from earlywarnings.access.serving import (
    has_a_head,
    lacks_opinion,
    may_add_opinion,
    may_answer,
    may_deliver,
    may_sign_for,
    writes_on_behalf,
)
from earlywarnings.access.warnings import MOVES

__all__ = [
    "MOVES",
    "body_of",
    "handles",
    "has_a_head",
    "lacks_opinion",
    "may_add_items",
    "may_add_opinion",
    "may_answer",
    "may_approve",
    "may_ask_extension",
    "may_change",
    "may_close",
    "may_deliver",
    "may_discard",
    "may_draft",
    "may_extend_to",
    "may_grant_extension",
    "may_refuse_extension",
    "may_report_up",
    "may_return_down",
    "may_return_to_draft",
    "may_revoke",
    "may_sign",
    "may_sign_for",
    "may_submit",
    "may_take_out",
    "may_take_up",
    "may_triage",
    "may_verify",
    "pending_extension",
    "uninvolved",
    "within_the_power",
    "writes_on_behalf",
]
