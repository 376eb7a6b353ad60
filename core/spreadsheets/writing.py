"""Files that are safe to open and import again unchanged."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from core.spreadsheets.columns import EXCEL_DIGITS, SpreadsheetError
from core.spreadsheets.text import clean, could_be_formula, guarded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
MAX_ROWS = 1_048_575  # below the headings
MAX_CHARACTERS = 32_767
FIRST_DAY = date(1900, 3, 1)  # spreadsheet programs believe in a 29 February 1900
ROWS_PER_CHUNK = 500


def stream_xlsx(headings: Iterable[str], rows: Iterable[Iterable]):
    """An open temporary file; memory stays the same however many rows there are."""
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as on_failure:
        target = on_failure.enter_context(tempfile.TemporaryFile())
        with xlsxwriter.Workbook(target, {"constant_memory": True, "tmpdir": scratch}) as book:
            _fill(book, headings, rows)
        on_failure.pop_all()
    target.seek(0)
    return target


def _fill(book, headings: Iterable[str], rows: Iterable[Iterable]):
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for index, heading in enumerate(headings):
        sheet.set_column(index, index, 18)
        sheet.write_string(0, index, heading, bold)
    cells = _Cells(book, sheet)
    for number, row in enumerate(rows, 1):
        cells.write(number, row)


class _Cells:
    """Writes values by their type. Text is never anything but text."""

    def __init__(self, book, sheet):
        self.sheet = sheet
        self.quoted = book.add_format({"quote_prefix": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.by_type = {
            str: self.text,
            bool: self.yes_no,
            int: self.number,
            float: self.number,
            Decimal: self.number,
            date: self.date,
            datetime: self.datetime,
            type(None): lambda row, column, value: None,
        }

    def write(self, number: int, row: Iterable):
        if number > MAX_ROWS:
            raise SpreadsheetError(f"超过{MAX_ROWS:,}行，一张工作表放不下，请缩小范围后再导出。")
        for column, value in enumerate(row):
            self.by_type.get(type(value), self.text)(number, column, value)

    def text(self, row: int, column: int, value):
        value = clean(str(value))
        if len(value) > MAX_CHARACTERS:
            raise SpreadsheetError(
                f"第{row + 1}行有超过{MAX_CHARACTERS:,}个字的内容，Excel 放不下，请导出 .csv。"
            )
        if could_be_formula(value):
            self.sheet.write_string(row, column, value, self.quoted)
        elif value:
            self.sheet.write_string(row, column, value)

    def number(self, row: int, column: int, value):
        if abs(value) < 10**EXCEL_DIGITS:
            self.sheet.write_number(row, column, value)
        else:
            self.text(row, column, value)

    def yes_no(self, row: int, column: int, value):
        self.sheet.write_string(row, column, "是" if value else "否")

    def date(self, row: int, column: int, value):
        if value < FIRST_DAY:
            self.text(row, column, value)
        else:
            self.sheet.write_datetime(row, column, value, self.day)

    def datetime(self, row: int, column: int, value):
        self.sheet.write_datetime(row, column, _local(value), self.moment)


def stream_csv(headings: Iterable[str], rows: Iterable[Iterable]) -> Iterator[bytes]:
    """UTF-8 with a mark, because that is the only way Excel knows; every cell guarded."""
    writer = csv.writer(_Echo())
    lines = (writer.writerow([_csv_cell(value) for value in row]) for row in chain([headings], rows))
    yield b"\xef\xbb\xbf"
    while chunk := "".join(islice(lines, ROWS_PER_CHUNK)):
        yield chunk.encode()


class _Echo:
    def write(self, line: str) -> str:
        return line


def _csv_cell(value):
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int() | float() | Decimal():
            return value
        case datetime():
            return _local(value)
    return guarded(clean(str(value)))


def _local(moment: datetime) -> datetime:
    moment = timezone.localtime(moment).replace(tzinfo=None) if timezone.is_aware(moment) else moment
    return moment.replace(microsecond=0)


def export_response(filename: str, headings: Iterable[str], rows: Iterable[Iterable]):
    """A download; the file's extension (.xlsx or .csv) chooses the format."""
    if filename.endswith(".xlsx"):
        return FileResponse(
            stream_xlsx(headings, rows), as_attachment=True, filename=filename, content_type=XLSX
        )
    response = StreamingHttpResponse(stream_csv(headings, rows), content_type=CSV)
    response["Content-Disposition"] = content_disposition_header(True, filename)
    return response
