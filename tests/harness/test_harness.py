"""The harness itself: what it forbids, and that it leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import DateField

from audit.log import move, record
from audit.models import AuditEvent
from core import clock
from core.tasks import clear_sessions
from organisations.models import RoleAssignment
from tests.factories import UnitFactory
from tests.harness.browser import NO_BROWSER, PHONE

ROOT = Path(__file__).resolve().parents[2]


def test_a_connection_beyond_the_machine_is_refused():
    with socket.socket() as outside, pytest.raises(PermissionError, match="without a network"):
        outside.connect(("192.0.2.1", 80))


def test_a_moment_is_no_date():
    with pytest.raises(TypeError, match="wants a date"):
        DateField().get_prep_value(datetime(2026, 11, 24, 23, 30))


@pytest.mark.django_db
def test_a_lock_over_a_join_must_say_which_row_it_means():
    locked = RoleAssignment.objects.select_related("unit").select_for_update()
    with pytest.raises(AssertionError, match="needs of="):
        list(locked)
    assert list(RoleAssignment.objects.select_related("unit").select_for_update(of=("self",))) == []


@move
def deed(unit):
    record("organisations.tested", unit, by=None)


@pytest.mark.django_db(transaction=True)
def test_the_flush_passes_the_triggers_and_leaves_them_standing():
    for _ in range(2):
        deed(UnitFactory())
        with pytest.raises(DatabaseError), transaction.atomic():
            AuditEvent.objects.all().delete()
        call_command("flush", interactive=False, verbosity=0)
        assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_tests_write_to_a_database_and_a_folder_of_their_own(settings):
    assert connection.settings_dict["NAME"].startswith("test_")
    assert settings.VAR != ROOT / "var"


HOLDER = """
import sys, time
from tests.harness.services import private_services
with private_services() as services:
    services.wait()
    print(services.folder, flush=True)
    time.sleep(60)
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_however_a_run_ends_its_servers_and_its_folder_go(number):
    environment = {
        name: os.environ[name] for name in os.environ.keys() - {"DATABASE_URL", "REDIS_URL", "VAR_DIR"}
    }
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with holder:
        folder = holder.stdout.readline().strip()
        served = processes_naming(folder)
        holder.send_signal(number)
    assert served
    assert eventually(lambda: not processes_naming(folder) and not os.path.exists(folder))


def processes_naming(folder):
    listing = subprocess.run(["ps", "-ww", "-e", "-o", "args="], capture_output=True, text=True).stdout
    return [line for line in listing.splitlines() if folder in line]


def eventually(condition):
    for _ in range(100):
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.slow
@pytest.mark.worker
def test_a_worker_of_its_own_works_on_the_test_database(worker):
    Session.objects.create(session_key="old", session_data="", expire_date=clock.now() - timedelta(days=1))
    clear_sessions.delay()
    worker.until(lambda: not Session.objects.exists())


@pytest.mark.slow
@pytest.mark.worker
def test_a_killed_worker_can_be_started_again(worker):
    worker.kill()
    Session.objects.create(session_key="old", session_data="", expire_date=clock.now() - timedelta(days=1))
    clear_sessions.delay()
    assert Session.objects.exists()
    worker.start()
    worker.until(lambda: not Session.objects.exists())


@pytest.mark.e2e
def test_a_page_draws_chinese_from_our_own_fonts(page, live_server):
    page.goto(live_server.url)
    drawn = page.evaluate(
        """() => {
            const ink = text => {
                const pen = document.createElement("canvas").getContext("2d");
                pen.font = "32px sans-serif";
                pen.fillText(text, 0, 32);
                return pen.getImageData(0, 0, 40, 40).data.join();
            };
            return [ink("廉"), ink("政"), ink("\\u{10FFFD}")];
        }"""
    )
    assert len(set(drawn)) == 3


@pytest.mark.e2e
def test_a_phone_is_as_narrow_as_one(new_page):
    assert new_page(PHONE).evaluate("window.innerWidth") == PHONE["width"]


@pytest.mark.e2e
def test_the_browser_is_no_older_than_the_towns(browser):
    assert int(browser.version.split(".")[0]) >= 109


@pytest.mark.slow
@pytest.mark.parametrize(("ci", "outcome"), [({"CI": "true"}, "1 error"), ({}, "1 skipped")])
def test_without_a_browser_ci_fails_and_others_skip(tmp_path, ci, outcome):
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | ci
    test = f"{Path(__file__).relative_to(ROOT)}::test_the_browser_is_no_older_than_the_towns"
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs", test],
        cwd=ROOT, env=environment | {"PATH": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip
    assert outcome in answer.stdout
    assert NO_BROWSER in answer.stdout
