"""The web server does not start on a database whose audit chain could be changed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness import snapshot

ROOT = Path(__file__).parent.parent


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("start-up")
    path = shutil.copy(snapshot.sqlite_file(), folder)
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_ENV": "development",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{path}",
    }
    return path, environment


def start(environment) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", "import config.wsgi"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_it_starts_with_the_triggers_and_not_without_them(database):
    path, environment = database
    assert start(environment).returncode == 0
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER audit_no_update")
    connection.close()
    ended = start(environment)
    assert ended.returncode != 0
    assert "The audit chain can be changed: no trigger audit_no_update" in ended.stderr
