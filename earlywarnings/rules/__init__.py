"""The arithmetic of this app, by noun. No database, no clock."""

from earlywarnings.rules.warnings import (
    ALIKE,
    CRITERIA,
    DOCUMENTS,
    MEASURES,
    MORE_WORDS,
    RESPONSE,
    TIER_NAMES,
    WORDS,
    allowed,
    asked_in_time,
    complete,
    likeness,
    received_on,
    served_on,
    similar_since,
)

__all__ = [
    "ALIKE",
    "CRITERIA",
    "DOCUMENTS",
    "MEASURES",
    "MORE_WORDS",
    "RESPONSE",
    "TIER_NAMES",
    "WORDS",
    "allowed",
    "asked_in_time",
    "complete",
    "likeness",
    "received_on",
    "served_on",
    "similar_since",
]
