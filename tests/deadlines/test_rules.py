"""The arithmetic of promises, by example and by property."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import HalfYear, Quarter
from deadlines import rules

NOTICE_OF_2026 = """\
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。

三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""
CALENDAR = rules.Calendar(rules.read_notice(2026, NOTICE_OF_2026), {2026: 1})
DAY = date(2026, 11, 24)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_article_43_thirty_days_the_day_of_receipt_not_counted():
    due = rules.days_due(DAY)

    assert due == rules.Due(date(2026, 12, 24), "11月24日签收，自次日起算30日，应于12月24日（含）前回告。")
    assert rules.answer_due(DAY) == due.on


def test_the_year_is_named_where_it_changes_on_the_way():
    assert rules.days_due(date(2026, 12, 10)).arithmetic == (
        "12月10日签收，自次日起算30日，应于2027年1月9日（含）前回告。"
    )


def test_rest_days_move_an_answer_only_where_the_office_decided_so():
    received_on = date(2026, 9, 5)  # thirty days later is 5 October, a holiday

    assert rules.days_due(received_on).on == date(2026, 10, 5)
    assert rules.days_due(received_on, calendar=CALENDAR) == rules.Due(
        date(2026, 10, 8),
        "9月5日签收，自次日起算30日，至10月5日（国庆节），顺延至下一工作日，应于10月8日（含）前回告。",
        "2026年第1版",
    )


def test_a_notice_not_signed_for_counts_as_received_three_days_after_delivery():
    assert rules.deemed_received(DAY) == date(2026, 11, 27)
    assert rules.deemed_due(DAY) == rules.Due(
        date(2026, 12, 27),
        "11月24日送达，未签收，满3日即11月27日视为收到，自次日起算30日，应于12月27日（含）前回告。",
    )


@pytest.mark.parametrize(
    ("period", "day", "due_on", "arithmetic"),
    [
        (
            Quarter(2026, 3),
            5,
            date(2026, 10, 8),
            "2026年第三季度止于9月30日，其后第5日为10月5日（国庆节），顺延至下一工作日，应于10月8日（含）前报送。",
        ),
        (
            Quarter(2026, 1),
            5,
            date(2026, 4, 7),
            "2026年第一季度止于3月31日，其后第5日为4月5日（清明节），顺延至下一工作日，应于4月7日（含）前报送。",
        ),
        (
            Quarter(2026, 2),
            5,
            date(2026, 7, 6),
            "2026年第二季度止于6月30日，其后第5日为7月5日（星期日），顺延至下一工作日，应于7月6日（含）前报送。",
        ),
        (
            HalfYear(2026, 1),
            15,
            date(2026, 7, 15),
            "2026年上半年止于6月30日，其后第15日为7月15日，应于7月15日（含）前报送。",
        ),
        (  # nobody has entered 2027: the weekends decide, and the sentence says so
            Quarter(2026, 4),
            9,
            date(2027, 1, 11),
            "2026年第四季度止于12月31日，其后第9日为2027年1月9日（星期六），顺延至下一工作日，"
            "应于2027年1月11日（含）前报送（2027年度节假日尚未录入，按周末推算）。",
        ),
    ],
)
def test_article_38_a_period_is_due_on_the_nth_day_moved_past_rest_days(period, day, due_on, arithmetic):
    due = rules.period_due(period, day, CALENDAR)

    assert (due.on, due.arithmetic) == (due_on, arithmetic)


@given(days)
def test_the_next_working_day_is_the_first_one(day):
    due_on = rules.next_working_day(day, CALENDAR)

    assert CALENDAR.is_working(due_on)
    assert due_on >= day
    assert not any(CALENDAR.is_working(day + timedelta(n)) for n in range((due_on - day).days))


def test_a_notice_is_read_as_the_state_council_words_it():
    for number in range(365):
        day = date(2026, 1, 1) + timedelta(number)
        assert CALENDAR.is_working(day) is chinese_calendar.is_workday(day), day
    assert CALENDAR.name(date(2026, 2, 14)) == "春节调休"


def test_a_notice_may_reach_into_the_year_before():
    text = "一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。"

    assert rules.read_notice(2019, text) == {
        date(2018, 12, 29): (True, "元旦调休"),
        date(2018, 12, 30): (False, "元旦"),
        date(2018, 12, 31): (False, "元旦"),
        date(2019, 1, 1): (False, "元旦"),
    }


def test_days_in_a_row_that_are_alike_are_one_span():
    spans = rules.spans((day, *exception, "") for day, exception in sorted(CALENDAR.exceptions.items()))

    assert len(spans) == 13
    assert [(span.first, span.length) for span in spans if span.note == "国庆节"] == [(date(2026, 10, 1), 7)]
    assert sum(span.length for span in spans) == len(CALENDAR.exceptions)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("节假日期间，各地区要妥善安排好值班。", "没有读懂这一行"),
        ("元旦：照常放假。", "没有日期"),
        ("国庆节：10月32日放假。", "没有这一天：2027年10月32日"),
        ("国庆节：32日放假。", "没有这一天：2027年？月32日"),
        ("元旦：1月1日放假。\n元旦：1月1日上班。", "重复"),
    ],
)
def test_a_notice_that_cannot_be_read_names_the_place(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        rules.read_notice(2027, text)


REMINDED = {8: None, 7: 7, 6: 7, 4: 7, 3: 3, 2: 3, 1: 1, 0: 0, -1: 0, -3: 0, -20: 0}
ESCALATED = {
    1: (),
    0: (),
    -1: (-1,),
    -2: (-1,),
    -3: (-1, -3),
    -6: (-1, -3),
    -7: (-1, -3, -7),
    -90: (-1, -3, -7),
}


@pytest.mark.parametrize(("left", "stage"), REMINDED.items())
def test_missed_reminders_collapse_to_the_most_urgent_one(left, stage):
    assert rules.reminder_stage(DAY, DAY - timedelta(left)) == stage


@pytest.mark.parametrize(("left", "stages"), ESCALATED.items())
def test_every_escalation_passed_is_due(left, stages):
    assert rules.escalation_stages(DAY, DAY - timedelta(left)) == stages


@given(st.lists(st.integers(-15, 15), min_size=1))
def test_whatever_days_are_missed_each_stage_comes_at_most_once_and_no_escalation_is_lost(offsets):
    offsets = sorted(offsets)
    told = []
    for offset in offsets:
        told += [s for s in rules.stages(DAY, DAY + timedelta(offset)) if s not in told]

    reminders = [stage for stage in told if stage >= 0]
    assert reminders == sorted(reminders, reverse=True)
    assert {s for s in told if s < 0} == {s for s in rules.ESCALATIONS if offsets[-1] >= -s}


@given(days, days)
def test_a_promise_is_early_or_late_or_due_today(due_on, today):
    left, late = rules.days_left(due_on, today), rules.days_late(due_on, today)

    assert left - late == (due_on - today).days
    assert 0 in (left, late)


def test_reminders_go_out_on_four_days():
    assert rules.reminder_days(date(2026, 12, 24)) == (
        date(2026, 12, 17),
        date(2026, 12, 21),
        date(2026, 12, 23),
        date(2026, 12, 24),
    )


def asked(**changes):
    proper = {
        "due_on": date(2026, 12, 24),
        "to": date(2027, 1, 23),
        "asked_on": date(2026, 12, 23),
        "extended_before": False,
        "same_person": False,
    }
    return rules.extension(**proper | changes)


def test_article_43_an_extension_of_thirty_days_asked_the_day_before_is_granted():
    assert asked()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"extended_before": True}, "已经延长过一次"),
        ({"asked_on": date(2026, 12, 24)}, "应在到期日（2026年12月24日）之前申请"),
        ({"same_person": True}, "不能由申请人本人批准"),
        ({"to": date(2026, 12, 24)}, "应晚于原期限"),
        ({"to": date(2027, 1, 24)}, "延期最多30日，最晚可延至2027年1月23日"),
        ({"to": date(2027, 1, 9), "days": 15}, "延期最多15日"),
    ],
)
def test_article_43_any_other_extension_is_refused_with_its_reason(changes, reason):
    verdict = asked(**changes)

    assert not verdict
    assert reason in verdict.reason
    assert verdict.article == 43
