"""三重一大: matters put to a collective meeting, and what it decided (art. 28–35)."""

from decisions.models.meetings import AgendaItem, Meeting, Opinion
from decisions.models.village import VillageDecision, VillageObjection, VillageStep

__all__ = ["AgendaItem", "Meeting", "Opinion", "VillageDecision", "VillageObjection", "VillageStep"]
