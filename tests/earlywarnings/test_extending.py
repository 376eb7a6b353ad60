"""延期 (art. 43): asked for by the addressee before the due day, decided by another, once, at most thirty days."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from core import clock
from core.gates import Role
from core.verdict import Refusal
from deadlines import sweep
from deadlines.models import Deadline
from earlywarnings import access, workflow
from earlywarnings.enums import ExtensionState, Status
from notifications.models import Notification
from tests.fixtures import member

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 11, 5)  # due 5 December
ASKED = date(2026, 12, 1)
WANTED = date(2026, 12, 20)


@pytest.fixture
def received(through, li):
    with clock.at(date(2026, 11, 4)):
        warning = through("deliver")
    with clock.at(RECEIVED):
        return workflow.sign_for(warning, by=li)


def ask(warning, by, *, on: date = ASKED, to_day: date = WANTED, **given):
    with clock.at(on):
        return workflow.ask_extension(warning, by=by, to_day=to_day, reason="公示期未满。", **given)


def decide(warning, by, verb: str = "grant_extension", *, on: date = ASKED, **given):
    with clock.at(on):
        return getattr(workflow, verb)(warning, by=by, **given)


def test_granted_it_moves_the_day_and_shows_how_it_came_about(received, li, qian, told):
    request = ask(received, li)
    assert (request.state, request.applicant_text, request.from_day) == (
        ExtensionState.PENDING,
        "西山村党支部书记李长河",
        date(2026, 12, 5),
    )
    assert told("extension_asked") == "张"
    warning = decide(received, qian)
    assert (warning.answer_due_on, warning.due_on) == (WANTED, WANTED)
    deadline = Deadline.objects.get()
    assert deadline.due_on == WANTED
    assert deadline.arithmetic == (
        "11月5日签收，自次日起算30日，应于12月5日（含）前回告。"
        "12月1日批准延期，期限由12月5日延至12月20日（含）。"
    )
    assert told("extension_granted") == "李"
    request.refresh_from_db()
    assert (request.state, request.decided_by, request.decided_on) == (ExtensionState.GRANTED, qian, ASKED)


def test_the_reminders_follow_the_new_day(received, li, qian):
    ask(received, li, on=date(2026, 11, 20))
    decide(received, qian, on=date(2026, 11, 20))
    for day in (date(2026, 11, 28), date(2026, 12, 2), date(2026, 12, 5), date(2026, 12, 6)):
        sweep.run(day)
    assert not Notification.objects.filter(key__startswith="deadline:").exists()
    sweep.run(date(2026, 12, 13))
    line = Notification.objects.get(key__startswith="deadline:")
    assert (line.recipient, "应于2026年12月20日（含）前" in line.text) == (li, True)


def test_lateness_is_judged_by_the_new_day(received, li, qian):
    ask(received, li)
    warning = decide(received, qian)
    with clock.at(date(2026, 12, 21)):
        workflow.answer(warning, by=li, causes={"duty": "失察。"})
    warning.refresh_from_db()
    assert warning.days_late == 1


@pytest.mark.parametrize(
    ("on", "to_day", "words"),
    [
        (date(2026, 12, 5), WANTED, "延期应在到期日（2026年12月5日）之前申请"),
        (date(2026, 12, 6), WANTED, "延期应在到期日（2026年12月5日）之前申请"),
        (ASKED, date(2026, 12, 5), "延长后的日期应晚于原期限2026年12月5日。"),
        (ASKED, date(2027, 1, 5), "延期最多30日，最晚可延至2027年1月4日。"),
    ],
    ids=str,
)
def test_asked_too_late_or_for_too_much_it_is_refused(on, to_day, words, received, li):
    with pytest.raises(Refusal, match=words):
        ask(received, li, on=on, to_day=to_day)
    assert not received.extensions.exists()


def test_asked_on_the_day_before_and_decided_late_it_still_counts(received, li, qian):
    ask(received, li, on=date(2026, 12, 4))
    assert decide(received, qian, on=date(2026, 12, 8)).answer_due_on == WANTED


def test_refused_with_a_reason_the_day_stays_and_it_may_be_asked_for_again(received, li, sun, qian, told):
    ask(received, li)
    warning = decide(received, sun, "refuse_extension", reason="时间够用。")
    assert warning.answer_due_on == date(2026, 12, 5)
    assert told("extension_refused") == "李"
    ask(received, li, on=date(2026, 12, 3))
    assert told("extension_asked") == "张张"
    assert decide(received, qian, on=date(2026, 12, 4)).answer_due_on == WANTED
    assert [request.state for request in received.extensions.all()] == ["refused", "granted"]


def test_it_is_granted_once(received, li, qian, zhang):
    ask(received, li)
    decide(received, qian)
    with pytest.raises(Refusal, match="已经延期过一次"):
        ask(received, li, on=date(2026, 12, 10), to_day=date(2026, 12, 25))


def test_once_counts_for_the_sent_back_answer_too(received, li, qian, zhang):
    ask(received, li)
    warning = decide(received, qian)
    with clock.at(date(2026, 12, 10)):
        workflow.answer(warning, by=li, causes={"duty": "失察。"})
        workflow.verify(warning, by=zhang, passed={0: False}, comments={}, comment="请补充。")
    with pytest.raises(Refusal, match="已经延期过一次"):
        ask(warning, li, on=date(2026, 12, 11), to_day=date(2027, 1, 5))


def test_a_sent_back_answer_may_be_extended_and_its_own_day_moves(received, li, zhang, qian):
    with clock.at(date(2026, 11, 20)):
        workflow.answer(received, by=li, causes={"duty": "失察。"})
        warning = workflow.verify(received, by=zhang, passed={0: False}, comments={}, comment="请补充。")
    assert (warning.status, warning.due_on) == (Status.SENT_BACK, date(2026, 12, 5))
    ask(warning, li)
    warning = decide(warning, qian)
    assert (warning.answer_due_on, warning.reanswer_due_on) == (date(2026, 12, 5), WANTED)


def test_while_one_waits_no_second_is_asked_for(received, li):
    ask(received, li)
    with pytest.raises(Refusal, match="已有一份延期申请等待批准。"):
        ask(received, li)


@pytest.mark.parametrize("verb", ["grant_extension", "refuse_extension"])
def test_whoever_asked_or_typed_it_does_not_decide(verb, received, li, zhang, qian, town):
    li.assignments.update(ends_on="2026-11-10")  # nobody with an account heads the village now
    del li.role_rows
    request = ask(received, zhang, on_behalf_of="李长河")
    assert (request.applicant, request.applicant_text) == (li.person, "李长河（张晓梅代录）")
    verdict = access.MOVES[verb](zhang, received)
    assert verdict.reason == "延期不能由申请人本人批准，请由另一位同志审批。"
    assert access.MOVES[verb](qian, received)


def test_neither_strangers_nor_the_warned_decide(received, li, wang, zhao, wu, zhou):
    ask(received, li)
    for user in (li, wang, zhao, wu, zhou):
        assert not access.may_grant_extension(user, received)
        assert not access.may_refuse_extension(user, received)


def test_a_member_of_the_staff_who_was_warned_does_not_decide_his_own(warn, qian, town):
    warning = warn(Status.RECEIVED, person=qian.person, unit=town)
    ask(warning, qian)
    assert not access.may_grant_extension(qian, warning)


def test_answered_before_it_was_decided_it_lapses(received, li, qian):
    ask(received, li)
    with clock.at(date(2026, 12, 2)):
        workflow.answer(received, by=li, causes={"duty": "失察。"})
    assert received.extensions.get().state == ExtensionState.LAPSED
    with pytest.raises(Refusal, match="没有等待批准的延期申请。"):
        decide(received, qian)


def test_neither_audit_nor_letters_tell_why(received, li, qian):
    ask(received, li)
    decide(received, qian)
    kept = [*AuditEvent.objects.values_list("details"), *Notification.objects.values_list("text")]
    assert "公示期" not in str(kept)


# -- on the screen ---------------------------------------------------------------------------------------


@pytest.fixture
def at_desk(client):
    def open_or_send(user, name, warning, data=None, on: date = ASKED):
        client.force_login(user)
        address = reverse(f"earlywarnings:{name}", args=[warning.pk])
        with clock.at(on):
            response = client.get(address) if data is None else client.post(address, data, follow=True)
        assert response.status_code == 200
        return response.content.decode()

    return open_or_send


def test_from_the_heads_form_to_the_officers_decision(at_desk, received, li, qian, zhang, client):
    assert "申请延期" in at_desk(li, "detail", received)
    assert "最晚可延至2027年1月4日" in at_desk(li, "ask_extension", received)
    late = at_desk(li, "ask_extension", received, {"to_day": "2027-01-05", "reason": "公示期未满。"})
    assert "延期最多30日" in late
    assert "公示期未满。</textarea>" in late
    body = at_desk(li, "ask_extension", received, {"to_day": "2026-12-20", "reason": "公示期未满。"})
    assert "延期申请已提交" in body
    assert "批准延期" not in body
    client.force_login(qian)
    with clock.at(ASKED):
        assert "审批黄色预警的延期申请" in client.get("/").content.decode()
    body = at_desk(qian, "detail", received)
    assert "由2026年12月5日延至2026年12月20日" in body
    assert "这个字段是必填项。" in at_desk(qian, "refuse_extension", received, {"reason": ""})
    body = at_desk(qian, "grant_extension", received, {})
    assert "已批准延期" in body
    body = at_desk(li, "detail", received)
    assert "12月1日批准延期，期限由12月5日延至12月20日（含）。" in body
    assert "12月13日、12月17日、12月19日、12月20日各提醒一次" in body


def test_only_whoever_may_ask_finds_the_form(client, received, wang, zhou, zhang):
    for user, code in ((wang, 404), (zhou, 403), (zhang, 403)):
        client.force_login(user)
        with clock.at(ASKED):
            response = client.get(reverse("earlywarnings:ask_extension", args=[received.pk]))
        assert response.status_code == code


def test_a_new_head_may_ask_too(received, li, xishan):
    li.assignments.update(ends_on="2026-11-10")
    new = member(xishan, "新支书", Role.UNIT_HEAD)
    assert ask(received, new).applicant == new.person
