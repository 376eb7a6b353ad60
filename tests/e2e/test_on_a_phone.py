"""A village accountant with a 360 px phone and a bad connection: how many taps it takes, and that nothing is lost.

A tap is a click the browser saw; taking a photo counts two more, in the camera itself.
"""

from datetime import date

import pytest
from django.urls import reverse

from collection.enums import FormStatus, ItemStatus
from collection.models import HandOver, InformationItem
from tests.e2e.conftest import NARROW
from tests.factories import FormFactory, PeriodFactory

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SEEN = "11月3日村集体鱼塘发包，公示期不足七日，有村民议论。"
IN_THE_CAMERA = 2


@pytest.fixture
def form(xishan):
    """Open on whichever day the tests run."""
    period = PeriodFactory(code="2098Q4", opened_on=date(2026, 1, 1), due_on=date(2099, 1, 5))
    return FormFactory(unit=xishan, period=period)


@pytest.fixture
def photo(tmp_path):
    """As a phone's camera leaves it."""
    file = tmp_path / "IMG_20261103.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 40_000)
    return file


@pytest.fixture
def phone(visitor, zhou, form):
    """周 on her first page; `taps` counts from there."""
    phone = visitor(zhou, NARROW)
    phone.taps = []
    phone.page.expose_function("tapped", lambda: phone.taps.append(1))
    phone.page.context.add_init_script("addEventListener('pointerdown', () => tapped(), true)")
    phone.page.reload()
    return phone


def choose(phone, photo) -> None:
    """Tap on the field, and let the camera do the rest."""
    with phone.page.expect_file_chooser() as chooser:
        phone.page.get_by_label("照片或扫描件").click()
    assert chooser.value.is_multiple()
    chooser.value.set_files(photo)
    phone.taps += [1] * IN_THE_CAMERA


def fresh(form):
    form.refresh_from_db()
    return form


def test_nothing_to_report_takes_at_most_three_taps_from_the_first_page(phone, form):
    phone.follows("本季度无情况").presses("确定，报送“无情况”").reads("采集表已报送，谢谢。")

    assert fresh(form).status == FormStatus.SUBMITTED
    assert 0 < len(phone.taps) <= 3


def test_an_item_with_a_photo_takes_at_most_twelve_taps_and_one_paragraph(phone, form, photo):
    phone.follows("填报").follows("不是，继续填报")
    phone.page.get_by_label("情况摘要").click()
    phone.page.keyboard.type(SEEN)
    choose(phone, photo)
    phone.presses("记下这条").reads("已记下这条信息")
    phone.follows("报送").presses("确定报送").reads("采集表已报送，谢谢。")

    item = InformationItem.objects.get()
    assert (item.summary, item.status) == (SEEN, ItemStatus.REPORTED)
    assert [file.name for file in item.attachments.all()] == [photo.name]
    assert 0 < len(phone.taps) <= 12


def test_a_connection_lost_in_the_middle_loses_neither_words_nor_photo(phone, form, photo):
    """The page stays where it is and says so; once there is a connection again, one tap sends it all."""
    page = phone.page
    phone.follows("填报").follows("不是，继续填报")
    page.context.set_offline(True)
    page.get_by_label("情况摘要").fill(SEEN)
    choose(phone, photo)
    page.get_by_role("button", name="记下这条").click()
    page.get_by_text("现在没有网络，什么也没有发出去。").wait_for()
    phone.is_narrow_enough()
    assert not InformationItem.objects.exists()

    page.context.set_offline(False)
    page.get_by_text("现在没有网络").wait_for(state="detached")
    phone.presses("记下这条").reads("已记下这条信息")

    item = InformationItem.objects.get()
    assert item.summary == SEEN
    assert item.attachments.get().name == photo.name


def test_a_server_that_does_not_answer_keeps_the_words_and_asks_for_the_photo_again(phone, form, photo):
    page = phone.page
    page.on("dialog", lambda dialog: dialog.accept())
    phone.follows("填报").follows("不是，继续填报").writes(情况摘要=SEEN)
    address = page.url
    choose(phone, photo)
    page.route("**/add-item/**", lambda route: route.abort())
    page.get_by_role("button", name="记下这条").click()
    page.wait_for_url("chrome-error://**")
    page.unroute("**/add-item/**")

    phone.goes_to(address)

    phone.reads("已恢复未提交的内容，选过的文件请重新选择。")
    assert page.get_by_label("情况摘要").input_value() == SEEN
    choose(phone, photo)
    phone.presses("记下这条").reads("已记下这条信息")
    assert InformationItem.objects.get().attachments.get().name == photo.name


def test_a_refused_photo_keeps_the_words(phone, form, tmp_path):
    program = tmp_path / "照片.jpg"
    program.write_bytes(b"MZ\x90\0")
    phone.follows("填报").follows("不是，继续填报").writes(情况摘要=SEEN)
    choose(phone, program)

    phone.presses("记下这条").reads("不是可以上传的文件").reads("刚才选的文件没有留住，请重新选择。")

    assert phone.page.get_by_label("情况摘要").input_value() == SEEN
    phone.presses("记下这条").reads("已记下这条信息")
    assert InformationItem.objects.get().summary == SEEN


def test_whoever_finds_that_it_was_an_accusation_after_all_leaves_nothing_of_it(phone, form):
    """The words were typed, kept in the browser, and never sent; handed over, they are gone from there too."""
    page, sent = phone.page, []
    page.on("dialog", lambda dialog: dialog.accept())
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    phone.follows("填报").follows("不是，继续填报").writes(情况摘要=SEEN)
    page.wait_for_timeout(500)  # until the browser has kept them
    assert "鱼塘" in page.evaluate("JSON.stringify(sessionStorage)")

    phone.goes_to(reverse("collection:ask", args=[form.pk])).follows("是，或者拿不准")
    phone.presses("登记已转办").reads("已登记转办")

    assert SEEN not in page.evaluate("JSON.stringify(sessionStorage)")
    assert not any("鱼塘" in text or "%E9%B1%BC" in text for text in sent)
    assert HandOver.objects.count() == 1
    assert not InformationItem.objects.exists()


def test_the_back_button_brings_back_what_was_typed(phone, form):
    page = phone.page
    page.on("dialog", lambda dialog: dialog.accept())
    phone.follows("填报").follows("不是，继续填报").writes(情况摘要=SEEN)

    page.go_back()
    page.get_by_role("link", name="不是，继续填报").click()

    page.get_by_text("已恢复未提交的内容。").wait_for()
    assert page.get_by_label("情况摘要").input_value() == SEEN


def test_a_sheet_is_looked_at_and_taken_in_without_choosing_it_twice(phone, form, zhou, tmp_path):
    page = phone.page
    phone.goes_to(form.get_absolute_url()).follows("用 Excel 填").follows("都不是，继续")
    sheet = tmp_path / "西山村.csv"
    sheet.write_text(f"情况摘要,发现日期\n{SEEN},2099-01-01\n", "utf-8")
    page.get_by_label("文件").set_input_files(sheet)
    page.get_by_role("button", name="检查文件").click()
    page.get_by_text("发现日期不能晚于今天。").wait_for()
    phone.is_narrow_enough()
    sheet.write_text(f"情况摘要\n{SEEN}\n", "utf-8")
    page.get_by_label("文件").set_input_files(sheet)
    page.get_by_role("button", name="检查文件").click()
    page.get_by_role("heading", name="检查通过").wait_for()
    assert not InformationItem.objects.exists()

    phone.presses("导入 1 行").reads("已导入1条")

    assert InformationItem.objects.get().summary == SEEN
