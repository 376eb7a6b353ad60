"""24 November 2026, in the middle of a quarter: every test of 采集 starts there."""

from datetime import date

import pytest

from core import clock

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def autumn():
    with clock.at(TODAY):
        yield
