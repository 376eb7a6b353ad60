"""Whatever days the sweep ran, and wherever it was broken off: everybody is told of each stage exactly once."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deadlines import sweep
from deadlines.enums import State
from deadlines.models import Told
from deadlines.rules import ESCALATIONS, reminder_stage
from notifications.models import Notification, OutgoingMail
from tests.factories import DeadlineFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DUE = date(2026, 12, 24)
LADDER = {-1: "李", -3: "赵", -7: "孙"}
STATEMENTS = 14  # more than a sweep of one promise asks
days = st.integers(-12, 12)  # before and after the due day
cuts = st.none() | st.integers(1, STATEMENTS)
histories = st.lists(
    st.tuples(days, cuts), max_size=10
)  # in any order: a day may be swept by hand afterwards


class PowerCut(Exception):
    pass


def run(day: date, cut: int | None) -> bool:
    """A sweep, broken off at a statement or not; whether it came to its end."""
    numbers = count(1)

    def execute(carry_out, sql, *rest):
        if not sql.startswith("RELEASE") and next(numbers) == cut:  # a commit, in a sweep of its own
            raise PowerCut
        return carry_out(sql, *rest)

    try:
        with connection.execute_wrapper(execute):
            sweep.run(day)
    except PowerCut:
        return False
    return True


def told(deadline) -> list[tuple[int, str]]:
    rows = Told.objects.filter(deadline=deadline).select_related("recipient__person").order_by("pk")
    return [(row.stage, row.recipient.name[0]) for row in rows]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories)
def test_each_stage_is_told_once_to_its_own_addressee_and_no_escalation_is_lost(
    xishan, zhou, li, zhao, sun, history
):
    zhou.email = "zhou@example.org"
    zhou.save()
    deadline = DeadlineFactory(unit=xishan, due_on=DUE)
    reminded, passed = [], set()
    for offset, cut in history:
        day = DUE + timedelta(offset)
        if run(day, cut):
            stage = reminder_stage(DUE, day)
            if stage is not None and stage < min(reminded, default=99):
                reminded.append(stage)
            passed |= {stage for stage in ESCALATIONS if offset >= -stage}

    expected = [(stage, "周") for stage in reminded] + [(stage, LADDER[stage]) for stage in passed]
    assert sorted(told(deadline)) == sorted(expected)
    lines = {"key__startswith": f"deadline:{deadline.pk}:"}
    assert Notification.objects.filter(**lines).count() == len(expected)
    assert OutgoingMail.objects.filter(**lines).count() == len(reminded)
    deadline.state = State.CANCELLED
    deadline.save()
