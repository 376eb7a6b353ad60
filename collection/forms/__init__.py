"""The shape of what a collector types: as few fields as DOMAIN.md allows, the rest known already.

Each form is given the verdict on its own move: a form filed meanwhile is said beside the words typed, not instead of them.
"""

from collection.forms.copying import CopyForm, ImportForm
from collection.forms.items import ItemForm, SingleItemForm
from collection.forms.polls import PollForm
from collection.forms.reports import SubmitReportForm, WriteReportForm
from collection.forms.sending import CorrectForm, HandOverForm, ReturnForm, SubmitForm

__all__ = [
    "CopyForm",
    "CorrectForm",
    "HandOverForm",
    "ImportForm",
    "ItemForm",
    "PollForm",
    "ReturnForm",
    "SingleItemForm",
    "SubmitForm",
    "SubmitReportForm",
    "WriteReportForm",
]
