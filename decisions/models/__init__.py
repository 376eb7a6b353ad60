"""三重一大: matters put to a collective meeting, and what it decided (art. 28–35)."""

from decisions.models.follow_up import Addendum, Finding, Progress, Task
from decisions.models.items import AgendaItem, Fulfilment, Preparation, RiskAssessment
from decisions.models.joint import JointPaper, JointSignature, JointSigner
from decisions.models.matters import Matter
from decisions.models.meetings import Attendance, Meeting
from decisions.models.minutes import Minutes
from decisions.models.notices import ResolutionNotice
from decisions.models.village import VillageDecision, VillageObjection, VillageStep
from decisions.models.votes import Candidate, Opinion, Recusal, Tally

__all__ = [
    "Addendum",
    "AgendaItem",
    "Attendance",
    "Candidate",
    "Finding",
    "Fulfilment",
    "JointPaper",
    "JointSignature",
    "JointSigner",
    "Matter",
    "Meeting",
    "Minutes",
    "Opinion",
    "Preparation",
    "Progress",
    "Recusal",
    "ResolutionNotice",
    "RiskAssessment",
    "Tally",
    "Task",
    "VillageDecision",
    "VillageObjection",
    "VillageStep",
]
