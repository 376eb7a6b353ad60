"""The words of 三重一大."""

from decisions.enums.meetings import Category, Outcome, Status, View

__all__ = ["Category", "Outcome", "Status", "View"]
