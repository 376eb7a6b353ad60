"""Spreadsheets as a door: read what people upload, write what they can upload again.

Reading never happens in this process. `child.py` parses every upload under limits of memory, time and
open files, so that the worst a file can do is to be refused with a sentence.
"""

from core.spreadsheets.columns import CellError, Column, SpreadsheetError
from core.spreadsheets.importing import ImportReport, Saved, run_import
from core.spreadsheets.reading import Row, Table, read_table
from core.spreadsheets.templates import template_response, template_xlsx
from core.spreadsheets.writing import export_response, stream_csv, stream_xlsx

__all__ = [
    "CellError",
    "Column",
    "ImportReport",
    "Row",
    "Saved",
    "SpreadsheetError",
    "Table",
    "export_response",
    "read_table",
    "run_import",
    "stream_csv",
    "stream_xlsx",
    "template_response",
    "template_xlsx",
]
