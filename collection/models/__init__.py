"""采集: periods, forms and the information they bring (art. 36–39)."""

from collection.models.form import CollectionForm, Period
from collection.models.item import SUMMARY_LENGTH, HandOver, InformationItem

__all__ = ["CollectionForm", "HandOver", "InformationItem", "Period", "SUMMARY_LENGTH"]
