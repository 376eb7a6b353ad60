"""A red warning: known to a town leader before it is served (art. 45), looked at twice before it counts as put right."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.gates import Role
from core.verdict import Refusal
from earlywarnings import access, queries, workflow
from earlywarnings.enums import Body, Status, Tier
from earlywarnings.models import EarlyWarning
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 10)
RED = {"tier": Tier.RED, "measures": ["supervised"]}


@pytest.fixture
def signed(through):
    def sign(**changed):
        with clock.at(TODAY):
            return through("sign", **RED | changed)

    return sign


@pytest.fixture
def at_desk(client):
    def open_or_send(user, address, data=None):
        client.force_login(user)
        with clock.at(TODAY):
            response = client.get(address) if data is None else client.post(address, data, follow=True)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    return open_or_send


def url(name: str, warning) -> str:
    return reverse(f"earlywarnings:{name}", args=[warning.pk])


# -- known before it is served ---------------------------------------------------------------------------


def test_article_45_it_is_not_served_before_a_leader_knows_of_it(zhao, signed, zhang, told):
    warning = signed()
    assert (told("to_acknowledge"), told("signed")) == ("赵", "")
    with pytest.raises(Refusal, match="红色预警送达前须由与其无关的镇领导知悉。"):
        workflow.deliver(warning, by=zhang, way="in_person")
    with clock.at(TODAY):
        warning = workflow.acknowledge(warning, by=zhao)
        assert (warning.acknowledged_by, warning.acknowledged_by_text, warning.acknowledged_on) == (
            zhao,
            "七道江镇副镇长赵启明",
            TODAY,
        )
        assert told("acknowledged") == "张"
        assert workflow.deliver(warning, by=zhang, way="in_person").status == Status.DELIVERED


def test_signed_with_others_it_is_served_by_nobody_on_no_way_before_that(
    through, zhang, qian, sun, li, zhao, client, told
):
    red = through("approve", **RED)
    client.force_login(sun)
    client.post(reverse("earlywarnings:sign_several"), {"warning": [red.pk, through("approve").pk]})
    red.refresh_from_db()
    assert (red.status, told("to_acknowledge")) == (Status.SIGNED, "赵")
    served = {"delivered_on": red.signed_on, "way": "in_person", "paper": "receipt"}
    for user in (zhang, qian, sun, li, zhao):
        client.force_login(user)
        for name in ("deliver", "sign_for", "answer", "save_answer", "add_scan"):
            address = url(name, red)
            assert client.post(address, served).status_code in (
                (200, 403) if name == "add_scan" else (403, 404)
            )
    red.refresh_from_db()
    assert (red.status, red.is_served) == (Status.SIGNED, False)


def test_one_of_the_upper_body_is_not_the_towns_to_know(warn, zhao, wu):
    warning = warn(Status.SIGNED, tier=Tier.RED, body=Body.UPPER)
    assert not access.may_acknowledge(zhao, warning)
    assert workflow.deliver(warning, by=wu, way="in_person").status == Status.DELIVERED


def test_on_a_person_too(zhao, signed, xishan):
    warning = signed(person=PersonFactory(unit=xishan))
    assert access.may_acknowledge(zhao, warning)


@pytest.mark.parametrize("tier", [Tier.YELLOW, Tier.BLUE])
def test_the_other_tiers_ask_nobody(tier, warn, zhao, zhang):
    warning = warn(Status.SIGNED, tier=tier)
    assert access.may_acknowledge(zhao, warning).reason == "只有镇纪委签发的红色预警需要镇领导知悉。"
    assert access.may_deliver(zhang, warning)


def test_a_leader_whom_it_concerns_neither_knows_nor_is_told(zhao, signed, town, told, xishan):
    other = UserFactory(person=PersonFactory(name="马书记", unit=town), role=Role.TOWN_LEADER)
    warning = signed(recused=[zhao.person])
    assert told("to_acknowledge") == "马"
    assert access.may_acknowledge(zhao, warning).reason == "这件预警起草时已定您回避。"
    assert warning not in queries.visible_to(zhao)
    assert access.may_acknowledge(other, warning)


def test_whoever_worked_on_it_does_not_know_of_it_for_the_leaders(zhao, signed, sun, town):
    sun.assignments.create(role=Role.TOWN_LEADER, unit=town, starts_on="2026-01-01")
    warning = signed()
    del sun.role_rows
    assert "不能再代表镇领导知悉" in access.may_acknowledge(sun, warning).reason
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlyWarning.objects.update(acknowledged_by=sun)


def test_known_once_it_is_not_asked_again(zhao, signed):
    warning = workflow.acknowledge(signed(), by=zhao)
    with pytest.raises(Refusal, match="知悉一次"):
        workflow.acknowledge(warning, by=zhao)


def test_the_database_serves_no_red_one_nobody_knows_of(warn):
    warning = warn(Status.DELIVERED, tier=Tier.RED)
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlyWarning.objects.filter(pk=warning.pk).update(acknowledged_on=None)


def test_where_no_leader_has_an_account_the_paper_is_entered(signed, zhang, qian, sun, told, at_desk):
    warning = signed()
    # 张 has drafted it, 钱 reviewed and 孙 signed it: somebody else of the staff enters it
    for user in (zhang, qian, sun):
        assert not access.may_acknowledge(user, warning)
    typist = UserFactory(
        person=PersonFactory(name="何干事", unit=zhang.person.unit), role=Role.INFORMATION_OFFICER
    )
    assert "没有账号的镇领导" in at_desk(typist, url("acknowledge", warning))
    body = at_desk(typist, url("acknowledge", warning), {"on_behalf_of": "副镇长赵启明"})
    assert "副镇长赵启明（何干事代录）" in body


def test_the_leader_finds_it_among_the_things_to_do_and_notes_it_with_one_button(
    zhao, signed, at_desk, zhang
):
    warning = signed()
    assert "知悉红色预警" in at_desk(zhao, "/")
    body = at_desk(zhao, warning.get_absolute_url())
    assert "已知悉" in body
    assert "内部审批" not in body
    assert "已记录知悉" in at_desk(zhao, url("acknowledge", warning), {})
    body = at_desk(zhang, warning.get_absolute_url())
    assert "七道江镇副镇长赵启明，2026年11月10日" in body
    assert "登记送达" in body


# -- looked at twice -------------------------------------------------------------------------------------


@pytest.fixture
def answered(warn):
    return warn(Status.ANSWERED, tier=Tier.RED)


def verify(warning, by, passed=True):
    row = warning.responses.last().answers.get()
    return workflow.verify(warning, by=by, passed={row.pk: passed}, comments={row.pk: "佐证不足。"})


def test_a_passed_answer_is_looked_at_again_by_another(answered, zhang, qian, sun, told):
    warning = verify(answered, zhang)
    assert (warning.status, warning.verified_on) == (Status.SECOND_LOOK, None)
    assert told("second_look") == "钱孙"
    with pytest.raises(Refusal, match="二次复核须由另一位同志进行。"):
        workflow.second_look(warning, by=zhang, passed=True)
    with clock.at(TODAY):
        warning = workflow.second_look(warning, by=qian, passed=True, comment="属实。")
    assert (warning.status, warning.verified_on) == (Status.VERIFIED, TODAY)
    response = warning.responses.get()
    assert (response.passed, response.second_by, response.second_comment) == (True, qian, "属实。")


def test_the_second_look_may_send_it_back_and_says_why(answered, zhang, sun, at_desk):
    warning = verify(answered, zhang)
    address = url("second_look", warning)
    assert "退回须写明意见" in at_desk(sun, address, {"passed": "no", "comment": ""})
    assert "已退回" in at_desk(sun, address, {"passed": "no", "comment": "照片不是现场的。"})
    warning.refresh_from_db()
    assert (warning.status, warning.failed_rounds) == (Status.SENT_BACK, 1)
    assert warning.responses.get().passed is False
    with pytest.raises(Refusal):
        workflow.second_look(warning, by=sun, passed=True)


def test_whoever_typed_the_answer_does_not_take_the_second_look(answered, zhang, qian, sun):
    answered.responses.update(answered_by=qian, on_behalf_of="李长河")
    warning = verify(answered, zhang)
    assert not access.may_second_look(qian, warning)
    assert access.may_second_look(sun, warning)


def test_the_first_check_that_fails_needs_no_second(answered, zhang):
    assert verify(answered, zhang, passed=False).status == Status.SENT_BACK


def test_no_other_tier_is_looked_at_twice(warn, zhang):
    assert verify(warn(Status.ANSWERED), zhang).status == Status.VERIFIED


def test_what_goes_back_says_why_whoever_asks(warn, zhang):
    warning = warn(Status.ANSWERED)
    row = warning.responses.get().answers.get()
    with pytest.raises(Refusal, match="退回须写明意见"):
        workflow.verify(warning, by=zhang, passed={row.pk: False}, comments={}, comment="总的不错。")
    blue = warn(Status.ANSWERED, tier=Tier.BLUE)
    with pytest.raises(Refusal, match="退回须写明意见"):
        workflow.verify(blue, by=zhang, passed={0: False}, comments={})
