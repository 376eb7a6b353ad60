"""What is found wrong with a decision that was taken, as rules: facts in, findings out (art. 28–34, 47)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.enums import Check, Outcome, Severity
from decisions.rules import checks, voting
from decisions.rules.checks import ItemFacts, MeetingFacts
from decisions.rules.prerequisites import required
from decisions.rules.voting import Count, Rule, Rules

DAY = date(2026, 11, 20)
RULES = Rules(
    quorum=Fraction(2, 3),
    passing=Rule("members", Fraction(1, 2)),
    disagreement=Fraction(2, 3),
    emergency=Rule("present", Fraction(1, 2)),
)
CLEAN = {
    "held_on": DAY,
    "outcome": "passed",
    "kind": "party",
    "rules": RULES,
    "count": Count(members=9, present=9, agree=9, disagree=0, defer=0),
    "chair": 1,
    "chair_name": "王书记",
    "speakers": (2, 3, 1),
}


def found_in_item(on=DAY, **changes):
    return checks.of_item(ItemFacts(**CLEAN | changes), on)


def found_in_meeting(on=DAY, **changes):
    clean = {"held_on": DAY, "discipline": "孙正平", "deliveries": (("李", DAY - timedelta(2)),)}
    return checks.of_meeting(MeetingFacts(**clean | changes), on)


def only(found, check):
    assert [one.check for one in found] == [check]
    return found[0]


def test_a_meeting_held_as_it_should_be_has_nothing_wrong_with_it():
    assert found_in_meeting() == []
    assert found_in_item() == []


def test_a_meeting_without_the_discipline_commission_is_the_gravest_thing():
    found = only(found_in_meeting(discipline=""), Check.NO_DISCIPLINE)
    assert (found.severity, found.article) == (Severity.HIGH, 29)


@pytest.mark.parametrize(("before", "late"), [(3, False), (2, False), (1, True), (0, True), (None, True)])
def test_materials_are_late_when_they_came_less_than_two_days_before_or_never(before, late):
    day = None if before is None else DAY - timedelta(before)
    found = found_in_meeting(deliveries=(("赵启明", day), ("钱", DAY - timedelta(9))))
    assert [one.check for one in found] == [Check.LATE_MATERIALS] * late
    if late:
        assert "赵启明" in found[0].text and "11月18日（含）" in found[0].text and "钱" not in found[0].text


def test_an_emergency_gives_no_days_for_materials():
    assert found_in_meeting(deliveries=(("赵", None),), is_emergency=True) == []


def test_a_past_meeting_whose_file_says_nothing_of_materials_is_only_hinted_at():
    found = only(
        found_in_meeting(deliveries=(("赵", None), ("钱", None)), is_imported=True), Check.LATE_MATERIALS
    )
    assert found.severity == Severity.LOW


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_the_day_on_which_archiving_is_due_is_still_in_time(days, late):
    found = found_in_meeting(on=DAY + timedelta(days), archive_due=DAY)
    assert [one.check for one in found] == [Check.NOT_ARCHIVED] * late


@pytest.mark.parametrize(
    ("speakers", "words"),
    [((1, 2, 3), "没有最后发表意见"), ((2, 3), "没有发表意见"), ((2, 1, 3), "没有最后")],
)
def test_a_chair_who_does_not_speak_last_is_named(speakers, words):
    found = only(found_in_item(speakers=speakers), Check.CHAIR_NOT_LAST)
    assert "王书记" in found.text and words in found.text
    assert (found.severity, found.article) == (Severity.HIGH, 30)


def test_of_a_past_meeting_the_order_of_the_file_is_only_a_hint():
    assert only(found_in_item(speakers=(1, 2), is_imported=True), Check.CHAIR_NOT_LAST).severity == "low"


def test_where_nobody_speaks_nobody_speaks_last():
    assert found_in_item(speakers=()) == []


@pytest.mark.parametrize(
    ("changes", "severity"),
    [({}, "high"), ({"is_imported": True}, "medium"), ({"is_emergency": True}, "medium")],
)
def test_a_missing_prerequisite_is_found_also_in_an_emergency_and_in_the_past(changes, severity):
    missing = required("project")
    found = only(found_in_item(missing=missing, **changes), Check.NO_PREREQUISITE)
    assert (found.severity, found.article) == (severity, 33)
    assert "廉政风险评估报告（第三十三条）" in found.text


@pytest.mark.parametrize(
    ("kind", "wanted", "words"),
    [
        ("office", "", "行政办公会只作讨论"),
        ("group", "party", "应由党委（党组）会决定，实际由领导班子会决定"),
        ("party", "party", ""),
        ("group", "", ""),
    ],
)
def test_the_meeting_is_the_one_the_list_says(kind, wanted, words):
    found = found_in_item(kind=kind, wanted=wanted)
    assert [one.check for one in found] == ([Check.WRONG_MEETING] if words else [])
    assert not words or words in found[0].text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"done": (("财政部门审查意见", DAY + timedelta(1)), ("方案", DAY))},
            "财政部门审查意见（2026年11月21日）",
        ),
        ({"deferred_on": DAY}, "没有进一步调查研究"),
        ({"urgent_on": DAY}, "应由以后的会议追认"),
    ],
)
def test_what_had_to_come_first_came_first(changes, words):
    found = only(found_in_item(**changes), Check.MEETING_ORDER)
    assert words in found.text and "方案" not in found.text


def test_a_day_in_between_is_enough():
    before = DAY - timedelta(1)
    assert found_in_item(deferred_on=before, urgent_on=before, done=(("方案", DAY),)) == []


def test_six_of_nine_are_enough_and_five_are_not():
    assert found_in_item(count=Count(members=9, present=6, agree=6, disagree=0, defer=0)) == []
    found = only(found_in_item(count=Count(members=9, present=5, agree=5, disagree=0, defer=0)), Check.QUORUM)
    assert "应到9人，到会5人" in found.text and "为6人" in found.text


def test_a_tie_recorded_as_passed_is_found_with_its_numbers():
    """One half is more than half: four of eight is not enough."""
    count = Count(members=8, present=8, agree=4, disagree=4, defer=0)
    found = found_in_item(count=count)
    assert [one.check for one in found] == [Check.ARITHMETIC, Check.OVERRULED]
    assert "为5票，同意4票，应为不通过，登记的结果是通过" in found[0].text


def test_a_result_without_any_numbers_can_not_be_counted_again():
    found = only(found_in_item(count=None, speakers=(), is_imported=True), Check.ARITHMETIC)
    assert found.severity == Severity.LOW


def test_more_votes_than_people_are_found():
    count = Count(members=5, present=5, agree=6, disagree=0, defer=0)
    assert "票数共6，多于参加表决的5人" in only(found_in_item(count=count), Check.ARITHMETIC).text


def test_an_emergency_is_counted_by_those_present():
    """Four of six present are a majority of them, but not of nine."""
    count = Count(members=9, present=6, agree=4, disagree=0, defer=2)
    assert found_in_item(count=count, is_emergency=True) == []
    assert only(found_in_item(count=count), Check.ARITHMETIC)


def test_who_was_elected_is_counted_again():
    count = Count(members=5, present=5, agree=0, disagree=0, defer=0)
    standing = {"votes": {"甲": 4, "乙": 1}, "seats": 1, "speakers": ()}
    assert found_in_item(count=count, elected=frozenset({"甲"}), **standing) == []
    found = only(found_in_item(count=count, elected=frozenset({"乙"}), **standing), Check.ARITHMETIC)
    assert "登记的当选人是乙" in found.text


def test_a_division_that_was_not_put_off_is_found_unless_there_was_no_time():
    count = Count(members=9, present=9, agree=5, disagree=4, defer=0)
    found = only(found_in_item(count=count, is_overruled=True), Check.OVERRULED)
    assert "同意5，不同意4" in found.text
    assert found_in_item(count=count, is_emergency=True) == []
    assert found_in_item(count=count, outcome="deferred") == []


@pytest.mark.parametrize(("outcome", "marked"), [("passed", True), ("rejected", False), ("deferred", False)])
def test_only_passing_against_the_advice_is_marked(outcome, marked):
    count = Count(members=9, present=9, agree=9 if outcome == "passed" else 0, disagree=0, defer=0)
    found = found_in_item(advice="暂缓", outcome=outcome, count=count)
    kept = [one for one in found if one.check == Check.AGAINST_ADVICE]
    assert [(one.article, one.severity) for one in kept] == [(47, "high")] * marked


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, False), (16, True)])
def test_an_emergency_not_confirmed_by_its_day_is_found_the_day_after(days, late):
    found = found_in_item(
        on=DAY + timedelta(days), confirm_due=DAY + timedelta(15), is_emergency=True, urgent_on=None
    )
    assert [one.check for one in found] == [Check.UNCONFIRMED] * late


def test_an_emergency_that_was_rejected_needs_no_confirmation():
    count = Count(members=9, present=9, agree=0, disagree=9, defer=0)
    facts = {"confirm_due": DAY, "is_emergency": True, "outcome": "rejected", "count": count}
    assert found_in_item(on=DAY + timedelta(99), **facts) == []


def test_split_amounts_are_named_with_the_line_they_stay_below():
    found = only(
        found_in_item(split=(("办公用品二", Decimal("40000")),), threshold=Decimal("50000")), Check.SPLIT
    )
    assert "办公用品二（40,000.00元）" in found.text and "50,000.00元" in found.text
    assert found.article == 34


def test_no_finding_is_longer_than_its_row():
    many = tuple((f"{'很长的名称' * 30}{n}", DAY + timedelta(1)) for n in range(9))
    assert max(len(one.text) for one in found_in_item(done=many)) <= 500


@given(st.data())
def test_what_the_rules_propose_is_never_found_wrong_and_the_opposite_always(data):
    members = data.draw(st.integers(1, 30))
    present = data.draw(st.integers(1, members))
    agree = data.draw(st.integers(0, present))
    disagree = data.draw(st.integers(0, present - agree))
    count = Count(members, present, agree, disagree, present - agree - disagree)
    emergency = data.draw(st.booleans())
    right = voting.by_threshold(count, RULES, emergency=emergency)
    wrong = Outcome.REJECTED if right == Outcome.PASSED else Outcome.PASSED
    for outcome, is_wrong in ((right, False), (wrong, True)):
        found = found_in_item(count=count, outcome=outcome, is_emergency=emergency)
        assert (Check.ARITHMETIC in {one.check for one in found}) is is_wrong


def test_every_kind_of_finding_can_come_about():
    """No check is only a word in a list."""
    facts = {
        "speakers": (1, 2),
        "missing": required("funds"),
        "kind": "office",
        "deferred_on": DAY,
        "count": Count(9, 4, 1, 2, 1),
        "confirm_due": DAY,
        "split": (("x", Decimal(1)),),
        "threshold": Decimal(2),
        "advice": "不宜",
    }
    late = DAY + timedelta(1)
    meeting = found_in_meeting(on=late, discipline="", deliveries=(("李", None),), archive_due=DAY)
    item = found_in_item(on=late, **facts)
    assert {one.check for one in meeting + item} == set(Check)
