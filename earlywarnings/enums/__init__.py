"""The words of this app, and the table of art. 42. Tiers are colours and never risk levels."""

from earlywarnings.enums.inspections import (
    CARRIED_OUT,
    InspectionKind,
    InspectionStatus,
    InspectionSubject,
    Outcome,
)
from earlywarnings.enums.warnings import (
    AWAITING_ANSWER,
    COUNTED,
    ENDED,
    IN_HAND,
    ISSUED,
    RECTIFIED,
    UNSIGNED,
    Body,
    Cause,
    DeliveryWay,
    ExtensionState,
    Measure,
    Status,
    Tier,
    TriageDecision,
)

__all__ = [
    "AWAITING_ANSWER",
    "CARRIED_OUT",
    "COUNTED",
    "ENDED",
    "IN_HAND",
    "ISSUED",
    "RECTIFIED",
    "UNSIGNED",
    "Body",
    "Cause",
    "DeliveryWay",
    "ExtensionState",
    "InspectionKind",
    "InspectionStatus",
    "InspectionSubject",
    "Measure",
    "Outcome",
    "Status",
    "Tier",
    "TriageDecision",
]
