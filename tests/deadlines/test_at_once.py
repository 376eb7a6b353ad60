"""Two at the same moment, on two real connections."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from core import registries
from deadlines import queries, sweep, workflow
from deadlines.models import Deadline, Told
from deadlines.rules import Kind
from notifications.models import Notification
from tests.factories import DeadlineFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]

DUE = date(2026, 12, 24)


class Aside(threading.Thread):
    """A function on a connection of its own; result() gives what it returned or raises what it raised."""

    def __init__(self, function, *args, **kwargs):
        super().__init__(daemon=True)
        self.work, self.outcome, self.error = (function, args, kwargs), None, None
        self.start()

    def run(self):
        function, args, kwargs = self.work
        try:
            self.outcome = function(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001  handed to the test
            self.error = error
        finally:
            connection.close()

    def result(self):
        self.join(20)
        assert not self.is_alive(), "still waiting"
        if self.error:
            raise self.error
        return self.outcome


def test_a_second_sweep_passes_by_what_the_first_one_holds(xishan, zhou, li, zhao, monkeypatch):
    inside, go_on = threading.Event(), threading.Event()

    def slow(deadline, stage):
        inside.set()
        assert go_on.wait(20)
        return queries.ladder(deadline, stage)

    monkeypatch.setitem(registries.deadline_kinds, "tests.slow", Kind("tests.slow", "慢的", recipients=slow))
    DeadlineFactory.create_batch(5, kind="tests.slow", unit=xishan)

    first = Aside(sweep.run, DUE + timedelta(3))
    assert inside.wait(20)
    assert sweep.run(DUE + timedelta(3)) == {"deadlines": 0, "told": 0, "unaddressed": 0}
    go_on.set()

    assert first.result() == {"deadlines": 5, "told": 15, "unaddressed": 0}
    assert Told.objects.count() == Notification.objects.count() == 15


def test_sweeps_that_start_together_tell_everybody_once_between_them(
    xishan, zhou, li, zhao, sun, monkeypatch
):
    monkeypatch.setattr(sweep, "BATCH", 3)
    DeadlineFactory.create_batch(30, unit=xishan)
    together = threading.Barrier(3)

    def run():
        together.wait(20)
        return sweep.run(DUE + timedelta(7))["told"]

    counts = [thread.result() for thread in [Aside(run) for _ in range(3)]]

    assert sum(counts) + sweep.run(DUE + timedelta(7))["told"] == 30 * 4
    assert Told.objects.count() == Notification.objects.count() == 30 * 4


def test_a_promise_being_kept_at_this_moment_is_not_nagged_about(xishan, zhou):
    deadline = DeadlineFactory(unit=xishan, subject_type="organisations.unit", subject_id=xishan.pk)

    with transaction.atomic():
        workflow.meet(deadline.kind, xishan, on=DUE)
        assert Aside(sweep.run, DUE).result()["told"] == 0

    assert sweep.run(DUE)["told"] == 0


def test_two_promises_made_together_are_one(xishan, kind):
    together = threading.Barrier(2)

    def promise():
        together.wait(20)
        return workflow.promise(
            kind.name,
            xishan,
            unit=xishan,
            started_on=date(2026, 11, 24),
            due_on=DUE,
            article=43,
            arithmetic="算法。",
            title="回告",
            url="",
        ).pk

    made = [thread.result() for thread in [Aside(promise), Aside(promise)]]

    assert made == [Deadline.objects.get().pk] * 2
