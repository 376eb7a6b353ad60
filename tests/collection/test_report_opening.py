"""Half-year reports and consolidated quarters open by themselves, once their period is over: once, and after any pause."""

from datetime import date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from audit.sentences import sentence
from collection import sweep, workflow
from collection.enums import FormStatus, ReportKind
from collection.models import Period, PeriodReport
from core.dates import HalfYear, Quarter
from deadlines import sweep as deadlines
from deadlines.enums import State
from deadlines.models import Deadline, Told
from notifications.models import Notification
from organisations.models import Unit
from rulebook import workflow as rulebook
from tests.collection.conftest import TODAY
from tests.factories import RoleAssignmentFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

POINTS = {"西山村", "东沟村", "财政所", "民政办", "建材公司"}
WRITERS = {*POINTS, "七道江镇"}


def at_night(day: date) -> dict:
    """What the sweep of a day does, in the order in which the sweepers are registered."""
    moves = (sweep.stop_forms, sweep.open_quarters, sweep.stop_reports, sweep.open_reports)
    return {what: count for move in moves for what, count in move(day).items()}


def reports(code: str, kind=ReportKind.ANALYSIS) -> list[str]:
    found = PeriodReport.objects.filter(period__code=code, kind=kind)
    return sorted(found.values_list("unit__short_name", flat=True))


# -- opening ---------------------------------------------------------------------------------------------


def test_article_38_a_half_year_report_opens_for_every_point_and_the_town_the_day_after(town, zhou, zhang):
    at_night(date(2026, 10, 1))
    assert at_night(date(2026, 12, 31))["reports_opened"] == 0

    assert at_night(date(2027, 1, 1))["reports_opened"] == 7

    assert reports("2026H2") == sorted(WRITERS)
    report = PeriodReport.objects.get(unit__short_name="西山村")
    assert report.due_on == date(2027, 1, 15)
    assert report.arithmetic.startswith("2026年下半年止于12月31日，其后第15日为2027年1月15日")
    told = Notification.objects.filter(recipient=zhou).order_by("pk").last()
    assert told.text == "西山村2026年下半年分析报告可以起草了，请于2027年1月15日（含）前报送。"
    assert "开启了2026年下半年，新建分析报告6份，截止2027年1月15日" in {
        sentence(event) for event in AuditEvent.objects.filter(verb="collection.open_half_year")
    }


def test_article_38_the_towns_quarter_is_consolidated_by_the_tenth_day_after_it(town, zhang, sun):
    at_night(date(2026, 7, 1))

    at_night(date(2026, 10, 1))

    (report,) = PeriodReport.objects.filter(kind=ReportKind.CONSOLIDATED)
    assert (report.unit, report.period.code) == (town, "2026Q3")
    assert report.due_on == date(2026, 10, 10)  # a Saturday on which people work
    assert "其后第10日为10月10日" in report.arithmetic
    assert set(Notification.objects.filter(text__contains="汇总").values_list("recipient", flat=True)) == {
        zhang.pk,
        sun.pk,
    }


def test_rest_days_move_the_due_days_as_they_move_a_quarters(town):
    at_night(date(2025, 7, 1))
    at_night(date(2026, 1, 1))

    found = dict(PeriodReport.objects.values_list("period__code", "due_on"))
    assert found["2025Q4"] == date(2026, 1, 12)  # the tenth is a Saturday
    assert found["2025H2"] == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("key", "kind", "due_on"),
    [
        ("collection.half_year_due_day", ReportKind.ANALYSIS, date(2027, 1, 20)),
        ("collection.consolidated_due_day", ReportKind.CONSOLIDATED, date(2027, 1, 20)),
    ],
)
def test_the_office_decides_the_days(key, kind, due_on, town, sun):
    rulebook.change_setting(key, value=20, by=sun, reason="会议决定", valid_from=TODAY)
    at_night(date(2026, 10, 1))
    at_night(date(2027, 1, 1))

    assert set(PeriodReport.objects.filter(kind=kind).values_list("due_on", flat=True)) == {due_on}


def test_what_was_missed_while_the_scheduler_was_down_is_opened_in_its_order(town):
    at_night(date(2026, 3, 31))
    at_night(date(2027, 1, 20))

    opened = PeriodReport.objects.filter(unit=town).order_by("pk").values_list("kind", "period__code")
    assert list(opened) == [
        ("analysis", "2026H1"),
        ("analysis", "2026H2"),
        *[("consolidated", f"2026Q{n}") for n in (1, 2, 3, 4)],
    ]


def test_nothing_is_owed_for_the_time_before_the_town_began(town):
    at_night(date(2026, 8, 1))

    assert not PeriodReport.objects.exists()


def test_a_town_that_gets_reports_later_owes_none_for_what_was_over_before(town):
    """Its quarters are older than the reports: it owes those that end from the day on which the reports came."""
    for quarter in (Quarter(2025, 4), Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)):
        sweep.open_quarters(quarter.first_day)
    reports_came(timezone.make_aware(datetime(2026, 5, 20, 3)))

    at_night(date(2026, 10, 1))

    found = PeriodReport.objects.filter(unit=town).order_by("pk").values_list("kind", "period__code")
    assert list(found) == [("analysis", "2026H1"), ("consolidated", "2026Q2"), ("consolidated", "2026Q3")]


def reports_came(at: datetime) -> None:
    """The town is brought up to date on such a day."""
    known = MigrationRecorder(connection).migration_qs
    known.filter(app="collection", name="0003_period_reports_and_polls").update(applied=at)
    migration = import_module("collection.migrations.0005_nothing_owed_for_the_past")
    migration.ask_nothing_of_the_past(apps, connection.schema_editor())


def test_a_second_run_opens_nothing_and_says_nothing(town):
    at_night(date(2026, 10, 1))
    at_night(date(2027, 1, 1))
    before = (PeriodReport.objects.count(), AuditEvent.objects.count(), Notification.objects.count())

    assert at_night(date(2027, 1, 2))["reports_opened"] == 0
    workflow.open_half_year(HalfYear(2026, 2), on=date(2027, 1, 2))
    workflow.open_consolidation(Period.objects.get(code="2026Q4"), on=date(2027, 1, 2))

    assert (PeriodReport.objects.count(), AuditEvent.objects.count(), Notification.objects.count()) == before


def test_with_nothing_to_open_the_hourly_sweep_asks_six_questions(town, django_assert_num_queries):
    at_night(date(2026, 10, 1))
    at_night(date(2027, 1, 1))

    with django_assert_num_queries(
        6
    ):  # to stop; latest half year, first quarter; quarters, consolidations, towns
        sweep.stop_reports(date(2027, 2, 1))
        sweep.open_reports(date(2027, 2, 1))


# -- units that come and go ------------------------------------------------------------------------------


def test_a_point_added_in_the_half_year_reports_on_it_and_on_none_before(town):
    at_night(date(2026, 4, 1))
    UnitFactory(village=True, parent=town, name="新村", active_from=date(2026, 11, 10))

    at_night(date(2027, 1, 1))

    assert "新村" in reports("2026H2")
    assert "新村" not in reports("2026H1")


def test_a_point_found_before_the_report_is_due_still_gets_one_and_none_afterwards(town):
    at_night(date(2026, 10, 1))
    at_night(date(2027, 1, 1))
    UnitFactory(village=True, parent=town, name="早来村", active_from=date(2026, 12, 1))
    assert at_night(date(2027, 1, 15))["reports_opened"] == 1
    UnitFactory(village=True, parent=town, name="晚来村", active_from=date(2026, 12, 1))

    assert at_night(date(2027, 1, 16))["reports_opened"] == 0


@pytest.mark.parametrize("change", [{"active_until": date(2027, 1, 5)}, {"is_reporting_point": False}])
def test_a_point_that_closes_is_let_go(change, xishan):
    at_night(date(2026, 10, 1))
    at_night(date(2027, 1, 1))
    Unit.objects.filter(pk=xishan.pk).update(**change)

    assert at_night(date(2027, 1, 6))["reports_stopped"] == 1

    report = xishan.period_reports.get()
    assert report.status == FormStatus.STOPPED
    assert Deadline.objects.get(kind="collection.analysis", subject_id=report.pk).state == State.CANCELLED
    assert at_night(date(2027, 1, 7))["reports_stopped"] == 0


def test_a_point_that_reports_again_before_the_due_day_finds_its_report_and_its_promise(xishan):
    at_night(date(2026, 10, 1))
    at_night(date(2027, 1, 1))
    Unit.objects.filter(pk=xishan.pk).update(is_reporting_point=False)
    at_night(date(2027, 1, 2))
    Unit.objects.filter(pk=xishan.pk).update(is_reporting_point=True)

    assert at_night(date(2027, 1, 3))["reports_opened"] == 1

    report = xishan.period_reports.get()
    assert report.status == FormStatus.OPEN
    assert Deadline.objects.get(kind="collection.analysis", subject_id=report.pk).state == State.OPEN


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_on_whatever_days_the_sweep_ran_each_point_has_one_report_per_half_year(data, xishan):
    """And the town one more per quarter; days may be skipped, repeated, and far apart."""
    day = st.integers(0, 800).map(lambda days: date(2026, 1, 1) + timedelta(days))
    days = sorted(data.draw(st.lists(day, min_size=1, max_size=6)))
    with transaction.atomic():
        for each in days:
            at_night(each)

        halves, quarters = [HalfYear.containing(days[0])], [Quarter.containing(days[0])]
        while halves[-1] < HalfYear.containing(days[-1]):
            halves.append(halves[-1].next())
        while quarters[-1] < Quarter.containing(days[-1]):
            quarters.append(quarters[-1].next())
        for half in halves[:-1]:
            assert reports(half.code) == sorted(WRITERS)
        for quarter in quarters[:-1]:
            assert reports(quarter.code, ReportKind.CONSOLIDATED) == ["七道江镇"]
        assert PeriodReport.objects.count() == len(WRITERS) * (len(halves) - 1) + len(quarters) - 1
        waiting = PeriodReport.objects.filter(status=FormStatus.OPEN).values_list("pk", flat=True)
        promised = Deadline.objects.filter(
            state=State.OPEN, kind__in=("collection.analysis", "collection.consolidated")
        )
        assert sorted(waiting) == sorted(promised.values_list("subject_id", flat=True))
        transaction.set_rollback(True)


# -- the ladder ------------------------------------------------------------------------------------------


def told(unit) -> list[tuple[int, str]]:
    """(stage, family name) for the half-year report of the unit, in the order of telling."""
    report = unit.period_reports.get(kind=ReportKind.ANALYSIS)
    rows = Told.objects.filter(deadline__kind="collection.analysis", deadline__subject_id=report.pk)
    return [(row.stage, row.recipient.name[0]) for row in rows.select_related("recipient__person")]


@pytest.fixture
def due(town) -> date:
    at_night(date(2026, 10, 1))
    at_night(date(2027, 1, 1))
    return date(2027, 1, 15)


def chase(due: date) -> None:
    """Every day twice, from a fortnight before the day to a fortnight after it."""
    for offset in range(-14, 15):
        for _ in range(2):
            deadlines.tell_due(due + timedelta(offset))


def test_a_late_report_climbs_from_collector_to_head_to_leader_to_secretary_once_each(
    due, xishan, zhou, li, zhao, sun, zhang
):
    chase(due)

    assert told(xishan) == [(7, "周"), (3, "周"), (1, "周"), (0, "周"), (-1, "李"), (-3, "赵"), (-7, "孙")]


def test_a_towns_report_climbs_from_the_officers_to_the_secretary_to_the_centre(due, town, zhang, sun, wu):
    chase(due)

    assert told(town) == [
        *[(stage, "张") for stage in (7, 3, 1, 0)],
        (-1, "孙"),
        (-3, "吴"),
        (-7, "吴"),
    ]


def test_article_36_a_direct_points_report_is_chased_by_the_centre(due, enterprise, wu, sun, zhang):
    collector = UserFactory(unit=enterprise, name="韩会计")
    RoleAssignmentFactory(user=collector, role="collector", unit=enterprise)

    chase(due)

    assert told(enterprise)[-3:] == [(-1, "吴"), (-3, "吴"), (-7, "吴")]
    assert not {"孙", "张"} & {name for _, name in told(enterprise)}
