"""Two at the same button of one 分级目录: it goes on show, or comes down, once (art. 25)."""

import pytest
from django.db import connection

from audit.models import AuditEvent
from core import clock
from core.gates import Role
from riskpoints import workflow
from riskpoints.models import RiskCatalogue
from tests.collection.conftest import TODAY
from tests.collection.test_at_once import refusals, together
from tests.factories import RiskPointFactory, UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def approved(town, xishan, zhang, wu):
    RiskPointFactory(unit=xishan, registered=True, level="low")
    return workflow.approve_catalogue(workflow.send_catalogue(town, by=zhang), by=wu)


@pytest.fixture
def second(town):
    return UserFactory(unit=town, role=Role.DISCIPLINE_SECRETARY)


def deeds(verb: str) -> int:
    return AuditEvent.objects.filter(verb=f"riskpoints.{verb}").count()


def test_two_secretaries_disclose_it_once(approved, sun, second):
    results = together(
        lambda: workflow.disclose_catalogue(approved, by=sun),
        lambda: workflow.disclose_catalogue(approved, by=second),
    )

    assert refusals(results) == ["这份目录正在公开。"]
    assert deeds("catalogue_disclosed") == 1
    winner = next(one for one in results if isinstance(one, RiskCatalogue))
    assert RiskCatalogue.objects.get().disclosed_by == winner.disclosed_by


def test_one_takes_it_down_while_another_does_too(approved, sun, second):
    workflow.disclose_catalogue(approved, by=sun)

    results = together(
        lambda: workflow.withdraw_catalogue(approved, by=sun, reason="措施有误"),
        lambda: workflow.withdraw_catalogue(approved, by=second, reason="等级有误"),
    )

    assert refusals(results) == ["这份目录现在没有公开，不用撤下。"]
    assert deeds("catalogue_withdrawn") == 1


def test_two_catalogues_of_one_town_disclosed_together_leave_the_newer_on_show(
    approved, town, sun, second, zhang, wu
):
    newer = workflow.approve_catalogue(workflow.send_catalogue(town, by=zhang), by=wu)

    together(
        lambda: workflow.disclose_catalogue(approved, by=sun),
        lambda: workflow.disclose_catalogue(newer, by=second),
    )

    assert [one.pk for one in RiskCatalogue.objects.all() if one.is_on_show] == [newer.pk]
