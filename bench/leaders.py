"""The leaders' page at 100,000 risk points and 20,000 warnings, on the PostgreSQL of the tests, against two floors:

- the floor view: a logged-in user's page that asks the database, one bare SQL statement for each tile, the very aggregates
  the page cannot do without, and writes their rows into plain tables: no rights, no ages, nothing held against the last quarter;
- the bare view of one indexed SELECT of 50 rows, with which the lists are compared, for scale.
"""

import os
import subprocess
import sys
from datetime import date, timedelta

POINTS, WARNINGS, UNITS = 100_000, 20_000, 25
TODAY = date(2026, 11, 24)


def lines():
    """In a process of its own: Django reads its database's address when it starts."""
    from tests.harness.services import private_services

    with private_services() as services:
        if services:
            services.wait()
        command = [sys.executable, "-m", "bench.leaders"]
        yield from subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()


def main():
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.riskpoints import milliseconds
    from core import clock

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    with clock.at(TODAY):
        client = Client()
        client.force_login(town())
        pages = ("/bare/leaders/", "/overview/", "/overview/?on=2026-09-30", "/bare/")
        floor, ours, past, bare = milliseconds(
            *(lambda page=page: client.get(page) for page in pages), rounds=8
        )
        with CaptureQueriesContext(connection) as queries:
            assert f">{POINTS // UNITS // 4}<" in client.get("/overview/").content.decode()
    print(
        f"leaders' page at {POINTS:,} points and {WARNINGS:,} warnings: {ours:.0f} ms against {floor:.0f} ms for a bare view "
        f"of the same aggregates: {ours / floor:.1f}× (target 3); {len(queries)} queries; as of a past day {past:.0f} ms: "
        f"{past / floor:.1f}×; a bare view of 50 rows takes {bare:.1f} ms"
    )


def town():
    """A town of 25 villages, and a leader of it."""
    from bench.riskpoints import fill
    from core.gates import Role
    from tests.factories import UnitFactory, UserFactory

    whole = UnitFactory(town=True, name="七道江镇")
    villages = [UnitFactory(village=True, parent=whole, name=f"第{n}村") for n in range(UNITS)]
    leader = UserFactory(role=Role.TOWN_LEADER, unit=whole)
    fill(POINTS)
    warn(villages)
    promise_and_report(villages)
    vacuum()
    return leader


def warn(villages):
    """Over a thousand days in every tier; those of the last forty days stand at every step, the others are closed."""
    from core import clock
    from earlywarnings.models import EarlyWarning, Response
    from tests.factories import UserFactory
    from tests.factories.earlywarnings import NoticeFactory, NumberFactory

    drafter, signer = UserFactory(), UserFactory()
    model = EarlyWarning._meta.get_field
    of = series()
    numbers = model("number").related_model.objects.bulk_create(
        [NumberFactory.build(series=of, serial=n + 1, text=f"预〔{n}〕号") for n in range(WARNINGS)],
        batch_size=2_000,
    )
    notices = model("notice").related_model.objects.bulk_create(
        [NoticeFactory.build(number=number, check_code=f"{number.serial:012}") for number in numbers],
        batch_size=2_000,
    )
    EarlyWarning.objects.bulk_create(
        [
            one(n, villages[n % UNITS], notice, drafter=drafter, signer=signer)
            for n, notice in enumerate(notices)
        ],
        batch_size=2_000,
    )
    waiting = EarlyWarning.objects.filter(status="answered")
    Response.objects.bulk_create(
        Response(warning=warning, round=1, causes={}, answered_by=drafter, answered_at=clock.now())
        for warning in waiting
    )


def series():
    from documents.models import NumberSeries

    return NumberSeries.objects.get_or_create(code="预", year=2026)[0]


def one(n: int, unit, notice, *, drafter, signer):
    from earlywarnings.models import EarlyWarning
    from earlywarnings.rules import DOCUMENTS

    tier = ("red", "yellow", "blue")[n % 3]
    signed_on = TODAY - timedelta(n * 7 % 1_000)
    came = n % 5 if signed_on > TODAY - timedelta(40) else 5  # in hand at step 0 to 4, or closed
    day = [signed_on + timedelta(step) if step <= came else None for step in range(6)]
    status = ("signed", "delivered", "received", "answered", "verified", "closed")[came]
    return EarlyWarning(
        unit=unit,
        tier=tier,
        document_kind=DOCUMENTS[tier],
        status=status,
        title=f"第{n}件公示不足",
        facts="公示不足七日。",
        rule_violated="制度",
        requirements="改正",
        handler=drafter,
        drafted_by=drafter,
        drafted_on=signed_on,
        signed_by=signer,
        signed_on=day[0],
        number=notice.number,
        notice=notice,
        acknowledged_on=day[0] if signed_on < TODAY - timedelta(2) else day[1],
        delivered_on=day[1],
        received_on=day[2],
        answer_due_on=day[2] and day[2] + timedelta(30),
        first_answered_on=day[3],
        verified_on=day[4],
        closed_on=day[5],
    )


def promise_and_report(villages):
    """A promise for every answered or awaited warning, some of them late; four quarters of forms."""
    from collection.models import CollectionForm
    from core.dates import Quarter
    from deadlines.models import Deadline
    from earlywarnings.models import EarlyWarning
    from tests.factories import DeadlineFactory, PeriodFactory, UserFactory

    received = EarlyWarning.objects.exclude(answer_due_on=None).select_related("unit").order_by("pk")
    Deadline.objects.bulk_create(
        (promise(DeadlineFactory, warning) for warning in received.iterator()), batch_size=2_000
    )
    user = UserFactory()
    for n in range(1, 5):
        quarter = Quarter.containing(TODAY).plus(-n)
        period = PeriodFactory(
            code=quarter.code, opened_on=quarter.first_day, due_on=quarter.last_day + timedelta(7)
        )
        CollectionForm.objects.bulk_create(
            CollectionForm(
                period=period,
                unit=unit,
                status="submitted",
                is_nil=True,
                filled_by=user,
                first_submitted_on=quarter.last_day,
                submitted_at="2026-01-01T00:00+08:00",
            )
            for unit in villages
        )


def promise(factory, warning):
    answered = warning.first_answered_on
    return factory.build(
        subject_type="earlywarnings.earlywarning",
        subject_id=warning.pk,
        unit=warning.unit,
        started_on=warning.received_on,
        due_on=warning.answer_due_on,
        state="met" if answered else "open",
        met_on=answered,
    )


def vacuum():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
