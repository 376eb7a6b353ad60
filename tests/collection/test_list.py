"""The list of forms: filtered, sorted, counted, and taken away as a file."""

from datetime import date

import pytest

from collection.enums import FormStatus
from tests.collection.pages import get, rows, url
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
