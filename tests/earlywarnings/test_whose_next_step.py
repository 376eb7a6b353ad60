"""Whoever is no staff is asked only about what could be theirs, and misses nothing by it."""

import pytest

from core import clock
from earlywarnings import access, pages, queries
from earlywarnings.enums import Status
from tests.dashboard.scene import TODAY
from tests.factories import EarlyWarningFactory

pytestmark = pytest.mark.django_db
CAST = ("zhang", "sun", "li", "zhou", "wang", "zhao", "wu", "han")


@pytest.fixture
def warnings(xishan, minzheng, li, zhao):
    """In every state, on a unit, its head, the leader in charge, a department, and a town nobody here is in charge of."""
    stand = [status for status in Status if status not in (Status.DISCARDED, Status.REVOKED)]
    with clock.at(TODAY):
        for status in stand:
            for subject in (
                {"unit": xishan, "tier": "red"},
                {"unit": xishan, "person": li.person},
                {"unit": minzheng, "person": zhao.person, "tier": "blue"},
                {"unit": xishan.parent},
            ):
                EarlyWarningFactory(status=status, **subject)
        yield


@pytest.mark.parametrize("who", CAST)
def test_nothing_that_waits_for_somebody_is_left_out(request, warnings, who):
    user = request.getfixturevalue(who)
    every = queries.in_progress(queries.visible_to(user))
    narrowed = queries.that_may_wait_for(user)
    assert waits(user, narrowed) == waits(user, every)


def test_a_leader_is_not_asked_about_what_is_between_others(zhao, town, warnings):
    EarlyWarningFactory(status="signed", tier="red", unit=town)
    asked = [warning for warning in queries.that_may_wait_for(zhao) if warning.unit == town]
    assert [(warning.status, warning.tier) for warning in asked] == [(Status.SIGNED, "red")]
    assert len({w.status for w in queries.in_progress(queries.visible_to(zhao)) if w.unit == town}) > 4


def waits(user, warnings) -> set:
    steps = [(warning.pk, pages.next_step(user, warning)) for warning in warnings]
    extensions = {warning.pk for warning in warnings if access.may_grant_extension(user, warning)}
    return {(pk, step.verb) for pk, step in steps if step and step.verdict} | extensions
