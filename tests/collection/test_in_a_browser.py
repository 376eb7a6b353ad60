"""采集 in Chromium: a village accountant on a phone, somebody without a mouse, and somebody in a hurry.

The server runs on the machine's own day here; nothing depends on which it is.
"""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.uploadedfile import SimpleUploadedFile

from collection import workflow
from collection.enums import FormStatus
from collection.models import InformationItem
from core import clock
from core.gates import Role
from tests.documents.samples import JPEG
from tests.factories import FormFactory, ItemFactory, PeriodFactory, UserFactory
from tests.harness.browser import DESKTOP

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NARROW = {"width": 360, "height": 740}
SUMMARY = "11月3日村集体鱼塘发包，公示期不足七日，有村民议论。"


@pytest.fixture
def form(xishan):
    period = PeriodFactory(code="2098Q4", opened_on=date(2026, 1, 1), due_on=date(2099, 1, 5))
    return FormFactory(unit=xishan, period=period)


@pytest.fixture
def at_work(new_page, client):
    """A page on which the user is logged in."""

    def open_page(user, viewport=NARROW, **options):
        client.force_login(user)
        page = new_page(viewport, **options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": "http://localhost"}])
        return page

    return open_page


def status(form) -> str:
    form.refresh_from_db()
    return form.status


def test_nothing_to_report_takes_two_taps(at_work, zhou, form):
    page = at_work(zhou)
    page.goto("/")

    page.get_by_role("link", name="本季度无情况").click()
    page.get_by_role("button", name="确定，报送“无情况”").click()

    page.get_by_text("采集表已报送，谢谢。").wait_for()
    assert status(form) == FormStatus.SUBMITTED


def test_an_item_takes_six_taps_and_one_paragraph(at_work, zhou, form):
    page = at_work(zhou)
    page.goto("/")

    page.get_by_role("link", name="填报").click()
    page.get_by_role("link", name="不是，继续填报").click()
    page.get_by_label("情况摘要").fill(SUMMARY)
    page.get_by_role("button", name="记下这条").click()
    page.get_by_role("link", name="报送 交给镇纪委").click()
    page.get_by_role("button", name="确定报送").click()

    page.get_by_text("采集表已报送，谢谢。").wait_for()
    assert InformationItem.objects.get().summary == SUMMARY
    assert status(form) == FormStatus.SUBMITTED


def test_with_the_keyboard_alone(at_work, zhou, form):
    page = at_work(zhou, DESKTOP)
    page.goto("/")
    press(page, "填报")
    press(page, "不是，继续填报")
    page.get_by_label("发现日期").focus()
    for _ in range(9):  # the parts of the date, then source, subject, summary
        if page.evaluate("document.activeElement.name") == "summary":
            break
        page.keyboard.press("Tab")
    page.keyboard.type(SUMMARY)
    press(page, "记下这条")
    page.get_by_text("已记下这条信息").wait_for()

    assert InformationItem.objects.get().summary == SUMMARY


def press(page, name: str) -> None:
    """Walk to a link with Tab, as far as it takes, and press Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent.trim()")
        if focused.startswith(name):
            break
    else:
        raise AssertionError(f"Tab never reached {name}")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_what_was_typed_outlives_a_reload_and_leaves_no_trace_once_it_is_kept(at_work, zhou, form):
    page = at_work(zhou)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/collection/{form.pk}/add-item/?accusation=no")
    page.get_by_label("情况摘要").fill(SUMMARY)
    page.reload()
    assert page.get_by_label("情况摘要").input_value() == SUMMARY

    page.get_by_role("button", name="记下这条").click()
    page.get_by_role("link", name="再填一条").click()
    page.get_by_role("link", name="不是，继续填报").click()

    assert page.get_by_label("情况摘要").input_value() == ""


def test_pressing_twice_sends_once(at_work, zhou, form):
    page = at_work(zhou)
    page.goto(f"/collection/{form.pk}/add-item/?accusation=no")
    page.get_by_label("情况摘要").fill(SUMMARY)
    page.get_by_role("button", name="记下这条").dblclick()
    page.get_by_text("已记下这条信息").wait_for()

    assert InformationItem.objects.count() == 1


def test_the_back_button_after_sending_leads_to_a_form_that_is_sent(at_work, zhou, form):
    page = at_work(zhou)
    page.goto(f"/collection/{form.pk}/submit-nil/")
    page.get_by_role("button", name="确定").click()
    page.get_by_text("采集表已报送，谢谢。").wait_for()

    page.go_back()
    if page.get_by_role("button", name="确定，报送").count():  # the browser shows the page it remembers
        page.get_by_role("button", name="确定，报送").click()

    page.get_by_text("这张采集表已经报送，不能再改。").first.wait_for()
    assert status(form) == FormStatus.SUBMITTED


def test_what_was_added_in_another_tab_is_not_sent_unread(at_work, zhou, form, xishan):
    ItemFactory(unit=xishan, form=form, entered_by=zhou)
    first = at_work(zhou)
    first.goto(f"/collection/{form.pk}/submit/")
    second = first.context.new_page()
    second.goto(f"/collection/{form.pk}/add-item/?accusation=no")
    second.get_by_label("情况摘要").fill(SUMMARY)
    second.get_by_role("button", name="记下这条").click()
    second.get_by_text("已记下这条信息").wait_for()

    first.get_by_role("button", name="确定报送").click()
    first.get_by_text("这张采集表有了改动").wait_for()
    assert first.get_by_text(SUMMARY).is_visible()
    first.get_by_role("button", name="确定报送").click()
    first.get_by_text("采集表已报送，谢谢。").wait_for()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(at_work, zhou, zhang, form, xishan):
    item = ItemFactory(unit=xishan, form=form, entered_by=zhou, summary=SUMMARY * 8)
    nil = FormFactory(unit=xishan, period__code="2098Q3")
    returned = FormFactory(unit=xishan, period__code="2098Q2", status=FormStatus.RETURNED)
    filed = FormFactory(unit=xishan, period__code="2098Q1", status=FormStatus.SUBMITTED)
    page = at_work(zhou, NARROW, bypass_csp=True)
    for address in (
        "/",
        "/collection/",
        *(
            f"/collection/{form.pk}/{name}"
            for name in ("", "ask/", "add-item/?accusation=no", "hand-over/", "submit/")
        ),
        f"/collection/{nil.pk}/submit-nil/",
        returned.get_absolute_url(),
        filed.get_absolute_url(),
        item.get_absolute_url(),
    ):
        check(page, address)
    officer = at_work(zhang, NARROW, bypass_csp=True)
    for address in (
        "/collection/",
        filed.get_absolute_url(),
        f"/collection/{filed.pk}/return-form/",
        f"/collection/{nil.pk}/submit-nil/",
    ):
        check(officer, address)


def test_the_other_ways_into_a_form_and_its_versions_look_well_too(
    at_work, zhou, zhang, form, xishan, enterprise
):
    now, firm = clock.today(), UserFactory(unit=enterprise, role=Role.COLLECTOR)
    last = FormFactory(unit=xishan, period__code="2098Q3")
    content = {"found_on": now, "subject_kind": "unit", "subject_unit": xishan}
    item = workflow.add_item(
        last, by=zhou, files=[SimpleUploadedFile("公示栏.jpg", JPEG)], summary=SUMMARY, **content
    )
    workflow.submit(last, by=zhou)
    workflow.accept(last, by=zhang)
    accepted = f"/collection/{last.pk}/correct/"
    here = f"/collection/{form.pk}"
    page = at_work(zhou, NARROW, bypass_csp=True)
    for address in (
        accepted,
        *(f"{here}/{name}" for name in ("copy-items/", "ask-import/", "import-items/?accusation=no")),
        *(f"{here}/paper/{blank}" for blank in ("", "?blank=1")),
        item.get_absolute_url(),
    ):
        check(page, address)
    workflow.correct(last, by=zhou, reason="日期写错")
    item.refresh_from_db()
    workflow.change_item(
        item, by=zhou, version=item.version, summary=SUMMARY * 2, drop=item.attachments.all()
    )
    check(page, last.get_absolute_url())
    check(page, f"/collection/items/{item.pk}/change-item/")
    workflow.submit(last, by=zhou)
    officer = at_work(zhang, NARROW, bypass_csp=True)
    for address in (last.get_absolute_url(), f"/collection/{last.pk}/versions/1/"):
        check(officer, address)
    single = workflow.report_item(enterprise, by=firm, summary=SUMMARY, **content)
    direct = at_work(firm, NARROW, bypass_csp=True)
    for address in (
        "/collection/direct/",
        f"/collection/direct/{enterprise.pk}/ask/",
        f"/collection/direct/{enterprise.pk}/report-item/?accusation=no",
        single.get_absolute_url(),
    ):
        check(direct, address)


def check(page, address) -> None:
    assert page.goto(address).status == 200, address
    report = Axe().run(page)
    assert report.violations_count == 0, f"{address}\n{report.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], address
