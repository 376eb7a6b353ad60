"""Findings as they are kept: made once when a meeting closes, made by time, and answered by name (art. 29, 30, 34, 47)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse

from audit.models import AuditEvent
from core.verdict import Refusal
from decisions import sweep, workflow
from decisions.enums import Check, FindingStatus
from decisions.models import Finding, Meeting
from notifications.models import Notification
from rulebook.models import SettingValue
from tests.decisions.lived import BEFORE, DAY, assess, at, decided, held, opened, planned, proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(zhao, sun, zhang, qian):
    """The chair first."""
    return [zhao.person, sun.person, zhang.person, qian.person]


def kinds(meeting):
    return sorted(meeting.findings.values_list("check_kind", flat=True))


def test_a_meeting_held_as_it_should_be_closes_without_a_finding(town, zhang, people):
    item = held(town, zhang, people)
    assert kinds(item.meeting) == []
    assert not AuditEvent.objects.filter(verb="decisions.checked").exists()


def test_late_materials_are_found_when_the_meeting_closes_and_said_once(town, zhang, sun, people):
    item = held(town, zhang, people, delivered=timedelta(days=1))
    assert kinds(item.meeting) == [Check.LATE_MATERIALS]
    found = Finding.objects.get()
    assert (found.item, found.found_on, found.status) == (None, DAY, FindingStatus.OPEN)
    assert AuditEvent.objects.get(verb="decisions.checked").details == {"findings": 1}
    assert Notification.objects.filter(recipient=sun, text__contains="查出1个问题").count() == 1


def test_checking_again_finds_nothing_new(town, zhang, people):
    item = held(town, zhang, people, delivered=timedelta(days=1))
    with at(DAY + timedelta(1)):
        assert workflow.check_meeting(item.meeting, on=DAY + timedelta(1)) == []
    assert Finding.objects.count() == 1


@pytest.mark.parametrize("status", ["planned", "open", "cancelled"])
def test_a_meeting_that_is_not_over_is_not_checked(town, zhang, people, status):
    item = held(town, zhang, people, delivered=timedelta(days=1))
    Finding.objects.all().delete()
    Meeting.objects.update(status=status)
    assert workflow.check_meeting(item.meeting, on=DAY) == []


def test_an_emergency_is_found_without_its_prerequisites_and_unconfirmed_the_day_after_it_was_due(
    town, zhang, people
):
    item = held(town, zhang, people, complete=False, emergency="山洪冲毁道路")
    assert kinds(item.meeting) == [Check.NO_PREREQUISITE]
    due = DAY + timedelta(days=15)
    for on, found in ((due, 0), (due + timedelta(1), 1), (due + timedelta(2), 0)):
        with at(on):
            assert sweep.check_promises(on)["decision_findings"] == found + (on == due)
    assert {Check.UNCONFIRMED, Check.NOT_ARCHIVED} <= set(kinds(item.meeting))


def test_an_emergency_confirmed_by_the_next_meeting_is_not_found(town, zhang, people):
    item = held(town, zhang, people, complete=False, emergency="山洪冲毁道路")
    held(town, zhang, people, day=DAY + timedelta(7), title="追认", confirms=item, payee="")
    late = DAY + timedelta(30)
    with at(late):
        sweep.check_promises(late)
    assert Check.UNCONFIRMED not in kinds(item.meeting)


def test_a_meeting_not_archived_is_found_the_day_after_two_working_days(town, zhang, people):
    item = held(town, zhang, people)  # a Friday: due on Tuesday the 24th
    for on, found in ((date(2026, 11, 24), 0), (date(2026, 11, 25), 1), (date(2026, 11, 26), 0)):
        with at(on):
            assert sweep.check_promises(on) == {"decision_findings": found}
    assert kinds(item.meeting) == [Check.NOT_ARCHIVED]


def test_a_finding_stays_when_what_it_found_is_mended(town, zhang, people):
    """It was late, and is explained: it does not go away by itself."""
    item = held(town, zhang, people, delivered=timedelta(days=1))
    item.meeting.attendances.update(delivered_at=None)
    workflow.check_meeting(item.meeting, on=DAY + timedelta(1))
    assert Finding.objects.get().found_on == DAY


def test_a_decision_against_the_advice_is_found_for_good(town, zhang, people):
    with at(DAY - BEFORE):
        item = proposed(town, zhang, category="project", title="河道治理")
        assess_again(item, zhang)
        meeting = planned(town, zhang, people)
        item = workflow.schedule(item, meeting, by=zhang)
        workflow.deliver(meeting, by=zhang, people=people)
    with at(DAY):
        opened(meeting, zhang)
        decided(item, zhang, dict.fromkeys([*people[1:], people[0]], "agree"))
        workflow.close_meeting(meeting, by=zhang)
    found = Finding.objects.get(check_kind=Check.AGAINST_ADVICE)
    assert (found.item, found.article) == (item, 47) and "暂缓" in found.text


def assess_again(item, by):
    item.assessment.delete()
    assess(item, by, conclusion="defer")


def test_split_amounts_are_found_in_each_of_the_items(town, zhang, sun, people):
    matter = workflow.add_matter(
        town, by=sun, code="D1", name="大额资金", category="funds", threshold=Decimal(100000)
    )
    split = {"matter": matter, "payee": "甲公司"}
    first = held(town, zhang, people, title="一期", **split)
    second = held(town, zhang, people, day=DAY + timedelta(3), title="二期", **split)
    assert kinds(second.meeting) == [Check.SPLIT]
    workflow.check_meeting(first.meeting, on=DAY + timedelta(3))
    assert Check.SPLIT in kinds(first.meeting)


def test_votes_are_counted_by_the_list_of_the_day_and_not_by_a_later_one(town, zhang, sun, people):
    with at(DAY - timedelta(9)):
        matter = workflow.add_matter(town, by=sun, code="D1", name="大额资金", category="funds")
    views = dict.fromkeys([*people[1:], people[0]], "agree") | {people[1]: "disagree"}
    item = held(town, zhang, people, matter=matter, views=views)  # three of four
    with at(DAY + timedelta(1)):
        workflow.change_matter(matter, by=sun, fraction="1/1")
        assert workflow.check_meeting(item.meeting, on=DAY + timedelta(1)) == []


def test_materials_are_judged_by_the_setting_of_the_day(town, zhang, people):
    SettingValue.objects.create(
        key="decisions.materials_days", value=5, valid_from=DAY + timedelta(1), set_by="党委", reason="改"
    )
    item = held(town, zhang, people)
    with at(DAY + timedelta(2)):
        assert workflow.check_meeting(item.meeting, on=DAY + timedelta(2)) == []


def test_a_result_changed_behind_the_moves_is_found_by_counting_again(town, zhang, people):
    item = held(town, zhang, people)
    item.outcome = "rejected"
    item.save()
    assert [one.check_kind for one in workflow.check_meeting(item.meeting, on=DAY)] == [Check.ARITHMETIC]


# -- words ------------------------------------------------------------------------------------------------


@pytest.fixture
def finding(town, zhang, people, xishan):
    """On an item that 西山村 proposed."""
    item = held(town, zhang, people, unit=xishan)
    return Finding.objects.create(
        meeting=item.meeting,
        item=item,
        check_kind="split",
        severity="medium",
        article=34,
        text="合计",
        found_on=DAY,
    )


@pytest.fixture
def of_meeting(finding):
    return Finding.objects.create(
        meeting=finding.meeting,
        check_kind="late_materials",
        severity="low",
        article=30,
        text="晚",
        found_on=DAY,
    )


@pytest.mark.parametrize(
    ("status", "verb", "open_to_all"),
    [
        ("open", "explain", True),
        ("open", "rectify", True),
        ("explained", "explain", False),
        ("explained", "rectify", True),
        ("rectified", "explain", False),
        ("rectified", "rectify", False),
    ],
)
@pytest.mark.parametrize(
    ("who", "keeps"),
    [
        ("zhang", True),
        ("sun", True),
        ("zhao", True),
        ("li", True),
        ("wang", False),
        ("zhou", False),
        ("wu", False),
    ],
)
def test_who_may_say_what_about_a_finding(request, finding, status, verb, open_to_all, who, keeps):
    said = {
        "explained": {"answer": "x", "answered_on": DAY},
        "rectified": {"remedy": "x", "remedied_on": DAY},
    }
    Finding.objects.filter(pk=finding.pk).update(status=status, **said.get(status, {}))
    finding.refresh_from_db()
    user, deed = request.getfixturevalue(who), getattr(workflow, verb)
    if keeps and open_to_all:
        assert deed(finding, by=user, text="已补办。").status == f"{verb.replace('rectify', 'rectifi')}ed"
        return
    with pytest.raises(Refusal):
        deed(finding, by=user, text="已补办。")


def test_a_head_has_no_word_on_the_meeting_itself(of_meeting, li):
    with pytest.raises(Refusal, match="镇纪委说明"):
        workflow.explain(of_meeting, by=li, text="与我无关。")


def test_what_was_explained_stays_beside_what_was_rectified(finding, zhang, sun):
    with at(DAY + timedelta(1)):
        workflow.explain(finding, by=zhang, text="两个独立的项目。")
    with at(DAY + timedelta(2)):
        workflow.rectify(finding, by=sun, text="已合并上会。")
    finding.refresh_from_db()
    assert (finding.answer, finding.answered_on) == ("两个独立的项目。", DAY + timedelta(1))
    assert (finding.remedy, finding.remedied_on) == ("已合并上会。", DAY + timedelta(2))
    assert "张晓梅" in finding.answered_by and "孙正平" in finding.remedied_by


@pytest.mark.parametrize("status", ["explained", "rectified"])
def test_the_database_refuses_an_answer_without_words(finding, status):
    with pytest.raises(IntegrityError):
        Finding.objects.update(status=status, answered_on=DAY, remedied_on=DAY)


# -- pages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("zhang", {"合计", "晚"}),
        ("sun", {"合计", "晚"}),
        ("zhao", {"合计", "晚"}),
        ("li", {"合计"}),
        ("wang", set()),
        ("zhou", set()),
    ],
)
def test_who_reads_of_a_finding(request, client, finding, of_meeting, who, sees):
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("decisions:checks")).content.decode()
    assert {word for word in ("合计", "晚") if f'<span class="sub">{word}' in page} == sees
    for one in (finding, of_meeting):
        assert client.get(one.get_absolute_url()).status_code == (200 if one.text in sees else 404)


def test_whoever_records_a_meeting_sees_its_findings(client, finding, of_meeting, zhou):
    Meeting.objects.update(recorder=zhou)
    client.force_login(zhou)
    assert client.get(of_meeting.get_absolute_url()).status_code == 200


def test_a_finding_is_explained_on_its_page(client, finding, li):
    client.force_login(li)
    address = reverse("decisions:explain", args=[finding.pk])
    assert "合计" in client.get(address).content.decode()
    assert (
        "必填" in client.post(address, {"text": "  "}).content.decode()
        or not Finding.objects.get(pk=finding.pk).answer
    )
    page = client.post(address, {"text": "<b>两件事</b>"}, follow=True).content.decode()
    assert "&lt;b&gt;两件事" in page and "已说明" in page
    refused = client.post(address, {"text": "再说"})
    assert "已经说明" in refused.content.decode()
    finding.refresh_from_db()
    assert finding.answer == "<b>两件事</b>"


def test_findings_stand_on_the_pages_of_the_item_and_of_the_meeting(client, finding, of_meeting, zhang, wang):
    client.force_login(zhang)
    item = client.get(finding.item.get_absolute_url()).content.decode()
    meeting = client.get(finding.meeting.get_absolute_url()).content.decode()
    assert (
        "金额可能化整为零" in item and "会议材料送达" not in item.split("决策检查")[-1].split("会前程序")[0]
    )
    assert "金额可能化整为零" in meeting and "会议材料送达不足规定时间" in meeting


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?check=split", {"合计"}),
        ("?severity=low", {"晚"}),
        ("?state=open", {"合计", "晚"}),
        ("?state=rectified", set()),
        ("?state=nonsense", set()),
    ],
)
def test_the_list_is_narrowed_by_its_address(client, finding, of_meeting, zhang, query, shown):
    client.force_login(zhang)
    page = client.get(reverse("decisions:checks") + query).content.decode()
    assert {word for word in ("合计", "晚") if f'<span class="sub">{word}' in page} == shown


def test_a_unit_is_whose_meeting_or_whose_item_it_was(client, finding, of_meeting, zhang, xishan, town):
    client.force_login(zhang)
    for unit, shown in ((xishan, {"合计"}), (town, {"合计", "晚"})):
        page = client.get(f"{reverse('decisions:checks')}?unit={unit.pk}").content.decode()
        assert {word for word in ("合计", "晚") if f'<span class="sub">{word}' in page} == shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_questions_for_one_finding_and_for_three(
    client, town, zhang, people, count, django_assert_num_queries
):
    for number in range(count):
        held(
            town,
            zhang,
            people,
            day=DAY + timedelta(number),
            delivered=timedelta(days=1),
            title=f"事项{number}",
        )
    client.force_login(zhang)
    client.get(reverse("decisions:checks"))
    with django_assert_num_queries(9):
        page = client.get(reverse("decisions:checks")).content.decode()
    assert f"共 {count} 个问题" in page


@pytest.mark.parametrize(("who", "counted"), [("zhao", True), ("sun", True), ("wu", False)])
def test_the_leaders_page_counts_what_waits_for_words(request, client, finding, of_meeting, who, counted):
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("dashboard:overview")).content.decode()
    assert ("决策检查待说明" in page) is counted
    if counted:
        assert 'severity=medium">1</a>' in page and 'severity=low">1</a>' in page
