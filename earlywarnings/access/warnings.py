"""Every move of a warning and its question, in the order the buttons appear."""

from earlywarnings.access.checking import may_close, may_revoke, may_second_look, may_verify
from earlywarnings.access.drafting import (
    may_add_items,
    may_approve,
    may_change,
    may_discard,
    may_report_up,
    may_return_down,
    may_return_to_draft,
    may_sign,
    may_submit,
    may_take_out,
    may_take_up,
    may_transfer,
)
from earlywarnings.access.extending import may_ask_extension, may_grant_extension, may_refuse_extension
from earlywarnings.access.raising import may_rewarn
from earlywarnings.access.serving import (
    may_acknowledge,
    may_add_opinion,
    may_answer,
    may_deliver,
    may_sign_for,
)
from earlywarnings.access.writing import may_save_answer

MOVES = {
    "change": may_change,
    "add_items": may_add_items,
    "take_out": may_take_out,
    "discard": may_discard,
    "submit": may_submit,
    "approve": may_approve,
    "return_to_draft": may_return_to_draft,
    "sign": may_sign,
    "report_up": may_report_up,
    "take_up": may_take_up,
    "return_down": may_return_down,
    "acknowledge": may_acknowledge,
    "deliver": may_deliver,
    "sign_for": may_sign_for,
    "save_answer": may_save_answer,
    "answer": may_answer,
    "ask_extension": may_ask_extension,
    "grant_extension": may_grant_extension,
    "refuse_extension": may_refuse_extension,
    "add_opinion": may_add_opinion,
    "verify": may_verify,
    "second_look": may_second_look,
    "close": may_close,
    "revoke": may_revoke,
    "transfer": may_transfer,
    "rewarn": may_rewarn,
}
