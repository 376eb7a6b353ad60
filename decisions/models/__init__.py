"""三重一大: matters put to a collective meeting, and what it decided (art. 28–35)."""

from decisions.models.meetings import AgendaItem, Meeting, Opinion

__all__ = ["AgendaItem", "Meeting", "Opinion"]
