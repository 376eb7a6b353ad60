"""What the lists of 采集 can be narrowed by; everything chosen stays in the URL."""

from collection.filters.forms import FormFilter
from collection.filters.ledger import LedgerFilter
from collection.filters.polls import PollFilter
from collection.filters.reports import ReportFilter

__all__ = [
    "FormFilter",
    "LedgerFilter",
    "PollFilter",
    "ReportFilter",
]
