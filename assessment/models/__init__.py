"""百分考核: versioned schemes, and a sheet per unit and year (art. 48); 责任追究 (art. 46, 47, 49)."""

from assessment.models.accountability import Finding, FindingEvidence, Responsibility
from assessment.models.schemes import Scheme, SchemeItem
from assessment.models.sheets import Appeal, Sheet, SheetLine

__all__ = [
    "Appeal",
    "Finding",
    "FindingEvidence",
    "Responsibility",
    "Scheme",
    "SchemeItem",
    "Sheet",
    "SheetLine",
]
