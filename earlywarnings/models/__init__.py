"""预警: from triage to closure."""

from earlywarnings.models.answer import Delivery, ProblemAnswer, Response
from earlywarnings.models.warning import EarlyWarning, Problem, Triage, WarningMeasure

__all__ = ["Delivery", "EarlyWarning", "Problem", "ProblemAnswer", "Response", "Triage", "WarningMeasure"]
