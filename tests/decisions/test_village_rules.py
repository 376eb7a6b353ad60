"""The arithmetic of 审议 and 决议: whole numbers, checked against an enumeration that counts one by one (art. 29)."""

import ast
import inspect
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.enums.village import Stage, StepOutcome, VillageStatus
from decisions.rules import village as rules
from rulebook.rules.decisions import FRACTIONS

SHARES = {"1/2": (1, 2), "2/3": (2, 3), "3/4": (3, 4), "4/5": (4, 5)}
DAY = date(2026, 11, 24)


def is_such_a_share(fraction: str, part: int, base: int) -> bool:
    """By cross-multiplication: no division, no rounding. A half must be exceeded, the others may be met."""
    top, bottom = SHARES[fraction]
    return part * bottom > top * base if fraction == "1/2" else part * bottom >= top * base


def independent(stage: str, tally: rules.Tally, quorum: str, passing: str) -> StepOutcome:
    if not is_such_a_share(quorum, tally.present, tally.members):
        return StepOutcome.INVALID
    base = tally.members if stage == Stage.REVIEW else tally.present
    return StepOutcome.PASSED if is_such_a_share(passing, tally.agree, base) else StepOutcome.REJECTED


def judged(stage, tally, quorum="2/3", passing="1/2"):
    return rules.judge(stage, tally, quorum=quorum, passing=passing)


def test_the_shares_are_those_an_office_can_choose():
    assert set(SHARES) == set(FRACTIONS)


@pytest.mark.slow
@pytest.mark.parametrize("stage", [Stage.REVIEW, Stage.RESOLVE])
@pytest.mark.parametrize(("quorum", "passing"), [("2/3", "1/2"), ("1/2", "2/3"), ("3/4", "4/5")])
def test_every_vote_of_up_to_thirty_members_comes_out_as_counted_one_by_one(stage, quorum, passing):
    wrong = [
        tally
        for members in range(1, 31)
        for present in range(members + 1)
        for agree in range(present + 1)
        for against in range(present - agree + 1)
        for tally in [rules.Tally(members, present, agree, against, present - agree - against)]
        if judged(stage, tally, quorum, passing).outcome != independent(stage, tally, quorum, passing)
    ]
    assert wrong == []


@st.composite
def tallies(draw) -> rules.Tally:
    members = draw(st.integers(1, 10**9))
    present = draw(st.integers(0, members))
    agree = draw(st.integers(0, present))
    against = draw(st.integers(0, present - agree))
    return rules.Tally(members, present, agree, against, present - agree - against)


shares = st.sampled_from(list(SHARES))


@given(tallies(), shares, shares, st.sampled_from([Stage.REVIEW, Stage.RESOLVE]))
def test_bigger_votes_too(tally, quorum, passing, stage):
    assert judged(stage, tally, quorum, passing).outcome == independent(stage, tally, quorum, passing)
    assert rules.counted(tally, quorum)


@given(shares, st.integers(0, 10**12))
def test_the_least_number_is_enough_and_one_less_is_not(fraction, base):
    enough = rules.least(fraction, base)
    assert is_such_a_share(fraction, enough, base)
    assert enough == 0 or not is_such_a_share(fraction, enough - 1, base)


def test_no_float_stands_in_the_rules():
    tree = ast.parse(inspect.getsource(rules))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Div)]
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id in ("float", "round")]


@pytest.mark.parametrize(
    ("tally", "sentence"),
    [
        (
            (43, 31, 25, 4, 2),
            "应到43人，到会31人，三分之二以上为29人，符合；同意25人，过半数（应到）为22人，通过。",
        ),
        (
            (43, 29, 21, 8, 0),
            "应到43人，到会29人，三分之二以上为29人，符合；同意21人，过半数（应到）为22人，未通过。",
        ),
        ((43, 28, 28, 0, 0), "应到43人，到会28人，三分之二以上为29人，不符合，会议无效。"),
    ],
)
def test_the_arithmetic_is_said_in_words(tally, sentence):
    assert judged(Stage.REVIEW, rules.Tally(*tally)).arithmetic == sentence


def test_half_of_them_is_not_more_than_half_but_two_thirds_are_two_thirds():
    assert judged(Stage.RESOLVE, rules.Tally(30, 20, 10, 10, 0)).outcome == StepOutcome.REJECTED
    assert judged(Stage.RESOLVE, rules.Tally(30, 20, 11, 9, 0)).outcome == StepOutcome.PASSED
    assert judged(Stage.RESOLVE, rules.Tally(30, 19, 19, 0, 0)).outcome == StepOutcome.INVALID


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        ((0, 0, 0, 0, 0), "应到人数至少为1人。"),
        ((10, 11, 11, 0, 0), "多于应到"),
        ((10, 9, 5, 2, 1), "合计8人，与到会9人不符"),
        ((10, 9, 0, 0, 0), "合计0人，与到会9人不符"),
        ((10, 5, 3, 0, 0), "合计3人，与到会5人不符"),
    ],
)
def test_numbers_that_cannot_be_those_of_a_meeting_are_refused(tally, words):
    verdict = rules.counted(rules.Tally(*tally), "2/3")
    assert not verdict
    assert words in verdict.reason


def test_where_too_few_came_nobody_need_have_voted():
    assert rules.counted(rules.Tally(10, 5, 0, 0, 0), "2/3")
    assert rules.counted(rules.Tally(10, 5, 4, 1, 0), "2/3")


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("status", VillageStatus)
def test_only_the_step_that_is_next_may_be_entered(status, stage):
    verdict = rules.is_next(status, stage)
    assert bool(verdict) is (status.value == stage.value)
    assert verdict or verdict.reason.endswith("。")


@pytest.mark.parametrize(
    ("stage", "outcome", "after"),
    [
        ("propose", "held", "discuss"),
        ("discuss", "held", "review"),
        ("review", "passed", "resolve"),
        ("review", "rejected", "rejected"),
        ("review", "invalid", "review"),
        ("resolve", "passed", "publish"),
        ("resolve", "rejected", "rejected"),
        ("resolve", "invalid", "resolve"),
        ("publish", "held", "report"),
        ("report", "held", "done"),
    ],
)
def test_what_is_next_follows_from_the_outcome(stage, outcome, after):
    assert rules.status_after(stage, outcome) == after


@pytest.mark.parametrize(("until", "fits"), [(date(2026, 11, 29), False), (date(2026, 11, 30), True)])
def test_both_ends_of_the_publicity_count(until, fits):
    assert bool(rules.published(DAY, until, 7)) is fits
    assert rules.last_day(DAY, 7) == date(2026, 11, 30)
