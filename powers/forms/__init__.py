"""The shapes of what is filled in about powers."""

from powers.forms.discretion import DiscretionEditor
from powers.forms.register import AdjustmentForm, DayForm, PowerEditor, ReasonForm, ReviewForm

__all__ = ["AdjustmentForm", "DayForm", "DiscretionEditor", "PowerEditor", "ReasonForm", "ReviewForm"]
