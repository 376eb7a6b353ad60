"""What a check found in a decision becomes an item (art. 30, 37): what is known stands there already, no name does."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from decisions.models import Finding
from tests.factories import FormFactory
from tests.factories.decisions import AgendaItemFactory, MeetingFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 10)
SAID = "2026年11月24日的决策“水渠维修”，检查发现：金额可能化整为零。"


def found(town, unit):
    meeting = MeetingFactory(unit=town, status="closed")
    item = AgendaItemFactory(unit=unit, meeting=meeting, title="水渠维修", status="decided", outcome="passed")
    return Finding.objects.create(
        meeting=meeting,
        item=item,
        check_kind="split",
        severity="medium",
        article=34,
        text="与某某合计达到",
        found_on=DAY,
    )


@pytest.fixture
def finding(town, xishan):
    return found(town, xishan)


@pytest.fixture
def form(xishan):
    return FormFactory(unit=xishan)


def read(client, user, url) -> str:
    client.force_login(user)
    with clock.at(DAY):
        return client.get(url, follow=True).content.decode()


def test_a_finding_leads_to_the_question_and_then_to_an_item_begun(client, zhang, finding, form):
    way = f"{reverse('collection:ask', args=[form.pk])}?finding={finding.pk}"
    assert way in read(client, zhang, finding.get_absolute_url())
    assert f"?accusation=no&amp;finding={finding.pk}" in read(client, zhang, way)
    url = reverse("collection:add_item", args=[form.pk])
    typed = read(client, zhang, f"{url}?accusation=no&finding={finding.pk}")
    assert SAID in typed and "某某" not in typed


def test_without_an_open_form_or_for_whoever_does_not_fill_it_there_is_no_button(
    client, zhang, li, finding, xishan
):
    assert "列为预警信息" not in read(client, zhang, finding.get_absolute_url())
    FormFactory(unit=xishan)
    assert "列为预警信息" not in read(client, li, finding.get_absolute_url())


def test_a_finding_one_may_not_see_says_nothing_in_ones_own_form(client, zhou, form, finding):
    url = reverse("collection:add_item", args=[form.pk])
    assert "检查发现" not in read(client, zhou, f"{url}?accusation=no&finding={finding.pk}")


@pytest.mark.parametrize("asked", ["", "x", "9" * 30, "-1", "\x00", "１"])
def test_no_number_breaks_the_form(client, zhang, form, asked):
    client.force_login(zhang)
    url = reverse("collection:add_item", args=[form.pk])
    assert client.get(url, {"accusation": "no", "finding": asked}).status_code == 200
