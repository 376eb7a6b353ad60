"""The items of a scheme in Chromium: moved, taken out and added, with the total beside 100 while it is typed."""

import pytest
from django.urls import reverse

from assessment import workflow
from tests.assessment.test_schemes import TWO
from tests.e2e.test_every_page_in_a_browser import arrives  # noqa: F401 — a fixture

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_an_officer_moves_and_replaces_items_and_sees_what_is_missing(zhang, arrives):  # noqa: F811
    scheme = workflow.draft_scheme(by=zhang, name="村级细则", items=TWO, year_from=2026)
    visitor = arrives(zhang)
    visitor.goes_to(reverse("assessment:change_scheme", args=[scheme.pk]))
    page = visitor.page
    rows, total = page.locator(".scheme-row"), page.locator(".running-total")
    assert not rows.nth(0).locator("[name$=-per_hit]").is_visible()
    assert rows.nth(1).locator("[name$=-per_hit]").is_visible()

    rows.nth(0).get_by_text("下移").click()
    rows.nth(0).locator("[name$=-points]").fill("39.9")
    assert "还差 0.1 分" in total.inner_text()
    rows.nth(0).get_by_text("移除").click()
    page.wait_for_function("document.querySelector('.running-total').textContent.includes('还差 40 分')")
    page.get_by_role("button", name="再加一项").click()
    added = rows.last
    assert added.locator("[name$=-group]").input_value() == "A"
    added.locator("[name$=-text]").fill("A3 公开")
    added.locator("[name$=-points]").fill("40")
    assert "可以保存" in total.inner_text()
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**{scheme.get_absolute_url()}")
    assert [item.text for item in scheme.items.all()] == ["A1 会议", "A3 公开"]
