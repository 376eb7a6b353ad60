"""Four kinds of people, four first pages."""

from datetime import date

import pytest
from django.urls import reverse

from collection import sweep
from core import clock
from core.registries import Todo
from dashboard import queries
from tests.assessment.signed import signed_warning
from tests.factories import CaseFactory, PowerFactory, RiskPointFactory
from tests.factories.declarations import CommitmentTemplateFactory

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


def test_of_one_day_a_warning_comes_first_and_the_red_one_before_the_blue():
    waiting = [
        Todo("承诺", "签承诺书", "", "/", "去签"),
        Todo("预警", "知悉蓝色预警", "", "/", "知悉", tier="blue"),
        Todo("预警", "知悉红色预警", "", "/", "知悉", tier="red"),
        Todo("采集表", "接收", "", "/", "接收", TODAY),
        Todo("预警", "回告黄色预警", "", "/", "回告", TODAY, tier="yellow"),
        Todo("采集表", "填报", "", "/", "填报", date(2026, 11, 23)),
    ]
    titles = [row.title for row in queries.in_order(waiting)]
    assert titles == ["填报", "回告黄色预警", "接收", "知悉红色预警", "知悉蓝色预警", "签承诺书"]


def test_a_leader_acknowledges_a_red_warning_before_signing_a_commitment(client, zhao, xishan):
    CommitmentTemplateFactory(unit=zhao.person.unit)
    signed_warning(xishan, "red", status="signed")
    titles = [row.title for row in queries.todos(zhao, TODAY)]
    assert titles == ["知悉红色预警", "签2026年度公开承诺书"]


@pytest.mark.parametrize(
    ("due_on", "counted"),
    [
        (date(2026, 11, 23), (1, 0)),
        (TODAY, (0, 1)),
        (date(2026, 11, 27), (0, 1)),
        (date(2026, 11, 28), (0, 0)),
    ],
)
def test_the_leaders_page_counts_cases_past_due_and_near(client, zhao, xishan, due_on, counted):
    """Art. 26, and what each tile opens is what it counted."""
    case = {"accepted_on": date(2026, 11, 16), "due_on": due_on}
    power = PowerFactory(unit=xishan, confirmed=True)
    CaseFactory(power=power, **case)
    CaseFactory(power=power, **case, is_paused=True, status="correcting")
    assert queries.late_cases(zhao, TODAY) == counted
    client.force_login(zhao)
    page = client.get("/").content.decode()
    for how, label, number in zip(("over", "near"), ("办件逾期", "办件三日内到期"), counted, strict=True):
        url = f"{reverse('powers:cases')}?late={how}"
        assert f'<a class="stat" href="{url}"><span>{label}</span><b>{number}</b></a>' in page
        assert client.get(url).context["page"].paginator.count == number


def test_cases_are_counted_only_where_the_reader_may_open_them(zhao, wu, li, xishan, donggou, centre):
    late = {"accepted_on": date(2026, 11, 2), "due_on": date(2026, 11, 9)}
    for unit in (xishan, donggou, centre):
        CaseFactory(power=PowerFactory(unit=unit, confirmed=True), **late)
    assert queries.late_cases(zhao, TODAY) == (2, 0)
    assert queries.late_cases(wu, TODAY) == (3, 0)
    assert queries.late_cases(li, TODAY) == (1, 0)


def test_the_overview_is_not_for_heads_and_collectors(client, li, zhou):
    for user in (li, zhou):
        client.force_login(user)
        assert client.get(reverse("dashboard:overview")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_leaders_page_asks_the_same_questions_for_one_and_for_three(
    client, zhao, xishan, count, django_assert_num_queries
):
    sweep.open_quarters(TODAY)
    for _ in range(count):
        signed_warning(xishan, "blue", status="received")
        RiskPointFactory(unit=xishan, registered=True)
        CaseFactory(power=PowerFactory(unit=xishan, confirmed=True))
    client.force_login(zhao)
    with django_assert_num_queries(34):
        page = client.get("/").content.decode()
    assert "全镇廉政风险一览" in page
