"""The list of forms: filtered, sorted, counted, and taken away as a file."""

from datetime import date

import pytest

from audit.models import AuditEvent
from collection import workflow
from collection.enums import FormStatus
from tests.collection.pages import get, post, rows, url
from tests.collection.test_workflow import content
from tests.factories import (
    FormFactory,
)

pytestmark = pytest.mark.django_db


def test_the_file_holds_exactly_what_is_filtered(client, zhang, xishan, donggou, caizheng):
    FormFactory(unit=xishan, status=FormStatus.ACCEPTED, filled_by=zhang, on_behalf_of="=1+1")
    FormFactory(unit=donggou)
    FormFactory(unit=caizheng, period__code="2026Q3", period__due_on=date(2026, 10, 8))

    client.force_login(zhang)
    every = rows(client.get(url("index", format="xlsx")))
    overdue = rows(client.get(url("index", format="xlsx", report="overdue")))

    assert [row[1] for row in every] == ["采集点", "西山村", "东沟村", "财政所"]
    assert every[1][2:4] == ("已接收", "是")
    assert every[1][6:] == ("张晓梅", "=1+1")
    assert [row[1] for row in overdue] == ["采集点", "财政所"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("unit", ["西山村", "东沟村", "财政所"]),
        ("-unit", ["财政所", "东沟村", "西山村"]),
        ("period", ["财政所", "西山村", "东沟村"]),
        ("reported", ["东沟村", "西山村", "财政所"]),
    ],
)
def test_the_list_is_sorted(sort, order, client, zhang, xishan, donggou, caizheng):
    for number, unit in enumerate((xishan, donggou, caizheng)):
        unit.position = number
        unit.save()
    FormFactory(unit=xishan, status=FormStatus.ACCEPTED)
    FormFactory(unit=donggou, status=FormStatus.ACCEPTED, first_submitted_on=date(2026, 11, 1))
    FormFactory(unit=caizheng, period__code="2026Q3")

    response, _ = get(client, zhang, url("index", sort=sort))

    assert [form.unit.short_name for form in response.context["page"]] == order


def test_the_line_on_the_first_page_leads_to_exactly_those_forms(client, zhang, xishan, enterprise):
    FormFactory(unit=xishan, status=FormStatus.SUBMITTED)
    FormFactory(unit=enterprise, status=FormStatus.SUBMITTED)

    _, home = get(client, zhang, "/")
    assert "接收1张采集表" in home
    assert url("index", report="to_receive") in home
    response, _ = get(client, zhang, url("index", report="to_receive"))
    assert [form.unit for form in response.context["page"]] == [xishan]


def test_an_officer_types_for_every_village_in_two_clicks_from_the_list(
    client, zhang, zhou, sun, zhao, xishan, donggou, enterprise
):
    forms = [FormFactory(unit=unit) for unit in (xishan, donggou)]
    filed = FormFactory(unit=xishan, period__code="2026Q3", status=FormStatus.ACCEPTED)
    straight = FormFactory(unit=enterprise)

    _, page = get(client, zhang, url("index"))
    for form in forms:
        assert f'href="{url("ask", form.pk)}"' in page and f'href="{url("submit_nil", form.pk)}"' in page
    for form in (filed, straight):
        assert url("submit_nil", form.pk) not in page
    for user in (zhou, sun, zhao):
        assert "代录" not in get(client, user, url("index"))[1].split("<main")[1]
    _, page = post(client, zhang, url("submit_nil", forms[0].pk), on_behalf_of="周小燕")
    assert "代录，原填写人" in page


def test_what_was_typed_says_whose_words_it_is_on_the_form_and_on_its_items(client, zhang, zhou, xishan):
    """The collector's own draft, sent with it, stays the collector's own."""
    form = FormFactory(unit=xishan)
    own = workflow.add_item(form, by=zhou, **content(xishan, summary="采集员自己记的。"))
    typed = workflow.add_item(form, by=zhang, **content(xishan, summary="电话里说的。"))
    workflow.submit(form, by=zhang, on_behalf_of="李大山")

    for item in (own, typed):
        item.refresh_from_db()
    assert (own.on_behalf_of, typed.on_behalf_of) == ("", "李大山")
    _, page = get(client, zhou, typed.get_absolute_url())
    assert "录入人" in page and "张晓梅" in page and "李大山" in page
    assert "李大山" not in get(client, zhou, own.get_absolute_url())[1]
    _, page = get(client, zhou, form.get_absolute_url())
    assert "代录，原填写人" in page and "李大山" in page
    assert rows(client.get(url("index", format="xlsx")))[1][7] == "李大山"
    details = AuditEvent.objects.get(verb="collection.submit").details
    assert details["on_behalf_of"] == "李大山"
