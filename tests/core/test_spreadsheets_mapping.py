"""Registers as other offices write them: merged cells, headings in storeys, columns somebody must explain."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from core.spreadsheets import Column, read_table
from core.spreadsheets.columns import by_heading, in_lines
from core.spreadsheets.mapping import LEFT_OUT, Mapping, UnmappedError, fingerprint

TYPES = [("moral", "思想道德风险"), ("process", "业务流程风险")]
COLUMNS = [
    Column("unit", "单位", ("单位科室",)),
    Column("name", "风险点"),
    Column("manifestation", "表现形式", join=in_lines),
    Column("type", "风险类别", required=True, choices=TYPES),
    Column("level", "等级"),
    Column("who", "责任人", ("直接责任人", "责任领导"), join=by_heading),
]
NOTHING_SAID = Mapping()
TYPED = Mapping(constants={"type": "业务流程风险"}, instead={"name": "manifestation"})


def book(*rows, merged=()):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    for cells in merged:
        workbook.active.merge_cells(cells)
    file = io.BytesIO()
    workbook.save(file)
    return SimpleUploadedFile("清单.xlsx", file.getvalue())


def csv(text):
    return SimpleUploadedFile("清单.csv", text.encode())


def read(file, mapping=TYPED, columns=COLUMNS):
    return read_table(file, columns=columns, mapping=mapping)


def values(file, **options):
    return [
        {name: value for name, value in row.values.items() if name != "type"}
        for row in read(file, **options).rows
    ]


def unmapped(file, mapping=NOTHING_SAID) -> UnmappedError:
    with pytest.raises(UnmappedError) as caught:
        read(file, mapping)
    return caught.value


def test_a_merged_cell_speaks_for_every_row_it_covers():
    file = book(["单位", "风险点"], ["西山村", "用印"], [None, "征迁"], ["东河村", "低保"], merged=["A2:A3"])

    assert values(file) == [
        {"unit": "西山村", "name": "用印"},
        {"unit": "西山村", "name": "征迁"},
        {"unit": "东河村", "name": "低保"},
    ]


def test_a_merged_cell_makes_no_row_of_an_empty_line():
    file = book(["单位", "风险点"], ["西山村", "用印"], [None, None], ["东河村", "低保"], merged=["A2:A3"])

    assert [row["name"] for row in values(file)] == ["用印", "低保"]


def test_cells_to_the_left_of_the_table_may_be_empty():
    workbook = Workbook()
    for row, (unit, name) in enumerate([("单位", "风险点"), ("西山村", "用印"), (None, "征迁")], 3):
        workbook.active.cell(row, 3, unit)
        workbook.active.cell(row, 4, name)
    workbook.active.merge_cells("C4:C5")
    file = io.BytesIO()
    workbook.save(file)

    table = read(SimpleUploadedFile("清单.xlsx", file.getvalue()))

    assert [(row.number, row.values["unit"]) for row in table.rows] == [(4, "西山村"), (5, "西山村")]
    assert [heading.letter for heading in table.headings.placed] == ["C", "D"]


def test_a_heading_in_two_storeys_is_read_from_the_bottom_up():
    file = book(
        ["廉政风险点排查防控表"],
        ["单位", "风险点", None, "责任人", None],
        [None, "风险点", "表现形式", "直接责任人", "责任领导"],
        ["西山村", "用印", "不登记", "王芳", "李强"],
        merged=["A1:E1", "A2:A3", "B2:C2", "D2:E2"],
    )

    table = read(file)

    assert [heading.title for heading in table.headings.placed] == [
        "单位",
        "风险点",
        "表现形式",
        "直接责任人",
        "责任领导",
    ]
    (row,) = table.rows
    assert row.number == 4
    assert row.values["manifestation"] == "不登记"
    assert row.values["who"] == "直接责任人：王芳；责任领导：李强"


def test_a_subheading_that_says_too_little_is_read_with_the_one_above():
    file = book(
        ["单位", "风险点", "责任人", None],
        [None, None, "直接", "领导"],
        ["西山村", "用印", "王芳", "李强"],
        merged=["A1:A2", "B1:B2", "C1:D1"],
    )

    (row,) = read(file).rows

    assert row.values["who"] == "责任人·直接：王芳；责任人·领导：李强"


def test_a_column_without_a_heading_is_asked_about():
    error = unmapped(csv("单位,风险点,\n西山村,用印,经常发生\n"), TYPED)

    assert [(heading.title, heading.letter) for heading in error.headings.undecided] == [
        ("（没有标题）", "C")
    ]


def test_storeys_without_merged_cells_are_understood_too():
    assert values(csv("单位,风险点,,等级\n,风险点,表现形式,\n西山村,用印,不登记,高\n")) == [
        {"unit": "西山村", "name": "用印", "manifestation": "不登记", "level": "高"}
    ]


def test_the_first_row_of_data_is_never_taken_for_a_storey():
    """Even where it says the name of a column."""
    assert [row["name"] for row in values(csv("单位,风险点\n西山村,表现形式\n"))] == ["表现形式"]
    error = unmapped(csv("单位,风险点,\n西山村,表现形式,等级\n"), TYPED)
    assert [heading.title for heading in error.headings.placed] == ["单位", "风险点", "（没有标题）"]


def test_a_unit_in_brackets_does_not_hide_a_heading():
    assert values(csv("单 位,风险点（必填）,等级（高/中/低）\n西山村,用印,高\n")) == [
        {"unit": "西山村", "name": "用印", "level": "高"}
    ]


def test_a_line_merged_across_the_table_is_told_not_taken_in():
    file = book(
        ["单位", "风险点", "等级"],
        ["一、财务类"],
        ["西山村", "用印", "高"],
        ["注：等级按上年评定。"],
        merged=["A2:C2", "A4:C4"],
    )

    table = read(file)

    assert [row.number for row in table.rows] == [3]
    assert table.banners == [(2, "一、财务类"), (4, "注：等级按上年评定。")]


def test_the_same_as_above_says_what_stands_above():
    assert [row["unit"] for row in values(csv("单位,风险点\n西山村,用印\n同上,征迁\n〃,低保\n"))] == [
        "西山村"
    ] * 3


def test_numbering_is_passed_over_and_a_strange_column_is_asked_about():
    error = unmapped(csv("序号,单位,风险点,危害表现\n1,西山村,用印,不登记\n"), TYPED)

    assert [heading.title for heading in error.headings.undecided] == ["危害表现"]
    assert error.headings.samples[3] == "不登记"
    assert error.message == "「危害表现」列还不知道对应哪一栏。请在下面选好，再点“按选定的检查”。"


def test_a_required_column_the_file_lacks_is_asked_about():
    error = unmapped(csv("单位,风险点\n西山村,用印\n"))

    assert [column.name for column in error.wanting] == ["type"]
    assert error.message == "文件里没有「风险类别」列。请在下面选好，再点“按选定的检查”。"


def test_one_answer_for_all_rows_must_be_a_possible_one():
    file = csv("单位,风险点\n西山村,用印\n")

    assert unmapped(file, Mapping(constants={"type": "天气风险"})).wanting
    file.seek(0)
    assert [row.values["type"] for row in read(file).rows] == ["process"]


def test_a_column_may_stand_in_for_a_required_one():
    assert values(csv("单位,表现形式\n西山村,不登记\n")) == [{"unit": "西山村", "manifestation": "不登记"}]
    assert [column.name for column in unmapped(csv("单位,等级\n西山村,高\n"), TYPED).wanting] == ["name"]


def chosen(file, **columns):
    found = unmapped(file, TYPED).headings
    file.seek(0)
    return Mapping(
        constants=TYPED.constants,
        shown=found.fingerprint,
        chosen={heading.index: columns[heading.title] for heading in found.found if heading.title in columns},
    )


def test_what_is_chosen_counts_and_can_be_remembered():
    file = csv("单位,风险点,危害表现,电话\n西山村,用印,不登记,123\n")

    mapping = chosen(file, 危害表现="manifestation", 电话=LEFT_OUT)
    table = read(file, mapping)

    assert [row.values["manifestation"] for row in table.rows] == ["不登记"]
    assert table.headings.said == {"危害表现": "manifestation", "电话": LEFT_OUT}
    file.seek(0)
    again = read(file, Mapping(constants=TYPED.constants, remembered=table.headings.said))
    assert again.understood == table.understood


def test_what_was_chosen_for_one_file_says_nothing_about_another():
    mapping = chosen(csv("单位,风险点,危害表现\n西山村,用印,不登记\n"), 危害表现="manifestation")

    assert unmapped(csv("单位,风险点,联系电话\n西山村,用印,123\n"), mapping).headings.undecided
    assert fingerprint([]) != mapping.shown


def test_no_column_is_filled_from_two_unless_it_can_be_joined():
    file = csv("单位,风险点,甲,乙\n西山村,用印,高,低\n")
    mapping = chosen(file, 甲="level", 乙="level")
    assert [heading.title for heading in unmapped(file, mapping).headings.undecided] == ["乙"]

    file.seek(0)
    mapping = chosen(file, 甲="manifestation", 乙="manifestation")
    assert [row.values["manifestation"] for row in read(file, mapping).rows] == ["高\n低"]


def test_a_column_can_be_understood_otherwise_than_its_name_says():
    file = csv("单位,风险点,等级,表现\n西山村,用印,高,不登记\n")

    mapping = chosen(file, 等级=LEFT_OUT, 表现="manifestation")

    assert values(file, mapping=mapping) == [{"unit": "西山村", "name": "用印", "manifestation": "不登记"}]


def test_a_merge_over_the_whole_sheet_costs_nothing():
    """A hostile file: only rows that say something are filled, and only as far as they reach."""
    plain = book(["单位", "风险点"], ["西山村", "用印"], merged=["A3:B3"])
    patched = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(patched, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"A3:B3", b"A3:XFD1048576"))
    assert b"XFD1048576" in zipfile.ZipFile(patched).read("xl/worksheets/sheet1.xml")

    file = SimpleUploadedFile("清单.xlsx", patched.getvalue())

    assert [row["name"] for row in values(file)] == ["用印"]
