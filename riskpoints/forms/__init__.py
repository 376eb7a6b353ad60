"""The shapes of what is filled in: a point with its measures, and a screening."""

from riskpoints.forms.register import (
    ExecutionForm,
    LevelForm,
    MeasureForm,
    MeasureFormSet,
    MeasureRow,
    ReasonForm,
    RiskPointEditor,
    RiskPointForm,
)
from riskpoints.forms.screening import AssignmentFilter, CloseForm, NoneForm, ScreeningForm

__all__ = [
    "AssignmentFilter",
    "CloseForm",
    "ExecutionForm",
    "LevelForm",
    "MeasureForm",
    "MeasureFormSet",
    "MeasureRow",
    "NoneForm",
    "ReasonForm",
    "RiskPointEditor",
    "RiskPointForm",
    "ScreeningForm",
]
