"""Two at one button of the round: one of them does it, the other is told, and nothing is there twice (art. 48)."""

import pytest
from django.db import connection

from assessment import workflow
from assessment.models import Appeal, Sheet
from core.gates import Role
from tests.collection.test_at_once import refusals, together
from tests.fixtures import member

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def other(town):
    return member(town, "何书记", Role.DISCIPLINE_SECRETARY, is_discipline_staff=True)


def test_a_year_opened_twice_at_once_has_each_sheet_once(xishan, sun, other):
    results = together(lambda: workflow.open_year(2026, by=sun), lambda: workflow.open_year(2026, by=other))
    assert refusals(results) == []
    units = list(Sheet.objects.values_list("unit", flat=True))
    assert sorted(len(result) for result in results) == [0, len(units)]
    assert len(units) == len(set(units)) > 0


def test_an_appeal_is_answered_once(xishan, sun, other, zhang, li):
    workflow.open_year(2026, by=sun)
    sheet = xishan.sheets.get()
    sheet = workflow.self_assess(sheet, by=li, version=sheet.version, scores=full(sheet))
    sheet = workflow.check(sheet, by=zhang, version=sheet.version, scores=full(sheet))
    appeal = workflow.appeal(sheet, by=li, line=sheet.lines.first(), reason="有记录。")
    results = together(
        lambda: workflow.answer(appeal, by=sun, score=0, words="维持。"),
        lambda: workflow.answer(appeal, by=other, score=1, words="采纳。"),
    )
    assert len(refusals(results)) == 1
    kept = next(one for one in results if isinstance(one, Appeal))
    assert (Appeal.objects.get().answer, Sheet.objects.get(pk=sheet.pk).status) == (kept.answer, "seen")


def full(sheet) -> dict:
    return {line.pk: (True, line.points, "经核实") for line in sheet.lines.all()}
