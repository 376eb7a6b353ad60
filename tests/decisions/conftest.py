"""A day in November, and a village decision that has come as far as wanted."""

from datetime import date

import pytest

from core import clock

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield TODAY
