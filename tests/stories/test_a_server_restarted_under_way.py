"""Redis or PostgreSQL is restarted while people and the worker are at it: nothing is lost, nothing is half done."""

import threading
import time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from collection.enums import FormStatus
from deadlines.models import Deadline, Told
from deadlines.tasks import sweep
from notifications.models import Notification
from tests.factories import DeadlineFactory, FormFactory
from tests.harness.crowd import Visit, gunicorn, rush

pytestmark = [
    pytest.mark.worker,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite is no server"),
]


@pytest.fixture
def restart(services):
    """restart("redis"), restart("postgres"): only what is our own."""
    if services is None:
        pytest.skip("the servers named by DATABASE_URL and REDIS_URL are somebody else's")

    def again(name: str) -> None:
        services.restart(name)
        connection.close()  # ours was cut too

    return again


def told() -> int:
    return Told.objects.filter(deadline__kind="tests.answer").count()


def test_redis_restarted_takes_waiting_jobs_with_it_and_the_next_sweep_makes_them_up(
    xishan, zhou, worker, restart
):
    DeadlineFactory(unit=xishan)
    worker.stop()
    sweep.delay(on="2026-12-23")
    restart("redis")  # which keeps nothing on disk here: the job is gone
    worker.start()
    sweep.delay(on="2026-12-24")
    worker.until(lambda: told() == 1)

    restart("redis")  # while the worker waits for work
    DeadlineFactory(unit=xishan)
    sweep.delay(on="2026-12-24")
    worker.until(lambda: told() == 2, seconds=60)

    lines = Notification.objects.filter(recipient=zhou, key__startswith="deadline:")
    assert sorted(lines.values_list("key", flat=True)) == sorted(
        f"deadline:{deadline.pk}:{deadline.due_on}:0"
        for deadline in Deadline.objects.filter(kind="tests.answer")
    )


def test_postgresql_restarted_undoes_what_was_under_way_and_the_same_button_works_again(
    xishan, zhou, worker, restart
):
    form = FormFactory(unit=xishan)
    client = Client()
    client.force_login(zhou)
    session = client.cookies["sessionid"].value
    send = Visit(reverse("collection:submit_nil", args=[form.pk]), session, {"version": form.version})

    with gunicorn(connection.settings_dict["NAME"]) as port:
        assert rush(port, [Visit("/", session)]) == [200]
        holder = hold(form)
        answers = []
        sender = threading.Thread(target=lambda: answers.extend(rush(port, [send])))
        sender.start()
        until(somebody_waits)
        restart("postgres")
        sender.join(60)
        holder.close()

        assert answers == [503]
        form.refresh_from_db()
        assert form.status == FormStatus.OPEN
        assert not AuditEvent.objects.filter(verb="collection.submit_nil").exists()

        assert rush(port, [send]) == [302]
    form.refresh_from_db()
    assert (form.status, form.version) == (FormStatus.SUBMITTED, 2)
    assert AuditEvent.objects.filter(verb="collection.submit_nil").count() == 1

    DeadlineFactory(unit=xishan)
    sweep.delay(on="2026-12-24")  # the worker's own connection was cut as well
    worker.until(lambda: told() == 1, seconds=60)


def hold(form):
    """Another connection, with the form's row in its hand."""
    other = connection.copy()
    other.set_autocommit(False)
    other.cursor().execute(f"SELECT 1 FROM {form._meta.db_table} WHERE id = %s FOR UPDATE", [form.pk])
    return other


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def until(condition) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.05)
