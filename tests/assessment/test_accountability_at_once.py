"""Two of 镇纪委 at one button, on two real connections: one does it, one is told (art. 49)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest
from django.db import connection

from assessment.models import Responsibility
from assessment.workflow import accountability as workflow
from core import clock
from core.verdict import Refusal
from tests.factories import PersonFactory
from tests.factories.accountability import FindingFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]
TODAY = date(2026, 11, 24)


def at_once(deeds) -> list:
    together = threading.Barrier(len(deeds))

    def run(deed):
        try:
            together.wait(20)
            with clock.at(TODAY):
                return deed().status
        except Refusal as refusal:
            return refusal.verdict.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as people:
        return sorted(people.map(run, deeds))


def hold(finding, by, held):
    return workflow.hold(finding, by=by, **held).finding


def test_a_finding_is_confirmed_or_dismissed_and_not_both(xishan, zhang, qian, sun):
    finding = FindingFactory(unit=xishan, status="heard", drafted_by=zhang)
    outcomes = at_once(
        [
            lambda: workflow.confirm(finding, by=qian, confirmation="清楚。"),
            lambda: workflow.dismiss(finding, by=sun, reason="已改正。"),
        ]
    )
    finding.refresh_from_db()
    assert finding.status in outcomes
    assert {"已经认定，不再改动。", "不予认定，已经办结。"} & set(outcomes)


def test_the_same_consequence_is_recorded_once(xishan, zhang, qian):
    finding, person = FindingFactory(unit=xishan, status="confirmed"), PersonFactory(unit=xishan)
    paper = {"decided_by": "镇党委", "decided_on": TODAY, "paper_number": "七党发〔2026〕9号"}
    held = {"person": person, "capacity": "other", "consequence": "criticism"} | paper
    outcomes = at_once([partial(hold, finding, by, held) for by in (zhang, qian)])
    assert Responsibility.objects.count() == 1
    assert "这种追责方式已经登记，不用重复登记。" in outcomes
