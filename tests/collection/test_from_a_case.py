"""A 办件 past its day becomes an item (art. 26, 37): what is known stands there already, the applicant does not."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from tests.factories import CaseFactory, FormFactory, PowerFactory

pytestmark = pytest.mark.django_db

LATE = date(2026, 12, 10)


@pytest.fixture
def case(xishan):
    power = PowerFactory(unit=xishan, confirmed=True, name="鱼塘发包")
    return CaseFactory(power=power, subject="张三家申请", number="XS-7", due_on=date(2026, 12, 8))


@pytest.fixture
def form(xishan):
    return FormFactory(unit=xishan)


def read(client, user, url) -> str:
    client.force_login(user)
    with clock.at(LATE):
        return client.get(url, follow=True).content.decode()


def test_a_late_case_leads_to_the_question_and_then_to_an_item_begun(client, zhou, case, form):
    page = read(client, zhou, case.get_absolute_url())
    way = f"{reverse('collection:ask', args=[form.pk])}?case={case.pk}"
    assert "列为预警信息" in page and way in page

    asked = read(client, zhou, way)
    assert f"?accusation=no&amp;case={case.pk}" in asked

    typed = read(
        client, zhou, reverse("collection:add_item", args=[form.pk]) + f"?accusation=no&case={case.pk}"
    )
    assert "办件（编号XS-7）应于2026年12月8日（含）前办结，至2026年12月10日仍未办结。" in typed
    assert "张三" not in typed
    assert f'<option value="{case.power_id}" selected>' in typed


@pytest.mark.parametrize(
    "change", [{"due_on": LATE}, {"is_paused": True}, {"status": "withdrawn", "finished_on": LATE}]
)
def test_a_case_that_is_not_late_does_not(client, zhou, case, form, change):
    type(case).objects.filter(pk=case.pk).update(**change)
    assert "列为预警信息" not in read(client, zhou, case.get_absolute_url())


def test_where_no_form_is_open_there_is_no_button(client, zhou, case):
    assert "列为预警信息" not in read(client, zhou, case.get_absolute_url())


def test_whoever_does_not_fill_the_form_has_no_button(client, li, case, form):
    assert "列为预警信息" not in read(client, li, case.get_absolute_url())


def test_another_villages_case_says_nothing_in_ones_own_form(client, zhou, form, donggou):
    foreign = CaseFactory(
        power=PowerFactory(unit=donggou, confirmed=True), number="DG-1", due_on=date(2026, 12, 8)
    )
    typed = read(
        client, zhou, reverse("collection:add_item", args=[form.pk]) + f"?accusation=no&case={foreign.pk}"
    )
    assert "DG-1" not in typed and "仍未办结" not in typed


@pytest.mark.parametrize("asked", ["", "x", "9" * 30, "-1", "\x00", "１"])
def test_no_number_breaks_the_form(client, zhou, form, asked):
    client.force_login(zhou)
    url = reverse("collection:add_item", args=[form.pk])
    assert client.get(url, {"accusation": "no", "case": asked}).status_code == 200
    assert client.get(reverse("collection:ask", args=[form.pk]), {"case": asked}).status_code == 200
