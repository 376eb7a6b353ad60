"""Quarters, half years, and dates as the town says them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import HalfYear, Quarter, cn, cn_short

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
PERIODS = st.sampled_from([Quarter, HalfYear])


@given(PERIODS, DAYS)
def test_every_day_lies_in_its_period_and_in_no_neighbour(period, day):
    found = period.containing(day)

    assert found.first_day <= day <= found.last_day
    assert not found.next().first_day <= day
    assert not day <= found.previous().last_day


@given(PERIODS, DAYS)
def test_periods_follow_each_other_without_a_gap(period, day):
    found = period.containing(day)

    assert found.last_day + timedelta(days=1) == found.next().first_day
    assert found.next().previous() == found
    assert found < found.next()


@given(PERIODS, DAYS)
def test_a_code_reads_back(period, day):
    found = period.containing(day)
    assert period.parse(found.code) == found


@pytest.mark.parametrize(
    ("day", "code", "label"),
    [
        (date(2026, 1, 1), "2026Q1", "2026年第一季度"),
        (date(2026, 3, 31), "2026Q1", "2026年第一季度"),
        (date(2026, 4, 1), "2026Q2", "2026年第二季度"),
        (date(2026, 9, 30), "2026Q3", "2026年第三季度"),
        (date(2026, 12, 31), "2026Q4", "2026年第四季度"),
    ],
)
def test_a_quarter_has_a_code_for_addresses_and_a_label_for_people(day, code, label):
    quarter = Quarter.containing(day)
    assert (quarter.code, quarter.label, str(quarter)) == (code, label, label)


@pytest.mark.parametrize(
    ("day", "code", "label"),
    [(date(2026, 6, 30), "2026H1", "2026年上半年"), (date(2026, 7, 1), "2026H2", "2026年下半年")],
)
def test_a_half_year_has_a_code_and_a_label(day, code, label):
    half = HalfYear.containing(day)
    assert (half.code, half.label, str(half)) == (code, label, label)


def test_a_half_year_is_made_of_two_quarters():
    first, second = HalfYear(2026, 2).quarters
    assert (first, second) == (Quarter(2026, 3), Quarter(2026, 4))
    assert (first.first_day, second.last_day) == (HalfYear(2026, 2).first_day, HalfYear(2026, 2).last_day)


@pytest.mark.parametrize(("steps", "code"), [(0, "2026Q4"), (1, "2027Q1"), (-4, "2025Q4"), (9, "2029Q1")])
def test_quarters_are_counted_across_years(steps, code):
    assert Quarter(2026, 4).plus(steps).code == code


@pytest.mark.parametrize("code", ["2026Q5", "2026Q0", "2026", "Q1", "2026H1", "x", ""])
def test_a_wrong_code_is_an_error(code):
    with pytest.raises(ValueError, match=r"quarter|invalid literal"):
        Quarter.parse(code)


@pytest.mark.parametrize("code", ["2026H3", "2026H0", "2026", ""])
def test_a_wrong_half_year_is_an_error(code):
    with pytest.raises(ValueError, match=r"half year|invalid literal"):
        HalfYear.parse(code)


def test_dates_are_said_without_leading_zeros():
    assert cn(date(2026, 1, 5)) == "2026年1月5日"
    assert cn_short(date(2026, 11, 24)) == "11月24日"
