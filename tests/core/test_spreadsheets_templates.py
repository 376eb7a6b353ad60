import io

import openpyxl
import pytest

from core.spreadsheets import Column, SpreadsheetError, read_table, template_response, template_xlsx

LEVELS = [(f"level-{n}", f"第{n}级,含“引号”的很长的选项") for n in range(40)]
COLUMNS = [
    Column("name", "名称", required=True, max_length=50),
    Column("level", "级别", choices=LEVELS),
    Column("facts", "情况摘要", max_length=300),
]


@pytest.fixture
def book():
    return openpyxl.load_workbook(template_xlsx(COLUMNS, [["窗口收费", "第1级", "示例情况"]]))


def test_required_headings_are_marked_and_stay_in_view(book):
    sheet = book.worksheets[0]

    assert [cell.value for cell in sheet[1]] == ["名称*", "级别", "情况摘要"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


def test_choices_are_a_drop_down_from_a_hidden_sheet(book):
    rules = {str(rule.sqref): rule for rule in book.worksheets[0].data_validations.dataValidation}
    rule = rules["B2:B20001"]

    assert (rule.type, rule.formula1, rule.showErrorMessage) == ("list", "'选项'!$B$1:$B$40", True)
    assert book["选项"].sheet_state == "hidden"
    assert [cell.value for cell in book["选项"]["B"]] == [label for _, label in LEVELS]


def test_text_is_limited_and_codes_stay_as_typed(book):
    sheet = book.worksheets[0]
    limits = {
        str(rule.sqref): rule.formula1
        for rule in sheet.data_validations.dataValidation
        if rule.type == "textLength"
    }

    assert limits == {"A2:A20001": "50", "C2:C20001": "300"}
    assert (sheet.column_dimensions["A"].number_format, sheet.column_dimensions["C"].number_format) == (
        "@",
        "General",
    )


def test_lines_above_the_headings_are_read_past():
    file = template_xlsx(COLUMNS, above=["西山村采集表", "先看这一行。"])
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]

    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == [
        "西山村采集表",
        "先看这一行。",
        "名称*",
    ]
    assert sheet.freeze_panes == "A4"
    assert "B4:B20003" in {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    sheet["A4"], sheet["B4"] = "窗口收费", "第1级,含“引号”的很长的选项"
    filled = io.BytesIO()
    book.save(filled)
    filled.name = "填好.xlsx"
    rows = list(read_table(filled, columns=COLUMNS).rows)
    assert [row.values["name"] for row in rows] == ["窗口收费"]


def test_examples_lie_on_a_sheet_of_their_own_and_are_not_imported(book):
    assert [cell.value for cell in book["示例"][2]] == ["窗口收费", "第1级", "示例情况"]
    file = template_xlsx(COLUMNS, [["窗口收费", "第1级", "示例情况"]])
    file.name = "模板.xlsx"
    with pytest.raises(SpreadsheetError, match="表头下面没有任何数据。"):
        read_table(file, columns=COLUMNS)


def test_a_filled_template_is_imported(book):
    book.worksheets[0].append(["窗口收费", LEVELS[3][1], "情况"])
    file = io.BytesIO()
    file.name = "模板.xlsx"
    book.save(file)

    [row] = read_table(file, columns=COLUMNS).rows

    assert row.values == {"name": "窗口收费", "level": "level-3", "facts": "情况"}


@pytest.mark.django_db  # closing a response looks after the connections
def test_a_template_is_a_download():
    response = template_response("模板.xlsx", COLUMNS)

    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    response.close()
