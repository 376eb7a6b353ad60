"""Two at the same moment at one report: it is opened once, sent once, accepted once."""

from datetime import date

import pytest
from django.db import connection

from collection import sweep, workflow
from collection.enums import FormStatus
from collection.models import Period, PeriodReport
from core.gates import Role
from deadlines.models import Deadline
from tests.collection.test_at_once import refusals, together
from tests.factories import ReportFactory, UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def test_two_sweeps_at_once_open_one_report_per_unit_and_period(town):
    sweep.open_quarters(date(2026, 4, 1))
    sweep.open_quarters(date(2026, 10, 1))

    opened = together(*[lambda: sweep.open_reports(date(2026, 10, 2))["reports_opened"]] * 3)

    assert sum(opened) == 6 + 2  # the half year of five points and the town, two quarters of the town
    assert PeriodReport.objects.count() == Deadline.objects.exclude(kind="collection.form").count() == 8
    assert Period.objects.filter(code="2026H1").count() == 1


def test_two_collectors_send_one_report(xishan, zhou):
    second = UserFactory(unit=xishan, role=Role.COLLECTOR)
    report = ReportFactory(unit=xishan)

    results = together(
        lambda: workflow.confirm_nil_report(report, by=zhou),
        lambda: workflow.confirm_nil_report(report, by=second),
    )

    assert refusals(results) == ["已经报送，不能再改。如有错误，请联系镇纪委退回。"]


def test_one_accepts_while_another_sends_back(xishan, zhou, zhang, sun):
    report = workflow.confirm_nil_report(ReportFactory(unit=xishan), by=zhou)

    results = together(
        lambda: workflow.accept_report(report, by=zhang),
        lambda: workflow.return_report(report, by=sun, reason="请补"),
    )

    assert len(refusals(results)) == 1
    report.refresh_from_db()
    assert report.status in (FormStatus.ACCEPTED, FormStatus.RETURNED)
