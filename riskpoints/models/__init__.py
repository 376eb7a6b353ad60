"""风险点 and 防控措施: where corruption may occur, and what is done about it."""

from riskpoints.models.catalogue import RiskCatalogue
from riskpoints.models.library import LibraryRiskPoint
from riskpoints.models.measures import ControlMeasure, MeasureExecution
from riskpoints.models.register import RiskPoint

__all__ = [
    "ControlMeasure",
    "LibraryRiskPoint",
    "MeasureExecution",
    "RiskCatalogue",
    "RiskPoint",
]
