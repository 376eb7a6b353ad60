"""Migrations: one line per app, named for what they do, and a way back from each."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.harness import snapshot
from tests.test_house_rules import FLOORS

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = f"scratch_{os.getpid()}"
NAMELESS = re.compile(r"auto_\d|_and_more|merge|\d{4}$")  # what makemigrations thinks of by itself
JOURNEY = "import django; django.setup(); from tests import test_migrations as t; t.go_there_and_back()"
OURS = {name: node for name, node in MigrationLoader(None).graph.nodes.items() if name[0] in FLOORS}


def test_every_app_with_models_has_migrations():
    with_models = {app for app in FLOORS if any(apps.get_app_config(app).get_models())}
    assert with_models == {app for app, _ in OURS}


@pytest.mark.parametrize("app", sorted({app for app, _ in OURS}))
def test_an_apps_migrations_are_one_line(app):
    """Each follows the one numbered before it, so that there is never a choice of ways."""
    names = sorted(name for label, name in OURS if label == app)
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    for before, name in zip([None, *names], names, strict=False):
        follows = [parent for label, parent in OURS[app, name].dependencies if label == app]
        assert follows == ([before] if before else [])


def test_every_migration_says_what_it_does():
    assert [name for _, name in OURS if NAMELESS.search(name)] == []


@pytest.mark.parametrize("node", OURS.values(), ids=str)
def test_every_migration_can_be_taken_back(node):
    assert [operation.describe() for operation in node.operations if not operation.reversible] == []


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture(scope="module")
def journeys(services, django_db_blocker, tmp_path_factory):
    """All the way back and forth again on both databases, at the same time: each takes its while."""
    file = shutil.copy(snapshot.sqlite_file(), tmp_path_factory.mktemp("back"))
    with django_db_blocker.unblock(), scratch_database(services) as address:
        addresses = {"sqlite": f"sqlite:///{file}", "postgresql": address}
        yield {vendor: set_off(address) for vendor, address in addresses.items() if address}


@contextmanager
def scratch_database(services):
    """A database beside the test database, where that is PostgreSQL; migrated already, if it can be had for less."""
    if connection.vendor != "postgresql":
        yield None
        return
    if not snapshot.restore(services, SCRATCH):
        with connection._nodb_cursor() as server:
            server.execute(f"CREATE DATABASE {SCRATCH}")
    try:
        yield f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{SCRATCH}"
    finally:
        with connection._nodb_cursor() as server:
            server.execute(f"DROP DATABASE {SCRATCH} WITH (FORCE)")


def set_off(address: str) -> subprocess.Popen:
    environment = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    return subprocess.Popen(
        [sys.executable, "-c", JOURNEY],
        cwd=ROOT,
        env=os.environ | environment,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_all_the_way_back_and_forth_again(vendor, journeys):
    if vendor not in journeys:
        pytest.skip("DATABASE_URL names no PostgreSQL")
    _, errors = journeys[vendor].communicate()
    assert (journeys[vendor].returncode, errors) == (0, "")


def go_there_and_back():
    """In a process of its own: everything, then to zero, then everything again."""
    call_command("migrate", verbosity=0)
    first = schema()
    executor = MigrationExecutor(connection)
    executor.migrate([(app, None) for app in FLOORS if app in executor.loader.migrated_apps])
    left = [table for table in schema() if table.split("_")[0] in FLOORS]
    assert left == [], f"left behind: {left}"
    if (
        connection.vendor == "postgresql"
    ):  # functions and sequences may stay behind; in SQLite nothing outlives a table
        call_command("migrate", verbosity=0)
        assert schema() == first
        call_command("check", databases=["default"], fail_level="WARNING")


def schema() -> dict[str, tuple]:
    """The columns, constraints and triggers of every table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {table: described(cursor, table) for table in tables}


def described(cursor, table: str) -> tuple:
    inspect = connection.introspection
    columns = [
        (column.name, str(column.type_code), column.null_ok)
        for column in inspect.get_table_description(cursor, table)
    ]
    constraints = {
        (frozenset(found["columns"] or ()), found["unique"], found["check"], found["foreign_key"])
        for found in inspect.get_constraints(cursor, table).values()
    }
    triggers = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
    }
    cursor.execute(triggers[connection.vendor], [table])
    return sorted(columns), constraints, set(cursor.fetchall())
