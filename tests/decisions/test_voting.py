"""The arithmetic of votes against an independent count, for every meeting of up to thirty members (art. 30)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.rules import voting
from decisions.rules.voting import Count, Rule, Rules

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
FRACTIONS = [HALF, TWO_THIRDS, Fraction(3, 4), Fraction(4, 5), Fraction(1)]
DEFAULT = Rules(TWO_THIRDS, Rule("members", HALF), TWO_THIRDS, Rule("present", HALF))


def enough(heads, fraction, base):
    """By multiplying out, as somebody would with a pencil."""
    if base == 0:
        return False
    left, right = heads * fraction.denominator, fraction.numerator * base
    return left > right if fraction == HALF else left >= right


def counts(members):
    """Everybody present says something: every way of coming and voting."""
    for present in range(members + 1):
        for agree in range(present + 1):
            for disagree in range(present - agree + 1):
                yield Count(members, present, agree, disagree, present - agree - disagree)


def expected(count, rules):
    if not enough(count.present, rules.quorum, count.members):
        return None
    sides = (count.agree, count.disagree)
    if not any(enough(side, rules.disagreement, count.present) for side in sides):
        return "deferred"
    base = count.members if rules.passing.base == "members" else count.present
    return "passed" if enough(count.agree, rules.passing.fraction, base) else "rejected"


@pytest.mark.parametrize("fraction", FRACTIONS, ids=str)
@pytest.mark.parametrize("base", ["members", "present"])
def test_every_vote_of_up_to_thirty_members_comes_out_as_counted_by_hand(base, fraction):
    rules = Rules(TWO_THIRDS, Rule(base, fraction), TWO_THIRDS, Rule("present", HALF))
    seen = set()
    for members in range(31):
        for count in counts(members):
            outcome = voting.proposed(count, rules)
            assert outcome == expected(count, rules), count
            seen.add(outcome)
    assert {None, "deferred", "passed"} <= seen


def test_an_emergency_is_decided_by_the_majority_of_those_present_and_never_deferred():
    for members in range(31):
        for count in counts(members):
            outcome = voting.proposed(count, DEFAULT, emergency=True)
            if not enough(count.present, TWO_THIRDS, members):
                assert outcome is None
            else:
                assert outcome == ("passed" if 2 * count.agree > count.present else "rejected")


@pytest.mark.parametrize(
    ("fraction", "base", "least"),
    [
        (HALF, 8, 5),
        (HALF, 9, 5),
        (HALF, 1, 1),
        (TWO_THIRDS, 9, 6),
        (TWO_THIRDS, 10, 7),
        (TWO_THIRDS, 7, 5),
        (Fraction(3, 4), 8, 6),
        (Fraction(4, 5), 9, 8),
        (Fraction(1), 9, 9),
    ],
)
def test_one_half_is_strict_and_every_other_fraction_includes_equality(fraction, base, least):
    assert voting.needed(fraction, base) == least
    assert voting.reaches(least, fraction, base)
    assert not voting.reaches(least - 1, fraction, base)


@given(st.sampled_from(FRACTIONS), st.integers(1, 10**6), st.integers(0, 10**6))
def test_reaching_is_the_same_for_any_number_of_heads(fraction, base, heads):
    assert voting.reaches(heads, fraction, base) == enough(heads, fraction, base)


def test_of_nobody_nothing_is_reached():
    assert not voting.reaches(0, Fraction(1), 0)
    assert voting.proposed(Count(0, 0, 0, 0, 0), DEFAULT) is None


def test_the_arithmetic_is_told_in_words_and_numbers():
    rules = Rules(TWO_THIRDS, Rule("members", TWO_THIRDS), TWO_THIRDS, Rule("present", HALF))
    found = voting.judge(Count(9, 7, 6, 1, 0), rules)
    assert found.proposed == "passed"
    assert found.arithmetic == (
        "应到9人，到会7人；到会三分之二以上为6人，实有7人，符合；同意6，不同意1，缓议或弃权0；"
        "应到成员三分之二以上为6票，同意6票，通过。"
    )


def test_a_tie_does_not_pass_and_is_a_wide_disagreement():
    found = voting.judge(Count(8, 8, 4, 4, 0), DEFAULT)
    assert (found.proposed, found.by_threshold, found.is_divided) == ("deferred", "rejected", True)
    assert "分歧较大，应当暂缓" in found.arithmetic


def test_too_few_in_the_room_decide_nothing_however_they_vote():
    found = voting.judge(Count(9, 5, 5, 0, 0), DEFAULT)
    assert (found.is_quorate, found.proposed) == (False, None)
    assert found.arithmetic == "应到9人，到会5人；到会三分之二以上为6人，实有5人，不足，不能表决。"


def test_who_steps_back_is_counted_neither_as_a_member_nor_as_present():
    stayed = voting.judge(Count(9, 9, 5, 4, 0), DEFAULT)
    found = voting.judge(Count(9, 9, 5, 1, 0, recused=3), DEFAULT)
    assert stayed.proposed == "deferred"
    assert found.proposed == "passed"
    assert "回避3人不计" in found.arithmetic
    assert "应到成员过半数为4票" in found.arithmetic


def test_abstentions_count_against_reaching_the_share_of_those_voting():
    assert voting.proposed(Count(9, 9, 5, 1, 3), DEFAULT) == "deferred"
    assert voting.proposed(Count(9, 9, 6, 0, 3), DEFAULT) == "passed"
    assert voting.proposed(Count(9, 9, 2, 6, 1), DEFAULT) == "rejected"


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (Count(9, 10, 5, 0, 0), "到会10人"),
        (Count(9, 7, 8, 0, 0), "多于参加表决的7人"),
        (Count(9, 7, 5, 1, 0, recused=2), "多于参加表决的5人"),
        (Count(9, 7, -1, 0, 0), "不能是负数"),
        (Count(9, 7, 6, 0, 0, invalid=2), "多于参加表决的7人"),
        (Count(9, 7, 6, 0, 0, invalid=1), ""),
    ],
)
def test_numbers_that_do_not_fit_into_each_other_are_refused(count, sentence):
    verdict = voting.adds_up(count)
    assert bool(verdict) == (not sentence)
    assert sentence in verdict.reason


NINE = Count(9, 9, 0, 0, 0)


@pytest.mark.parametrize(
    ("votes", "seats", "elected", "tied"),
    [
        ({"甲": 7, "乙": 5, "丙": 6}, 2, ("甲", "丙"), ()),
        ({"甲": 7, "乙": 5, "丙": 5}, 2, ("甲",), ("乙", "丙")),
        ({"甲": 5, "乙": 5}, 1, (), ("甲", "乙")),
        ({"甲": 4, "乙": 3}, 1, (), ()),
        ({"甲": 9, "乙": 4, "丙": 5}, 2, ("甲", "丙"), ()),
        ({"甲": 6, "乙": 6, "丙": 6, "丁": 9}, 2, ("丁",), ("甲", "乙", "丙")),
    ],
)
def test_the_best_who_reach_the_threshold_are_elected_and_a_tie_at_the_last_seat_elects_neither(
    votes, seats, elected, tied
):
    result = voting.elect(votes, seats=seats, count=NINE, rules=DEFAULT)
    assert (result.elected, result.tied) == (elected, tied)
    assert ("再投一次" in result.arithmetic) == bool(tied)


@given(
    st.dictionaries(st.text("甲乙丙丁戊己", min_size=1, max_size=2), st.integers(0, 9), min_size=2), st.data()
)
def test_no_contest_elects_more_than_its_seats_or_anybody_below_somebody_who_is_not(votes, data):
    seats = data.draw(st.integers(1, len(votes) - 1))
    result = voting.elect(votes, seats=seats, count=NINE, rules=DEFAULT)
    assert len(result.elected) <= seats
    assert all(votes[name] >= 5 for name in result.elected)
    rest = [votes[name] for name in votes if name not in result.elected]
    assert all(votes[name] > most for name in result.elected for most in [max(rest)] if most >= 0)


@pytest.mark.parametrize(
    ("votes", "seats", "valid", "sentence"),
    [
        ({"甲": 5, "乙": 4}, 2, 9, "须多于应选人数"),
        ({"甲": 5}, 1, 9, "须多于应选人数"),
        ({"甲": 10, "乙": 0}, 1, 9, "应在0和有效票9张之间"),
        ({"甲": 5, "乙": 5}, 1, 9, "得票合计10"),
        ({"甲": 5, "乙": 4}, 1, 9, ""),
        ({"甲": 9, "乙": 9, "丙": 0}, 2, 9, ""),
    ],
)
def test_the_votes_of_a_contest_balance_with_its_ballots(votes, seats, valid, sentence):
    verdict = voting.contest_adds_up(votes, seats=seats, valid=valid)
    assert bool(verdict) == (not sentence)
    assert sentence in verdict.reason


def test_the_arithmetic_of_votes_knows_no_floats():
    import ast
    import inspect

    tree = ast.parse(inspect.getsource(voting))
    divisions = [node for node in ast.walk(tree) if isinstance(node, ast.Div)]
    floats = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]
    assert not divisions and not floats
