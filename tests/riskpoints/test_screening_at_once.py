"""Two at the same moment at one screening: it moves once, and a promise is kept by whoever comes last (art. 14)."""

import pytest
from django.db import connection

from core import clock
from deadlines.models import Deadline
from riskpoints import workflow
from riskpoints.enums import Stage
from riskpoints.models import Assignment, Screening
from tests.collection.test_at_once import refusals, together
from tests.factories import PostFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def opened(town, unit, by):
    due_on = clock.today().replace(year=clock.today().year + 1, day=1)
    return workflow.open_screening(town, by=by, title="年度排查", due_on=due_on, units=[unit])


def to_the_leader(assignment, by):
    return workflow.pass_on_assignment(workflow.report_none(assignment, by=by, reason="无。"), by=by)


def test_two_officers_open_a_screening_of_one_unit_once(town, xishan, zhang, qian):
    results = together(lambda: opened(town, xishan, zhang), lambda: opened(town, xishan, qian))

    assert len(refusals(results)) == 1
    assert Screening.objects.count() == Deadline.objects.filter(kind="screening").count() == 1


def test_two_who_press_the_same_button_move_it_one_stage(town, xishan, zhang, zhou, li):
    opened(town, xishan, zhang)
    assignment = workflow.report_none(Assignment.objects.first(), by=zhou, reason="无。")

    together(*[lambda: workflow.pass_on_assignment(assignment, by=zhou)] * 2)

    assignment.refresh_from_db()
    assert assignment.status == Stage.LEADER  # the second is a collector, and 领导核查 is not hers


def test_the_last_two_handed_on_together_keep_the_promise(town, xishan, zhang, sun, zhou, li):
    opened(town, xishan, zhang)
    first, second = (to_the_leader(one, zhou) for one in Assignment.objects.order_by("pk"))

    results = together(
        lambda: workflow.pass_on_assignment(first, by=li), lambda: workflow.pass_on_assignment(second, by=sun)
    )

    assert refusals(results) == []
    assert Deadline.objects.get(kind="screening").state == "met"


def test_one_writes_a_point_while_another_hands_on(town, xishan, zhang, zhou, li):
    """The point is either taken along or refused, and never left behind a stage."""
    post = PostFactory(unit=xishan)
    opened(town, xishan, zhang)
    assignment = Assignment.objects.get(post=post)
    content = {
        "name": "用印不登记",
        "risk_type": "duty",
        "manifestation": "随意用印。",
        "likelihood": 2,
        "harm": 2,
    }
    workflow.write_in(assignment, by=zhou, **content)

    together(
        lambda: workflow.write_in(assignment, by=zhou, **content),
        lambda: workflow.pass_on_assignment(assignment, by=li),
    )

    assert {point.status for point in assignment.points.all()} == {Stage.SECTION}
