"""The wording of what is told and of what is printed, by noun."""

from earlywarnings.letters.warnings import (
    RESPONSE,
    WORDING,
    addressee_text,
    addressees,
    hands,
    informed,
    lines,
    notice_data,
    opinion_givers,
    signatories,
    staff,
    tell,
    upper_staff,
)

__all__ = [
    "RESPONSE",
    "WORDING",
    "addressee_text",
    "addressees",
    "hands",
    "informed",
    "lines",
    "notice_data",
    "opinion_givers",
    "signatories",
    "staff",
    "tell",
    "upper_staff",
]
