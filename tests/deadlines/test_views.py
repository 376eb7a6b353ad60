"""The list of open promises and the calendar, page by page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from deadlines import queries
from deadlines.enums import State
from tests.deadlines.test_rules import NOTICE_OF_2026
from tests.factories import DeadlineFactory, UnitFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 20)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def as_zhang(client, zhang):
    client.force_login(zhang)
    return client


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_board_shows_what_is_open_the_latest_first_with_its_arithmetic(as_zhang, xishan):
    DeadlineFactory(unit=xishan, title="按时的", due_on=date(2026, 12, 24))
    DeadlineFactory(unit=xishan, title="逾期的", due_on=date(2026, 12, 17))
    DeadlineFactory(unit=xishan, title="办结的", state=State.MET, met_on=TODAY)
    DeadlineFactory(unit=UnitFactory(), title="外镇的")

    page = text(as_zhang.get(reverse("deadlines:board")))

    assert page.index("逾期的") < page.index("按时的")
    assert "逾期 3 天" in page
    assert "自次日起算30日" in page
    assert "测试回告" in page
    assert "办结的" not in page
    assert "外镇的" not in page


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ({"when": "late"}, {"逾期"}),
        ({"when": "week"}, {"本周"}),
        ({"kind": "tests.answer"}, {"逾期", "本周", "以后"}),
        ({"unit": "东沟村"}, {"本周"}),
    ],
)
def test_the_board_is_narrowed(as_zhang, xishan, donggou, chosen, shown):
    DeadlineFactory(unit=xishan, title="逾期", due_on=date(2026, 12, 19))
    DeadlineFactory(unit=donggou, title="本周", due_on=date(2026, 12, 27))
    DeadlineFactory(unit=xishan, title="以后", due_on=date(2026, 12, 28))
    if "unit" in chosen:
        chosen = {"unit": donggou.pk}

    page = as_zhang.get(reverse("deadlines:board"), chosen).context["page"]

    assert {deadline.title for deadline in page} == shown


def test_three_promises_cost_no_more_questions_than_one(as_zhang, xishan, donggou):
    asked = []
    for unit in (xishan, donggou, xishan):
        DeadlineFactory(unit=unit)
        with CaptureQueriesContext(connection) as queries_made:
            page = text(as_zhang.get(reverse("deadlines:board")))
        asked.append(len(queries_made))

    assert page.count("号整改回告") == 3
    assert asked[0] == asked[2] <= 14


def test_an_empty_board_says_what_to_do(as_zhang, town):
    assert "没有符合条件的期限" in text(as_zhang.get(reverse("deadlines:board")))


def test_the_calendar_shows_the_year_and_what_is_missing(as_zhang):
    page = text(as_zhang.get(reverse("deadlines:calendar")))

    assert "10月1日</time>（四）至" in page.replace("星期", "").replace("周", "")
    assert "7 天" in page
    assert "2027年" in page
    assert "尚未录入" in text(as_zhang.get(reverse("deadlines:calendar_year", args=[2027])))


def test_a_notice_pasted_becomes_the_calendar(as_zhang, zhang):
    notice = NOTICE_OF_2026  # the days of 2026, as if they were the next year's
    url = reverse("deadlines:enter_year", args=[2027])

    response = as_zhang.post(url, {"source": "国办发明电〔2026〕12号", "notice": notice}, follow=True)

    assert "请对照通知核对" in text(response)
    assert queries.calendar().name(date(2027, 10, 1)) == "国庆节"
    assert "尚未录入" not in text(as_zhang.get(reverse("deadlines:calendar_year", args=[2027])))


def test_a_notice_that_cannot_be_read_keeps_what_was_pasted(as_zhang):
    url = reverse("deadlines:enter_year", args=[2027])

    page = text(as_zhang.post(url, {"source": "通知", "notice": "请妥善安排值班。"}))

    assert "没有读懂这一行：请妥善安排值班。" in page
    assert "请妥善安排值班。</textarea>" in page
    assert 2027 not in queries.calendar().editions


def test_a_day_is_changed(as_zhang):
    url = reverse("deadlines:change_day", args=[2026])

    page = text(as_zhang.get(url))
    assert 'name="version" value="1"' in page
    form = {"day": "2026-07-06", "is_working": "rest", "note": "防汛后调休", "version": "1"}
    response = as_zhang.post(url, form, follow=True)

    assert "防汛后调休" in text(response)
    assert "第 2 版" in text(response)


def test_a_day_of_another_year_is_an_error_beside_the_field(as_zhang):
    url = reverse("deadlines:change_day", args=[2026])
    form = {"day": "2025-07-06", "is_working": "rest", "note": "防汛后调休", "version": "1"}

    page = text(as_zhang.post(url, form))

    assert "请填2026年的日期" in page
    assert 'value="防汛后调休"' in page


def test_a_year_not_entered_has_no_day_to_change(as_zhang):
    assert as_zhang.get(reverse("deadlines:change_day", args=[2027])).status_code == 404


PAGES = ["board", "calendar", "change_day", "enter_year"]
OPEN = {("zhang", page) for page in PAGES} | {("sun", "board"), ("sun", "calendar")}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["zhang", "sun", "li", "zhou", "zhao", "wu", "zheng"])
def test_who_opens_which_page(client, request, who, page):
    client.force_login(request.getfixturevalue(who))
    args = [] if page in ("board", "calendar") else [2026]

    status = client.get(reverse(f"deadlines:{page}", args=args)).status_code

    assert status == (200 if (who, page) in OPEN else 403)


def test_the_secretary_is_told_who_keeps_the_calendar(client, sun):
    client.force_login(sun)

    page = text(client.get(reverse("deadlines:calendar_year", args=[2027])))

    assert "工作日历由预警信息员维护" in page
    assert reverse("deadlines:enter_year", args=[2027]) not in page
