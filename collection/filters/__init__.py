"""What the lists of 采集 can be narrowed by; everything chosen stays in the URL."""

from collection.filters.forms import FormFilter
from collection.filters.reports import ReportFilter

__all__ = ["FormFilter", "ReportFilter"]
