"""The harness is in tests/harness; here is what must override pytest-django, and the cast."""

import gc

import pytest

from tests.fixtures import *  # noqa: F403
from tests.harness import snapshot


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list) -> None:
    """What is slow goes first, so that no process is left alone with it at the end (-n)."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    gc.freeze()  # what collecting has made stays: the garbage of a test is found without looking at it again


@pytest.fixture(scope="session")
def test_database(services, django_db_modify_db_settings) -> str:
    """The name of the test database, once PostgreSQL answers."""
    from django.db import connection

    return connection.creation._get_test_db_name()


@pytest.fixture(scope="session")
def turn(services):
    """Several processes test at once (-n), and one of them migrates."""
    with snapshot.turn(snapshot.dump_file()) as lock:
        yield lock


@pytest.fixture(scope="session")
def django_db_keepdb(services, test_database, turn, django_db_keepdb) -> bool:
    """A database restored from the last run's dump is kept: what migrating would do is done."""
    return snapshot.restore(services, test_database) or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_setup(services, test_database, turn, django_db_setup) -> None:
    snapshot.save(services, test_database)
    turn.close()
