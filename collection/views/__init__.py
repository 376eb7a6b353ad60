"""The form on a phone, and the list on a desk."""

from collection.views.board import board
from collection.views.copying import ask_import, copy_items, import_items, paper, template
from collection.views.direct import ask_direct, direct, report_item, withdraw_item
from collection.views.fetching import READERS
from collection.views.forms import accept, correct, form, return_form, submit, submit_nil, withdraw
from collection.views.items import add_item, ask, attachment, change_item, hand_over, item, remove_item
from collection.views.ledger import ledger
from collection.views.lists import index
from collection.views.polls import change_poll, poll, polls, record_poll
from collection.views.reports import (
    accept_report,
    confirm_nil_report,
    report,
    report_docx,
    report_pdf,
    report_rows,
    reports,
    return_report,
    submit_report,
    write_report,
)
from collection.views.versions import version, version_file

__all__ = [
    "READERS",
    "accept",
    "accept_report",
    "add_item",
    "ask",
    "ask_direct",
    "ask_import",
    "attachment",
    "board",
    "change_item",
    "change_poll",
    "confirm_nil_report",
    "copy_items",
    "correct",
    "direct",
    "form",
    "hand_over",
    "import_items",
    "index",
    "item",
    "ledger",
    "poll",
    "polls",
    "record_poll",
    "paper",
    "remove_item",
    "report_item",
    "report",
    "report_docx",
    "report_pdf",
    "report_rows",
    "reports",
    "return_form",
    "return_report",
    "submit",
    "submit_nil",
    "template",
    "submit_report",
    "version",
    "version_file",
    "withdraw",
    "withdraw_item",
    "write_report",
]
