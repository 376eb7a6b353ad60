"""The moves of 三重一大."""

from decisions.workflow.past import record_meeting

__all__ = ["record_meeting"]
