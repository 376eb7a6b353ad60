"""Served, signed for, answered, checked, closed or revoked (art. 43, 44)."""

from datetime import date

import pytest

from audit.models import AuditEvent
from audit.queries import timeline_of
from core import clock
from core.gates import Role
from core.verdict import Refusal
from deadlines.enums import State
from deadlines.models import Deadline
from earlywarnings import sweep, workflow
from earlywarnings.enums import Status
from notifications.models import Notification
from organisations.models import Appointment, RoleAssignment
from rulebook.models import SettingValue
from tests.fixtures import member

pytestmark = pytest.mark.django_db

DELIVERED = date(2026, 11, 4)


@pytest.fixture
def served(through):
    with clock.at(DELIVERED):
        return through("deliver")


@pytest.fixture
def lin(xishan):
    return member(xishan, "林永强", Role.COLLECTOR, "会计")


def decide(key: str, value) -> None:
    SettingValue.objects.create(
        key=key, value=value, valid_from=date(2026, 1, 1), set_by="镇党委", reason="经会议决定。"
    )


def answer(warning, by, on: date, **given):
    """Answer every problem on the day."""
    rows = [
        {"problem": problem, "measure": "已公示。", "person": "李长河", "done_on": on}
        for problem in warning.problems.all()
    ]
    with clock.at(on):
        workflow.answer(warning, by=by, causes={"system": "制度没有写明。"}, answers=rows, **given)
    warning.refresh_from_db()
    return warning


def check(warning, by, on: date, *, passed: bool):
    rows = warning.responses.last().answers.all()
    with clock.at(on):
        return workflow.verify(
            warning,
            by=by,
            passed={row.pk: passed for row in rows},
            comments={row.pk: "佐证不足。" for row in rows},
        )


def promise() -> tuple:
    deadline = Deadline.objects.order_by("-pk").first()
    return deadline.state, deadline.due_on, deadline.arithmetic


# -- receipt ---------------------------------------------------------------------------------------------


def test_article_43_the_thirty_days_run_from_the_day_after_receipt(served, li, told):
    with clock.at(date(2026, 11, 24)):
        warning = workflow.sign_for(served, by=li)
    assert (warning.status, warning.received_on) == (Status.RECEIVED, date(2026, 11, 24))
    assert warning.answer_due_on == warning.due_on == date(2026, 12, 24)
    assert promise() == (
        State.OPEN,
        date(2026, 12, 24),
        "11月24日签收，自次日起算30日，应于12月24日（含）前回告。",
    )
    assert warning.delivery.signed_for_by == "李长河"
    assert told("received") == "张"


def test_a_rest_day_moves_the_due_day_only_where_the_office_has_decided_so(served, li):
    decide("earlywarnings.response_moved_by_rest_days", True)
    with clock.at(date(2026, 11, 5)):
        warning = workflow.sign_for(served, by=li)
    assert warning.answer_due_on == date(2026, 12, 7)  # 5 December 2026 is a Saturday
    assert "顺延" in promise()[2]


def test_the_number_of_days_is_a_setting(served, li):
    decide("earlywarnings.response_days", 20)
    with clock.at(date(2026, 11, 5)):
        assert workflow.sign_for(served, by=li).answer_due_on == date(2026, 11, 25)


def test_a_notice_nobody_signs_for_counts_as_received_three_days_after_delivery(served, li, sun, told):
    assert sweep.deem_received(date(2026, 11, 6)) == {"deemed_received": 0}
    assert sweep.deem_received(date(2026, 11, 7)) == {"deemed_received": 1}
    served.refresh_from_db()
    assert (served.status, served.received_on) == (Status.RECEIVED, date(2026, 11, 7))
    assert served.answer_due_on == date(2026, 12, 7)
    assert (served.delivery.deemed, served.delivery.signed_for_by) == (True, "")
    assert served.delivery.signed_for_at is None
    assert promise()[2].startswith("11月4日送达，未签收，满3日即11月7日视为收到")
    assert told("deemed") == "张李"
    event = AuditEvent.objects.get(verb="earlywarning.deem_received")
    assert (event.actor_name, event.details) == ("系统", {"days": 3, "due": "2026年12月7日"})


def test_a_sweep_that_comes_late_counts_from_the_third_day_all_the_same(served, li):
    assert sweep.deem_received(date(2026, 11, 20)) == {"deemed_received": 1}
    served.refresh_from_db()
    assert served.received_on == date(2026, 11, 7)


def test_a_second_sweep_changes_nothing(served, li):
    sweep.deem_received(date(2026, 11, 7))
    before = Notification.objects.count(), AuditEvent.objects.count()
    assert sweep.deem_received(date(2026, 11, 8)) == {"deemed_received": 0}
    assert (Notification.objects.count(), AuditEvent.objects.count()) == before


def test_what_was_signed_for_in_time_is_not_deemed_received(served, li):
    with clock.at(date(2026, 11, 7)):
        workflow.sign_for(served, by=li)
        assert sweep.deem_received(date(2026, 11, 7)) == {"deemed_received": 0}
    assert workflow.deem_received(served, on=date(2026, 11, 9)) is None


def test_a_refusal_to_sign_is_kept_and_the_clock_starts_all_the_same(through, zhang, li):
    with clock.at(DELIVERED):
        warning = through("sign")
        workflow.deliver(warning, by=zhang, way="in_person", refused_to_sign=True, second_deliverer="钱国栋")
    sweep.deem_received(date(2026, 11, 7))
    warning.refresh_from_db()
    assert (warning.status, warning.delivery.second_deliverer) == (Status.RECEIVED, "钱国栋")


def test_a_delivery_may_be_entered_a_day_later_but_not_for_a_day_before_the_signing(through, zhang):
    with clock.at(DELIVERED):
        warning = through("sign")
    with clock.at(date(2026, 11, 6)):
        with pytest.raises(Refusal, match="送达日期不能早于签批日期。"):
            workflow.deliver(warning, by=zhang, way="in_person", delivered_on=date(2026, 11, 3))
        warning = workflow.deliver(warning, by=zhang, way="by_unit", delivered_on=date(2026, 11, 5))
    assert warning.delivered_on == warning.delivery.delivered_on == date(2026, 11, 5)


# -- answer and check ------------------------------------------------------------------------------------


@pytest.fixture
def received(served, li):
    with clock.at(date(2026, 11, 5)):
        return workflow.sign_for(served, by=li)  # due 5 December


def test_an_answer_keeps_the_promise_and_waits_to_be_checked(received, li, told):
    warning = answer(received, li, date(2026, 12, 5))
    assert (warning.status, warning.first_answered_on, warning.days_late) == (
        Status.ANSWERED,
        date(2026, 12, 5),
        0,
    )
    response = warning.responses.get()
    assert (response.answered_by, response.head_name, response.round) == (li, "李长河", 1)
    assert promise()[0] == State.MET
    assert told("answered") == "张"


def test_a_sent_back_answer_has_its_own_due_day_and_the_first_answer_decides_lateness(
    received, li, zhang, told
):
    warning = answer(received, li, date(2026, 12, 4))
    warning = check(warning, zhang, date(2026, 12, 10), passed=False)
    assert (warning.status, warning.failed_rounds) == (Status.SENT_BACK, 1)
    assert (warning.answer_due_on, warning.due_on) == (date(2026, 12, 5), date(2026, 12, 25))
    assert promise() == (
        State.OPEN,
        date(2026, 12, 25),
        "12月10日退回，自次日起算15日，应于12月25日（含）前重新回告。",
    )
    assert told("sent_back") == "李"

    warning = answer(warning, li, date(2027, 1, 20))
    assert (warning.first_answered_on, warning.days_late) == (date(2026, 12, 4), 0)
    warning = check(warning, zhang, date(2027, 1, 21), passed=True)
    assert (warning.status, warning.verified_on) == (Status.VERIFIED, date(2027, 1, 21))
    assert [response.passed for response in warning.responses.all()] == [False, True]
    assert workflow.close(warning, by=zhang).status == Status.CLOSED
    assert told("closed") == "李"


def test_a_late_first_answer_stays_late_whatever_follows(received, li, zhang):
    warning = answer(received, li, date(2026, 12, 8))
    warning = check(warning, zhang, date(2026, 12, 9), passed=False)
    assert answer(warning, li, date(2026, 12, 10)).days_late == 3


def test_one_problem_sent_back_sends_back_the_whole(through, li, zhang):
    problem = {"requirement": "补办", "due_on": date(2026, 12, 1)}
    with clock.at(DELIVERED):
        warning = through("deliver", problems=[problem | {"text": "甲"}, problem | {"text": "乙"}])
        workflow.sign_for(warning, by=li)
    warning = answer(warning, li, date(2026, 11, 20))
    first, second = warning.responses.get().answers.all()
    warning = workflow.verify(
        warning,
        by=zhang,
        passed={first.pk: True, second.pk: False},
        comments={first.pk: "", second.pk: "佐证不足。"},
    )
    assert warning.status == Status.SENT_BACK
    rows = warning.responses.get().answers.all()
    assert [(row.passed, row.comment) for row in rows] == [(True, ""), (False, "佐证不足。")]


def test_an_answer_that_was_replaced_meanwhile_is_not_judged(received, li, zhang):
    warning = answer(received, li, date(2026, 11, 20))
    old = {row.pk: True for row in warning.responses.get().answers.all()}
    warning = check(warning, zhang, date(2026, 11, 21), passed=False)
    warning = answer(warning, li, date(2026, 11, 22))
    with pytest.raises(Refusal, match="请按最新的回告复核。"):
        workflow.verify(warning, by=zhang, passed=old, comments={})
    assert warning.responses.last().passed is None


def test_revocation_cancels_the_promise_and_tells_whoever_was_warned(received, sun, told):
    warning = workflow.revoke(received, by=sun, reason="事实有误。")
    assert (warning.status, warning.revoked_reason) == (Status.REVOKED, "事实有误。")
    assert promise()[0] == State.CANCELLED
    assert told("revoked") == "李"


def test_revoked_before_delivery_nobody_is_told(through, sun, li, told):
    workflow.revoke(through("sign"), by=sun, reason="事实有误。")
    assert told("revoked") == ""


# -- persons, and people without an account --------------------------------------------------------------


@pytest.fixture
def personal(through, lin):
    with clock.at(DELIVERED):
        warning = through("deliver", person=lin.person)
        return workflow.sign_for(warning, by=lin)


def test_a_warned_person_answers_and_the_head_is_asked_for_an_opinion(personal, lin, li, zhang, told):
    assert told("delivered") == "林"
    warning = answer(personal, lin, date(2026, 11, 20))
    assert (told("opinion"), told("answered")) == ("李", "")
    workflow.add_opinion(warning, by=li, opinion="情况属实。")
    assert told("answered") == "张"
    assert warning.responses.get().opinion_text == "情况属实。（李长河）"
    assert check(warning, zhang, date(2026, 11, 22), passed=True).status == Status.VERIFIED


def test_on_a_warned_head_the_leader_in_charge_is_asked(through, li, zhao, told):
    with clock.at(DELIVERED):
        warning = through("deliver", person=li.person)
        workflow.sign_for(warning, by=li)
    answer(warning, li, date(2026, 11, 20))
    assert told("opinion") == "赵"


def test_where_nobody_has_an_account_the_discipline_body_is_asked_to_enter_the_opinion(through, li, told):
    with clock.at(DELIVERED):
        warning = through("deliver", person=li.person)
        workflow.sign_for(warning, by=li)
    answer(warning, li, date(2026, 11, 20))  # 赵, the sponsor, is in the register without an account
    assert told("opinion") == "张钱孙"


def test_a_unit_without_a_head_in_the_system_is_served_on_paper(through, zhang, qian, xishan, told):
    with clock.at(DELIVERED):
        warning = through("deliver")
    assert told("delivered") == ""
    with clock.at(date(2026, 11, 6)):
        warning = workflow.sign_for(warning, by=zhang, on=date(2026, 11, 5), signed_for_by="老支书")
    assert (warning.received_on, warning.delivery.signed_for_by) == (date(2026, 11, 5), "老支书")
    warning = answer(warning, zhang, date(2026, 11, 20), on_behalf_of="老支书")
    response = warning.responses.get()
    assert (response.head_name, response.writer_text) == ("老支书", "老支书（张晓梅代录）")
    assert timeline_of(warning)[0]["what"] == "提交了第1次回告（代老支书录入）"
    with pytest.raises(Refusal, match="由您代录"):
        check(warning, zhang, date(2026, 11, 21), passed=True)
    assert check(warning, qian, date(2026, 11, 21), passed=True).status == Status.VERIFIED


def test_a_deemed_receipt_needs_nobody(through):
    with clock.at(DELIVERED):
        through("deliver")
    assert sweep.deem_received(date(2026, 11, 7)) == {"deemed_received": 1}


def test_nobody_whom_it_names_is_told_as_staff(through, li, town, lin, told):
    RoleAssignment.objects.create(user=li, role=Role.INFORMATION_OFFICER, unit=town, starts_on="2026-01-01")
    through("sign", person=lin.person)
    assert "李" not in told("review") + told("signed")


def test_a_change_of_head_does_not_touch_the_clock(received, li, xishan):
    RoleAssignment.objects.filter(user=li).update(ends_on="2026-11-10")
    Appointment.objects.filter(person=li.person).update(ends_on="2026-11-10")
    new = member(xishan, "新支书", Role.UNIT_HEAD)
    assert received.answer_due_on == date(2026, 12, 5)
    assert answer(received, new, date(2026, 11, 20)).status == Status.ANSWERED
