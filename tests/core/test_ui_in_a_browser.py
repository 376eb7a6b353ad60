"""The components in Chromium: seen without eyes, on a narrow phone, and by somebody who is interrupted."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from core.styleguide import LAYOUTS
from tests.harness.browser import DESKTOP, PHONE

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.urls("tests.core.styleguide_urls"),
    pytest.mark.django_db(transaction=True),
]

NARROW = {"width": 360, "height": 740}
PAGES = ["/styleguide/", *(f"/styleguide/{name}/" for name in LAYOUTS)]
FORM = "/styleguide/form/"
SEND_TWICE = """form => {
    const stopped = [];
    addEventListener("submit", (event) => stopped.push(event.defaultPrevented));
    form.requestSubmit();
    form.requestSubmit();
    return stopped;
}"""


@pytest.fixture
def at_work(new_page, client, qian):
    """A page on which 钱, an information officer, is logged in."""

    def open_page(viewport=DESKTOP, **options):
        client.force_login(qian)
        page = new_page(viewport, **options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": "http://localhost"}])
        return page

    return open_page


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(at_work, viewport):
    page = at_work(viewport, bypass_csp=True)
    for address in PAGES:
        page.goto(address)
        report = Axe().run(page)
        assert report.violations_count == 0, f"{address}\n{report.generate_report()}"


def test_nothing_scrolls_sideways_on_a_narrow_phone_with_large_text(at_work):
    page = at_work(NARROW)
    page.goto(PAGES[0])
    page.get_by_role("button", name="大字").click()
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"  # remembered
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"], address


def test_an_article_opens_in_place_and_escape_leads_back(at_work):
    page = at_work()
    page.goto("/styleguide/record/")
    page.get_by_role("link", name="第四十三条").click()
    panel = page.get_by_role("dialog", name="第四十三条")
    panel.get_by_text("三十").first.wait_for()
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "第四十三条"
    assert page.url.endswith("/styleguide/record/")


def test_what_was_typed_survives_a_reload_and_leaving_asks(at_work):
    page = at_work()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/styleguide/")
    page.get_by_label("情况摘要").fill("写了一半")
    page.get_by_label("信访举报").check()
    page.get_by_role("button", name="再加一个问题").click()
    page.locator("[name=problems-1-text]").fill("第二个问题")
    page.reload()
    assert asked == ["beforeunload"]
    assert page.get_by_text("已恢复未提交的内容。").is_visible()
    assert page.get_by_label("情况摘要").input_value() == "写了一半"
    assert page.get_by_label("信访举报").is_checked()
    assert page.locator("[name=problems-1-text]").input_value() == "第二个问题"
    page.get_by_role("button", name="不要了").click()
    page.wait_for_load_state()
    assert page.get_by_label("情况摘要").input_value() == ""
    assert asked == ["beforeunload"]


def test_a_draft_belongs_to_one_user_and_is_gone_after_signing_out(at_work):
    page = at_work()
    page.goto(FORM)
    page.get_by_label("情况摘要").fill("只给自己看")
    page.evaluate(
        "sessionStorage.setItem('draft:999999:styleguide-form', JSON.stringify({fields: [['summary', '别人的']]}))"
    )
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.get_by_label("情况摘要").input_value() == "只给自己看"
    page.locator("summary.who").click()
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/login/**")
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('draft:'))") == []


def test_a_confidential_form_is_never_kept(at_work):
    page = at_work()
    page.goto(FORM)
    page.evaluate("document.querySelector('form[data-autosave]').dataset.confidential = ''")
    page.get_by_label("情况摘要").fill("不能留下")
    page.get_by_label("情况摘要").blur()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.get_by_label("情况摘要").input_value() == ""


def test_mistakes_get_the_focus_and_lead_to_their_field(at_work):
    page = at_work()
    page.goto(FORM)
    page.get_by_label("情况摘要").fill("还在")
    page.get_by_role("button", name="提交回告").click()
    page.locator("[role=alert]:focus").wait_for()
    summary = page.get_by_role("alert")
    assert page.get_by_label("情况摘要").input_value() == "还在"
    summary.get_by_role("link", name="被反映单位").click()
    assert page.get_by_label("被反映单位").evaluate("it => it === document.activeElement")
    page.on("dialog", lambda dialog: dialog.accept())


def test_a_deed_asks_first(at_work):
    page = at_work()
    page.goto("/styleguide/")
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    nil, question = (
        page.locator("#big").get_by_role("button", name="本季度无情况"),
        page.get_by_role("dialog"),
    )
    nil.click()
    question.get_by_role("button", name="取消").click()
    assert sent == []
    nil.click()
    with page.expect_navigation():
        question.get_by_role("button", name="确定").click()
    assert len(sent) == 1


def test_a_form_is_sent_once(at_work):
    page = at_work()
    page.goto(FORM)
    with page.expect_navigation():
        stopped = page.locator("form[data-autosave]").evaluate(SEND_TWICE)
    assert stopped == [False, True]
