"""What leaves 采集 as a file."""

from collection.exports.forms import register
from collection.exports.ledger import ledger
from collection.exports.polls import polls
from collection.exports.reports import report_docx, report_pdf, reports

__all__ = [
    "ledger",
    "polls",
    "register",
    "report_docx",
    "report_pdf",
    "reports",
]
