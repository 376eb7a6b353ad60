"""Rows in succession that are one record: merged down the page, repeated, or nothing but one line more."""

import io

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from core.spreadsheets import Column, gathering, read_table
from core.spreadsheets.columns import in_lines
from core.spreadsheets.mapping import Mapping
from core.spreadsheets.values import whole_number

COLUMNS = [
    Column("id", "编号", parse=whole_number),
    Column("unit", "单位"),
    Column("name", "名称", required=True),
    Column("code", "编码"),
    Column("days", "时限", parse=whole_number),
    Column("bases", "依据", join=in_lines),
]
HEADINGS = [column.heading for column in COLUMNS]
TOGETHER = gathering.by(("name", "code"), apart=("id", "unit"))


def table(*lines: str, name="清单.csv"):
    text = "\n".join([",".join(HEADINGS), *lines])
    found = read_table(ContentFile(text.encode(), name=name), columns=COLUMNS)
    found.gather = TOGETHER
    return found


def read(*lines: str):
    return [
        (row.number, row.rows, row.values.get("name"), row.values.get("bases")) for row in table(*lines).rows
    ]


def test_a_name_that_is_said_again_is_the_same_record_with_a_line_more():
    assert read(",,甲,01,20,第一条", ",,甲,01,20,第二条", ",,乙,02,,第三条") == [
        (2, 2, "甲", "第一条\n第二条"),
        (4, 1, "乙", "第三条"),
    ]


def test_what_one_row_says_and_the_other_leaves_empty_is_said():
    [row] = table(",,甲,,,第一条", ",西山村,甲,01,20,第二条").rows

    assert row.values == {
        "id": None,
        "unit": "西山村",
        "name": "甲",
        "code": "01",
        "days": 20,
        "bases": "第一条\n第二条",
    }
    assert row.errors == []


def test_a_code_alone_or_nothing_but_a_further_line_belongs_to_the_row_above():
    assert read(",,甲,01,20,第一条", ",,,01,,第二条", ",,,,,第三条") == [
        (2, 3, "甲", "第一条\n第二条\n第三条")
    ]


def test_the_same_line_in_every_row_of_a_record_is_said_once():
    assert read(",,甲,,,第一条", ",,甲,,,第一条", ",,甲,,,第二条") == [(2, 3, "甲", "第一条\n第二条")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (",,甲,01,,第一条", ",,乙,01,,第二条"),  # one code for two names
        (",西山村,甲,,,第一条", ",东沟村,甲,,,第二条"),
        ("1,,甲,,,第一条", "2,,甲,,,第二条"),
        (",,甲,01,,第一条", ",,,02,,第二条"),
    ],
)
def test_what_differs_in_name_unit_or_number_stays_two_records(first, second):
    assert [(number, rows) for number, rows, *_ in read(first, second)] == [(2, 1), (3, 1)]


def test_a_row_without_a_name_that_says_something_else_stays_wrong():
    first, second = table(",,甲,,20,第一条", ",,,,20,第二条").rows

    assert first.errors == []
    assert [(error.row, error.column, error.message) for error in second.errors] == [
        (3, "名称", "不能为空。")
    ]


def test_rows_apart_are_not_one():
    assert [rows for _, rows, *_ in read(",,甲,,,第一条", ",,乙,,,第二条", ",,甲,,,第三条")] == [1, 1, 1]


def test_a_contradiction_is_named_at_its_cell_with_both_rows():
    [row] = table(",,甲,,,第一条", ",,甲,,20,第二条", ",,甲,,30,第三条").rows

    [error] = row.errors
    assert (error.row, error.column, error.letter) == (4, "时限", "E")
    assert "写的是“30”，而第3行写的是“20”" in error.message
    assert row.values["bases"] == "第一条\n第二条\n第三条"


def test_a_wrong_cell_stays_wrong_when_its_row_is_one_of_several():
    [row] = table(",,甲,,二十,第一条", ",,甲,,二十,第二条").rows

    assert [(error.row, error.column) for error in row.errors] == [(2, "时限")]


def test_cells_merged_down_the_page_are_one_record():
    book = Workbook()
    sheet = book.active
    for line in (
        HEADINGS,
        [None, None, "甲", "01", 20, "第一条"],
        [None] * 5 + ["第二条"],
        [None, None, "乙"],
    ):
        sheet.append(line)
    for letter in "CDE":
        sheet.merge_cells(f"{letter}2:{letter}3")
    file = io.BytesIO()
    book.save(file)
    found = read_table(ContentFile(file.getvalue(), name="清单.xlsx"), columns=COLUMNS)
    found.gather = TOGETHER

    rows = list(found.rows)

    assert [(row.number, row.rows, row.values["bases"]) for row in rows] == [
        (2, 2, "第一条\n第二条"),
        (4, 1, ""),
    ]
    assert [row.number for row in found.gathered.values()] == [2]


def test_without_being_told_a_table_gathers_nothing():
    found = table(",,甲,,,第一条", ",,甲,,,第二条")
    found.gather = iter

    assert [(row.number, row.rows) for row in found.rows] == [(2, 1), (3, 1)]
    assert found.gathered == {}


def test_a_number_too_long_in_one_of_the_columns_of_a_cell_is_named_and_not_a_crash():
    book = Workbook()
    for line in (["名称", "依据", "设定依据"], ["甲", "第一条", 1234567890123456.0]):
        book.active.append(line)
    file = io.BytesIO()
    book.save(file)
    columns = [COLUMNS[2], Column("bases", "依据", ("设定依据",), join=in_lines)]
    found = read_table(ContentFile(file.getvalue(), name="清单.xlsx"), columns=columns, mapping=Mapping())

    [row] = found.rows
    assert "数字超过15位" in row.errors[0].message


CELL = st.sampled_from(["", "甲", "乙", "1"])


@given(st.lists(st.tuples(*[CELL] * 6).filter(any), min_size=1, max_size=8))
def test_nothing_a_row_says_is_lost(lines):
    """Each row is in exactly one record, and each of its cells is there: as a value, as a line, or in an objection."""
    said = [
        gathering.Line(number, dict(zip(COLUMNS, cells, strict=True)))
        for number, cells in enumerate(lines, 2)
    ]
    rows = {line.number: line for line in said}

    found = list(TOGETHER(iter(said)))

    assert sum(line.rows for line in found) == len(said)
    for line in found:
        objected = {(row, name) for row, name, _ in line.objections}
        for number in range(line.number, line.number + line.rows):
            for column, cell in rows[number].cells.items():
                kept = line.cells[column].split("\n") if column.join else [line.cells[column]]
                assert not cell or cell in kept or (number, column.name) in objected
