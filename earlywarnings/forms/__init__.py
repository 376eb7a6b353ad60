"""The shape of what is typed; whether it may be done is access.py's question."""

from earlywarnings.forms.answering import AnswerForm, OpinionForm, VerifyForm, problem_answers, problem_checks
from earlywarnings.forms.drafting import DraftForm, ProblemFormSet, ReasonForm, TriageForm
from earlywarnings.forms.serving import DeliverForm

__all__ = [
    "AnswerForm",
    "DeliverForm",
    "DraftForm",
    "OpinionForm",
    "ProblemFormSet",
    "ReasonForm",
    "TriageForm",
    "VerifyForm",
    "problem_answers",
    "problem_checks",
]
