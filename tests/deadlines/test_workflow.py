"""The life of one promise: made once, met, cancelled, extended; and the calendar changed by its keeper."""

from datetime import date

import pytest

from audit.models import AuditEvent
from audit.sentences import sentence
from core.verdict import Refusal
from deadlines import queries, workflow
from deadlines.enums import State
from deadlines.models import CalendarDay, CalendarYear, Deadline, Extension

pytestmark = pytest.mark.django_db

KIND = "tests.answer"


def promise(thing, **changes):
    given = {
        "unit": thing,
        "started_on": date(2026, 11, 24),
        "due_on": date(2026, 12, 24),
        "article": 43,
        "arithmetic": "11月24日签收，自次日起算30日，应于12月24日（含）前回告。",
        "title": "七镇纪廉预〔2026〕1号整改回告",
        "url": "/warnings/1/",
    }
    return workflow.promise(KIND, thing, **given | changes)


def extend(thing, **changes):
    given = {
        "asked_on": date(2026, 12, 20),
        "to": date(2027, 1, 10),
        "reason": "财务资料尚在审计。",
        "on": date(2026, 12, 22),
    }
    return workflow.extend(KIND, thing, **given | changes)


def test_a_promise_is_made_once_while_it_is_open(xishan):
    first = promise(xishan)

    assert promise(xishan, due_on=date(2027, 1, 1)) == first
    assert Deadline.objects.get().due_on == date(2026, 12, 24)


def test_a_promise_of_a_kind_nobody_registered_is_a_mistake(xishan):
    with pytest.raises(LookupError, match="tests.other"):
        workflow.promise(
            "tests.other",
            xishan,
            **dict.fromkeys(["unit", "started_on", "due_on", "article", "arithmetic", "title", "url"]),
        )


def test_a_promise_that_was_met_is_closed_on_its_day_and_can_be_made_again(xishan):
    promise(xishan)

    met = workflow.meet(KIND, xishan, on=date(2026, 12, 27))

    assert (met.state, met.days_late(date(2027, 6, 1))) == (State.MET, 3)
    assert not queries.open_for(xishan).exists()
    assert workflow.meet(KIND, xishan, on=date(2026, 12, 28)) is None
    assert promise(xishan) != met
    assert queries.latest(KIND, xishan).state == State.OPEN


def test_a_promise_sent_back_goes_on_with_its_old_day(xishan):
    assert workflow.reopen(KIND, xishan, on=date(2026, 12, 20)) is None
    first = promise(xishan)
    workflow.meet(KIND, xishan, on=date(2026, 12, 18))

    again = workflow.reopen(KIND, xishan, on=date(2026, 12, 20))

    assert (again, again.state, again.met_on) == (first, State.OPEN, None)
    assert (again.due_on, again.reopened_on) == (date(2026, 12, 24), date(2026, 12, 20))
    assert workflow.reopen(KIND, xishan, on=date(2026, 12, 22)).reopened_on == date(2026, 12, 20)


def test_a_promise_cancelled_has_no_day_on_which_it_was_met(xishan, donggou):
    promise(xishan)
    promise(donggou)

    cancelled = workflow.cancel(KIND, xishan)

    assert (cancelled.state, cancelled.met_on) == (State.CANCELLED, None)
    assert [deadline.unit for deadline in queries.open_for(xishan, donggou)] == [donggou]


def test_article_43_an_extension_moves_the_day_and_keeps_how_it_came_about(xishan, li, sun):
    promise(xishan)

    deadline = extend(xishan, by=sun, asked_by=li.person)

    assert deadline.due_on == date(2027, 1, 10)
    assert deadline.arithmetic == (
        "11月24日签收，自次日起算30日，应于12月24日（含）前回告。"
        "12月22日批准延期，期限由12月24日延至2027年1月10日（含）。"
    )
    extension = deadline.extension
    assert (extension.from_day, extension.to_day) == (date(2026, 12, 24), date(2027, 1, 10))
    assert (extension.by_name, extension.approved_by_name) == (
        "西山村党支部书记李长河",
        "七道江镇纪委书记孙正平",
    )
    assert sentence(AuditEvent.objects.get()) == (
        "批准七镇纪廉预〔2026〕1号整改回告延期，由2026年12月24日延至2027年1月10日"
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"asked_on": date(2026, 12, 24)}, "之前申请"),
        ({"to": date(2027, 1, 24)}, "延期最多30日"),
    ],
)
def test_article_43_an_extension_out_of_bounds_changes_nothing(xishan, li, sun, changes, reason):
    promise(xishan)

    with pytest.raises(Refusal, match=reason):
        extend(xishan, by=sun, asked_by=li.person, **changes)

    assert Deadline.objects.get().due_on == date(2026, 12, 24)
    assert not Extension.objects.exists()
    assert not AuditEvent.objects.exists()


def test_article_43_a_second_extension_and_ones_own_are_refused(xishan, li, sun):
    promise(xishan)
    with pytest.raises(Refusal, match="申请人本人"):
        extend(xishan, by=sun, asked_by=sun.person)

    extend(xishan, by=sun, asked_by=li.person)
    with pytest.raises(Refusal, match="已经延长过一次"):
        extend(xishan, by=sun, asked_by=li.person, to=date(2027, 1, 20))


def test_nothing_open_cannot_be_extended(xishan, li, sun):
    with pytest.raises(Refusal, match="没有进行中的期限"):
        extend(xishan, by=sun, asked_by=li.person)


def test_the_keeper_changes_a_day_and_makes_a_new_edition(zhang):
    year = CalendarYear.objects.get(year=2026)

    workflow.change_day(year, by=zhang, version=1, day=date(2026, 7, 6), is_working=False, note="防汛后调休")

    assert not queries.calendar().is_working(date(2026, 7, 6))
    assert queries.calendar().version(date(2026, 7, 6)) == "2026年第2版"
    assert CalendarDay.objects.get(date=date(2026, 7, 6)).source == "张晓梅修改"
    assert sentence(AuditEvent.objects.get()) == "将2026年7月6日改为休息（防汛后调休）"


def test_a_day_changed_by_somebody_else_meanwhile_is_refused(zhang, qian):
    year = CalendarYear.objects.get(year=2026)
    change = {"version": 1, "day": date(2026, 7, 6), "is_working": False}
    workflow.change_day(year, by=qian, **change)

    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.change_day(year, by=zhang, **change | {"is_working": True})

    assert not queries.calendar().is_working(date(2026, 7, 6))


def test_a_day_of_another_year_is_refused(zhang):
    year = CalendarYear.objects.get(year=2026)

    with pytest.raises(Refusal, match="不在2026年"):
        workflow.change_day(year, by=zhang, version=1, day=date(2025, 7, 6), is_working=False)


@pytest.mark.parametrize("who", ["sun", "li", "zhou", "zhao", "wu", "zheng"])
def test_nobody_else_changes_the_calendar(who, request):
    stranger = request.getfixturevalue(who)
    year = CalendarYear.objects.get(year=2026)

    with pytest.raises(Refusal, match="预警信息员"):
        workflow.change_day(year, by=stranger, version=1, day=date(2026, 7, 6), is_working=False)
    with pytest.raises(Refusal, match="预警信息员"):
        workflow.enter_year(by=stranger, year=2027, source="通知", days={})

    assert not CalendarYear.objects.filter(year=2027).exists()


def test_a_year_is_entered_once_and_may_reach_into_the_year_before(zhang):
    new_year = {date(2026, 12, 31): (False, "元旦"), date(2027, 1, 1): (False, "元旦")}

    workflow.enter_year(by=zhang, year=2027, source="国办发明电〔2026〕12号", days=new_year)

    calendar = queries.calendar()
    assert calendar.editions[2027] == 1
    assert calendar.editions[2026] == 2
    assert not calendar.is_working(date(2026, 12, 31))
    with pytest.raises(Refusal, match="已经录入"):
        workflow.enter_year(by=zhang, year=2027, source="另一个通知", days=new_year)
