import hashlib
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from core.spreadsheets import Column, SpreadsheetError, read_table
from core.spreadsheets.values import day, whole_number
from tests.core.hostile import workbooks


class Level(models.TextChoices):
    HIGH = "high", "高"
    LOW = "low", "低"


NAME = Column("name", "名称", synonyms=("风险点名称",), required=True, max_length=20)
LEVEL = Column("level", "级别", choices=Level)
SINCE = Column("since", "设立日期", parse=day)
AMOUNT = Column("amount", "金额", parse=Decimal)
COLUMNS = [NAME, LEVEL, SINCE, AMOUNT]


def xlsx(*rows):
    return SimpleUploadedFile("登记表.xlsx", workbooks.xlsx(rows))


def csv(text: str, encoding="utf-8"):
    return SimpleUploadedFile("登记表.csv", text.encode(encoding))


def read(file, columns=COLUMNS, **options):
    return list(read_table(file, columns=columns, **options).rows)


def values(file, **options):
    return [row.values for row in read(file, **options)]


def refusal(file, **options) -> str:
    with pytest.raises(SpreadsheetError) as caught:
        read_table(file, columns=COLUMNS, **options)
    return caught.value.message


def test_values_come_as_people_see_them():
    file = io.BytesIO()
    file.name = "登记表.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet, as_day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["名称", "级别", "设立日期", "金额"])
        sheet.write_number(1, 0, 3.0)
        sheet.write_string(1, 1, "\u3000高 ")
        sheet.write_datetime(1, 2, datetime(2026, 11, 24), as_day)
        sheet.write_formula(1, 3, "=1000+0.5", None, 1000.5)
        sheet.write_string(2, 0, "=1+1")
        sheet.write_boolean(3, 0, True)

    assert values(file) == [
        {"name": "3", "level": Level.HIGH, "since": date(2026, 11, 24), "amount": Decimal("1000.5")},
        {"name": "=1+1", "level": "", "since": None, "amount": None},
        {"name": "是", "level": "", "since": None, "amount": None},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_usual_encoding(encoding):
    assert values(csv("名称,级别\r\n㐂村窗口,高\r\n", encoding)) == [{"name": "㐂村窗口", "level": "high"}]


def test_a_csv_may_be_separated_by_tabs():
    assert values(csv("名称\t级别\r\n窗口,收费\t高\r\n", "utf-16")) == [
        {"name": "窗口,收费", "level": "high"}
    ]


def test_a_leading_apostrophe_is_removed_from_a_csv_only():
    assert values(csv("名称\n'001\n'=1+1\n")) == [{"name": "001"}, {"name": "=1+1"}]
    assert values(xlsx(["名称"], ["'001"])) == [{"name": "'001"}]


def test_headings_are_found_below_a_title_by_any_of_their_names():
    file = xlsx(
        ["七道江镇风险点登记表"],
        [],
        ["填报单位：西山村"],
        ["", "风险点 名称*（必填）", "LEVEL"],
        ["", "窗口", "低"],
    )

    [row] = read(file)

    assert (row.number, row.values) == (5, {"name": "窗口", "level": "low"})


def test_a_table_that_starts_away_from_the_corner_keeps_its_row_numbers_and_letters():
    [row] = read(xlsx([], [], ["", "", "名称"], [], ["", "", "窗口" * 20]))

    assert [str(error) for error in row.errors] == ["第5行「名称」（C列）：有40个字，最多20个字。"]


def test_empty_rows_are_skipped_but_counted():
    assert [row.number for row in read(csv("名称,级别\n一,高\n\n , \n二,低\n"))] == [2, 5]


def test_a_column_left_out_is_not_among_the_values():
    assert values(xlsx(["名称"], ["窗口"])) == [{"name": "窗口"}]


def test_a_missing_an_unknown_and_a_repeated_column_are_named():
    message = refusal(xlsx(["级别", "备注", "级别"], ["高", "x", "低"]))

    assert (
        message
        == "缺少「名称」列；「级别」列出现了不止一次；不认识「备注」（B列）。请按模板的表头填写后再上传。"
    )


def test_unknown_columns_may_be_allowed():
    assert values(xlsx(["名称", "备注"], ["窗口", "x"]), allow_unknown=True) == [{"name": "窗口"}]


def test_headings_that_are_nowhere_are_asked_for_by_sheet():
    assert refusal(xlsx(["甲", "乙"], ["1", "2"])).startswith(
        "工作表「Sheet1」前10行里没有找到表头，应有一行写着「名称」。"
    )


def test_headings_alone_are_no_data():
    assert refusal(xlsx(["名称", "级别"])) == "表头下面没有任何数据。"


@pytest.mark.parametrize("count", [4, 30])
def test_too_many_rows_are_refused(count):
    assert refusal(xlsx(["名称"], *([["窗口"]] * count)), max_rows=3) == (
        "文件超过3行的上限，请拆成几个文件分别上传。"
    )


def test_exactly_as_many_rows_as_allowed_are_read():
    assert len(read(xlsx(["名称"], *([["窗口"]] * 3)), max_rows=3)) == 3


@pytest.mark.parametrize("name", ["表.doc", "表", "表.xlsm", "xlsx"])
def test_other_extensions_are_refused(name):
    assert refusal(SimpleUploadedFile(name, workbooks.xlsx())) == "只接受 .xlsx、.xls 或 .csv 文件。"


def test_an_extension_in_capitals_is_accepted():
    assert values(SimpleUploadedFile("表.XLSX", workbooks.xlsx())) == [{"name": "窗口收费", "level": "high"}]


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        (["", "高", "", ""], "名称", "不能为空。"),
        (["窗口", "特高", "", ""], "级别", "「特高」不在可选范围内，应为：高、低。"),
        (["窗口", "高", "去年", ""], "设立日期", "请写成日期，如 2026-11-24。"),
        (["窗口", "高", "2026-02-30", ""], "设立日期", "没有2026-02-30这一天，请核对日期。"),
        (["窗口", "高", "", "很多"], "金额", "「很多」不是有效的内容。"),
        (
            [123456789012345678, "高", "", ""],
            "名称",
            "数字超过15位，表格软件已丢失后几位，请把单元格设为文本后重新填写。",
        ),
    ],
)
def test_a_wrong_cell_is_named_and_the_others_are_kept(cells, column, message):
    [row] = read(xlsx(["名称", "级别", "设立日期", "金额"], cells))

    assert [(error.row, error.column, error.message) for error in row.errors] == [(2, column, message)]
    assert len(row.values) == 3


def test_rows_can_be_read_twice_and_know_their_file():
    content = workbooks.xlsx()
    table = read_table(SimpleUploadedFile("表.xlsx", content), columns=COLUMNS)

    assert list(table.rows) == list(table.rows)
    assert (len(table), table.filename) == (1, "表.xlsx")
    assert table.digest == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("text", ["2026-11-24", "2026/11/24", "2026.11.24", "2026年11月24日"])
def test_a_day_is_read_in_every_usual_form(text):
    assert day(text) == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["1.5", "-1", "１２", "1,200", "1" * 10])
def test_a_whole_number_that_the_database_could_not_hold_is_refused(text):
    assert whole_number("120") == 120
    with pytest.raises(ValidationError, match="请填整数"):
        whole_number(text)
