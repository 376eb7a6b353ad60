"""What an item of a scheme comes to, in exact decimals; and a draft on the lines of a year (art. 48)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.enums import Known, RuleKind
from assessment.rules import Line, Reading, result, totals_100
from assessment.rules.schemes import (
    Item,
    faults,
    fits_its_kind,
    from_stored,
    gathered,
    in_words,
    only_once,
    proposed,
    read_grades,
    stored_grades,
    tried,
    written_grades,
)

D = Decimal
worths = st.decimals(min_value="0.01", max_value="100", places=2)
counts = st.integers(0, 500)


@given(worths, worths, counts)
def test_each_kind_comes_to_what_counting_on_fingers_comes_to(points, per_hit, counted):
    """Independently: in hundredths, one after the other, never past the end."""
    full, each = int(points * 100), int(per_hit * 100)
    earned, left = 0, full
    for _ in range(counted):
        earned = earned + each if earned + each < full else full
        left = left - each if left > each else 0
    assert proposed(RuleKind.PER_OCCURRENCE, points, per_hit, counted) == D(earned) / 100
    assert proposed(RuleKind.PER_CASE, points, per_hit, counted) == D(left) / 100
    assert proposed(RuleKind.HAVE, points, None, counted) == (points if counted else 0)


@pytest.mark.parametrize("kind", [RuleKind.GRADED, RuleKind.MANUAL])
def test_where_somebody_has_to_judge_nothing_is_proposed(kind):
    assert proposed(kind, D(3), None, 2) is None


@pytest.mark.parametrize(("total", "words"), [("99", "还差1分"), ("100.5", "多出0.5分"), ("0", "还差100分")])
def test_a_refused_total_says_how_much_is_missing_or_too_much(total, words):
    assert words in totals_100([D(total)]).reason


names = st.text("优良一般合格甲乙丙AB12级档", min_size=1, max_size=8)
graded = st.lists(st.tuples(names, worths), max_size=6).map(tuple)


@given(graded)
def test_grades_are_read_as_they_were_written(grades):
    assert read_grades(written_grades(grades)) == grades
    assert from_stored(stored_grades(grades)) == grades


@pytest.mark.parametrize("text", ["优秀3、良好2分", "优秀：3，良好 2", "优秀 3；\n良好 2；"])
def test_grades_are_read_in_the_ways_people_write_them(text):
    assert read_grades(text) == (("优秀", D(3)), ("良好", D(2)))


@pytest.mark.parametrize("text", ["优秀", "3", "优秀 三", "优秀 -1", "良好 2、一般"])
def test_what_is_no_grade_is_named(text):
    with pytest.raises(ValueError, match=r"."):
        read_grades(text)


def graded_item(text, points="4"):
    return Item("评议", D(points), RuleKind.GRADED, None, read_grades(text))


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (Item("A", D(3)), None),
        (Item("A", D(3), RuleKind.MANUAL, D(1)), "per_hit"),
        (Item("A", D(3), RuleKind.HAVE), None),
        (Item("A", D(3), RuleKind.HAVE, D(1)), "per_hit"),
        (Item("A", D(3), RuleKind.PER_CASE), "per_hit"),
        (Item("A", D(3), RuleKind.PER_CASE, D(0)), "per_hit"),
        (Item("A", D(3), RuleKind.PER_CASE, D("3.01")), "per_hit"),
        (Item("A", D(3), RuleKind.PER_CASE, D(3)), None),
        (Item("A", D(3), RuleKind.PER_OCCURRENCE, D("0.5")), None),
        (Item("A", D(3), RuleKind.PER_CASE, D(1), known_by=Known.CASES), None),
        (Item("A", D(3), RuleKind.MANUAL, known_by=Known.CASES), None),
        (Item("A", D(3), RuleKind.PER_OCCURRENCE, D(1), known_by=Known.CASES), "known_by"),
        (Item("A", D(3), RuleKind.HAVE, known_by=Known.CASES), "known_by"),
        (Item("A", D(3), RuleKind.GRADED), "grades"),
        (Item("A", D(3), RuleKind.MANUAL, grades=(("好", D(1)),)), "grades"),
        (graded_item("良好 3、一般 1"), None),
        (graded_item("优秀 4、一般 1"), "grades"),
        (graded_item("优秀 3、最差 0"), "grades"),
        (graded_item("一般 1、良好 3"), "grades"),
        (graded_item("良好 2、一般 2"), "grades"),
        (graded_item("良好 3、良好 1"), "grades"),
        (graded_item("良好 3.001"), "grades"),
        (graded_item(f"{'好' * 21} 3"), "grades"),
    ],
)
def test_an_item_has_what_its_kind_needs_and_nothing_else(item, field):
    assert list(faults(item)) == ([field] if field else [])
    assert bool(fits_its_kind(item)) == (field is None)


def test_an_item_says_in_words_how_it_is_scored():
    said = [
        in_words(Item("A", D(3), RuleKind.PER_CASE, D("0.50"))),
        in_words(Item("A", D(3), RuleKind.PER_OCCURRENCE, D(1))),
        in_words(Item("A", D(2), RuleKind.HAVE)),
        in_words(graded_item("良好 3")),
        in_words(Item("A", D(3))),
    ]
    assert said == [
        "每件扣0.5分，扣完为止",
        "每次得1分，最多3分",
        "有得2分，没有得0分",
        "满分4分，良好3分，最低0分",
        "人工评定",
    ]


def test_an_item_stands_once_whatever_the_spaces():
    assert only_once(["A1 教育", "A2 教育"])
    assert "写了两次" in only_once(["A1 教育", "A1教育"]).reason


def test_the_items_of_a_group_stand_together():
    items = [{"group": group, "text": text} for group, text in ["乙1", "甲2", "乙3", "甲4"]]
    assert [item["text"] for item in gathered(items)] == ["1", "3", "2", "4"]


@st.composite
def scored(draw):
    worth = draw(worths)
    return Line(
        worth, draw(st.none() | st.decimals(min_value=0, max_value=worth, places=2)), draw(st.booleans())
    )


@given(st.dictionaries(st.sampled_from("甲乙丙丁戊己"), scored()))
def test_the_same_items_come_to_the_same_score(lines):
    found = tried([(text, line.points) for text, line in lines.items()], lines.items())
    assert (found.lines, found.new, found.gone) == (tuple(lines.values()), (), ())


@given(st.lists(st.tuples(worths, scored()), min_size=1, max_size=8))
def test_a_score_keeps_its_proportion_to_the_hundredth(pairs):
    """Independently: fractions, half up."""
    found = tried(
        [(f"{n}", points) for n, (points, _) in enumerate(pairs)],
        [(f"{n}", line) for n, (_, line) in enumerate(pairs)],
    )
    for (points, then), under in zip(pairs, found.lines, strict=True):
        assert (under.points, under.applies) == (points, then.applies)
        if then.score is None:
            assert under.score is None
        else:
            exact = Fraction(then.score) * Fraction(points) / Fraction(then.points)
            assert under.score == D(int(exact * 100 + Fraction(1, 2))) / 100


def test_what_is_new_counts_in_full_and_what_is_gone_no_longer():
    then = [
        ("A 会议", Line(D(40), D(30))),
        ("B 教育", Line(D(40), D(0))),
        ("C 村务", Line(D(20), None, False)),
    ]
    found = tried([("A会议", D(50)), ("D 公示", D(30)), ("C 村务", D(20))], then)
    assert (found.new, found.gone) == (("D 公示",), ("B 教育",))
    assert result(found.lines, [], Reading()).base == D("84.38")  # (37.5 + 30) of 80
