"""A sweep over 100,000 open promises against the same reads and writes as bare SQL, on the PostgreSQL of the tests."""

import os
import subprocess
import sys
import time
from datetime import date, timedelta

NUMBER, UNITS = 100_000, 25
DUE = date(2026, 12, 24)
BATCHES = "SELECT id, due_on, title FROM deadlines_deadline WHERE state = 'open' AND due_on <= %s AND id > %s ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED"
KNOWN = "SELECT deadline_id, due_on, stage, recipient_id FROM deadlines_told WHERE deadline_id = ANY(%s)"
SAID = "SELECT recipient_id, key FROM notifications_notification WHERE recipient_id = %s AND key = ANY(%s)"
TELL = 'INSERT INTO deadlines_told (deadline_id, due_on, stage, recipient_id, "on") VALUES %s'
SAY = "INSERT INTO notifications_notification (recipient_id, key, text, url, created_at) VALUES %s ON CONFLICT DO NOTHING"


def lines():
    """In a process of its own: Django reads its database's address when it starts."""
    from tests.harness.services import private_services

    with private_services() as services:
        if services:
            services.wait()
        yield from subprocess.run(
            [sys.executable, "-m", "bench.sweep"], stdout=subprocess.PIPE, text=True, check=True
        ).stdout.splitlines()


def main():
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    collector = town()
    day = DUE - timedelta(3)
    floor = seconds(bare, day, collector)
    forget()
    ours, queries = counted(day)
    print(
        f"sweep of {NUMBER:,} open promises, somebody told of each: {ours:.1f} s against {floor:.1f} s of bare SQL: "
        f"{ours / floor:.1f}× (target 3); {queries / (NUMBER / 500):.0f} queries a batch of 500"
    )
    floor = seconds(bare, day, collector)
    ours, queries = counted(day)
    print(
        f"the same sweep an hour later, nothing left to tell: {ours:.1f} s against {floor:.1f} s of bare SQL: "
        f"{ours / floor:.1f}×; {queries / (NUMBER / 500):.0f} queries a batch of 500"
    )


def town() -> int:
    """Promises of 25 villages, each with a collector; gives the id of one of these."""
    from core.gates import Role
    from deadlines.models import Deadline
    from tests.factories import DeadlineFactory, UnitFactory, UserFactory

    whole = UnitFactory(town=True, name="七道江镇")
    villages = [UnitFactory(village=True, parent=whole, name=f"第{n}村") for n in range(UNITS)]
    collectors = [UserFactory(role=Role.COLLECTOR, unit=unit) for unit in villages]
    Deadline.objects.bulk_create(
        (DeadlineFactory.build(unit=villages[n % UNITS], subject_id=n, due_on=DUE) for n in range(NUMBER)),
        batch_size=5_000,
    )
    vacuum()
    return collectors[0].pk


def bare(day: date, recipient: int) -> None:
    """What a sweep reads and writes, batch by batch, without anything between psycopg2 and the rows."""
    from django.db import connection, transaction
    from psycopg2.extras import execute_values

    last = 0
    while last is not None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BATCHES, [day + timedelta(7), last])
            rows = cursor.fetchall()
            cursor.execute(KNOWN, [[pk for pk, _, _ in rows]])
            told = {(pk, due_on, stage) for pk, due_on, stage, _ in cursor.fetchall()}
            new = [row for row in rows if (row[0], row[1], 3) not in told]
            if new:
                keys = [f"deadline:{pk}:{due_on}:3" for pk, due_on, _ in new]
                cursor.execute(SAID, [recipient, keys])
                cursor.fetchall()
                tell = [(pk, due_on, 3, recipient, day) for pk, due_on, _ in new]
                execute_values(cursor.cursor, TELL, tell, page_size=500)
                say = [
                    (recipient, key, f"{title}，应于{due_on}（含）前办结。", "/", day)
                    for key, (_, due_on, title) in zip(keys, new, strict=True)
                ]
                execute_values(cursor.cursor, SAY, say, page_size=500)
            last = rows[-1][0] if len(rows) == 500 else None


def counted(day: date) -> tuple[float, int]:
    from django.db import connection

    from deadlines import sweep

    asked = []

    def note(execute, *words):
        asked.append(None)
        return execute(*words)

    with connection.execute_wrapper(note):
        return seconds(sweep.tell_due, day), len(asked)


def seconds(work, *words) -> float:
    before = time.perf_counter()
    work(*words)
    return time.perf_counter() - before


def forget() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE deadlines_told, notifications_notification CASCADE")
    vacuum()


def vacuum() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
