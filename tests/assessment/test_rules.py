"""Art. 48: −2 / −1 / −0.5, 10 % into the responsibility assessment, +5 from 95."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.enums import BonusLookedAt, Count, DeductFrom
from assessment.rules import BANDS, Deduction, Line, Reading, band, counted, result, says_why, totals_100

D = Decimal
TIERS = {"red": D(2), "yellow": D(1), "blue": D("0.5")}

tiers = st.sampled_from(sorted(TIERS))
deductions = st.lists(st.builds(Deduction, st.integers(1, 999), tiers, st.integers(1, 4)), max_size=12)
points = st.decimals(min_value="0.25", max_value="10", places=2)


@st.composite
def sheet_lines(draw):
    worth = draw(points)
    score = draw(st.none() | st.decimals(min_value=0, max_value=worth, places=2))
    return Line(worth, score, draw(st.booleans()))


lines = st.lists(sheet_lines(), min_size=1, max_size=27)


def hundred(score=None):
    return [Line(D(100), score)]


@pytest.mark.parametrize(("tier", "left"), [("red", "98"), ("yellow", "99"), ("blue", "99.5")])
def test_article_48_takes_its_points_for_each_tier(tier, left):
    assert result(hundred(), [Deduction(1, tier, 1)], Reading()).score == D(left)


def test_a_scheme_that_does_not_total_100_is_refused_with_its_total():
    assert totals_100([D("60"), D("40")])
    verdict = totals_100([D("60"), D("39.5")])
    assert not verdict
    assert "99.5分" in verdict.reason


def test_items_that_do_not_apply_are_converted():
    sheet = [Line(D(40), D(30)), Line(D(40), D(40)), Line(D(20), None, applies=False)]
    assert result(sheet, [], Reading()).base == D("87.50")


def test_of_one_matter_only_the_highest_counts_where_the_scheme_says_so():
    several = [Deduction(1, "blue", "pond"), Deduction(2, "red", "pond"), Deduction(3, "yellow", "road")]
    each = counted(several, Reading())
    highest = counted(several, Reading(count=Count.HIGHEST))
    assert [d.points for d in each] == [D("0.5"), D(2), D(1)]
    assert [d.points for d in highest] == [D(0), D(2), D(1)]


def test_equal_warnings_of_one_matter_count_once():
    twice = [Deduction(1, "yellow", "pond"), Deduction(2, "yellow", "pond")]
    assert [d.points for d in counted(twice, Reading(count=Count.HIGHEST))] == [D(1), D(0)]


@pytest.mark.parametrize(
    ("deduct_from", "score", "into"),
    [
        (DeductFrom.SCORE, "98", "14.80"),  # 9.8 + 5
        (DeductFrom.RESPONSIBILITY, "100", "13.00"),  # 10 + 5 − 2
        (DeductFrom.APART, "100", "15.00"),  # 10 + 5
    ],
)
def test_the_three_readings_of_article_48(deduct_from, score, into):
    found = result(hundred(), [Deduction(1, "red", 1)], Reading(deduct_from=deduct_from))
    assert (found.score, found.into_responsibility) == (D(score), D(into))


def test_95_is_looked_at_after_the_deduction_unless_the_scheme_says_before():
    deduction = [Deduction(1, "yellow", 1)]
    assert result(hundred(D("95.5")), deduction, Reading()).bonus == 0
    before = Reading(bonus_looked_at=BonusLookedAt.BEFORE)
    assert result(hundred(D("95.5")), deduction, before).bonus == 5
    assert result(hundred(D(95)), [], Reading()).bonus == 5


@given(lines, deductions)
def test_the_score_agrees_with_an_independent_calculation_and_is_never_below_zero(sheet, taken):
    found = result(sheet, taken, Reading())
    applying = [line for line in sheet if line.applies]
    worth = sum(Fraction(line.points) for line in applying)
    earned = sum(Fraction(line.points if line.score is None else line.score) for line in applying)
    exact = earned / worth * 100 if worth else Fraction(0)
    assert abs(Fraction(found.base) - exact) <= Fraction(1, 200)
    assert found.deducted == sum((TIERS[d.tier] for d in taken), D(0))
    assert found.score == max(found.base - found.deducted, D(0))


@given(deductions)
def test_counting_the_highest_never_takes_more_than_counting_each(taken):
    each = sum(d.points for d in counted(taken, Reading()))
    highest = sum(d.points for d in counted(taken, Reading(count=Count.HIGHEST)))
    best = {}
    for d in taken:
        best[d.matter] = max(best.get(d.matter, D(0)), TIERS[d.tier])
    assert highest == sum(best.values(), D(0)) <= each


@given(st.decimals(min_value=0, max_value=105, places=2))
def test_every_score_is_in_the_highest_band_it_reaches_and_in_no_other(score):
    found = band(score)
    reached = [each for each in BANDS if score >= each.least]
    assert found.least == max(each.least for each in reached)


@pytest.mark.parametrize(
    ("score", "label"),
    [
        ("100", "优秀"),
        ("95", "优秀"),
        ("94.99", "良好"),
        ("85", "良好"),
        ("84.99", "合格"),
        ("60", "合格"),
        ("59.99", "不合格"),
    ],
)
def test_a_score_on_the_line_is_above_it(score, label):
    assert band(D(score)).label == label


@pytest.mark.parametrize(
    ("score", "own", "proposed", "note", "sentence"),
    [
        (D(5), D(5), D(5), "", ""),
        (D(4), D(5), D(4), "", ""),  # the evidence is the reason
        (D(5), D(5), D(4), "", "系统佐证为4分"),  # with the unit, against the evidence
        (D(3), D(5), D(4), "", "系统佐证为4分"),
        (D(3), D(5), D(4), "另有一件", ""),
        (D(5), D(5), D(4), "查实不是一件", ""),
        (D(4), D(5), None, "", "与自评不同"),
        (D(4), D(5), None, " ", "与自评不同"),
        (None, None, D(4), "", ""),  # does not apply, as both say
        (None, D(5), D(4), "", "与自评不同"),
    ],
)
def test_who_departs_from_the_evidence_or_from_the_unit_says_why(score, own, proposed, note, sentence):
    verdict = says_why(score, own, note, proposed)
    assert bool(verdict) is not bool(sentence)
    assert sentence in verdict.reason


@given(lines, deductions, st.sampled_from(DeductFrom), st.sampled_from(BonusLookedAt))
def test_what_goes_into_the_responsibility_assessment_agrees_with_an_independent_calculation(
    sheet, taken, where, looked_at
):
    found = result(sheet, taken, Reading(deduct_from=where, bonus_looked_at=looked_at))
    off = sum((TIERS[d.tier] for d in taken), D(0))
    score = max(found.base - off, D(0)) if where == DeductFrom.SCORE else found.base
    line = found.base if looked_at == BonusLookedAt.BEFORE else max(found.base - off, D(0))
    there = Fraction(off) if where == DeductFrom.RESPONSIBILITY else 0
    exact = Fraction(score) / 10 + (5 if line >= 95 else 0) - there
    assert abs(Fraction(found.into_responsibility) - exact) <= Fraction(1, 200)
    assert found.score == score
