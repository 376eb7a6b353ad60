"""The shapes of what is filled in about powers."""

from powers.forms.cases import CaseForm, PowerToExercise, StepForm
from powers.forms.discretion import DiscretionEditor
from powers.forms.register import AdjustmentForm, DayForm, PowerEditor, ReasonForm, ReviewForm

__all__ = [
    "CaseForm",
    "PowerToExercise",
    "StepForm",
    "AdjustmentForm",
    "DayForm",
    "DiscretionEditor",
    "PowerEditor",
    "ReasonForm",
    "ReviewForm",
]
