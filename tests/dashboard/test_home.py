"""Four kinds of people, four first pages."""

from datetime import date

import pytest

from collection import sweep
from core import clock
from core.registries import Todo
from dashboard import queries
from tests.assessment.signed import signed_warning
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
