"""What people do at a screen beside the straight way: glance at an article, walk away, come back late, use no mouse."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from collection.enums import FormStatus
from collection.models import InformationItem
from tests.factories import PASSWORD, FormFactory, PeriodFactory
from tests.harness.browser import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SEEN = "村集体鱼塘发包公示期不足七日，有村民议论。"


@pytest.fixture
def form(xishan):
    """Open on whichever day the tests run."""
    period = PeriodFactory(code="2098Q4", opened_on=date(2026, 1, 1), due_on=date(2099, 1, 5))
    return FormFactory(unit=xishan, period=period)


def status(form) -> str:
    form.refresh_from_db()
    return form.status


def test_an_article_opens_where_it_is_named_and_escape_leads_back(visitor, zhou, form):
    phone = visitor(zhou, PHONE).goes_to(form.get_absolute_url())
    article = phone.page.get_by_role("link", name="第三十八条").first
    article.click()
    panel = phone.page.get_by_role("dialog", name="第三十八条")
    panel.get_by_text("季度").first.wait_for()
    phone.is_narrow_enough()

    phone.page.keyboard.press("Escape")

    assert not panel.is_visible()
    assert article.evaluate("it => it === document.activeElement")
    assert phone.page.url.endswith(form.get_absolute_url())


def test_walking_away_from_what_was_typed_asks_and_staying_keeps_it(visitor, zhou, form):
    phone = visitor(zhou, PHONE).goes_to(f"{reverse('collection:add_item', args=[form.pk])}?accusation=no")
    asked = []
    phone.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    phone.writes(情况摘要=SEEN)

    phone.page.get_by_role("link", name="返回").click()

    phone.page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert "add-item" in phone.page.url
    assert phone.page.get_by_label("情况摘要").input_value() == SEEN


def test_who_is_logged_out_while_typing_comes_back_to_what_was_typed(visitor, zhou, form):
    phone = visitor(zhou, PHONE).goes_to(f"{reverse('collection:add_item', args=[form.pk])}?accusation=no")
    phone.writes(情况摘要=SEEN)
    Session.objects.all().delete()  # thirty minutes later

    phone.presses("记下这条").reads("登录")
    assert not InformationItem.objects.exists()
    phone.writes(登录名=zhou.username, 密码=PASSWORD).presses("登录")

    assert phone.page.get_by_label("情况摘要").input_value() == SEEN
    phone.presses("记下这条").reads("已记下这条信息")
    assert InformationItem.objects.get().summary == SEEN


def test_logging_in_and_reporting_nothing_without_a_mouse(new_page, zhou, form):
    page = new_page()
    page.goto("/")
    typing(page, zhou.username)
    page.keyboard.press("Tab")
    typing(page, PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    press(page, "本季度无情况")
    press(page, "确定，报送“无情况”")

    page.get_by_text("采集表已报送，谢谢。").wait_for()
    assert status(form) == FormStatus.SUBMITTED


def typing(page, text: str) -> None:
    """Into the field that has the focus, walking to the first one where none has."""
    for _ in range(10):
        if page.evaluate("document.activeElement.tagName") == "INPUT":
            break
        page.keyboard.press("Tab")
    page.keyboard.type(text)


def press(page, words: str) -> None:
    """Walk to a link or button with Tab; where the walk is, is seen; press Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(words):
            break
    else:
        raise AssertionError(f"Tab never reached {words}")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    shadow = page.evaluate("getComputedStyle(document.activeElement).boxShadow")
    assert (outline, shadow) != ("none", "none"), f"{words} shows no focus"
    with page.expect_navigation():
        page.keyboard.press("Enter")
