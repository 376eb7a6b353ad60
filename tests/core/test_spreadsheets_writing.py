import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.spreadsheets import (
    Column,
    SpreadsheetError,
    export_response,
    read_table,
    stream_csv,
    stream_xlsx,
    text,
)

PRINTED = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def named(content: bytes, extension: str):
    file = io.BytesIO(content)
    file.name = f"导出{extension}"
    return file


def exported(headings, rows, extension):
    if extension == ".csv":
        return b"".join(stream_csv(headings, rows))
    with stream_xlsx(headings, rows) as file:
        return file.read()


def imported(content, headings, extension):
    table = read_table(named(content, extension), columns=[Column(name, name) for name in headings])
    return [list(row.values.values()) for row in table.rows]


@pytest.mark.parametrize("extension", [".xlsx", ".csv"])
def test_values_are_imported_as_they_were_exported(extension):
    rows = [
        ["=1+1", "-5", "+86", "@a", "'001"],
        [date(2026, 11, 24), PRINTED, Decimal("12000.50"), 3, True],
        [date(1899, 1, 1), "10" * 10, 10**17, "第一行\n第二行", None],
    ]

    assert imported(exported("甲乙丙丁戊", rows, extension), "甲乙丙丁戊", extension) == [
        ["=1+1", "-5", "+86", "@a", "'001"],
        ["2026-11-24", "2026-11-24 09:30:00", "12000.5" if extension == ".xlsx" else "12000.50", "3", "是"],
        ["1899-01-01", "10" * 10, str(10**17), "第一行\n第二行", ""],
    ]


# Excel's own escape for control characters is ambiguous when two of them share an underscore.
AMBIGUOUS = re.compile("_x[0-9a-fA-F]{4}_x")
NASTY = st.one_of(
    st.text(),
    st.text(alphabet="=+-@'\"\t\r\n ,;_x0D5F&<>\x00\x07\x1b\x85\u3000\u200b\ufeff\uffff＝", max_size=12),
    st.sampled_from(["'", "''=", "_x000D_", "]]>", "&amp;", "1e5", "001", "TRUE", "#N/A", "😀"]),
).filter(lambda cell: not AMBIGUOUS.search(text.clean(cell)))


@pytest.mark.slow
@pytest.mark.parametrize("extension", [".xlsx", ".csv"])
@settings(max_examples=12, deadline=None)
@given(cells=st.lists(NASTY, min_size=30, max_size=60))
@example(cells=["\ud800无", "\x00", "\r\n=1", "'=1", "\ufeff名"])
def test_any_text_survives_the_round_trip(extension, cells):
    content = exported("甲", [[cell] for cell in cells], extension)
    clean = [text.clean(cell) for cell in cells]

    if any(clean):
        assert imported(content, "甲", extension) == [[cell] for cell in clean if cell]


@given(st.text(alphabet=st.characters(codec=None)))
def test_cleaning_twice_changes_nothing_more(anything):
    assert text.clean(text.clean(anything)) == text.clean(anything)


@pytest.mark.parametrize("start", "=+-@\t\r＝＋－＠")
def test_a_dangerous_text_is_never_a_formula(start):
    content = exported(["甲"], [[f"x{start}"], [f"{start}cmd|' /C calc'!A0"]], ".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    harmless, cell = sheet["A2"], sheet["A3"]

    assert cell.data_type == "s" and cell.quotePrefix is (cell.value[0] == start)
    assert harmless.quotePrefix is False
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    [_, _, line] = b"".join(stream_csv(["甲"], [["x"], [f"{start}1"]])).decode("utf-8-sig").splitlines()
    assert line == ("1" if start.isspace() else f"'{start}1")


def test_numbers_and_dates_keep_their_type_in_xlsx():
    row = [date(2026, 11, 24), PRINTED, Decimal("12000.50")]
    with stream_xlsx(["日期", "时间", "金额"], [row]) as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()

    assert rows[1] == [date(2026, 11, 24), datetime(2026, 11, 24, 9, 30), 12000.5]


def test_a_csv_opens_in_excel_because_of_its_mark():
    assert b"".join(stream_csv(["名称"], [["窗口"]])) == b"\xef\xbb\xbf" + "名称\r\n窗口\r\n".encode()


@pytest.mark.parametrize(("rows", "sentence"), [([["长" * 32_768]], "第2行有超过32,767个字的内容")])
def test_what_excel_cannot_hold_is_refused(rows, sentence):
    with pytest.raises(SpreadsheetError, match=sentence):
        stream_xlsx(["甲"], rows)


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch):
    monkeypatch.setattr("core.spreadsheets.writing.MAX_ROWS", 2)

    with pytest.raises(SpreadsheetError, match="超过2行"):
        stream_xlsx(["甲"], [["x"]] * 3)


@pytest.mark.django_db  # closing a response looks after the connections
@pytest.mark.parametrize("extension", [".xlsx", ".csv"])
def test_a_download_carries_its_chinese_name(extension):
    response = export_response(f"风险点{extension}", ["名称"], [["窗口"]])

    assert (
        response["Content-Disposition"]
        == f"attachment; filename*=utf-8''%E9%A3%8E%E9%99%A9%E7%82%B9{extension}"
    )
    assert imported(response.getvalue(), ["名称"], extension) == [["窗口"]]
    response.close()
