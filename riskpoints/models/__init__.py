"""风险点 and 防控措施: where corruption may occur, and what is done about it."""

from riskpoints.models.catalogue import RiskCatalogue
from riskpoints.models.library import LibraryRiskPoint
from riskpoints.models.measures import ControlMeasure, MeasureExecution
from riskpoints.models.register import RiskPoint
from riskpoints.models.screening import Assignment, Screening, Share

__all__ = [
    "Assignment",
    "ControlMeasure",
    "LibraryRiskPoint",
    "MeasureExecution",
    "RiskCatalogue",
    "RiskPoint",
    "Screening",
    "Share",
]
