"""What leaves 采集 as a file."""

from collection.exports.forms import register
from collection.exports.ledger import ledger
from collection.exports.reports import report_docx, report_pdf

__all__ = [
    "ledger",
    "register",
    "report_docx",
    "report_pdf",
]
