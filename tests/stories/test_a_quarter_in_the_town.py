"""A quarter in the town: thirty units, most in time, some with nothing, some late, some by telephone, two never.

The town consolidates what there is and sends it to the centre, which sees who is missing.
"""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse_lazy

from collection.models import CollectionForm, PeriodReport
from core import clock
from core.gates import Role
from deadlines import sweep
from notifications.models import Notification
from organisations.models import Unit
from tests.collection.pages import typed
from tests.factories import UnitFactory, UserFactory
from tests.stories.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DUE = date(2027, 1, 5)
BOARD, LEDGER = reverse_lazy("collection:board"), reverse_lazy("collection:ledger")


def collector(unit) -> Desk:
    return Desk(UserFactory(unit=unit, role=Role.COLLECTOR, name=f"{unit.short_name}采集员"))


@pytest.fixture
def points(town) -> list[Unit]:
    """Thirty reporting points: sixteen villages, twelve departments, two enterprises that report straight to the centre."""
    for number in range(14):
        UnitFactory(village=True, parent=town, short_name=f"村{number}", position=10 + number)
    for number in range(10):
        UnitFactory(parent=town, is_reporting_point=True, short_name=f"所{number}", position=40 + number)
    UnitFactory(enterprise=True, parent=town, short_name="饮品公司", position=90)
    return list(Unit.objects.filter(is_reporting_point=True).order_by("pk"))


def form_of(unit) -> CollectionForm:
    return unit.forms.get(period__code="2026Q4")


def says_nothing_happened(desk: Desk, unit) -> None:
    desk.does("collection:submit_nil", form_of(unit).pk)


def reports_something(desk: Desk, unit, day: str) -> None:
    form = form_of(unit)
    desk.does("collection:add_item", form.pk, **typed(unit, found_on=day))
    desk.does("collection:submit", form.pk)


def every_night(first: date, last: date) -> None:
    for number in range((last - first).days + 1):
        with clock.at(first + timedelta(number)):
            sweep.run(first + timedelta(number))


def told(user, word: str) -> int:
    return Notification.objects.filter(recipient=user, text__contains=word).count()


def test_thirty_units_report_a_quarter_and_the_town_sends_it_on(
    points, town, zhang, qian, sun, zhao, wu, zheng
):
    officer, second, secretary, centre = (Desk(user) for user in (zhang, qian, sun, wu))
    assert len(points) == 30
    *others, late_one, late_two, by_phone_one, by_phone_two, never_one, never_two = [
        unit for unit in points if not unit.is_direct_point
    ]
    direct_one, direct_two = [unit for unit in points if unit.is_direct_point]
    desks = {
        unit: collector(unit) for unit in (*others, late_one, late_two, never_one, direct_one, direct_two)
    }

    every_night(date(2026, 10, 1), date(2026, 10, 1))
    assert CollectionForm.objects.filter(period__code="2026Q4").count() == 30

    every_night(date(2026, 12, 27), DUE - timedelta(1))
    with clock.at(DUE - timedelta(1)):
        for number, unit in enumerate(others):
            if number % 3:
                says_nothing_happened(desks[unit], unit)
            else:
                reports_something(desks[unit], unit, "2026-12-20")
        reports_something(desks[direct_one], direct_one, "2026-12-21")
    every_night(DUE, DUE + timedelta(1))

    with clock.at(DUE + timedelta(1)):
        assert told(desks[never_one].user, "第四季度采集表") == 5  # opened, and the four reminders
        assert told(desks[others[0]].user, "第四季度采集表") == 4  # sent on the day before the last one
        page = officer.reads(BOARD)
        assert page.count(">未报</a>") == 7  # six of the town and a direct point

        for unit, name in ((by_phone_one, "村会计老刘"), (by_phone_two, "老陈")):
            form = form_of(unit)
            assert form.get_absolute_url() in page
            assert "代报无情况" in officer.reads(form.get_absolute_url())
            page_after = officer.does("collection:submit_nil", form.pk, on_behalf_of=name)
            assert name in page_after
    with clock.at(DUE + timedelta(2)):
        says_nothing_happened(desks[late_one], late_one)
        for form in CollectionForm.objects.filter(status="submitted").exclude(unit__is_direct_point=True):
            (second if form.filled_by == zhang else officer).does("collection:accept", form.pk)

    every_night(DUE + timedelta(2), DUE + timedelta(3))
    summary = PeriodReport.objects.get(kind="consolidated")
    with clock.at(DUE + timedelta(3)):
        assert "汇总" in secretary.reads("/")
        page = secretary.reads(summary.get_absolute_url())
        assert f"{never_one.short_name}" in page
        assert "2027年1月11日（含）前报送" in page  # the tenth is a Sunday
        secretary.does("collection:submit_report", summary.pk)

    with clock.at(DUE + timedelta(4)):
        says_nothing_happened(desks[late_two], late_two)

    with clock.at(DUE + timedelta(5)):
        board, page = centre.reads(BOARD), centre.reads(summary.get_absolute_url())
        assert "核对后接收" in page
        assert "鱼塘" not in page
        assert numbers(page) == {
            "应报": "28",
            "按时": "22",
            "迟报": "3",
            "未报": "3",
            "其中无情况": "17",
            "信息总数": "8",
        }
        assert board.index("镇级季度汇总") < board.index("直报点")
        assert board.count(">未报</a>") == 3  # the two that never report, and a direct point
        centre.does("collection:accept_report", summary.pk)

    with clock.at(DUE + timedelta(6)):
        assert "已接收" in officer.reads(summary.get_absolute_url())
        assert told(zhang, "汇总已接收") == told(sun, "汇总已接收") == 1
        assert "共 8 条信息" in officer.reads(f"{LEDGER}?q=塘发包")
        assert direct_one.short_name not in officer.reads(LEDGER)
        assert direct_one.short_name in centre.reads(LEDGER)


def numbers(page: str) -> dict[str, str]:
    """The numbers of the report that the story speaks of, by their names, without links."""
    cells = r'<th scope="row">{}.*?<td class="num">(.*?)</td>'
    labels = ("应报", "按时", "迟报", "未报", "其中无情况", "信息总数")
    return {label: re.sub("<.*?>", "", re.search(cells.format(label), page, re.S)[1]) for label in labels}
