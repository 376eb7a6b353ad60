"""People, views and votes in one cell of a list: what is written is read again, what is unclear is refused."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from decisions.enums import View
from decisions.rules import written
from decisions.rules.written import Ballots, Candidates, Mention, Said

NAMES = st.text("王李张伟芳娜", min_size=2, max_size=4)
WORDS = st.text("同意，；、。：（）()[]因为急需", max_size=20).map(str.strip)
MENTIONS = st.builds(
    Mention, NAMES, st.sampled_from(["", "副镇长"]), WORDS.filter(lambda w: not w.startswith("请假"))
)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("张三、李四，王五;赵六；钱七", ["张三", "李四", "王五", "赵六", "钱七"]),
        ("张三\n李四", ["张三", "李四"]),
        ("张三", ["张三"]),
        ("张三、", ["张三"]),
    ],
)
def test_people_stand_below_each_other_or_on_one_line(cell, names):
    assert [one.name for one in written.people(cell)] == names


def test_who_was_away_has_the_reason_behind_the_name_and_who_is_unclear_the_post():
    assert written.people("张三（请假：出差、开会）、王伟[副镇长]") == (
        Mention("张三", "", "出差、开会"),
        Mention("王伟", "副镇长"),
    )


def test_views_have_a_reason_or_none():
    assert written.views("张三：同意（急需；可行）；李四: 不同意；王五：弃权") == (
        Said(Mention("张三"), View.AGREE, "急需；可行"),
        Said(Mention("李四"), View.DISAGREE),
        Said(Mention("王五"), View.DEFER),
    )


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (written.views, "张三"),
        (written.views, "张三：基本同意"),
        (written.views, "全体同意"),
        (written.views, "无记名票决：多数同意"),
        (written.views, "差额票决：张三5票"),
        (written.people, "（请假）"),
        (written.people, "张三：同意"),
        (written.moment, "去年"),
        (written.moment, "2026-13-01"),
        (written.moment, "2026-11-01 25:00"),
        (written.amount, "八万"),
        (written.amount, "-1"),
        (written.amount, "1.005"),
        (written.amount, "NaN"),
    ],
)
def test_what_is_unclear_is_refused_in_words(read, cell):
    with pytest.raises(ValidationError, match="。"):
        read(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2026-11-20", (date(2026, 11, 20), None)),
        ("2026年11月20日 9时30", (date(2026, 11, 20), time(9, 30))),
        ("2026-11-20 09:30:00", (date(2026, 11, 20), time(9, 30))),
        (date(2026, 11, 20), (date(2026, 11, 20), None)),
        (datetime(2026, 11, 20, 9, 30, 5), (date(2026, 11, 20), time(9, 30))),
    ],
)
def test_a_meeting_has_a_day_and_perhaps_an_hour(cell, said):
    assert written.moment(cell) == said


def test_money_may_have_commas():
    assert written.amount("1,234,567.80元") == Decimal("1234567.80")


def test_a_ballot_is_only_numbers():
    assert written.views("无记名票决：同意7票，不同意1票，废票1张") == Ballots(7, 1, 0, 1)


def test_candidates_have_votes_and_some_are_elected():
    assert written.views("差额票决：应选1人，张三5票（当选），李四3票") == Candidates(
        1, (("张三", 5, True), ("李四", 3, False))
    )


@given(st.lists(MENTIONS, min_size=2, max_size=5))
def test_people_are_read_as_they_were_written(people):
    assert written.people(written.written(people)) == tuple(people)


@given(st.lists(st.builds(Said, NAMES.map(Mention), st.sampled_from(View), WORDS), min_size=2, max_size=9))
def test_views_are_read_as_they_were_written(views):
    assert written.views(written.written(views)) == tuple(views)


@given(st.builds(Ballots, *[st.integers(0, 99)] * 4))
def test_ballots_are_read_as_they_were_written(ballots):
    assert written.views(written.written(ballots)) == ballots


@given(
    st.integers(1, 9),
    st.lists(st.tuples(NAMES, st.integers(0, 99), st.booleans()), min_size=1, max_size=5),
)
def test_candidates_are_read_as_they_were_written(seats, votes):
    contest = Candidates(seats, tuple(votes))
    assert written.views(written.written(contest)) == contest
