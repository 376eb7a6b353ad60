"""The door, the register and the accounts in Chromium."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.harness.browser import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def log_in(page, user, address="/organisation/me/"):
    page.goto(address)
    page.get_by_label("登录名").fill(user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"**{address}")


def test_whoever_is_logged_out_while_typing_comes_back_to_what_was_typed(new_page, zhang, xishan):
    form = reverse("organisations:add_post", args=[xishan.pk])
    page = new_page()
    log_in(page, zhang, form)
    page.get_by_role("textbox", name="岗位").fill("会计")
    page.get_by_label("职责").fill("管账、报账，每月公开一次。")
    page.wait_for_timeout(500)
    Session.objects.all().delete()  # thirty minutes later

    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/organisation/login/**")
    page.get_by_label("登录名").fill(zhang.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()

    page.wait_for_url(f"**{form}")
    expect(page.get_by_label("职责")).to_have_value("管账、报账，每月公开一次。")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**{xishan.get_absolute_url()}")
    assert xishan.posts.get().name == "会计"


def test_axe_finds_nothing_and_nothing_scrolls_sideways(new_page, xishan, zhang, feng, chen, li):
    pages = {
        None: ["/organisation/login/"],
        zhang: [
            *("/organisation/units/", xishan.get_absolute_url(), f"{xishan.get_absolute_url()}change/"),
            *("/organisation/me/", "/organisation/password/"),
        ],
        feng: [
            "/organisation/accounts/",
            f"/organisation/accounts/{li.pk}/",
            f"/organisation/accounts/{li.pk}/roles/give/",
        ],
        chen: ["/audit/", "/audit/1/"],
    }
    for user, addresses in pages.items():
        page = new_page(PHONE, bypass_csp=True)
        if user:
            log_in(page, user)
        for address in addresses:
            page.goto(address)
            report = Axe().run(page)
            assert report.violations_count == 0, f"{address}\n{report.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address


def test_large_text_follows_the_user_to_another_machine(new_page, zhou):
    first = new_page()
    log_in(first, zhou)
    with first.expect_response("**/me/large-text/"):
        first.get_by_role("button", name="大字").click()

    second = new_page()
    log_in(second, zhou)
    assert second.evaluate("document.documentElement.dataset.text") == "large"
