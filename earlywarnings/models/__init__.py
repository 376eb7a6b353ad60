"""预警: from triage to closure."""

from earlywarnings.models.answer import Delivery, ProblemAnswer, Response
from earlywarnings.models.bulletin import Bulletin, BulletinReader
from earlywarnings.models.content import Problem, WarningMeasure
from earlywarnings.models.extension import ExtensionRequest
from earlywarnings.models.handling import Handling, Milestone
from earlywarnings.models.inspection import Finding, Inspection, about
from earlywarnings.models.transfer import Transfer
from earlywarnings.models.triage import Triage
from earlywarnings.models.warning import EarlyWarning
from earlywarnings.models.writing import AnswerDraft, Evidence

__all__ = [
    "AnswerDraft",
    "Bulletin",
    "BulletinReader",
    "Delivery",
    "EarlyWarning",
    "Evidence",
    "ExtensionRequest",
    "Finding",
    "Handling",
    "Inspection",
    "Milestone",
    "Problem",
    "ProblemAnswer",
    "Response",
    "Transfer",
    "Triage",
    "WarningMeasure",
    "about",
]
