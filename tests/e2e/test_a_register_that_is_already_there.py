"""An office's own spreadsheet in Chromium: its columns explained, its mistakes corrected, and in it goes."""

import io

import pytest
from openpyxl import Workbook

from riskpoints.models import RiskPoint
from tests.harness.browser import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LISTED = [
    ["西山村廉政风险点排查防控表"],
    ["序号", "权力名称", "风险点", None, None, "防控措施", "责任人", None, "联系电话"],
    [None, None, "风险点名称", "表现形式", "等级", None, "直接责任人", "责任领导", None],
    ["一、印章管理"],
    [
        1,
        None,
        None,
        "1、私自盖章\n2、盖章不登记",
        "1中1低",
        "1、专人保管\n2、逐次登记",
        "周小燕",
        "李长河",
        "138",
    ],
    [2, "低保初审", "低保优亲厚友", "不入户核查", "A", "双人入户", "周小燕", None, None],
]
MERGED = ("A1:I1", "A2:A3", "B2:B3", "C2:E2", "F2:F3", "G2:H2", "I2:I3", "A4:I4")


def workbook(**cells) -> dict:
    book = Workbook()
    for row in LISTED:
        book.active.append(row)
    for place, text in cells.items():
        book.active[place] = text
    for place in MERGED:
        book.active.merge_cells(place)
    content = io.BytesIO()
    book.save(content)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "西山村风险点.xlsx", "mimeType": kind, "buffer": content.getvalue()}


def test_a_real_register_is_explained_corrected_and_taken_in(visitor, li):
    head = visitor(li, PHONE)
    head.goes_to("/risk-points/import/")
    page = head.page

    def checks(button: str, words: str):
        page.get_by_role("button", name=button, exact=True).click()
        head.reads(words).is_narrow_enough()

    page.locator("[name=file]").set_input_files(workbook())
    checks("检查文件", "「联系电话」列还不知道对应哪一栏；文件里没有「风险类别」列")
    head.looks()
    page.get_by_label("联系电话（I 列）").select_option(label="不导入这一列")
    page.get_by_label("文件里没有“风险类别”，全部记为").select_option(label="业务流程风险")

    checks("按选定的检查", "西山村的职权目录里没有“低保初审”")
    head.reads("第 4 行“一、印章管理”是横跨全表的一行字")
    page.get_by_label("私自盖章").select_option(label="低")
    page.get_by_label("盖章不登记").select_option(label="中")

    page.locator("[name=file]").set_input_files(workbook(B6=None))
    checks("按选定的检查", "共 3 行：新增3行，改动0行，未变0行。")
    assert not RiskPoint.objects.exists()
    head.presses("导入 3 行").reads("已导入：新增3行")

    found = RiskPoint.objects.order_by("pk").values_list("name", "level", "responsible_text")
    assert list(found) == [
        ("私自盖章", "low", "直接责任人：周小燕；责任领导：李长河"),
        ("盖章不登记", "medium", "直接责任人：周小燕；责任领导：李长河"),
        ("低保优亲厚友", "high", "直接责任人：周小燕"),
    ]

    # A year later nobody asks again what a telephone number is for, and nothing is there twice.
    head.goes_to("/risk-points/import/")
    page.locator("[name=file]").set_input_files(workbook(B6=None))
    checks("检查文件", "文件里没有「风险类别」列。")
    page.get_by_label("文件里没有“风险类别”，全部记为").select_option(label="业务流程风险")
    checks("按选定的检查", "新增0行，改动0行，未变3行")
    head.reads("没有要保存的变化。")
