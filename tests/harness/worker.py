"""A real Celery worker in its own process, on the test database and the private Redis."""

import os
import signal
import subprocess
import sys
import time

import pytest


def pytest_configure(config):
    config.addinivalue_line("markers", "worker: needs a Celery worker in a process of its own")


class Worker:
    """start() returns when it takes work; kill() is kill -9; work it had not finished stays with the broker."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.process = None

    def start(self) -> "Worker":
        command = [
            sys.executable,
            "-m",
            "celery",
            "--app=config",
            "worker",
            "--pool=solo",
            "--loglevel=WARNING",
        ]
        command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        self.process = subprocess.Popen(command, env=self.environment, start_new_session=True)
        self._await_ready()
        return self

    def _await_ready(self) -> None:
        from config.celery import app

        for _ in range(150):
            if self.process.poll() is not None:
                raise RuntimeError(f"The worker ended with code {self.process.returncode}.")
            with (
                app.connection_for_write() as broker
            ):  # a pooled one may be of a Redis before the last restart
                if app.control.ping(timeout=0.2, connection=broker):
                    return
        raise RuntimeError("The worker did not answer within thirty seconds.")

    def until(self, condition, seconds: float = 15) -> None:
        """Wait for what the worker is to bring about."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"Nothing came of it within {seconds} seconds.")
            time.sleep(0.05)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(20)


@pytest.fixture
def worker(transactional_db, services):
    """A running worker; .delay() in this test reaches it, by way of Redis."""
    from django.db import connection

    from config.celery import app

    address = f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{connection.settings_dict['NAME']}"
    worker = Worker(os.environ | {"DATABASE_URL": address, "REDIS_WORKER": "1", "DJANGO_ENV": "test"})
    app.conf.task_always_eager = False
    app.control.purge()
    yield worker.start()
    worker.stop()
    app.control.purge()
    app.conf.task_always_eager = True
