"""The year 2026 in the town: 西山村's sheet, opened in November, and the same as approved."""

import pytest

from assessment import workflow
from assessment.models import Sheet
from core import clock
from tests.assessment.year import TODAY, checked


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(TODAY):
        yield


@pytest.fixture
def sheet(sun, town, xishan, li):
    workflow.open_year(2026, by=sun)
    return Sheet.objects.get(unit=xishan)


@pytest.fixture
def frozen(sheet, li, zhang, sun):
    return workflow.approve(workflow.accept(checked(sheet, li, zhang), by=li), by=sun)
