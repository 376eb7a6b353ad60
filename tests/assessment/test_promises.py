"""Every step of the year's round is a promise (art. 48 names no days: they are settings), and time alone moves one of them."""

from datetime import date
from decimal import Decimal

import pytest

from assessment import workflow
from assessment.enums import PROMISED
from assessment.models import Sheet
from assessment.todos import todos
from core import clock
from deadlines import sweep
from deadlines.models import Deadline
from notifications.models import Notification
from tests.assessment.year import SEEN, at, body, checked, line_of, scores, self_assessed

pytestmark = pytest.mark.django_db


def open_promises(sheet) -> list[tuple[str, date]]:
    found = Deadline.objects.filter(subject_type="assessment.sheet", subject_id=sheet.pk, state="open")
    return [(each.kind, each.due_on) for each in found]


def test_each_step_promises_the_next_and_keeps_its_own(sheet, li, zhang, qian, sun):
    assert open_promises(sheet) == [("assessment.self_assess", date(2027, 1, 15))]
    sheet = self_assessed(sheet, li)
    assert open_promises(sheet) == [("assessment.check", date(2026, 12, 14))]
    less = {"A1": (True, Decimal(1), "少一次"), "A2": (True, Decimal(1), "无专人")}
    sheet = workflow.check(sheet, by=zhang, version=sheet.version, scores=scores(sheet, SEEN, **less))
    assert open_promises(sheet) == [("assessment.accept", date(2026, 12, 1))]
    first = workflow.appeal(sheet, by=li, line=line_of(sheet, "A1"), reason="有")
    assert open_promises(sheet) == [("assessment.answer", date(2026, 12, 4))]
    with clock.at(date(2026, 11, 26)):
        second = workflow.appeal(sheet, by=li, line=line_of(sheet, "A2"), reason="有")
    assert open_promises(sheet) == [("assessment.answer", date(2026, 12, 4))], "counted from the first"
    for made in (first, second):
        workflow.answer(made, by=qian, score=Decimal(3), words="查实")
    assert open_promises(sheet) == [("assessment.approve", date(2026, 12, 4))]
    workflow.approve(sheet, by=sun)
    assert open_promises(sheet) == []
    kept = Deadline.objects.filter(subject_id=sheet.pk, kind__in=PROMISED.values(), state="met")
    assert kept.count() == 5


def test_a_year_opened_after_its_end_gives_its_days_from_the_opening(sun, town, xishan):
    with clock.at(date(2027, 2, 1)):
        workflow.open_year(2026, by=sun)
    promise = Deadline.objects.get(unit=xishan, kind="assessment.self_assess")
    assert promise.arithmetic.startswith("2月1日开启，自次日起算15日")
    assert promise.due_on == date(2027, 2, 16)


def test_the_card_of_the_next_step_shows_the_day_with_its_arithmetic(client, sheet, li, zhang):
    client.force_login(li)
    page = body(client.get(sheet.get_absolute_url()))
    assert "12月31日年度终了，自次日起算15日" in page
    assert "应于2027年1月15日（含）前自评" in page
    checked(sheet, li, zhang)
    page = body(client.get(sheet.get_absolute_url()))
    assert "11月24日核查完成，自次日起算7日" in page
    assert "应于12月1日（含）前阅知或者申诉" in page


def test_the_first_page_says_until_when(sheet, li, zhang, sun):
    assert [todo.due_on for todo in todos(li, clock.today())] == [date(2027, 1, 15)]
    checked(sheet, li, zhang)
    assert [todo.due_on for todo in todos(li, clock.today())] == [date(2026, 12, 1)]


def test_a_unit_that_says_nothing_counts_as_having_seen_it_and_the_sheet_says_so(
    client, sheet, li, zhang, sun
):
    checked(sheet, li, zhang)
    for day in (
        date(2026, 12, 1),
        date(2026, 12, 2),
        date(2026, 12, 3),
    ):  # on the day itself it is not too late
        with clock.at(day):
            sweep.run(day)
        sheet.refresh_from_db()
        assert (sheet.status == "seen") is (day > date(2026, 12, 1))
    assert (sheet.seen_on, sheet.seen_by) == (date(2026, 12, 1), "到期没有阅知，视为阅知")
    client.force_login(sun)
    assert "到期没有阅知，视为阅知（2026年12月1日）" in body(client.get(sheet.get_absolute_url()))
    assert Notification.objects.filter(recipient=li, text__contains="视为阅知").count() == 1
    with clock.at(date(2026, 12, 3)):
        assert open_promises(sheet) == [("assessment.approve", date(2026, 12, 14))]


def test_an_appeal_is_not_swept_away(sheet, li, zhang):
    sheet = checked(sheet, li, zhang)
    workflow.appeal(sheet, by=li, line=line_of(sheet, "A1"), reason="有")
    with clock.at(date(2026, 12, 20)):
        sweep.run(date(2026, 12, 20))
    sheet.refresh_from_db()
    assert sheet.status == "appealed"


def test_whoever_was_faster_than_the_sweep_wins(sheet, li, zhang):
    stale = checked(sheet, li, zhang)
    workflow.accept(stale, by=li)
    assert workflow.deem_seen(stale, on=date(2026, 12, 5), due_on=date(2026, 12, 1)) is None
    assert "李长河" in Sheet.objects.get(pk=sheet.pk).seen_by


@pytest.mark.parametrize(
    ("day", "who"),
    [
        (date(2027, 1, 8), "li"),  # seven days before
        (date(2027, 1, 18), "zhao"),  # three days late: 包村领导
        (date(2027, 1, 22), "sun"),  # a week late
    ],
)
def test_a_self_assessment_is_reminded_and_then_chased_higher(request, sheet, li, zhao, sun, day, who):
    user = request.getfixturevalue(who)
    with clock.at(day):
        sweep.run(day)
    told = Notification.objects.filter(recipient=user, text__contains=f"{sheet}自评")
    assert told.count() >= 1
    if who != "li":
        assert "已逾期" in told.latest("pk").text


def test_nobody_but_who_owes_it_is_reminded_before_it_is_due(sheet, li, zhou, wang, zhao, sun):
    with clock.at(date(2027, 1, 8)):
        sweep.run(date(2027, 1, 8))
    told = Notification.objects.filter(text__contains=f"{sheet}自评").values_list("recipient", flat=True)
    assert set(told) == {li.pk}


def test_the_page_of_a_sheet_that_owes_nothing_more_names_no_day(client, frozen, sun):
    client.force_login(sun)
    assert "自次日起算" not in body(client.get(at("sheet", frozen.pk)))
