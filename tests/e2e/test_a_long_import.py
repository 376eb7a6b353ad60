"""Somebody waits for a long file: the page says what is being done and for how long, and nothing is sent twice."""

import time

import pytest
from playwright.sync_api import expect

from powers.models import Power
from tests.harness.browser import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FILE = {
    "name": "清单.csv",
    "mimeType": "text/csv",
    "buffer": "名称,类型\n甲项,行政许可\n乙项,行政许可".encode(),
}
# what the page says while it is on its way to the next one
OVERHEAR = """new MutationObserver(() => {
  const note = document.querySelector("[data-waiting]:not([hidden])");
  if (note) sessionStorage.setItem("overheard", note.textContent);
}).observe(document.body, {subtree: true, childList: true, attributes: true})"""


def slowly(route):
    time.sleep(1.5)
    route.continue_()


def test_a_slow_check_and_a_slow_import_say_so_and_for_how_long(visitor, li):
    head = visitor(li, PHONE)
    head.goes_to("/powers/import/")
    page, held = head.page, []
    page.route("**/powers/import/", lambda route: held.append(route))
    waiting, check = page.locator("[data-waiting]"), page.get_by_role("button", name="检查文件")
    page.locator("[name=file]").set_input_files(FILE)

    check.click()

    expect(waiting).to_contain_text("正在检查文件“清单.csv”。")
    expect(waiting).to_contain_text("已用 2 秒。")
    expect(check).to_be_disabled()
    head.looks()
    held.pop().continue_()
    head.reads("共 2 行：新增2行")
    expect(waiting).to_have_count(0)
    expect(check).to_be_enabled()
    assert not Power.objects.exists()

    page.unroute("**/powers/import/")
    page.route("**/powers/import/", slowly)
    page.evaluate(OVERHEAR)
    head.presses("导入 2 行").reads("已导入：新增2行")
    said = page.evaluate("sessionStorage.getItem('overheard')")
    assert "正在导入 2 行，文件是“清单.csv”。" in said
    assert Power.objects.count() == 2
