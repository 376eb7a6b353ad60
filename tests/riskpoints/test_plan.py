"""At a hundred thousand rows the first page must still come out of an index, whoever asks."""

from datetime import date

import pytest
from django.db import connection

from core.gates import Role
from organisations.models import Unit
from riskpoints import queries
from riskpoints.enums import RiskType
from riskpoints.filters import RiskPointFilter
from riskpoints.models import RiskPoint
from tests.factories import UnitFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROWS, UNITS, PAGE = 20_000, 20, 50


@pytest.fixture
def full_town(town):
    """20,000 points in 20 more villages, and not lying in the order of their names."""
    if connection.vendor != "postgresql":
        pytest.skip("Plans are read from PostgreSQL.")
    villages = [UnitFactory(village=True, parent=town) for _ in range(UNITS)]
    RiskPoint.objects.bulk_create(
        (
            RiskPoint(
                unit=villages[n % UNITS],
                name=f"第{n}处审核把关不严",
                manifestation="不入户核查。",
                risk_type=RiskType.values[n % 4],
                level="medium",
                sort_key=f"di4 {n * 7919 % ROWS:06}",
                valid_from=date(2026, 1, 1),
                changed_on=date(2026, 1, 1 + n % 28),
            )
            for n in range(ROWS)
        ),
        batch_size=2_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE riskpoints_riskpoint")
    return town


def plan_for(user, **asked) -> str:
    points = RiskPointFilter(asked, queries.visible_to(user), user=user)
    return queries.listed(points.qs)[:PAGE].explain()


def test_the_first_page_of_a_village_comes_from_the_index_in_order(full_town):
    head = UserFactory(role=Role.UNIT_HEAD, unit=Unit.objects.filter(kind="village").last())

    plan = plan_for(head)

    assert "Index Scan using riskpoint_by_unit" in plan
    assert "Seq Scan on riskpoints_riskpoint" not in plan
    assert "Sort" not in plan


def test_the_first_page_of_the_whole_town_comes_from_an_index_in_order(subtests, full_town, zhang):
    orders = {"unit": "riskpoint_by_unit", "name": "riskpoint_by_name", "-changed": "riskpoint_by_change"}
    for sort, index in orders.items():
        with subtests.test(sort=sort):
            plan = plan_for(zhang, sort=sort)
            assert index in plan
            assert "Seq Scan on riskpoints_riskpoint" not in plan
            assert "Sort" not in plan
