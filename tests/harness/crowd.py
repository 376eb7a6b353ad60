"""Gunicorn as production runs it, and a crowd that presses its buttons at the same moment."""

import os
import secrets
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlencode

from tests.harness.services import free_port

SERVER = ("--workers=3", "--threads=4", "--log-level=warning")
PATIENCE = 120  # seconds the last in the queue may wait


class Visit(NamedTuple):
    """One request of somebody who is logged in; with `content` it is a form sent."""

    address: str
    session: str
    content: dict | None = None


@contextmanager
def gunicorn(database: str, settings: str = "config.settings.test"):
    """The port of a server on this database, its connections kept open as production keeps them."""
    address = (
        f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{database}?conn_max_age=60&conn_health_checks=true"
    )
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": settings}
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{port}", *SERVER]
    server = subprocess.Popen(command, env=environment)
    try:
        _await(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _await(port: int, server) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"gunicorn ended with code {server.returncode}.")
        try:
            return _ask(port, Visit("/organisation/login/", ""))
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("gunicorn did not answer within a minute.")


def rush(port: int, visits: list[Visit]) -> list[int]:
    """The status each visit was answered with; all of them start together."""
    statuses: list[int] = [0] * len(visits)
    together = threading.Barrier(len(visits))

    def go(number: int, visit: Visit) -> None:
        together.wait(PATIENCE)
        statuses[number] = _ask(port, visit)

    crowd = [threading.Thread(target=go, args=pair) for pair in enumerate(visits)]
    for visitor in crowd:
        visitor.start()
    for visitor in crowd:
        visitor.join(PATIENCE)
    return statuses


def _ask(port: int, visit: Visit) -> int:
    token = secrets.token_hex(16)
    headers = {"Cookie": f"sessionid={visit.session}; csrftoken={token}"}
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    if visit.content is None:
        connection.request("GET", visit.address, headers=headers)
    else:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(visit.content | {"csrfmiddlewaretoken": token})
        connection.request("POST", visit.address, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status
