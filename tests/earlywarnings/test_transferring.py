"""承办人: whose hands it is in; handed to another with a reason, the clock going on."""

from datetime import date

import pytest
from django.urls import reverse

from audit.queries import timeline_of
from core import clock
from core.verdict import Refusal
from deadlines.models import Deadline
from earlywarnings import workflow
from earlywarnings.enums import Status
from organisations.models import RoleAssignment

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 10)


@pytest.fixture
def received(through, li):
    with clock.at(date(2026, 11, 4)):
        return workflow.sign_for(through("deliver"), by=li)


@pytest.fixture
def to_do(client):
    def lines(user, on=TODAY) -> str:
        client.force_login(user)
        with clock.at(on):
            return client.get("/").content.decode()

    return lines


def transfer(warning, by, to, reason="张晓梅同志出差。"):
    with clock.at(TODAY):
        return workflow.transfer(warning, by=by, to=to, reason=reason)


def test_whoever_drafts_it_has_it_in_hand(through, zhang):
    assert through("draft").handler == zhang


def test_handed_over_its_clock_goes_on_and_the_trail_says_who_had_it_when(received, zhang, qian, told):
    before = Deadline.objects.values().get()
    warning = transfer(received, zhang, qian)
    assert warning.handler == qian
    assert Deadline.objects.values().get() == before
    assert (warning.answer_due_on, warning.status) == (received.answer_due_on, Status.RECEIVED)
    assert told("transferred") == "钱"
    row = warning.transfers.get()
    assert (row.was, row.now, row.by, row.reason) == (zhang, qian, zhang, "张晓梅同志出差。")
    assert timeline_of(warning)[0]["what"] == "承办人由张晓梅变为钱国栋"


def test_letters_go_to_the_handler(received, zhang, qian, li, told):
    transfer(received, zhang, qian)
    with clock.at(TODAY):
        workflow.answer(received, by=li, causes={"duty": "失察。"})
    assert told("answered") == "钱"


def test_a_handler_who_has_left_is_not_waited_for(received, zhang, qian, sun, li, told):
    RoleAssignment.objects.filter(user=zhang).update(ends_on="2026-11-05")
    with clock.at(TODAY):
        workflow.answer(received, by=li, causes={"duty": "失察。"})
    assert told("answered") == "钱孙"


def test_the_things_to_do_are_the_handlers_first(warn, zhang, qian, to_do):
    warning = warn(Status.ANSWERED, first_answered_on=date(2026, 11, 8))
    line = "复核黄色预警的整改回告"
    assert line in to_do(zhang)
    assert line not in to_do(qian)
    transfer(warning, zhang, qian)
    assert line not in to_do(zhang)
    assert line in to_do(qian)


def test_once_its_day_is_past_the_others_find_it_too(warn, qian, to_do):
    warn(Status.ANSWERED, first_answered_on=date(2026, 11, 8))
    line = "复核黄色预警的整改回告"
    assert line not in to_do(qian, date(2026, 11, 23))
    assert line in to_do(qian, date(2026, 11, 24))


def test_what_the_handler_may_not_do_the_others_find(warn, zhang, qian, to_do):
    warning = warn(Status.ANSWERED, first_answered_on=date(2026, 11, 8))
    warning.responses.update(answered_by=zhang, on_behalf_of="李长河")
    line = "复核黄色预警的整改回告"
    assert line not in to_do(zhang)
    assert line in to_do(qian)


def test_when_the_handler_has_left_the_others_find_it(warn, zhang, qian, to_do):
    warn(Status.SIGNED)
    assert "送达黄色预警通知书" not in to_do(qian)
    RoleAssignment.objects.filter(user=zhang).update(ends_on="2026-11-05")
    assert "送达黄色预警通知书" in to_do(qian)


@pytest.mark.parametrize("to", ["li", "zhao", "wu", "zhou", "zhang"])
def test_it_is_handed_only_to_another_of_the_same_staff(to, received, zhang, request):
    with pytest.raises(Refusal):
        transfer(received, zhang, request.getfixturevalue(to))
    received.refresh_from_db()
    assert received.handler == zhang


def test_not_to_somebody_it_concerns(warn, zhang, qian):
    warning = warn(Status.RECEIVED, recused=[qian.person])
    with pytest.raises(Refusal, match="已定您回避"):
        transfer(warning, zhang, qian)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.REVOKED, Status.DISCARDED, Status.REPORTED_UP])
def test_what_nobody_here_works_on_is_not_handed_over(status, warn, zhang, qian):
    with pytest.raises(Refusal, match="只有正在办理的预警可以移交。"):
        transfer(warn(status), zhang, qian)


def test_taken_up_above_it_is_in_the_hands_of_who_took_it(warn, wu):
    assert workflow.take_up(warn(Status.REPORTED_UP), by=wu).handler == wu


def test_on_the_screen(received, zhang, qian, sun, li, client):
    client.force_login(zhang)
    address = reverse("earlywarnings:transfer", args=[received.pk])
    with clock.at(TODAY):
        body = client.get(address).content.decode()
        assert "钱国栋（纪检干事）" in body
        assert "张晓梅（" not in body
        body = client.post(address, {"to": qian.pk, "reason": ""}).content.decode()
        assert "这个字段是必填项。" in body
        body = client.post(address, {"to": qian.pk, "reason": "出差。"}, follow=True).content.decode()
        assert "2026年11月10日由张晓梅移交钱国栋：出差。" in body
        client.force_login(li)
        assert "钱国栋" not in client.get(received.get_absolute_url()).content.decode()
