"""三重一大: matters put to a collective meeting, and what it decided (art. 28–35)."""

from decisions.models.joint import JointPaper, JointSignature, JointSigner
from decisions.models.meetings import AgendaItem, Meeting, Opinion
from decisions.models.village import VillageDecision, VillageObjection, VillageStep

__all__ = [
    "AgendaItem",
    "JointPaper",
    "JointSignature",
    "JointSigner",
    "Meeting",
    "Opinion",
    "VillageDecision",
    "VillageObjection",
    "VillageStep",
]
