"""A rectification that fails twice (art. 42): one tier up, from red to the upper body; proposed, never by itself."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessment.queries import deduction_of
from audit.queries import timeline_of
from core import clock
from core.verdict import Refusal
from deadlines.enums import State
from deadlines.models import Deadline
from earlywarnings import access, queries, workflow
from earlywarnings.enums import Body, Status, Tier, TriageDecision
from earlywarnings.models import EarlyWarning
from notifications.models import Notification
from rulebook.models import SettingValue

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 20)


@pytest.fixture
def failed(through, li, zhang):
    """Signed for, answered and sent back as often as asked."""

    def fail(times: int = 2, **changed):
        with clock.at(date(2026, 11, 4)):
            warning = workflow.sign_for(through("deliver", **changed), by=li)
        for _ in range(times):
            with clock.at(date(2026, 11, 20)):
                answers = [
                    {"problem": problem, "measure": "已公示。", "person": "李长河"}
                    for problem in warning.problems.all()
                ]
                workflow.answer(warning, by=li, causes={"duty": "失察。"}, answers=answers)
                row = warning.responses.last().answers.get()
                warning = workflow.verify(
                    warning, by=zhang, passed={row.pk: False}, comments={row.pk: "没有整改。"}
                )
        return warning

    return fail


@pytest.fixture
def red(zhang):
    return {
        "tier": Tier.RED,
        "title": "集体鱼塘发包未公示，整改不力",
        "facts": "两次整改均未公示。",
        "rule_violated": "资产资源管理制度第五条",
        "requirements": "补办公示。",
        "measures": ["supervised"],
        "supervisor": zhang.person,
        "evaluation": "现场核查",
        "case_handling": True,
        "problems": [{"text": "未公示", "requirement": "补办公示", "due_on": date(2027, 1, 20)}],
    }


@pytest.fixture
def rewarn(zhang, red):
    def draft(former, by=zhang, **changed):
        with clock.at(TODAY):
            return workflow.rewarn(former, by=by, **red | changed)

    return draft


@pytest.fixture
def served(zhang, qian, sun, zhao):
    def serve(warning):
        with clock.at(TODAY):
            workflow.submit(warning, by=zhang)
            workflow.approve(warning, by=qian)
            workflow.sign(warning, by=sun)
            workflow.acknowledge(warning, by=zhao)
            return workflow.deliver(warning, by=zhang, way="in_person")

    return serve


@pytest.fixture
def at_desk(client):
    def open_or_send(user, address, data=None):
        client.force_login(user)
        with clock.at(TODAY):
            response = client.get(address) if data is None else client.post(address, data, follow=True)
        return response.content.decode() if response.status_code == 200 else response.status_code

    return open_or_send


# -- proposed --------------------------------------------------------------------------------------------


def test_failed_twice_the_page_proposes_one_tier_up_and_nothing_happens_by_itself(
    failed, zhang, li, at_desk, sun
):
    warning = failed()
    assert (warning.tier, warning.status, warning.failed_rounds) == (Tier.YELLOW, Status.SENT_BACK, 2)
    assert EarlyWarning.objects.count() == 1
    body = at_desk(zhang, warning.get_absolute_url())
    for words in (
        "整改2次复核不合格",
        "起草红色预警",
        "是否提高由人决定",
        "仅因逾期回告，不属于提高级别的情形。",
    ):
        assert words in body
    assert "起草红色预警" not in at_desk(li, warning.get_absolute_url())


def test_failed_once_nothing_is_proposed(failed, zhang, at_desk, rewarn):
    warning = failed(1)
    assert "起草红色预警" not in at_desk(zhang, warning.get_absolute_url())
    with pytest.raises(Refusal, match="整改复核满2次不合格的"):
        rewarn(warning)


def test_how_often_is_a_setting(failed, zhang):
    SettingValue.objects.create(
        key="earlywarnings.failed_rectifications",
        value=1,
        valid_from=date(2026, 1, 1),
        set_by="镇党委",
        reason="经会议决定。",
    )
    assert access.may_rewarn(zhang, failed(1))


def test_a_late_answer_alone_is_no_reason_and_the_page_says_so(warn, zhang, li, at_desk):
    warning = warn(Status.RECEIVED, answer_due_on=date(2026, 12, 1))
    body = at_desk(zhang, warning.get_absolute_url())
    assert "仅因逾期回告，不属于提高级别的情形。" in body
    assert "起草红色预警" not in body
    assert not access.may_rewarn(zhang, warning)
    assert "仅因逾期" not in at_desk(li, warning.get_absolute_url())


def test_answered_well_the_third_time_it_is_not_raised(failed, li, zhang, rewarn):
    warning = failed()
    with clock.at(TODAY):
        workflow.answer(warning, by=li, causes={"duty": "失察。"}, answers=answers_of(warning))
        row = warning.responses.last().answers.get()
        warning = workflow.verify(warning, by=zhang, passed={row.pk: True}, comments={})
    with pytest.raises(Refusal):
        rewarn(warning)


def answers_of(warning):
    return [{"problem": p, "measure": "已公示。", "person": "李"} for p in warning.problems.all()]


# -- drafted ---------------------------------------------------------------------------------------------


def test_the_new_one_follows_the_old_on_the_same_items(failed, rewarn, zhang, li):
    former = failed()
    warning = rewarn(former)
    assert (warning.follows, warning.tier, warning.unit, warning.body) == (
        former,
        Tier.RED,
        former.unit,
        Body.TOWN,
    )
    assert set(warning.items.all()) == set(former.items.all())
    former.refresh_from_db()
    assert former.status == Status.SENT_BACK
    assert Deadline.objects.get(state=State.OPEN).subject_id == former.pk
    assert timeline_of(warning)[0]["what"] == f"{former.number}整改多次不合格，起草了西山村红色预警"


def test_only_one_tier_up(failed, rewarn):
    former = failed(tier=Tier.YELLOW)
    with pytest.raises(Refusal, match="只能提高一级"):
        rewarn(former, tier=Tier.YELLOW, measures=["letter"])


def test_a_draft_that_follows_keeps_its_tier(failed, rewarn, zhang, red):
    warning = rewarn(failed())
    with pytest.raises(Refusal, match="只能提高一级"):
        workflow.change(
            warning, by=zhang, version=warning.version, **red | {"tier": Tier.YELLOW, "measures": ["letter"]}
        )


def test_it_is_followed_once(failed, rewarn, qian):
    former = failed()
    first = rewarn(former)
    with pytest.raises(Refusal, match="已经据此起草了红色预警（起草），不再重复。"):
        rewarn(former, by=qian)
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlyWarning.objects.create(
            unit=former.unit,
            tier=Tier.RED,
            document_kind=first.document_kind,
            handler=qian,
            drafted_by=qian,
            drafted_on=TODAY,
            follows=former,
        )


def test_discarded_its_items_stay_judged_and_another_may_follow(failed, rewarn, zhang):
    former = failed()
    workflow.discard(rewarn(former), by=zhang, reason="写错了。")
    assert former.items.get().triages.get().decision == TriageDecision.WARN
    assert not queries.items_to_triage(zhang).exists()
    assert rewarn(former).follows == former


def test_the_form_is_filled_from_the_old_one(failed, zhang, at_desk):
    former = failed(recused=[])
    address = reverse("earlywarnings:rewarn", args=[former.pk])
    body = at_desk(zhang, address)
    for words in ("集体鱼塘发包未公示", "补办公示七日", "整改2次复核不合格", "督导整改"):
        assert words in body
    typed = {
        "title": "整改不力",
        "facts": "未公示。",
        "rule_violated": "制度第五条",
        "measures": ["supervised"],
        "requirements": "补办公示。",
        "supervisor": zhang.person.pk,
        "evaluation": "现场核查",
        "case_handling": "on",
        "problem-TOTAL_FORMS": 1,
        "problem-INITIAL_FORMS": 0,
        "problem-0-text": "未公示",
        "problem-0-requirement": "补办",
        "problem-0-due_on": "2027-01-20",
    }
    assert "原预警照常办理" in at_desk(zhang, address, typed)
    warning = EarlyWarning.objects.get(follows=former)
    assert str(former) in at_desk(zhang, warning.get_absolute_url())
    assert "改级别或单位" not in at_desk(zhang, reverse("earlywarnings:change", args=[warning.pk]))


# -- served ----------------------------------------------------------------------------------------------


def test_until_the_new_one_is_served_the_warned_unit_learns_nothing(
    failed, rewarn, li, zhang, qian, sun, zhao, at_desk
):
    former = failed()
    before = Notification.objects.filter(recipient=li).count()
    warning = rewarn(former)
    with clock.at(TODAY):
        workflow.submit(warning, by=zhang)
        workflow.approve(warning, by=qian)
        workflow.sign(warning, by=sun)
    assert "红色" not in at_desk(li, former.get_absolute_url())
    assert "待回告" in at_desk(li, reverse("earlywarnings:index")) or "退回重改" in at_desk(
        li, reverse("earlywarnings:index")
    )
    assert at_desk(li, warning.get_absolute_url()) == 404
    assert Notification.objects.filter(recipient=li).count() == before


def test_served_it_takes_the_place_of_the_old_one(failed, rewarn, served, li, at_desk, told):
    former = failed()
    warning = served(rewarn(former))
    former.refresh_from_db()
    assert (former.status, former.superseded_on) == (Status.SUPERSEDED, TODAY)
    assert not Deadline.objects.filter(subject_id=former.pk, state=State.OPEN).exists()
    assert told("superseded") == "李"
    body = at_desk(li, former.get_absolute_url())
    assert "由提高一级的预警接续" in body
    assert warning.get_absolute_url() in body
    assert former.get_absolute_url() in at_desk(li, warning.get_absolute_url())


def test_both_take_points_and_count_as_one_matter(failed, rewarn, served, li):
    former = failed()
    warning = served(rewarn(former))
    counted = list(queries.counted_in(queries.visible_to(li), 2026))
    assert set(counted) == {former, warning}
    assert deduction_of(former).matter == deduction_of(warning).matter


def test_revoked_the_old_one_goes_on_with_a_day_of_its_own(failed, rewarn, served, sun, li, told):
    former = failed()
    warning = served(rewarn(former))
    with clock.at(date(2026, 12, 22)):
        workflow.revoke(warning, by=sun, reason="事实有误。")
    former.refresh_from_db()
    assert (former.status, former.reanswer_due_on, former.superseded_on) == (
        Status.SENT_BACK,
        date(2027, 1, 6),
        None,
    )
    assert Deadline.objects.get(state=State.OPEN).due_on == date(2027, 1, 6)
    assert told("resumed") == "李"
    assert list(queries.counted_in(queries.visible_to(li), 2026)) == [former]


def test_what_has_been_put_right_meanwhile_needs_no_higher_one(failed, rewarn, li, zhang, qian, sun):
    former = failed()
    warning = rewarn(former)
    with clock.at(TODAY):
        workflow.submit(warning, by=zhang)
        workflow.approve(warning, by=qian)
        workflow.answer(former, by=li, causes={"duty": "失察。"}, answers=answers_of(former))
        row = former.responses.last().answers.get()
        workflow.verify(former, by=zhang, passed={row.pk: True}, comments={})
        workflow.close(former, by=zhang)
        warning.refresh_from_db()
        with pytest.raises(Refusal, match="请作废这件草稿"):
            workflow.sign(warning, by=sun)


# -- red: to the upper body ------------------------------------------------------------------------------


@pytest.fixture
def failed_red(warn):
    """A red one that has failed twice."""
    return warn(Status.SENT_BACK, tier=Tier.RED, failed_rounds=2, reanswer_due_on=date(2027, 1, 4))


def test_a_failed_red_one_has_no_higher_tier(failed_red, zhang, at_desk, rewarn):
    with pytest.raises(Refusal, match="报上级纪检监察机关"):
        rewarn(failed_red)
    assert "红色已是最高一级，可以报上级纪检监察机关处理。" in at_desk(zhang, failed_red.get_absolute_url())


def test_it_is_reported_up_and_goes_on_meanwhile(failed_red, zhang, wu, li, told, at_desk):
    assert failed_red not in queries.visible_to(wu) or not access.handles(wu, failed_red)
    with clock.at(TODAY):
        warning = workflow.report_up(failed_red, by=zhang)
    assert (warning.status, warning.reported_up_on, warning.reported_up_reason) == (
        Status.SENT_BACK,
        TODAY,
        "红色预警整改2次复核不合格。",
    )
    assert told("reported_up") == "吴"
    with clock.at(TODAY):
        assert access.may_answer(li, warning)
        with pytest.raises(Refusal, match="已经报上级"):
            workflow.report_up(warning, by=zhang)
    assert "已报上级" in at_desk(zhang, warning.get_absolute_url())
    assert "接办" in at_desk(wu, warning.get_absolute_url())


def test_taken_up_the_upper_body_checks_what_comes_next(failed_red, zhang, wu, han, li):
    with clock.at(TODAY):
        workflow.report_up(failed_red, by=zhang)
        warning = workflow.take_up(failed_red, by=wu)
        assert (warning.body, warning.status, warning.handler) == (Body.UPPER, Status.SENT_BACK, wu)
        workflow.answer(warning, by=li, causes={"duty": "失察。"}, answers=answers_of(warning))
        warning.refresh_from_db()
        assert not access.may_verify(zhang, warning)
        assert access.may_verify(wu, warning)


def test_returned_it_goes_on_in_the_town(failed_red, zhang, wu):
    with clock.at(TODAY):
        workflow.report_up(failed_red, by=zhang)
        warning = workflow.return_down(failed_red, by=wu, reason="请继续督导。")
    assert (warning.status, warning.body, warning.reported_up_on) == (Status.SENT_BACK, Body.TOWN, None)
    assert warning.reviewed_by
    assert access.may_report_up(zhang, warning)
