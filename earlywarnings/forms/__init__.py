"""The shape of what is typed; whether it may be done is access.py's question."""

from earlywarnings.forms.answering import AnswerEditor, OpinionForm
from earlywarnings.forms.drafting import DraftEditor, ReasonForm
from earlywarnings.forms.extending import ExtensionForm
from earlywarnings.forms.serving import DeliverForm, ReceiptForm
from earlywarnings.forms.transferring import KnowledgeForm, TransferForm
from earlywarnings.forms.triaging import StartForm, TriageForm
from earlywarnings.forms.verifying import SecondLookForm, VerifyEditor

__all__ = [
    "AnswerEditor",
    "DeliverForm",
    "DraftEditor",
    "ExtensionForm",
    "KnowledgeForm",
    "OpinionForm",
    "ReasonForm",
    "ReceiptForm",
    "SecondLookForm",
    "StartForm",
    "TransferForm",
    "TriageForm",
    "VerifyEditor",
]
