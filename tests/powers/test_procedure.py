"""权力运行流程: separation of duties (arts. 9, 19, 20) and steps that lead to an end (art. 13)."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powers.enums import StepDuty
from powers.rules import Named, Step, findings, ways
from powers.rules.procedure import APART

CLERK, HEAD, MAYOR = (Named(n, name) for n, name in enumerate(("经办岗", "负责人岗", "镇长岗"), 1))
WANG, LIU, MA = (Named(n, name) for n, name in enumerate(("王树林", "刘燕", "马丽"), 1))
OFFICE = Named(7, "民政办")


def step(number, duty, post=None, *people, **more):
    return Step(number, StepDuty(duty).label, duty, post, frozenset(people), OFFICE if post else None, **more)


GOOD = [
    step(1, "accept", CLERK, WANG),
    step(2, "examine", CLERK, WANG, refused_number=1),
    step(3, "approve", MAYOR, MA, refused_number=2),
    step(4, "execute", HEAD, LIU),
]


def found(steps, in_service_centre=False):
    return findings(steps, in_service_centre=in_service_centre)


def rules_of(steps, **options):
    return [finding.rule for finding in found(steps, **options)]


def test_nothing_is_said_of_a_procedure_that_holds_or_is_still_to_be_written():
    assert found(GOOD) == found([]) == []


@pytest.mark.parametrize("pair", APART, ids=lambda pair: f"{pair[0].label}/{pair[1].label}")
def test_article_9_what_may_not_be_one_post_or_one_person(pair):
    one, other = pair
    apart = [step(1, one, CLERK, WANG), step(2, other, HEAD, LIU)]
    same_post = [step(1, one, CLERK, WANG), step(2, other, CLERK, LIU)]
    same_person = [step(1, one, CLERK, WANG), step(2, other, HEAD, WANG, LIU)]

    assert "apart_posts" not in rules_of(apart) and "apart_people" not in rules_of(apart)
    posts = next(finding for finding in found(same_post) if finding.rule == "apart_posts")
    assert posts.reason == (
        f"第1步“{one.label}”和第2步“{other.label}”都在“经办岗”办理："
        f"{one.label}与{other.label}不能是同一岗位，请分到两个岗位。"
    )
    assert (posts.article, posts.steps, posts.blocks) == (9, (1, 2), True)
    people = next(finding for finding in found(same_person) if finding.rule == "apart_people")
    assert "都由王树林经手" in people.reason
    assert rules_of(same_post[::-1]).count("apart_posts") == 1


def test_article_9_one_person_alone_is_not_enough_and_nobody_is_less():
    alone = [step(1, "handle", CLERK, WANG), step(2, "other", CLERK, WANG)]
    nobody = [step(1, "handle", CLERK), step(2, "other", HEAD)]
    assert "都由王树林一人办理" in found(alone, in_service_centre=True)[0].reason
    assert "还没有落实到人" in found(nobody, in_service_centre=True)[0].reason


def test_article_20_outside_the_service_centre_somebody_else_approves():
    itself = [step(1, "handle", CLERK, WANG), step(2, "approve", HEAD, WANG), step(3, "other", MAYOR, LIU)]
    without = [step(1, "handle", CLERK, WANG), step(2, "other", HEAD, LIU)]
    nobody_does_it = [step(1, "approve", CLERK, WANG), step(2, "other", HEAD, LIU)]
    assert "除承办的王树林外没有别人" in found(itself)[0].reason
    assert "没有批准" in found(without)[0].reason
    assert "没有承办" in found(nobody_does_it)[0].reason
    assert found(itself, in_service_centre=True) == found(without, in_service_centre=True) == []


def test_article_20_three_bodies_are_a_trial_and_stop_nothing():
    steps = [*GOOD, step(5, "supervise", Named(9, "监督岗"), Named(9, "陈监督"))]
    (finding,) = found(steps)
    assert (finding.rule, finding.blocks, finding.steps) == ("three_bodies", False, (1, 4, 5))
    elsewhere = steps[-1]._replace(body=Named(8, "纪委"))
    assert found([*GOOD, elsewhere]) == []


def test_article_13_a_step_nobody_comes_to_is_found():
    steps = [GOOD[0]._replace(next_number=3), GOOD[1], GOOD[2]._replace(refused_number=None), GOOD[3]]
    (finding,) = found(steps)
    assert (finding.rule, finding.steps) == ("unreachable", (2,))


def test_article_13_a_circle_is_named_whole_and_so_is_what_leads_into_it():
    steps = [GOOD[0], GOOD[1], GOOD[2]._replace(next_number=2), GOOD[3]]
    assert [(finding.rule, finding.steps) for finding in found(steps)] == [
        ("unreachable", (4,)),
        ("circle", (2, 3)),
        ("dead_end", (1,)),
    ]


def test_a_refusal_may_lead_back_and_a_step_may_end_it():
    steps = [*GOOD[:2], GOOD[2]._replace(next_number=4, refused_number=5), GOOD[3]._replace(next_number=0)]
    steps.append(step(5, "other", CLERK, WANG))
    assert found(steps) == []
    assert ways(steps) == {1: (2, 0), 2: (3, 1), 3: (4, 5), 4: (0, 0), 5: (0, 0)}


PEOPLE = [Named(n, f"人{n}") for n in range(4)]
POSTS = [None, *(Named(n, f"岗{n}") for n in range(3))]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(StepDuty),
        st.sampled_from(POSTS),
        st.frozensets(st.sampled_from(PEOPLE), max_size=2),
        st.none() | st.integers(0, 6),
        st.none() | st.integers(1, 6),
    ),
    min_size=1,
    max_size=6,
).map(
    lambda rows: [
        Step(number, "环节", duty, post, people, post, onward, back)
        for number, (duty, post, people, onward, back) in enumerate(rows, 1)
    ]
)


@given(STEPS, st.booleans())
def test_no_procedure_that_holds_lets_one_person_or_post_do_both_halves(steps, in_centre):
    if any(finding.blocks for finding in findings(steps, in_service_centre=in_centre)):
        return
    forbidden = {frozenset(pair) for pair in APART}
    for who in PEOPLE:
        duties = {one.duty for one in steps if who in one.people}
        assert not any(frozenset(pair) in forbidden for pair in combinations(duties, 2))
    for post in POSTS[1:]:
        duties = {one.duty for one in steps if one.post == post}
        assert not any(frozenset(pair) in forbidden for pair in combinations(duties, 2))
    assert len(frozenset().union(*(one.people for one in steps))) >= 2


@given(STEPS)
def test_what_is_not_called_a_circle_or_a_dead_end_ends(steps):
    """Walked step by step: as long as nothing is refused, every step ends within as many moves as there are steps."""
    bad = {
        number
        for finding in findings(steps, in_service_centre=True)
        if finding.rule in ("circle", "dead_end")
        for number in finding.steps
    }
    leads = ways(steps)
    for one in steps:
        at, moves = one.number, 0
        while at in leads and moves <= len(steps):
            at, moves = leads[at][0], moves + 1
        assert (one.number in bad) == (at != 0)
