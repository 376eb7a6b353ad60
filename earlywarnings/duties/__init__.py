"""What the regulation asks of warnings, inspections and bulletins (art. 43–45)."""

from earlywarnings.duties import inspections, warnings

DUTIES = (*warnings.DUTIES, *inspections.DUTIES)

__all__ = ["DUTIES"]
