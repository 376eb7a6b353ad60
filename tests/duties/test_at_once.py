"""Two of 镇纪委 leave the same hit out at the same moment, on two real connections: one does, one is told."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from core import clock, registries
from core.verdict import Refusal
from duties import workflow
from duties.models import Dismissal
from tests.duties.scenes import TODAY
from tests.factories import RiskPointFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


def test_a_hit_is_left_out_once(xishan, zhang, sun):
    point = RiskPointFactory(unit=xishan, registered=True)
    duty = next(one for one in registries.duties if one.name == "points_measured")
    together = threading.Barrier(2)

    def run(user):
        try:
            together.wait(20)
            with clock.at(TODAY):
                return workflow.dismiss(duty, point, by=user, reason="空缺。", until=TODAY + timedelta(30))
        except Refusal as refusal:
            return refusal.verdict.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        outcomes = list(people.map(run, (zhang, sun)))
    assert outcomes.count("这一项已经办理，或者已经列为不作为问题。") == 1
    assert Dismissal.objects.count() == 1
