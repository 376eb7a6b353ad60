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


def template_xlsx(
    columns: list[Column], example_rows: Iterable[Iterable] = (), *, above: Iterable[str] = ()
) -> BytesIO:
    """`above` are lines over the headings, a title first; the reader looks below them."""
    book, lines = Workbook(), list(above)
    _lines_above(book.active, lines, len(columns))
    _sheet_to_fill(book.active, columns, len(lines) + 1)
    examples = list(example_rows)
    if examples:
        _sheet_of_examples(book.create_sheet("示例"), columns, examples)
    _drop_downs(book, columns, len(lines) + 1)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def template_response(
    filename: str, columns: list[Column], example_rows: Iterable[Iterable] = (), *, above: Iterable[str] = ()
) -> FileResponse:
    file = template_xlsx(columns, example_rows, above=above)
    return FileResponse(file, as_attachment=True, filename=filename, content_type=XLSX)


def _lines_above(sheet, lines: list[str], width: int):
    for row, line in enumerate(lines, 1):
        cell = sheet.cell(row, 1, line)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cell.font = Font(bold=row == 1, size=14 if row == 1 else 11)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        sheet.row_dimensions[row].height = 28 if row == 1 else 34


def _sheet_to_fill(sheet, columns: list[Column], top: int):
    """The headings stand in row `top`."""
    sheet.title = "填写"
    _headings(sheet, columns, top)
    for number, column in enumerate(columns, 1):
        if column.max_length and column.choices is None:
            _validate(sheet, number, top, _length(column.max_length))
        if (
            column.max_length and column.max_length <= LONG_TEXT
        ):  # a code such as 001 or 1-2 stays what was typed
            sheet.column_dimensions[get_column_letter(number)].number_format = "@"


def _sheet_of_examples(sheet, columns: list[Column], examples: list):
    _headings(sheet, columns, 1)
    for row in examples:
        sheet.append(list(row))


def _headings(sheet, columns: list[Column], top: int):
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(top, number, f"{column.heading}*" if column.required else column.heading)
        cell.font, cell.fill, cell.alignment = HEADING.values()
        sheet.column_dimensions[get_column_letter(number)].width = _width(column)
    sheet.row_dimensions[top].height = 28
    sheet.freeze_panes = f"A{top + 1}"


def _width(column: Column) -> int:
    """In half-width characters: room for the heading and for a good part of what goes below it."""
    return min(
        40,
        max(
            12, 2 * len(column.heading) + 4, column.max_length or 0, *(2 * len(o) + 4 for o in column.labels)
        ),
    )


def _drop_downs(book: Workbook, columns: list[Column], top: int):
    """The options lie on a hidden sheet: a list written into the rule itself ends at 255 characters."""
    options = book.create_sheet("选项")
    options.sheet_state = "hidden"
    for number, column in enumerate(columns, 1):
        if not column.labels:
            continue
        for row, label in enumerate(column.labels, 1):
            options.cell(row, number, label)
        letter = get_column_letter(number)
        options_of = f"'选项'!${letter}$1:${letter}${len(column.labels)}"
        _validate(book.worksheets[0], number, top, _list(options_of))


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


def _validate(sheet, number: int, top: int, rule: DataValidation):
    letter = get_column_letter(number)
    rule.allow_blank = rule.showErrorMessage = True
    rule.add(f"{letter}{top + 1}:{letter}{MAX_ROWS + top}")
    sheet.add_data_validation(rule)
