"""采集: periods, forms and the information they bring (art. 36–39)."""

from collection.models.form import CollectionForm, Period
from collection.models.item import SUMMARY_LENGTH, HandOver, InformationItem
from collection.models.poll import Poll
from collection.models.report import TEXT_LENGTH, PeriodReport
from collection.models.version import FormVersion

__all__ = [
    "CollectionForm",
    "FormVersion",
    "HandOver",
    "InformationItem",
    "Period",
    "PeriodReport",
    "Poll",
    "SUMMARY_LENGTH",
    "TEXT_LENGTH",
]
