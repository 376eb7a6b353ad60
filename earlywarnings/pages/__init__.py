"""What a record page says beside its fields, by noun."""

from earlywarnings.pages.drafting import (
    TierRow,
    draft_initial,
    raised_initial,
    tier_row,
    tiers,
)
from earlywarnings.pages.raising import (
    Proposal,
    proposals,
)
from earlywarnings.pages.records import (
    Receipt,
    explanation,
    late_text,
    receipt,
    steps,
)
from earlywarnings.pages.warnings import (
    ENTERED,
    ON_BEHALF,
    OTHERS,
    POSTED,
    STEPS,
    VERBS,
    Move,
    NextStep,
    next_step,
    other_moves,
    question,
    url_of,
)

__all__ = [
    "ENTERED",
    "ON_BEHALF",
    "OTHERS",
    "POSTED",
    "STEPS",
    "VERBS",
    "Move",
    "NextStep",
    "Proposal",
    "Receipt",
    "TierRow",
    "draft_initial",
    "explanation",
    "late_text",
    "next_step",
    "other_moves",
    "proposals",
    "question",
    "raised_initial",
    "receipt",
    "steps",
    "tier_row",
    "tiers",
    "url_of",
]
