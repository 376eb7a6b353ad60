"""The words of 三重一大."""

from decisions.enums.checks import Check, FindingStatus, Severity
from decisions.enums.follow_up import TaskStatus
from decisions.enums.meetings import (
    ABOUT_PEOPLE,
    DECIDING,
    HELD,
    OF_MONEY,
    Category,
    MeetingKind,
    MeetingStatus,
    Presence,
    Seat,
    Status,
)
from decisions.enums.prerequisites import (
    AGAINST,
    INSTEAD_OF_A_MEETING,
    Conclusion,
    Preparing,
    Prerequisite,
)
from decisions.enums.votes import SECRET, Base, Outcome, View, Way

__all__ = [
    "ABOUT_PEOPLE",
    "AGAINST",
    "DECIDING",
    "HELD",
    "INSTEAD_OF_A_MEETING",
    "OF_MONEY",
    "SECRET",
    "Base",
    "Category",
    "Check",
    "Conclusion",
    "FindingStatus",
    "MeetingKind",
    "MeetingStatus",
    "Outcome",
    "Preparing",
    "Prerequisite",
    "Presence",
    "Seat",
    "Severity",
    "Status",
    "TaskStatus",
    "View",
    "Way",
]
