"""An answer that never comes: reminded, then escalated, each once, though the worker is killed with kill -9.

The sweep runs in a real Celery worker behind a real Redis. It is stopped in the middle of its second batch by a row
this test holds, killed there, and made up by the next worker.
"""

import time
from collections import Counter

import pytest
from django.db import connection, transaction

from deadlines import sweep as shelf
from deadlines.models import Deadline, Told
from deadlines.tasks import sweep
from notifications.models import Notification, OutgoingMail
from tests.factories import DeadlineFactory

pytestmark = [pytest.mark.worker, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NUMBER = shelf.BATCH + 3
PATIENCE = 90  # seconds


def until(condition) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "the worker did not come that far"
        time.sleep(0.05)


def somebody_waits_for_us() -> bool:
    with (
        connection.cursor() as cursor
    ):  # pg_locks is live; pg_stat_activity stands still within a transaction
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return cursor.fetchone()[0] > 0


def ours():
    return Told.objects.filter(deadline__kind="tests.answer")


def told() -> dict[tuple[int, str], int]:
    """How many promises each person was told of at each stage; the inbox must say the same."""
    rows = list(ours().select_related("recipient__person", "deadline"))
    lines = {(row.recipient_id, f"deadline:{row.deadline_id}:{row.due_on}:{row.stage}") for row in rows}
    inbox = Notification.objects.filter(text__contains="整改回告").values_list("recipient_id", "key")
    assert sorted(lines) == sorted(inbox)
    return Counter((row.stage, row.recipient.name) for row in rows)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs row locks")
def test_a_sweep_killed_in_the_middle_loses_nothing_and_repeats_nothing(xishan, zhou, li, zhao, sun, worker):
    zhou.email = "zhou@example.org"
    zhou.save()
    *_, last = Deadline.objects.bulk_create(DeadlineFactory.build_batch(NUMBER, unit=xishan))

    # One day before: the first batch is told, the second one is written but for its last line, which we hold.
    with transaction.atomic():
        Notification.objects.create(recipient=zhou, key=f"deadline:{last.pk}:2026-12-24:1", text="占位")
        sweep.delay(on="2026-12-23")
        until(somebody_waits_for_us)
        worker.kill()
        transaction.set_rollback(True)
    until(lambda: ours().count() == shelf.BATCH)
    assert told() == {(1, "周小燕"): shelf.BATCH}

    # The next worker makes it up, as the timetable does every hour.
    worker.start()
    sweep.delay(on="2026-12-23")
    until(lambda: ours().count() == NUMBER)
    assert told() == {(1, "周小燕"): NUMBER}

    # A week of silence: the last reminder to the collector, and every escalation to its own addressee, however
    # often the broker delivers the job.
    for day in ("2026-12-31", "2026-12-31", "2027-01-02"):
        sweep.delay(on=day)
    until(everything_is_done)

    assert told() == {
        (1, "周小燕"): NUMBER,
        (0, "周小燕"): NUMBER,
        (-1, "李长河"): NUMBER,
        (-3, "赵启明"): NUMBER,
        (-7, "孙正平"): NUMBER,
    }
    assert OutgoingMail.objects.filter(text__contains="整改回告").count() == 2 * NUMBER


def everything_is_done() -> bool:
    """Nothing waits in the broker, and nothing is held by a worker but what the killed one held."""
    from config.celery import app

    with app.connection_for_read() as broker:
        redis = broker.default_channel.client
        return redis.llen("celery") == 0 and redis.hlen("unacked") == 1
