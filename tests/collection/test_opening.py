"""Quarters open by themselves: once, also after a scheduler that was down; and points come and go in between."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from audit.sentences import sentence
from collection import sweep, workflow
from collection.enums import FormStatus
from collection.models import CollectionForm, Period
from core.dates import Quarter
from deadlines.enums import State
from deadlines.models import CalendarYear, Deadline
from notifications.models import Notification
from organisations.models import Unit
from rulebook import workflow as rulebook
from tests.collection.conftest import TODAY
from tests.factories import FormFactory, UnitFactory

pytestmark = pytest.mark.django_db

POINTS = ["西山村", "东沟村", "财政所", "民政办", "建材公司"]


def forms(code: str) -> set[str]:
    return set(CollectionForm.objects.filter(period__code=code).values_list("unit__short_name", flat=True))


def at_night(day: date) -> dict:
    """What the sweep of a day does."""
    return sweep.stop_forms(day) | sweep.open_quarters(day)


# -- opening ---------------------------------------------------------------------------------------------


def test_article_38_a_quarter_opens_for_every_reporting_point(town, zhou, li):
    assert at_night(date(2026, 10, 1)) == {"forms_opened": 5, "forms_stopped": 0}

    assert forms("2026Q4") == set(POINTS)
    assert Deadline.objects.filter(state=State.OPEN, article=38).count() == 5
    note = Notification.objects.get()
    assert (note.recipient, note.text) == (
        zhou,
        "西山村2026年第四季度采集表可以填报了，请于2027年1月5日（含）前报送。",
    )
    assert sentence(AuditEvent.objects.get()) == "开启了2026年第四季度，新建采集表5张，截止2027年1月5日"


def test_a_second_run_opens_nothing_and_says_nothing(town):
    at_night(date(2026, 10, 1))
    before = (AuditEvent.objects.count(), Notification.objects.count())

    assert at_night(date(2026, 12, 31)) == {"forms_opened": 0, "forms_stopped": 0}
    workflow.open_quarter(Quarter(2026, 4), on=date(2026, 12, 31))

    assert (AuditEvent.objects.count(), Notification.objects.count()) == before


def test_quarters_missed_while_the_scheduler_was_down_are_opened_in_their_order(town):
    at_night(date(2026, 3, 31))

    assert at_night(date(2026, 12, 20)) == {"forms_opened": 15, "forms_stopped": 0}

    assert [(p.code, p.due_on) for p in Period.objects.order_by("pk")] == [
        ("2026Q1", date(2026, 4, 7)),  # the fifth is 清明节, the sixth its substitute
        ("2026Q2", date(2026, 7, 6)),
        ("2026Q3", date(2026, 10, 8)),
        ("2026Q4", date(2027, 1, 5)),
    ]
    late = Deadline.objects.filter(due_on=date(2026, 7, 6))
    assert {deadline.started_on for deadline in late} == {date(2026, 7, 6)}


def test_with_nothing_to_open_the_hourly_sweep_asks_three_questions(town, django_assert_num_queries):
    at_night(date(2026, 10, 1))

    with django_assert_num_queries(3):  # units that report no more, the latest quarter, points without a form
        at_night(date(2026, 11, 24))


# -- points that come and go -----------------------------------------------------------------------------


def test_a_point_added_in_mid_quarter_gets_this_quarters_form_and_no_older_one(town):
    at_night(date(2026, 7, 1))
    UnitFactory(village=True, parent=town, name="新村", active_from=date(2026, 11, 10))

    assert at_night(date(2026, 11, 9))["forms_opened"] == 5
    assert at_night(date(2026, 11, 10))["forms_opened"] == 1

    assert "新村" in forms("2026Q4")
    assert "新村" not in forms("2026Q3")


def test_a_point_added_while_the_scheduler_was_down_owes_nothing_for_before(town):
    at_night(date(2026, 4, 1))
    UnitFactory(village=True, parent=town, name="新村", active_from=date(2026, 11, 10))

    at_night(date(2026, 11, 24))

    assert forms("2026Q3") == set(POINTS)
    assert forms("2026Q4") == {*POINTS, "新村"}


def test_a_unit_made_a_reporting_point_is_found_at_the_next_sweep(town):
    at_night(date(2026, 10, 1))
    Unit.objects.filter(short_name="七道江镇").update(is_reporting_point=True)

    assert at_night(date(2026, 11, 24))["forms_opened"] == 1


@pytest.mark.parametrize("change", [{"active_until": date(2026, 11, 10)}, {"is_reporting_point": False}])
def test_a_point_closed_in_mid_quarter_is_let_go(change, xishan, zhou):
    at_night(date(2026, 10, 1))
    Unit.objects.filter(pk=xishan.pk).update(**change)

    assert at_night(date(2026, 11, 11)) == {"forms_opened": 0, "forms_stopped": 1}
    assert at_night(date(2026, 11, 12)) == {"forms_opened": 0, "forms_stopped": 0}

    form = xishan.forms.get()
    assert form.status == FormStatus.STOPPED
    assert not Deadline.objects.filter(subject_id=form.pk, state=State.OPEN).exists()


@pytest.mark.parametrize("status", [FormStatus.SUBMITTED, FormStatus.ACCEPTED])
def test_what_a_closed_unit_has_filed_stays_filed(status, xishan):
    form = FormFactory(unit=xishan, status=status)
    Unit.objects.filter(pk=xishan.pk).update(active_until=date(2026, 11, 10))

    at_night(date(2026, 11, 24))

    form.refresh_from_db()
    assert form.status == status


def test_a_form_filed_while_the_sweep_was_about_to_stop_it_is_left_alone(xishan, zhou):
    form = FormFactory(unit=xishan)
    Unit.objects.filter(pk=xishan.pk).update(active_until=date(2026, 11, 10))
    workflow.submit_nil(form, by=zhou)

    assert workflow.stop(form, on=date(2026, 11, 24)).status == FormStatus.SUBMITTED


def test_a_point_that_reports_again_finds_its_form_and_its_promise(xishan, zhou):
    at_night(date(2026, 10, 1))
    Unit.objects.filter(pk=xishan.pk).update(is_reporting_point=False)
    at_night(date(2026, 11, 1))
    Unit.objects.filter(pk=xishan.pk).update(is_reporting_point=True)

    assert at_night(date(2026, 11, 2))["forms_opened"] == 1

    form = xishan.forms.get()
    assert form.status == FormStatus.OPEN
    assert Deadline.objects.get(subject_id=form.pk).state == State.OPEN


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_on_whatever_days_the_sweep_ran_nobody_has_two_forms_and_no_quarter_is_missing(data, xishan):
    """Villages open and close as they like; the sweep runs on some days, in order, some of them twice."""
    first = date(2026, 1, 1)
    day = st.integers(0, 720).map(lambda days: first + timedelta(days))
    days = sorted(data.draw(st.lists(day, min_size=1, max_size=6)))
    span = data.draw(st.tuples(day, st.none() | day))
    with transaction.atomic():
        village = UnitFactory(
            village=True,
            parent=xishan.parent,
            active_from=span[0],
            active_until=span[1] and max(span),
        )
        for each in days:
            at_night(each)

        quarters = [Quarter.containing(days[0])]
        while quarters[-1] < Quarter.containing(days[-1]):
            quarters.append(quarters[-1].next())
        assert [p.code for p in Period.objects.order_by("code")] == [q.code for q in quarters]
        assert xishan.forms.count() == len(quarters)
        last = village.forms.order_by("period__code").last()
        if last:
            assert Quarter.parse(last.period.code).last_day >= village.active_from
            closed = village.active_until is not None and village.active_until < days[-1]
            assert (last.status == FormStatus.STOPPED) is closed
        waiting = CollectionForm.objects.filter(status=FormStatus.OPEN).values_list("pk", flat=True)
        promised = Deadline.objects.filter(state=State.OPEN).values_list("subject_id", flat=True)
        assert sorted(waiting) == sorted(promised)
        transaction.set_rollback(True)


# -- the due day -----------------------------------------------------------------------------------------


def due(quarter: Quarter) -> tuple[date, str]:
    workflow.open_quarter(quarter, on=quarter.first_day)
    period = Period.objects.get(code=quarter.code)
    return period.due_on, period.arithmetic


def test_the_fifth_of_october_lies_in_national_day_and_moves(town):
    assert due(Quarter(2026, 3)) == (
        date(2026, 10, 8),
        "2026年第三季度止于9月30日，其后第5日为10月5日（国庆节），顺延至下一工作日，应于10月8日（含）前报送。",
    )


def test_a_quarter_over_new_year_says_its_year(town):
    assert due(Quarter(2025, 4)) == (
        date(2026, 1, 5),
        "2025年第四季度止于12月31日，其后第5日为2026年1月5日，应于2026年1月5日（含）前报送。",
    )


def test_new_years_day_moves_to_a_sunday_that_is_worked(town, sun):
    decide("collection.due_day", 2, sun)

    assert due(Quarter(2025, 4)) == (
        date(2026, 1, 4),
        "2025年第四季度止于12月31日，其后第2日为2026年1月2日（元旦），顺延至下一工作日，应于2026年1月4日（含）前报送。",
    )


def test_a_year_whose_holidays_are_not_entered_is_guessed_and_says_so(town):
    CalendarYear.objects.filter(year=2027).delete()

    assert "2027年度节假日尚未录入" in due(Quarter(2026, 4))[1]


def test_the_promise_keeps_the_edition_of_the_calendar(town):
    workflow.open_quarter(Quarter(2026, 3), on=date(2026, 7, 1))

    assert set(Deadline.objects.values_list("calendar_version", flat=True)) == {"2026年第1版"}


def test_an_office_may_decide_that_rest_days_move_nothing(town, sun):
    decide("collection.moved_by_rest_days", False, sun)

    assert due(Quarter(2026, 3)) == (
        date(2026, 10, 5),
        "2026年第三季度止于9月30日，其后第5日为10月5日，应于10月5日（含）前报送。",
    )


def test_a_later_decision_does_not_move_a_quarter_that_is_open(town, sun):
    before = due(Quarter(2026, 4))
    decide("collection.due_day", 8, sun)

    assert due(Quarter(2026, 4)) == before


def decide(key, value, by) -> None:
    rulebook.change_setting(key, value=value, by=by, reason="会议决定", valid_from=TODAY)
