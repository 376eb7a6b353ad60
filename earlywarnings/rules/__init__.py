"""The arithmetic of this app, by noun. No database, no clock."""

from earlywarnings.rules.warnings import (
    CRITERIA,
    DOCUMENTS,
    MEASURES,
    MORE_WORDS,
    RESPONSE,
    TIER_NAMES,
    WORDS,
    allowed,
    complete,
    received_on,
    served_on,
    similar_since,
)

__all__ = [
    "CRITERIA",
    "DOCUMENTS",
    "MEASURES",
    "MORE_WORDS",
    "RESPONSE",
    "TIER_NAMES",
    "WORDS",
    "allowed",
    "complete",
    "received_on",
    "served_on",
    "similar_since",
]
