"""A meeting (art. 29, 30): called, prepared, opened with everybody it needs, and closed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from core.verdict import Refusal
from deadlines import queries as deadlines
from decisions import workflow
from decisions.access import meetings as access
from decisions.enums import MeetingStatus
from decisions.models import AgendaItem, Meeting
from decisions.rules import conduct
from notifications.models import Notification
from tests.decisions.conftest import TODAY, everybody_speaks, presences
from tests.factories import PersonFactory, UserFactory
from tests.factories.decisions import AgendaItemFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def at(name, *args) -> str:
    return reverse(f"decisions:{name}", args=args)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def called(meeting, caizheng):
    """A meeting with something on its agenda."""
    AgendaItemFactory(unit=caizheng, meeting=meeting)
    return meeting


# -- calling it ---------------------------------------------------------------------------------------------


def test_the_leading_group_is_ticked_and_pre_filled(client, town, zhang, zhao, sun):
    client.force_login(zhang)
    page = body(client.get(at("plan_meeting")))
    assert "赵启明" in page
    answer = client.post(at("plan_meeting"), plan(zhao, [zhao], supervisors=[sun]), follow=True)
    assert "会议已发起" in body(answer)
    meeting = Meeting.objects.get()
    assert [(row.person.name, row.seat) for row in meeting.attendances.all()] == [
        ("赵启明", "member"),
        ("孙正平", "supervisor"),
    ]
    assert meeting.recorder == zhang


def plan(chair, members, supervisors=(), **content) -> dict:
    return {
        "kind": "party",
        "title": "镇党委会第9次会议",
        "held_on": "2026-11-24",
        "chair": chair.person_id,
        "members": [one.person_id for one in members],
        "supervisors": [one.person_id for one in supervisors],
        **content,
    }


def test_article_29_a_meeting_to_which_nobody_of_the_discipline_commission_is_called_is_refused(
    client, zhang, zhao
):
    client.force_login(zhang)
    page = body(client.post(at("plan_meeting"), plan(zhao, [zhao])))
    assert "纪委须全程参与监督" in page
    assert not Meeting.objects.exists()


def test_the_chair_is_one_of_the_members(client, zhang, zhao, sun):
    client.force_login(zhang)
    page = body(client.post(at("plan_meeting"), plan(zhao, [sun])))
    assert "主持人须是勾选的班子成员" in page


def test_an_emergency_meeting_says_why(client, zhang, zhao, sun):
    client.force_login(zhang)
    page = body(client.post(at("plan_meeting"), plan(zhao, [zhao, sun], is_emergency="on")))
    assert "紧急会议须写明理由" in page


@pytest.mark.parametrize("who", ["li", "zhou", "wang", "wu", "zheng"])
def test_only_leaders_and_the_discipline_staff_call_a_meeting(request, town, who):
    verdict = access.may_plan(request.getfixturevalue(who), town)
    assert not verdict and verdict.reason.endswith("。")


def test_whoever_is_no_longer_called_goes_and_the_others_keep_their_materials(meeting, committee, zhang):
    workflow.change_meeting(meeting, by=zhang, members=committee[:5])
    assert meeting.attendances.count() == 5
    assert not meeting.attendances.filter(delivered_at=None).exists()


def test_two_who_change_one_meeting_do_not_overwrite_each_other(meeting, committee, zhang, qian):
    workflow.change_meeting(meeting, by=zhang, version=1, members=committee, place="三楼")
    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.change_meeting(meeting, by=qian, version=1, members=committee, place="二楼")


# -- materials ----------------------------------------------------------------------------------------------


def test_article_30_delivery_is_recorded_per_member_told_and_signed_for(
    client, called, committee, zhang, zhao
):
    called.attendances.update(delivered_at=None)
    client.force_login(zhang)
    people = [person.pk for person in committee]
    client.post(at("deliver", called.pk), {"people": people, "at": "2026-11-20T09:00"})
    mine = called.attendances.get(person=zhao.person)
    assert timezone.localdate(mine.delivered_at) == TODAY - timedelta(days=4)
    assert Notification.objects.filter(recipient=zhao, text__contains="会议材料已送达").count() == 1
    client.force_login(zhao)
    assert "签收会议材料" in body(client.get(called.get_absolute_url()))
    assert "已签收" in body(client.post(at("receive", mine.pk), follow=True))
    assert client.post(at("receive", mine.pk)).status_code == 403


def test_nobody_signs_for_another_who_does_not_keep_the_meeting(client, called, committee, town):
    member = UserFactory(person=PersonFactory(unit=town), role="unit_head")
    called.attendances.create(person=member.person, position=20)
    row = called.attendances.get(person=committee[1])
    client.force_login(member)
    assert client.post(at("receive", row.pk)).status_code == 403
    row.refresh_from_db()
    assert row.received_at is None


@pytest.mark.parametrize(("days", "in_time"), [(3, True), (2, True), (1, False), (0, False)])
def test_two_days_before_is_in_time(days, in_time):
    assert conduct.delivered_in_time(TODAY - timedelta(days=days), TODAY, 2) == in_time


# -- opening it ---------------------------------------------------------------------------------------------


def test_it_opens_with_everybody_it_needs(called, committee, zhang):
    workflow.open_meeting(called, by=zhang, presences=presences(called, away=committee[7:]))
    called.refresh_from_db()
    assert (called.status, called.discipline_present) == ("open", "孙正平")
    assert called.attendances.filter(presence="absent", absence_reason="出差").count() == 2


def test_article_29_without_the_discipline_commission_the_meeting_cannot_open(
    client, called, committee, zhang
):
    client.force_login(zhang)
    rows = called.attendances.select_related("person")
    said = {f"row{row.pk}-presence": "absent" if row.person == committee[1] else "present" for row in rows}
    said |= {f"row{row.pk}-reason": "出差" for row in rows if row.person == committee[1]}
    assert "纪委没有到会，不能开会" in body(client.post(at("open_meeting", called.pk), said))
    called.refresh_from_db()
    assert called.status == "planned"
    assert not called.attendances.exclude(presence="expected").exists(), "nothing is half saved"


def test_too_few_members_cannot_open_it(called, committee, zhang):
    with pytest.raises(Refusal, match="不足6人，不能开会"):
        workflow.open_meeting(called, by=zhang, presences=presences(called, away=committee[5:]))


def test_the_chair_has_to_be_there(called, committee, zhang):
    with pytest.raises(Refusal, match="主持人没有到会"):
        workflow.open_meeting(called, by=zhang, presences=presences(called, away=committee[:1]))


def test_every_absence_has_its_reason(client, called, committee, zhang):
    client.force_login(zhang)
    rows = called.attendances.select_related("person")
    said = {f"row{row.pk}-presence": "absent" if row.person == committee[8] else "present" for row in rows}
    assert "请写明委员7未到会的原因" in body(client.post(at("open_meeting", called.pk), said))


def test_nobody_is_forgotten_on_the_sign_in_sheet(called, zhang):
    said = presences(called)
    said.popitem()
    with pytest.raises(Refusal, match="请先登记这些同志是否到会：委员7"):
        workflow.open_meeting(called, by=zhang, presences=said)


def test_without_delivered_materials_only_an_emergency_opens(called, zhang):
    called.attendances.filter(position=3).update(delivered_at=None)
    with pytest.raises(Refusal, match="还没有送达：委员1"):
        workflow.open_meeting(called, by=zhang, presences=presences(called))
    Meeting.objects.filter(pk=called.pk).update(is_emergency=True, emergency_reason="山洪")
    workflow.open_meeting(called, by=zhang, presences=presences(called))


def test_it_does_not_open_before_its_day_nor_without_an_agenda(town, committee, caizheng, zhang):
    empty = MeetingFactory(unit=town, chair=committee[0], members=committee)
    with pytest.raises(Refusal, match="议程里还没有议题"):
        workflow.open_meeting(empty, by=zhang, presences=presences(empty))
    later = MeetingFactory(
        unit=town, chair=committee[0], members=committee, held_on=TODAY + timedelta(days=1)
    )
    AgendaItemFactory(unit=caizheng, meeting=later)
    with pytest.raises(Refusal, match="还没有到会议日期"):
        workflow.open_meeting(later, by=zhang, presences=presences(later))


def test_the_database_refuses_an_open_meeting_without_the_discipline_commission(town, committee):
    with pytest.raises(IntegrityError):
        MeetingFactory(unit=town, chair=committee[0], status="open", discipline_present="")


# -- who keeps it -------------------------------------------------------------------------------------------

MOVES = {
    "planned": {"change", "cancel", "deliver", "open"},
    "open": {"conduct", "close"},
    "closed": set(),
    "frozen": set(),
    "archived": set(),
    "cancelled": set(),
}


@pytest.mark.parametrize("status", MeetingStatus.values)
def test_moves(status, town, committee, caizheng, zhang, qian, sun, zhao, li, zhou, wang, wu, zheng):
    done = status in ("frozen", "archived")
    meeting = MeetingFactory(
        unit=town,
        chair=committee[0],
        members=committee,
        status=status,
        recorder=zhou,
        minutes_sha256="0" if done else "",
        frozen_on=TODAY if done else None,
        archived_on=TODAY if status == "archived" else None,
    )
    AgendaItemFactory(unit=caizheng, meeting=meeting)
    rows = list(meeting.attendances.select_related("person"))
    for row in rows:
        row.presence = "present"
    asks = {
        "change": access.may_change,
        "cancel": access.may_cancel,
        "deliver": access.may_deliver,
        "open": lambda user, one: access.may_open(user, one, rows),
        "conduct": access.may_conduct,
        "close": access.may_close,
    }
    for user in (zhang, qian, sun, zhao, li, zhou, wang, wu, zheng):
        said = {verb: ask(user, meeting) for verb, ask in asks.items()}
        keeps = user in (zhang, qian, sun, zhao, zhou)
        assert {verb for verb, verdict in said.items() if verdict} == (MOVES[status] if keeps else set())
        assert all(verdict.reason.endswith("。") for verdict in said.values() if not verdict)


def test_a_village_clerk_who_records_sees_this_meeting_and_no_other(client, town, meeting, zhou, committee):
    other = MeetingFactory(unit=town, chair=committee[0], members=committee, title="另一次会议")
    Meeting.objects.filter(pk=meeting.pk).update(recorder=zhou)
    client.force_login(zhou)
    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert "另一次会议" not in body(client.get(at("meetings")))


def test_who_only_sits_in_for_an_item_has_no_claim_on_the_meeting(client, meeting, li):
    meeting.attendances.create(person=li.person, seat="attendee", position=30)
    client.force_login(li)
    assert client.get(meeting.get_absolute_url()).status_code == 404


# -- closing it ---------------------------------------------------------------------------------------------


def test_what_was_not_reached_waits_for_another_meeting_and_the_record_is_owed_in_two_working_days(
    going, before, committee, caizheng, zhang
):
    left = AgendaItemFactory(unit=caizheng, meeting=going)
    with pytest.raises(Refusal, match="还有议题正在审议"):
        workflow.close_meeting(going, by=zhang)
    everybody_speaks(before, committee, zhang)
    workflow.settle(before, by=zhang, outcome="passed", resolution="同意")
    workflow.close_meeting(going, by=zhang)
    left.refresh_from_db()
    assert (left.status, left.meeting) == ("proposed", None)
    due = deadlines.open_for(going).get()
    assert (due.kind, due.due_on) == ("meeting_archive", TODAY + timedelta(days=2))
    assert "2个工作日" in due.arithmetic


def test_a_cancelled_meeting_gives_its_items_back(called, zhang):
    workflow.cancel_meeting(called, by=zhang)
    assert AgendaItem.objects.get().status == "proposed"


def test_between_two_items_somebody_comes_or_goes_but_not_the_chair_nor_the_discipline_commission(
    client, going, committee, zhang
):
    client.force_login(zhang)
    rows = {row.person: row for row in going.attendances.select_related("person")}
    for person, sentence in ((committee[0], "主持人离会"), (committee[1], "纪委离会")):
        page = client.post(at("mark_presence", rows[person].pk), {"presence": "absent", "reason": "有事"})
        assert sentence in body(page)
    client.post(at("mark_presence", rows[committee[4]].pk), {"presence": "absent", "reason": "接电话"})
    rows[committee[4]].refresh_from_db()
    assert rows[committee[4]].presence == "absent"


def test_nobody_comes_or_goes_while_an_item_is_before_the_meeting(before, committee, zhang):
    row = before.meeting.attendances.get(person=committee[4])
    with pytest.raises(Refusal, match="正在审议议题"):
        workflow.mark_presence(row, by=zhang, presence="absent", reason="有事")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_questions_for_one_meeting_and_for_three(
    client, town, committee, zhang, count, django_assert_num_queries
):
    for _ in range(count):
        MeetingFactory(unit=town, chair=committee[0], members=committee)
    client.force_login(zhang)
    with django_assert_num_queries(9):
        page = body(client.get(at("meetings")))
    assert f"共 {count} 次会议" in page


def test_what_was_decided_in_an_emergency_is_confirmed_once_and_needs_no_further_papers(
    going, meeting, town, zhang, wang
):
    urgent = AgendaItemFactory(
        unit=town,
        meeting=going,
        status="decided",
        outcome="passed",
        emergency_reason="山洪",
        resolution="支付",
    )
    confirming = workflow.schedule_confirmation(urgent, meeting, by=zhang)
    assert (confirming.confirms, confirming.status, confirming.is_emergency) == (urgent, "scheduled", False)
    with pytest.raises(Refusal, match="已经列入追认"):
        workflow.schedule_confirmation(urgent, meeting, by=zhang)
    workflow.unschedule(confirming, by=zhang)
    with pytest.raises(Refusal, match="筹备"):
        workflow.schedule_confirmation(urgent, meeting, by=wang)
    workflow.schedule_confirmation(urgent, meeting, by=zhang)


def test_an_ordinary_decision_needs_no_confirmation(going, meeting, town, zhang):
    taken = AgendaItemFactory(unit=town, meeting=going, status="decided", outcome="passed")
    with pytest.raises(Refusal, match="不用追认"):
        workflow.schedule_confirmation(taken, meeting, by=zhang)


@pytest.mark.parametrize("at_moment", ["0001-01-01T00:00", "2026-09-01T09:00", "2026-11-25T09:00", "明天"])
def test_materials_are_delivered_neither_in_the_future_nor_in_another_age(client, called, zhang, at_moment):
    called.attendances.update(delivered_at=None)
    client.force_login(zhang)
    people = list(called.attendances.values_list("person", flat=True))
    body(client.post(at("deliver", called.pk), {"people": people, "at": at_moment}))
    assert not called.attendances.exclude(delivered_at=None).exists()
