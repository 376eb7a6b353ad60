"""Blank workbooks to fill in: one sheet to type into, one with examples, a hidden one with the options."""

from collections.abc import Iterable
from io import BytesIO

from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from core.spreadsheets.columns import Column
from core.spreadsheets.reading import MAX_ROWS
from core.spreadsheets.writing import XLSX

LONG_TEXT = 255  # cells formatted as text show longer content as #### in old versions of Excel
HEADING = {
    "font": Font(bold=True),
    "fill": PatternFill("solid", fgColor="E4EFE7"),
    "alignment": Alignment(vertical="center", wrap_text=True),
}


def template_xlsx(columns: list[Column], example_rows: Iterable[Iterable] = ()) -> BytesIO:
    book = Workbook()
    _sheet_to_fill(book.active, columns)
    examples = list(example_rows)
    if examples:
        _sheet_of_examples(book.create_sheet("示例"), columns, examples)
    _drop_downs(book, columns)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def template_response(
    filename: str, columns: list[Column], example_rows: Iterable[Iterable] = ()
) -> FileResponse:
    file = template_xlsx(columns, example_rows)
    return FileResponse(file, as_attachment=True, filename=filename, content_type=XLSX)


def _sheet_to_fill(sheet, columns: list[Column]):
    sheet.title = "填写"
    _headings(sheet, columns)
    for number, column in enumerate(columns, 1):
        if column.max_length and column.choices is None:
            _validate(sheet, number, _length(column.max_length))
        if (
            column.max_length and column.max_length <= LONG_TEXT
        ):  # a code such as 001 or 1-2 stays what was typed
            sheet.column_dimensions[get_column_letter(number)].number_format = "@"


def _sheet_of_examples(sheet, columns: list[Column], examples: list):
    _headings(sheet, columns)
    for row in examples:
        sheet.append(list(row))


def _headings(sheet, columns: list[Column]):
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(1, number, f"{column.heading}*" if column.required else column.heading)
        cell.font, cell.fill, cell.alignment = HEADING.values()
        sheet.column_dimensions[get_column_letter(number)].width = _width(column)
    sheet.row_dimensions[1].height = 28
    sheet.freeze_panes = "A2"


def _width(column: Column) -> int:
    """In half-width characters: room for the heading and for a good part of what goes below it."""
    return min(
        40,
        max(
            12, 2 * len(column.heading) + 4, column.max_length or 0, *(2 * len(o) + 4 for o in column.labels)
        ),
    )


def _drop_downs(book: Workbook, columns: list[Column]):
    """The options lie on a hidden sheet: a list written into the rule itself ends at 255 characters."""
    options = book.create_sheet("选项")
    options.sheet_state = "hidden"
    for number, column in enumerate(columns, 1):
        if not column.labels:
            continue
        for row, label in enumerate(column.labels, 1):
            options.cell(row, number, label)
        letter = get_column_letter(number)
        _validate(book.worksheets[0], number, _list(f"'选项'!${letter}$1:${letter}${len(column.labels)}"))


def _list(source: str) -> DataValidation:
    return DataValidation(
        type="list", formula1=source, errorTitle="不在可选范围内", error="请从下拉列表中选择。"
    )


def _length(most: int) -> DataValidation:
    return DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(most),
        errorTitle="太长",
        error=f"最多{most}个字。",
    )


def _validate(sheet, number: int, rule: DataValidation):
    letter = get_column_letter(number)
    rule.allow_blank = rule.showErrorMessage = True
    rule.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
    sheet.add_data_validation(rule)
