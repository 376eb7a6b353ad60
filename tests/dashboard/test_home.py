"""Four kinds of people, four first pages."""

from datetime import date

import pytest
from django.urls import reverse

from collection import sweep
from core import clock
from core.registries import Todo
from dashboard import queries
from tests.assessment.signed import signed_warning
from tests.factories import RiskPointFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.mark.parametrize(
    ("who", "heading"),
    [
        ("zhang", "待办"),
        ("sun", "待办"),
        ("zhao", "全镇廉政风险一览"),
        ("wu", "全镇廉政风险一览"),
        ("li", "西山村"),
        ("zhou", "西山村"),
        ("zheng", "账号"),
        ("chen", "审计"),
    ],
)
def test_each_kind_of_user_has_a_first_page(request, client, who, heading):
    client.force_login(request.getfixturevalue(who))
    page = client.get("/").content.decode()
    assert heading in page.split("<h1>")[1].split("</h1>")[0]


def test_a_collector_sees_one_card_with_two_large_buttons(client, zhou):
    sweep.open_quarters(TODAY)
    client.force_login(zhou)
    page = client.get("/").content.decode()
    assert page.count("btn-big") - page.count("btn-big--") == 2
    assert "2026年第四季度" in page


def todo(due_on):
    return Todo("预警", "复核", "", "/", "复核", due_on)


def test_what_waits_is_grouped_by_how_soon_it_is_due():
    days = [date(2026, 11, 23), TODAY, date(2026, 12, 1), date(2026, 12, 2), None]
    groups = queries.grouped([todo(day) for day in days], TODAY)
    assert [name for name, _ in groups] == ["已逾期", "今天", "七日内", "七日以后", "没有期限"]


def test_the_leaders_page_counts_what_its_links_open(client, zhao, xishan, caizheng):
    for unit, tier, status in (
        (xishan, "red", "received"),
        (caizheng, "yellow", "closed"),
        (xishan, "red", "revoked"),
    ):
        signed_warning(unit, tier, status=status)
    RiskPointFactory.create_batch(3, unit=xishan, risk_type="process", registered=True)
    client.force_login(zhao)
    page = client.get("/").content.decode()
    flow = {row.tier: [cell.text for cell in row.cells] for row in queries.flow(zhao, 2026, "/warnings/")}
    assert flow["red"][:2] == ["1", "1"]
    assert flow["yellow"][0] == "1"
    for cell in (
        cell for row in queries.flow(zhao, 2026, reverse("earlywarnings:index")) for cell in row.cells
    ):
        if cell.url:
            opened = client.get(cell.url)
            assert opened.context["page"].paginator.count == int(cell.text), cell.url
    (row,) = queries.risks(zhao, reverse("riskpoints:index"))
    (cell,) = [cell for cell in row.cells if cell.text]
    assert cell.text == "3"
    assert f'href="{cell.url.replace("&", "&amp;")}"' in page
    assert client.get(cell.url).context["page"].paginator.count == 3


def test_the_overview_is_not_for_heads_and_collectors(client, li, zhou):
    for user in (li, zhou):
        client.force_login(user)
        assert client.get(reverse("dashboard:overview")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_leaders_page_asks_the_same_questions_for_one_and_for_three(
    client, zhao, xishan, count, django_assert_max_num_queries
):
    sweep.open_quarters(TODAY)
    for _ in range(count):
        signed_warning(xishan, "blue", status="received")
        RiskPointFactory(unit=xishan, registered=True)
    client.force_login(zhao)
    with django_assert_max_num_queries(30):
        page = client.get("/").content.decode()
    assert "全镇廉政风险一览" in page
