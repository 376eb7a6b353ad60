"""管理权限 (art. 41): what the town may not sign goes up; the upper body signs it, returns it, or warns by itself."""

from datetime import date

import pytest
from django.urls import reverse

from audit.queries import timeline_of
from core import clock
from core.verdict import Refusal
from deadlines import sweep
from deadlines.models import Deadline
from documents.models import NumberSeries
from earlywarnings import access, queries, workflow
from earlywarnings.enums import Body, Status, Tier
from earlywarnings.models import EarlyWarning
from notifications.models import Notification
from tests.factories import ItemFactory, PersonFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 10)


@pytest.fixture
def reported(through, zhang, xishan):
    """On somebody managed above, reported up by 张."""
    person = PersonFactory(name="林永强", unit=xishan, managed_by="upper")
    with clock.at(TODAY):
        return workflow.report_up(through("approve", person=person), by=zhang)


@pytest.fixture
def at_desk(client):
    def open_or_send(user, address, data=None):
        client.force_login(user)
        with clock.at(TODAY):
            response = (
                client.get(address, follow=True) if data is None else client.post(address, data, follow=True)
            )
        return response.content.decode() if response.status_code == 200 else response.status_code

    return open_or_send


def url(name: str, warning) -> str:
    return reverse(f"earlywarnings:{name}", args=[warning.pk])


# -- reported up -----------------------------------------------------------------------------------------


def test_reported_up_the_upper_body_is_told_and_finds_it_among_its_things_to_do(
    wu, han, reported, zhang, at_desk, told
):
    assert told("reported_up") == "吴韩"
    body = at_desk(wu, "/")
    assert "接办黄色预警" in body
    body = at_desk(wu, reported.get_absolute_url())
    for words in ("林永强同志由上级管理", "内部审批", str(reported.items.get()), "退回镇纪委"):
        assert words in body
    assert "等待上级纪检监察机关" in at_desk(zhang, reported.get_absolute_url())


def test_taken_up_the_upper_body_signs_under_its_own_name_and_number(reported, wu, han, sun, told):
    with clock.at(TODAY):
        warning = workflow.take_up(reported, by=wu)
        assert (warning.body, warning.status, warning.taken_up_on) == (Body.UPPER, Status.TO_SIGN, TODAY)
        assert (told("taken_up"), told("to_sign")[-1]) == ("张钱孙", "韩")
        for user in (sun, wu):
            with pytest.raises(Refusal, match="上级纪检监察机关负责人签批"):
                workflow.sign(warning, by=user)
        warning = workflow.sign(warning, by=han)
    assert str(warning.number) == "浑纪廉预〔2026〕1号"
    assert warning.notice.snapshot["issuer"] == "浑江区纪律检查委员会"
    assert "回告浑江区纪律检查委员会" in warning.notice.snapshot["response"]
    assert set(NumberSeries.objects.values_list("code", flat=True)) == {"浑纪廉预"}


def test_the_upper_body_handles_it_to_the_end_and_the_town_no_longer_does(reported, wu, han, zhang, sun, li):
    with clock.at(TODAY):
        warning = workflow.sign(workflow.take_up(reported, by=wu), by=han)
        assert access.may_deliver(zhang, warning).reason == "这一步由上级纪检监察机关办理。"
        workflow.deliver(warning, by=wu, way="in_person")
        workflow.sign_for(warning, by=wu, signed_for_by="林永强")  # without an account
        workflow.answer(warning, by=wu, causes={"duty": "失察。"}, on_behalf_of="林永强")
        workflow.add_opinion(warning, by=li, opinion="属实。")
        assert not access.may_verify(wu, warning)  # typed it
        warning = workflow.verify(warning, by=han, passed={0: True}, comments={})
        warning = workflow.close(warning, by=wu)
        assert not access.may_revoke(sun, warning)
        assert workflow.revoke(warning, by=han, reason="事实有误。").status == Status.REVOKED
    assert [row["what"] for row in timeline_of(warning)][-4:] == [
        "报上级",
        "审核通过",
        "提交审核",
        "起草了西山村黄色预警",
    ]


def test_returned_it_is_the_towns_draft_again_and_the_upper_body_sees_it_no_more(
    reported, wu, zhang, qian, told
):
    with clock.at(TODAY):
        warning = workflow.return_down(reported, by=wu, reason="请先核实身份。")
    assert (warning.status, warning.body, warning.reviewed_by, warning.reported_up_on) == (
        Status.DRAFT,
        Body.TOWN,
        None,
        None,
    )
    assert warning.returned_reason == "请先核实身份。"
    assert told("returned_down") == "张钱孙"
    assert warning not in queries.visible_to(wu)
    assert access.may_discard(zhang, warning)


def test_nobody_of_the_upper_body_whom_it_concerns_takes_it_up(through, zhang, wu, han, xishan, town):
    person = PersonFactory(unit=xishan, managed_by="upper")
    warning = workflow.report_up(through("approve", person=person, recused=[wu.person]), by=zhang)
    assert access.may_take_up(wu, warning).reason == "这件预警起草时已定您回避。"
    assert access.may_take_up(han, warning)
    assert warning not in queries.visible_to(wu)


def test_whoever_drafted_it_below_cannot_be_who_signs_it_above(reported, han):
    EarlyWarning.objects.update(drafted_by=han)
    warning = workflow.take_up(reported, by=han)
    assert access.may_sign(han, warning).reason == "起草人不能签批自己起草的预警。"


# -- by itself -------------------------------------------------------------------------------------------


@pytest.fixture
def own(wu, xishan, content):
    def draft(**changed):
        with clock.at(TODAY):
            return workflow.draft(
                [], by=wu, unit=xishan, **content | {"source_note": "巡察反馈第3条。"} | changed
            )

    return draft


def test_the_upper_body_drafts_reviews_and_signs_a_warning_on_a_unit_below(own, wu, han, zhang, xishan, told):
    warning = own()
    assert (warning.body, warning.items.count()) == (Body.UPPER, 0)
    with clock.at(TODAY):
        workflow.submit(warning, by=wu)
        assert told("review") == "韩"
        with pytest.raises(Refusal, match="起草人不能审核"):
            workflow.approve(warning, by=wu)
        workflow.approve(warning, by=han)
        warning = workflow.sign(warning, by=han)
    assert str(warning.number) == "浑纪廉预〔2026〕1号"
    assert "巡察" not in str(warning.notice.snapshot)


def test_before_it_is_served_neither_the_town_nor_its_leaders_learn_of_it(own, han, wu, zhang, sun, zhao, li):
    warning = own()
    with clock.at(TODAY):
        workflow.submit(warning, by=wu)
        workflow.approve(warning, by=han)
        warning = workflow.sign(warning, by=han)
        for user in (zhang, sun, zhao, li):
            assert warning not in queries.visible_to(user)
        workflow.deliver(warning, by=wu, way="in_person")
    for user in (zhang, sun, zhao, li):
        assert warning in queries.visible_to(user)
    assert not Notification.objects.filter(recipient__in=(zhang, sun, zhao)).exists()


def test_afterwards_the_town_sees_it_and_handles_nothing(own, han, wu, zhang, qian, sun, li, at_desk):
    warning = own()
    with clock.at(TODAY):
        workflow.submit(warning, by=wu)
        workflow.approve(warning, by=han)
        workflow.sign(warning, by=han)
        warning = workflow.deliver(warning, by=wu, way="in_person")
    for user in (zhang, qian, sun):
        assert [verb for verb, may in access.MOVES.items() if may(user, warning)] == []
    body = at_desk(zhang, warning.get_absolute_url())
    assert "上级纪检监察机关" in body
    assert "内部审批" not in body
    assert "巡察反馈" not in body


def test_without_an_item_the_source_is_named(own, wu, at_desk, xishan):
    with pytest.raises(Refusal, match="请写明来源说明"):
        own(source_note="")
    assert "起草预警" in at_desk(wu, reverse("earlywarnings:index"))
    start = reverse("earlywarnings:draft")
    assert "起草黄色预警" in at_desk(wu, start)
    body = at_desk(wu, f"{start}?unit={xishan.pk}&tier=yellow")
    assert "来源说明" in body


def test_the_town_drafts_nothing_without_an_item(zhang, xishan, content, at_desk):
    with pytest.raises(Refusal, match="请先在研判页勾选"):
        workflow.draft([], by=zhang, unit=xishan, **content | {"source_note": "听说的。"})
    assert "请先勾选要起草预警的信息" in at_desk(zhang, reverse("earlywarnings:draft"))


def test_from_an_item_it_judges_the_upper_body_drafts_too(wu, qian, town, content):
    item = ItemFactory(reported=True, unit=town.children.first(), about=qian.person)
    warning = workflow.draft([item], by=wu, unit=town, **content | {"person": qian.person})
    assert (warning.body, warning.items.get()) == (Body.UPPER, item)
    assert warning not in queries.visible_to(qian)


def test_town_and_upper_body_do_not_touch_each_others_drafts(own, through, wu, zhang):
    above, below = own(), through("draft")
    assert not access.may_change(zhang, above)
    assert not access.may_change(wu, below)
    assert [list(queries.drafts_of(user)) for user in (wu, zhang)] == [[above], [below]]


def test_what_is_overdue_above_is_told_to_the_head_of_the_upper_body(own, wu, han, sun, li, zhao):
    warning = own()
    with clock.at(TODAY):
        workflow.submit(warning, by=wu)
        workflow.approve(warning, by=han)
        workflow.sign(warning, by=han)
        workflow.deliver(warning, by=wu, way="in_person")
        workflow.sign_for(warning, by=li)  # due 10 December
    assert Deadline.objects.get().data["body"] == Body.UPPER
    sweep.run(date(2026, 12, 17))
    lines = Notification.objects.filter(key__regex=r"^deadline:.*:-\d$").select_related("recipient__person")
    assert sorted((line.key[-2:], line.recipient.name[0]) for line in lines) == [
        ("-1", "赵"),
        ("-3", "韩"),
        ("-7", "赵"),
    ]


def test_a_red_one_of_the_upper_body_has_its_own_measures_too(own):
    assert own(tier=Tier.RED, measures=["supervised"]).document_kind == "rectification_notice"
