"""百分考核: versioned schemes, and a sheet per unit and year (art. 48)."""

from assessment.models.schemes import Scheme, SchemeItem
from assessment.models.sheets import Appeal, Sheet, SheetLine

__all__ = ["Appeal", "Scheme", "SchemeItem", "Sheet", "SheetLine"]
