"""A private PostgreSQL and Redis for one run, where DATABASE_URL and REDIS_URL do not name others.

As a pytest plugin it starts them before Django reads its settings, and goes on while they come up: only
the first test with a database waits. Of a run in several processes (-n) each that tests has its own.
`with private_services():` does the same for a script.
"""

import os
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.harness import keeper

DATABASE_NAME = "town"


class Services:
    """The keeper's handle; the addresses are known before the servers answer."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="services-")
        port = free_port()
        self.addresses = {
            "DATABASE_URL": f"postgres://postgres@/{self.folder}/postgres",
            "REDIS_URL": f"redis://127.0.0.1:{port}/0",
            "VAR_DIR": f"{self.folder}/var",  # attachments and anchors of a test are no part of our own
        }
        os.mkdir(self.addresses["VAR_DIR"])
        self.process = subprocess.Popen(
            [sys.executable, keeper.__file__, self.folder, str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the tests; the servers end when the pipe closes
        )

        self.answers = False

    def wait(self) -> None:
        """Until both answer; once."""
        if not self.answers and self.process.stdout.readline() != b"ready\n":
            raise RuntimeError("PostgreSQL and Redis did not start; their words are above.")
        self.answers = True

    def restart(self, name: str) -> None:
        """redis or postgres: stopped in an orderly way, started again, answering."""
        self.process.stdin.write(f"{name}\n".encode())
        self.process.stdin.flush()
        self.answers = False
        self.wait()

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def private_services():
    """Addresses in the environment for as long as the block runs; those already there are kept."""
    if {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        yield None
        return
    services = Services()
    added = services.addresses.keys() - os.environ.keys()
    os.environ.update({name: services.addresses[name] for name in added})
    try:
        yield services
    finally:
        for name in added:
            del os.environ[name]
        services.stop()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    options = early_config.known_args_namespace
    number = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
    only_divides = bool(getattr(options, "numprocesses", None)) and not number
    if not (options.help or options.version or options.collectonly or only_divides):
        share_redis(number)
        running = private_services()
        early_config.stash[KEY] = running.__enter__()
        early_config.add_cleanup(lambda: running.__exit__(None, None, None))
    return (yield)


def share_redis(number: str) -> None:
    """Processes that were named one Redis take a database of it each."""
    if number and (named := os.environ.get("REDIS_URL")):
        os.environ["REDIS_URL"] = urlsplit(named)._replace(path=f"/{number}").geturl()


KEY = pytest.StashKey[Services | None]()


@pytest.fixture(scope="session")
def services(pytestconfig) -> Services | None:
    """Our PostgreSQL and Redis, answering; None where others were named."""
    if running := pytestconfig.stash[KEY]:
        running.wait()
    return running
