"""The harness is in tests/harness; here is what must override pytest-django, and the cast."""

import pytest

from tests.fixtures import *  # noqa: F403


@pytest.fixture(scope="session")
def django_db_modify_db_settings(services, django_db_modify_db_settings):
    """The test database is made once PostgreSQL answers."""
