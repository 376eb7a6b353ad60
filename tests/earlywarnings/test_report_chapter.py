"""What a report on a period says of warnings: how many, answered, late, closed; and only what the reader may open."""

from datetime import date

import pytest

from collection import queries
from core import clock
from tests.assessment.signed import signed_warning
from tests.factories import ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def january():
    with clock.at(date(2027, 1, 8)):
        yield


@pytest.fixture
def report(town):
    return ReportFactory(unit=town)


def numbers(report, user) -> dict[str, tuple[str, str]]:
    """(this half year, the one before) by the number's name."""
    parts = {part.chapter.name: part for part in queries.parts_of(report, user)}
    return {n.label: (n.shown, n.before) for figures in parts["warnings"].figures for n in figures.numbers}


def test_article_38_warnings_answers_and_rectification_are_counted_beside_the_period_before(
    report, xishan, donggou, caizheng, sun
):
    on_time = signed_warning(xishan, "yellow", status="closed")
    on_time.first_answered_on = on_time.closed_on = date(2026, 11, 30)
    on_time.save()
    late = signed_warning(donggou, "blue", status="answered")
    late.first_answered_on = date(2026, 12, 3)
    late.save()
    signed_warning(caizheng, "blue", status="received")
    signed_warning(caizheng, "red", status="revoked")
    signed_warning(xishan, "red", status="received", signed_on=date(2026, 6, 30))

    found = numbers(report, sun)

    assert found["预警总数"] == ("3", "1")
    assert [found[label] for label in ("红色", "黄色", "蓝色")] == [("0", "1"), ("1", "0"), ("2", "0")]
    assert (found["应回告"], found["已回告"]) == (("3", "1"), ("2", "0"))
    assert found["回告率"] == ("67%", "0%")
    assert found["逾期回告"] == ("2", "1")
    assert (found["已销号"], found["整改销号率"]) == (("1", "0"), ("33%", "0%"))


def test_without_any_warning_there_is_no_rate(report, sun):
    assert numbers(report, sun)["回告率"] == ("—", "—")


def test_the_centre_counts_what_it_may_open(report, xishan, wu):
    signed_warning(xishan, "yellow", status="received")

    assert numbers(report, wu)["预警总数"] == ("1", "0")


def test_whom_an_unserved_warning_names_does_not_find_it_in_a_number(report, town, sun):
    warning = signed_warning(town, "blue", status="signed")
    warning.person = sun.person
    warning.save()

    assert numbers(report, sun)["预警总数"] == ("0", "0")


def test_the_rows_behind_a_number_are_the_warnings_themselves(report, xishan, sun):
    warning = signed_warning(xishan, "yellow", status="received")

    found = queries.number_in(queries.parts_of(report, sun), "warnings", "tier-yellow")

    assert list(queries.rows_behind(*found, sun)) == [warning]
