"""A day in November, a template in force, and 林, a village cadre without an account."""

from datetime import date

import pytest

from core import clock
from tests.factories import PersonFactory
from tests.factories.declarations import CommitmentTemplateFactory

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield TODAY


@pytest.fixture
def template(town):
    return CommitmentTemplateFactory(unit=town)


@pytest.fixture
def lin(xishan):
    return PersonFactory(name="林永强", unit=xishan, title="村委会委员")


@pytest.fixture
def cast(zhang, qian, sun, li, zhou, wang, zhao, wu, zheng, feng, chen):
    return (zhang, qian, sun, li, zhou, wang, zhao, wu, zheng, feng, chen)
