"""A unit's sheet: the art. 48 line, revocation, and who may read it."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assessment import workflow
from assessment.models import Sheet
from assessment.queries import explained, overview
from core import clock
from rulebook.models import SettingValue
from tests.assessment.signed import signed_warning

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheets(sun, town):
    workflow.open_year(2026, by=sun)
    return {sheet.unit.short_name: sheet for sheet in Sheet.objects.select_related("unit", "scheme")}


def test_opening_a_year_gives_departments_and_villages_a_sheet_and_enterprises_none(sheets):
    assert set(sheets) == {"西山村", "东沟村", "财政所", "民政办"}
    assert all(sheet.lines.count() == 27 for sheet in sheets.values())


def test_opening_twice_adds_nothing(sheets, sun):
    assert workflow.open_year(2026, by=sun) == []
    assert Sheet.objects.count() == 4


def test_villages_have_no_sheet_where_the_office_switched_that_off(sun, town):
    SettingValue.objects.create(
        key="assessment.villages_scored",
        value=False,
        valid_from=date(2026, 1, 1),
        set_by="孙正平",
        set_at=clock.now(),
        reason="村另行考核",
    )
    workflow.open_year(2026, by=sun)
    assert {sheet.unit.short_name for sheet in Sheet.objects.all()} == {"财政所", "民政办"}


def test_a_served_warning_is_a_line_with_its_points_and_its_link(sheets, li, xishan, client):
    warning = signed_warning(xishan, "yellow", status="received")
    client.force_login(li)
    page = client.get(sheets["西山村"].get_absolute_url()).content.decode()
    assert warning.get_absolute_url() in page
    assert "1件预警，共扣1分" in page
    assert "100−1＝99分" in page


def test_a_signed_warning_does_not_give_itself_away_before_it_is_served(sheets, li, zhang, xishan, client):
    signed_warning(xishan, "red", status="signed")
    assert explained(sheets["西山村"], zhang)["result"].score == Decimal(100)
    assert explained(sheets["西山村"], li)["result"].score == Decimal(100)
    client.force_login(li)
    for url in (sheets["西山村"].get_absolute_url(), reverse("assessment:index"), "/"):
        assert not re.search(r"[>−]98\b|tier--red|−2", text_of(client.get(url)))


def text_of(response) -> str:
    return response.content.decode().split("<main", 1)[1]


def test_a_revoked_warning_gives_its_points_back(sheets, li, xishan):
    signed_warning(xishan, "red", status="revoked")
    assert explained(sheets["西山村"], li)["result"].score == Decimal(100)


def test_a_warning_counts_in_the_year_it_was_signed(sheets, zhang, xishan):
    signed_warning(xishan, "red", status="closed", signed_on=date(2025, 12, 31))
    assert explained(sheets["西山村"], zhang)["result"].deducted == 0


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("zhang", {"西山村", "东沟村", "财政所", "民政办"}),
        ("sun", {"西山村", "东沟村", "财政所", "民政办"}),
        ("zhao", {"西山村", "东沟村", "财政所", "民政办"}),
        ("wu", {"西山村", "东沟村", "财政所", "民政办"}),
        ("li", {"西山村"}),
        ("wang", {"东沟村"}),
        ("zhou", set()),
        ("chen", set()),
    ],
)
def test_who_sees_which_sheets(request, sheets, who, seen):
    user = request.getfixturevalue(who)
    assert {row.sheet.unit.short_name for row in overview(user, 2026)} == seen


def test_another_units_sheet_is_not_found(sheets, wang, client):
    client.force_login(wang)
    assert client.get(sheets["西山村"].get_absolute_url()).status_code == 404


@pytest.mark.parametrize("year", ["abc", "99999", "-1", ""])
def test_a_nonsense_year_shows_this_one(sheets, sun, client, year):
    client.force_login(sun)
    assert "2026年度百分考核" in client.get(reverse("assessment:index"), {"year": year}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions_for_one_warning_and_for_three(
    sheets, zhang, xishan, client, count, django_assert_max_num_queries
):
    for _ in range(count):
        signed_warning(xishan, "blue", status="received")
    client.force_login(zhang)
    with django_assert_max_num_queries(16):
        response = client.get(reverse("assessment:index"))
    assert f"{count} 件" in response.content.decode()
