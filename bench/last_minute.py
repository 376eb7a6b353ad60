"""Two hundred forms sent in the same moment to gunicorn on PostgreSQL, against two hundred looks at a bare view."""

import os
import subprocess
import sys
import time
from datetime import timedelta

VILLAGES = 200


def lines():
    """In a process of its own: Django reads its database's address when it starts."""
    from tests.harness.services import private_services

    with private_services() as services:
        if services:
            services.wait()
        command = [sys.executable, "-m", "bench.last_minute"]
        yield from subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()


def main():
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    from tests.harness.crowd import gunicorn

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    looks, forms = visits()
    with gunicorn(connection.settings_dict["NAME"], "bench.settings") as port:
        seconds(port, looks, 200)  # every worker has met the code
        floor = seconds(port, looks, 200)
        ours = seconds(port, forms, 302)
    print(
        f"{VILLAGES} forms sent at the same moment: the last is answered after {ours:.1f} s, {VILLAGES} looks at a bare "
        f"view after {floor:.1f} s: {ours / floor:.1f}×; none refused"
    )


def visits() -> tuple[list, list]:
    from django.test import Client

    from core import clock
    from core.gates import Role
    from tests.factories import FormFactory, PeriodFactory, UnitFactory, UserFactory
    from tests.harness.crowd import Visit

    town = UnitFactory(town=True)
    period = PeriodFactory(due_on=clock.today() + timedelta(1))
    looks, forms = [], []
    for _ in range(VILLAGES):
        form = FormFactory(period=period, unit=UnitFactory(village=True, parent=town))
        client = Client()
        client.force_login(UserFactory(role=Role.COLLECTOR, unit=form.unit))
        session = client.cookies["sessionid"].value
        looks.append(Visit("/bare/", session))
        forms.append(Visit(f"/collection/{form.pk}/submit-nil/", session, {"version": form.version}))
    return looks, forms


def seconds(port: int, visits: list, status: int) -> float:
    from tests.harness.crowd import rush

    before = time.perf_counter()
    statuses = rush(port, visits)
    taken = time.perf_counter() - before
    assert set(statuses) == {status}, statuses
    return taken


if __name__ == "__main__":
    main()
