"""The record of a meeting: signed by its members, frozen, filed, amended beside it (art. 30)."""

import io
import json
import re

import pytest
from django.db import IntegrityError
from django.urls import reverse
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from core.verdict import Refusal
from deadlines.models import Deadline
from decisions import queries, workflow
from decisions.access import minutes as access
from decisions.enums import MeetingStatus, View
from decisions.models import Attendance, Meeting, Minutes
from decisions.rules import minutes as rules
from decisions.rules.minutes import Part
from notifications.models import Notification
from tests.decisions import held as made
from tests.decisions.test_workflow import meeting as recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(town, zhang, sun, zhao):
    """张 keeps the record; 赵 chairs, 孙 and 马德福, who has no account, are there."""
    return made.held(town, zhang, zhao.person, sun=sun)


def row_of(meeting, name) -> Attendance:
    return meeting.attendances.get(person__name=name)


def page_of(client, user, meeting) -> str:
    client.force_login(user)
    return client.get(reverse("decisions:minutes", args=[meeting.pk])).content.decode()


# -- signing ---------------------------------------------------------------------------------------------


def test_a_member_signs_with_the_own_account_and_it_is_kept_who_and_when(closed, sun):
    workflow.sign(row_of(closed, "孙正平"), by=sun)
    row = row_of(closed, "孙正平")
    assert (row.signed_on, row.signed_text) == (made.DAY, "七道江镇纪委书记 孙正平")
    assert AuditEvent.objects.order_by("-sequence").first().verb == "decisions.signed"


def test_nobody_signs_for_a_member_who_has_an_account(closed, zhang, zhao):
    row = row_of(closed, "孙正平")
    for by in (zhang, zhao):
        with pytest.raises(Refusal, match="由本人"):
            workflow.sign(row, by=by)
    with pytest.raises(Refusal, match="有自己的账号"):
        workflow.sign_for(row, by=zhang, paper="第3卷")
    assert not Attendance.objects.exclude(signed_on=None).exists()


def test_a_member_without_an_account_signs_on_paper_and_the_keeper_notes_where_it_lies(closed, zhang):
    workflow.sign_for(row_of(closed, "马德福"), by=zhang, paper="党政办第3卷")
    assert "马德福（按签字原件代录，原件：党政办第3卷）" in row_of(closed, "马德福").signed_text


def test_a_stranger_to_the_meeting_notes_no_paper(closed, li):
    with pytest.raises(Refusal, match="记录人"):
        workflow.sign_for(row_of(closed, "马德福"), by=li, paper="第3卷")


def test_whoever_was_absent_or_only_watched_does_not_sign(town, zhang, sun, zhao, qian):
    meeting = made.held(town, zhang, zhao.person, sun=sun, absent=[qian.person])
    for name, user in (("钱国栋", qian), ("张晓梅", zhang)):
        with pytest.raises(Refusal, match="到会的班子成员"):
            workflow.sign(row_of(meeting, name), by=user)


def test_an_objection_stands_beside_the_record_which_stays_as_it_was(closed, sun, zhang):
    before = queries.record_of(closed).record[1]
    workflow.object_to(row_of(closed, "孙正平"), by=sun, text="金额应为八十五万元。")
    after = queries.record_of(closed).record
    assert after[1] == before
    assert "异议：金额应为八十五万元。" in after[-1].lines[0]
    assert Notification.objects.filter(recipient=zhang, text__contains="写了异议").exists()


def test_a_signature_is_taken_back_by_whoever_gave_it_and_by_nobody_else(closed, sun, zhang, zhao):
    row = workflow.object_to(row_of(closed, "孙正平"), by=sun, text="有误。")
    for other in (zhang, zhao):
        with pytest.raises(Refusal, match="由本人"):
            workflow.unsign(row, by=other)
    workflow.unsign(row, by=sun)
    row = row_of(closed, "孙正平")
    assert (row.signed_on, row.objection) == (None, "")


def test_the_database_keeps_no_objection_of_somebody_who_did_not_sign(closed):
    with pytest.raises(IntegrityError):
        closed.attendances.update(objection="有误。")


def test_the_members_are_told_when_the_meeting_is_closed(closed, sun, zhao, zhang):
    told = Notification.objects.filter(key=f"meeting:{closed.pk}:to_sign")
    assert {one.recipient for one in told} == {sun, zhao}


# -- freezing and filing ---------------------------------------------------------------------------------


def test_the_record_is_not_frozen_before_the_last_member_has_signed(closed, sun, zhang):
    workflow.sign(row_of(closed, "孙正平"), by=sun)
    with pytest.raises(Refusal, match="还没有签认：赵启明、马德福"):
        workflow.freeze(closed, by=zhang)
    assert not Minutes.objects.exists()


def test_freezing_keeps_every_word_under_its_hash(closed, sun, zhao, zhang):
    meeting = made.frozen(closed, zhang, sun, zhao)
    words = queries.record_of(meeting)
    assert (meeting.status, meeting.frozen_on) == (MeetingStatus.FROZEN, made.DAY)
    assert meeting.minutes_sha256 == rules.fingerprint(words.record, words.summary)
    assert (words.is_whole, words.differences) == (True, [])


def test_a_change_behind_the_back_of_the_system_is_shown_with_the_lines(client, closed, sun, zhao, zhang):
    meeting = made.frozen(closed, zhang, sun, zhao)
    assert "与定稿时一致。" in page_of(client, zhang, meeting)
    meeting.items.get().opinions.filter(person=sun.person).update(view=View.DISAGREE)
    page = page_of(client, zhang, meeting)
    assert "登记的内容与定稿时不一致" in page
    assert "定稿时：1. 孙正平：同意。" in page
    assert "现在：1. 孙正平：不同意。" in page


def test_a_changed_copy_of_the_frozen_words_is_shown_too(client, closed, sun, zhao, zhang):
    meeting = made.frozen(closed, zhang, sun, zhao)
    Minutes.objects.update(summary=[["会议概况", ["改过"]]])
    assert "定稿的文字与校验值不符" in page_of(client, zhang, meeting)


def test_frozen_words_that_were_taken_away_are_missed(client, closed, sun, zhao, zhang):
    meeting = made.frozen(closed, zhang, sun, zhao)
    Minutes.objects.all().delete()
    assert "定稿的文字与校验值不符" in page_of(client, zhang, meeting)


def test_filing_meets_the_promise_made_when_the_meeting_was_closed(closed, sun, zhao, zhang):
    promise = Deadline.objects.get(kind="meeting_archive")
    assert promise.state == "open"
    meeting = workflow.archive(made.frozen(closed, zhang, sun, zhao), by=zhang)
    promise.refresh_from_db()
    assert (meeting.status, meeting.archived_on) == (MeetingStatus.ARCHIVED, made.DAY)
    assert (promise.state, promise.met_on) == ("met", made.DAY)


def test_a_meeting_entered_later_is_frozen_and_filed_on_the_strength_of_its_paper(town, zhang, sun, zhao):
    """Its members signed the paper when it was held; asking them again would be paper for paper's sake."""
    meeting = recorded(town, zhang, zhao.person, [sun.person, zhao.person])
    with pytest.raises(Refusal, match="纸质原件"):
        workflow.sign(row_of(meeting, "孙正平"), by=sun)
    meeting = workflow.archive(workflow.freeze(meeting, by=zhang), by=zhang)
    assert meeting.status == MeetingStatus.ARCHIVED
    assert queries.record_of(meeting).record[-1].lines == ("会议补录，成员签名以纸质原件为准",)


def test_what_is_wrong_in_a_frozen_record_is_said_beside_it(client, closed, sun, zhao, zhang):
    meeting = made.frozen(closed, zhang, sun, zhao)
    words = queries.record_of(meeting)
    workflow.amend(meeting, by=zhang, text="收款方名称有误，应为白山市路桥公司。")
    assert queries.record_of(meeting) == words
    page = page_of(client, sun, meeting)
    assert "应为白山市路桥公司。" in page
    assert "七道江镇纪委委员 张晓梅" in page
    told = Notification.objects.filter(text__contains="一条补正")
    assert {one.recipient for one in told} == {sun, zhao}


def test_after_freezing_no_move_changes_meeting_item_or_view(closed, sun, zhao, zhang):
    meeting = made.frozen(closed, zhang, sun, zhao)
    item, row = meeting.items.get(), row_of(meeting, "孙正平")
    by = {"by": zhang}
    member = {"person": sun.person}
    tries = [
        lambda: workflow.change_meeting(meeting, **by, members=[zhao.person], title="改"),
        lambda: workflow.cancel_meeting(meeting, **by),
        lambda: workflow.deliver(meeting, **by, people=[sun.person]),
        lambda: workflow.open_meeting(meeting, **by, presences={}),
        lambda: workflow.mark_presence(row, **by, presence="absent", reason="离会"),
        lambda: workflow.add_on_the_spot(
            meeting, **by, reason="防汛", category="funds", title="防", proposal="防"
        ),
        lambda: workflow.close_meeting(meeting, **by),
        lambda: workflow.change(item, **by, title="改"),
        lambda: workflow.withdraw(item, **by, reason="改"),
        lambda: workflow.strike(item.fulfilments.first(), **by),
        lambda: workflow.unschedule(item, **by),
        lambda: workflow.take_up(item, **by),
        lambda: workflow.express(item, **by, **member, view="disagree", reason="改", seen="agree"),
        lambda: workflow.take_back(item, **by, **member),
        lambda: workflow.step_back(item, **by, **member, reason="改"),
        lambda: workflow.settle(item, **by, outcome="rejected"),
        lambda: workflow.sign(row, by=sun),
        lambda: workflow.unsign(row, by=sun),
        lambda: workflow.freeze(meeting, **by),
    ]
    for number, attempt in enumerate(tries):
        with pytest.raises(Refusal):
            attempt()
            pytest.fail(f"move {number} was not refused")
    assert queries.record_of(Meeting.objects.get(pk=meeting.pk)).differences == []


# -- who may, as a table ---------------------------------------------------------------------------------

# (status, who, move); the signature is 孙's own except for sign_for, which is 马德福's
ALLOWED = {
    ("closed", "sun", "sign"),
    ("closed", "zhang", "sign_for"),
    ("closed", "zhao", "sign_for"),
    ("closed", "sun", "sign_for"),
    ("frozen", "zhang", "archive"),
    ("frozen", "zhao", "archive"),
    ("frozen", "sun", "archive"),
    *((status, who, "amend") for status in ("frozen", "archived") for who in ("zhang", "zhao", "sun")),
}


@pytest.mark.parametrize("status", MeetingStatus)
def test_the_moves_of_a_record(request, closed, status):
    sealed = status in (MeetingStatus.FROZEN, MeetingStatus.ARCHIVED)
    early = status in (MeetingStatus.PLANNED, MeetingStatus.CANCELLED)
    Meeting.objects.update(
        status=status,
        minutes_sha256="0" * 64 if sealed else "",
        frozen_on=made.DAY if sealed else None,
        archived_on=made.DAY if status == MeetingStatus.ARCHIVED else None,
        discipline_present="" if early else "孙正平",
    )
    meeting = Meeting.objects.get()
    own, other = row_of(meeting, "孙正平"), row_of(meeting, "马德福")
    asked = {
        "sign": lambda user: access.may_sign(user, own),
        "sign_for": lambda user: access.may_sign_for(user, other),
        "archive": lambda user: access.may_archive(user, meeting),
        "amend": lambda user: access.may_amend(user, meeting),
        "freeze": lambda user: access.may_freeze(user, meeting),
    }
    cast = {
        name: request.getfixturevalue(name) for name in ("zhang", "sun", "zhao", "li", "zhou", "wang", "wu")
    }
    verdicts = {(who, move): ask(user) for who, user in cast.items() for move, ask in asked.items()}
    granted = {(status.value, *pair) for pair, verdict in verdicts.items() if verdict}
    assert granted == {row for row in ALLOWED if row[0] == status}
    assert all(verdict or verdict.reason.endswith("。") for verdict in verdicts.values())


@pytest.mark.parametrize(
    ("who", "may"), [("zhang", True), ("sun", True), ("zhao", True), ("li", False), ("wang", False)]
)
def test_the_record_is_frozen_by_its_keepers(request, closed, sun, zhao, zhang, who, may):
    meeting = made.signed(closed, zhang, sun, zhao)
    assert bool(access.may_freeze(request.getfixturevalue(who), meeting)) is may


# -- what it says ----------------------------------------------------------------------------------------


def text_of(response) -> str:
    document = Document(io.BytesIO(b"".join(response) if response.streaming else response.content))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + tables)


def word(client, user, meeting, what) -> str:
    client.force_login(user)
    return text_of(client.get(reverse("decisions:minutes_file", args=[meeting.pk, what, "docx"])))


def test_the_record_names_everybody_and_everything_in_the_order_it_was_said(
    town, client, zhang, sun, zhao, qian
):
    meeting = made.held(town, zhang, zhao.person, sun=sun, absent=[qian.person])
    text = word(client, zhang, meeting, "record")
    for said in (
        "党委会第9次会议",
        "2026年11月24日",
        "镇政府会议室",
        "应到4人，到会3人",
        "钱国栋（七道江镇纪检干事），因公出差",
        "纪委参加人：孙正平",
        "金额：860,000.00元",
        "从镇级预算列支。",
        "会前程序：财务部门审查意见，2026年11月24日，财政所，财审〔2026〕8号",
        "结果：通过",
        "决议：同意，由财政所落实。",
    ):
        assert said in text
    order = re.findall(r"\d\. (\S+?)：同意", text)
    assert order == ["孙正平", "马德福", "赵启明"]
    assert "计票：" in text
    assert "未定稿" in text


def test_a_written_view_of_an_absent_member_is_marked_as_not_counted(town, client, zhang, sun, zhao, qian):
    item = made.proposed(town, zhang)
    meeting = made.opened(town, zhang, zhao.person, [item], members=[sun.person], absent=[qian.person])
    views = {qian.person: View.DISAGREE, sun.person: View.AGREE, zhao.person: View.AGREE}
    made.decided(item, zhang, views=views)
    meeting.refresh_from_db()
    workflow.close_meeting(meeting, by=zhang)
    text = word(client, zhang, meeting, "record")
    assert "3. 钱国栋（请假，书面意见，不计票）：不同意。" in text


def test_recusal_ballot_and_assessment_stand_in_the_record(town, client, zhang, sun, zhao, qian):
    item = made.proposed(town, zhang, way="ballot", needs_assessment=True)
    workflow.assess(
        item,
        by=zhang,
        points="工程变更",
        measures="公开比选",
        analysis="可控",
        conclusion="feasible",
        assessed_by="镇纪委",
        assessed_on=made.DAY,
    )
    members = [sun.person, qian.person, made.old_member(town)]
    meeting = made.opened(town, zhang, zhao.person, [item], members=members)
    item.refresh_from_db()
    workflow.take_up(item, by=zhang)
    workflow.step_back(item, by=zhang, person=qian.person, reason="亲属参与工程")
    counts = {"agree": 3, "disagree": 0, "abstain": 0, "invalid": 0}
    voters = [zhao.person, sun.person, made.old_member(town)]
    workflow.enter_tally(
        item, by=zhang, voters=voters, tellers=(sun.person, qian.person), counts=(counts, counts)
    )
    workflow.settle(item, by=zhang, outcome="passed", resolution="同意。")
    meeting.refresh_from_db()
    workflow.close_meeting(meeting, by=zhang)
    text = word(client, zhang, meeting, "record")
    assert "廉政风险评估结论：可行（镇纪委，2026年11月24日）" in text
    assert "回避：钱国栋，亲属参与工程" in text
    assert "无记名票决，投票3人：赵启明、孙正平、马德福" in text
    assert "同意3票，不同意0票，弃权0票，废票0张" in text
    assert "计票人：孙正平，监票人：钱国栋" in text


def test_the_summary_tells_results_and_no_views(client, closed, zhang):
    text = word(client, zhang, closed, "summary")
    assert "结果：通过" in text
    assert "决议：同意，由财政所落实。" in text
    assert "马德福" not in text
    assert "理由" not in text


@pytest.mark.slow
@pytest.mark.parametrize("what", ["record", "summary"])
def test_both_come_as_pdf(client, closed, zhang, what):
    client.force_login(zhang)
    response = client.get(reverse("decisions:minutes_file", args=[closed.pk, what, "pdf"]))
    content = b"".join(response) if response.streaming else response.content
    assert content.startswith(b"%PDF")


def test_a_frozen_record_prints_as_it_was_frozen_with_its_addenda(client, closed, sun, zhao, zhang):
    meeting = made.frozen(closed, zhang, sun, zhao)
    workflow.amend(meeting, by=zhang, text="补一句。")
    meeting.items.update(resolution="改过的决议。")
    text = word(client, zhang, meeting, "record")
    assert "同意，由财政所落实。" in text
    assert "改过的决议" not in text
    assert "补一句。" in text
    assert meeting.minutes_sha256 in text


@pytest.mark.parametrize(
    ("who", "status"),
    [("zhang", 200), ("sun", 200), ("zhao", 200), ("li", 404), ("wang", 404), ("zhou", 404)],
)
def test_record_and_summary_are_for_those_who_hear_the_views(
    request, client, town, xishan, zhang, sun, zhao, who, status
):
    """The item is 西山村's, so 李 and 周 read the item; who said what is not theirs to know."""
    meeting = made.held(town, zhang, zhao.person, sun=sun, unit=xishan)
    client.force_login(request.getfixturevalue(who))
    for what in ("record", "summary"):
        response = client.get(reverse("decisions:minutes_file", args=[meeting.pk, what, "docx"]))
        assert response.status_code == status
    assert client.get(reverse("decisions:minutes", args=[meeting.pk])).status_code == status


def test_there_is_no_record_before_the_meeting_is_over(client, town, zhang, sun, zhao):
    meeting = made.opened(town, zhang, zhao.person, [made.proposed(town, zhang)], members=[sun.person])
    client.force_login(zhang)
    response = client.get(reverse("decisions:minutes", args=[meeting.pk]))
    assert response.status_code == 403
    assert "散会以后才有会议记录。" in response.content.decode()


def test_a_whole_record_is_signed_frozen_and_filed_on_its_page(client, closed, sun, zhao, zhang):
    for user in (sun, zhao):
        assert "属实，签认" in page_of(client, user, closed)
        name = user.person.name
        client.post(reverse("decisions:sign", args=[row_of(closed, name).pk]))
    assert "等待成员签认" in page_of(client, zhang, closed)
    paper = reverse("decisions:sign_for", args=[row_of(closed, "马德福").pk])
    client.post(paper, {"paper": "党政办第3卷"})
    assert "到会成员已全部签认。" in page_of(client, zhang, closed)
    client.post(reverse("decisions:freeze", args=[closed.pk]))
    assert "存档完毕，归档" in page_of(client, zhang, closed)
    client.post(reverse("decisions:archive", args=[closed.pk]))
    closed.refresh_from_db()
    assert closed.status == MeetingStatus.ARCHIVED


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_item_and_for_three(
    count, client, town, zhang, sun, zhao, django_assert_num_queries
):
    items = [made.proposed(town, zhang, title=f"议题{number}", payee="") for number in range(count)]
    meeting = made.opened(town, zhang, zhao.person, items, members=[sun.person])
    for item in items:
        made.decided(item, zhang, views={sun.person: View.AGREE, zhao.person: View.AGREE})
    meeting.refresh_from_db()
    workflow.close_meeting(meeting, by=zhang)
    client.force_login(zhang)
    with django_assert_num_queries(
        18
    ):  # session, user, roles, units, meeting, signatures, record (9), addenda, due, inbox
        client.get(reverse("decisions:minutes", args=[meeting.pk]))


# -- the words themselves --------------------------------------------------------------------------------


def test_the_hash_knows_where_a_line_ends():
    one, two = [Part("甲", ("乙", "丙"))], [Part("甲", ("乙丙",))]
    assert rules.fingerprint(one, []) != rules.fingerprint(two, [])
    assert rules.fingerprint(one, []) != rules.fingerprint([], one)


PARTS = st.lists(st.builds(Part, st.text(), st.lists(st.text(), max_size=4).map(tuple)), max_size=4)


@given(PARTS)
def test_what_is_kept_reads_back(parts):
    assert rules.read(json.loads(json.dumps(rules.kept(parts)))) == parts


@given(PARTS, PARTS)
def test_two_records_have_one_hash_only_if_they_are_the_same(one, other):
    same = rules.fingerprint(one, []) == rules.fingerprint(other, [])
    assert same == (one == other) == (rules.differences(one, other) == [])


def test_differences_name_lines_gone_come_and_turned_round():
    was = [Part("甲", ("一", "二")), Part("乙", ("三",))]
    assert rules.differences(was, was) == []
    assert rules.differences(was, [Part("甲", ("一", "四"))]) == [
        ("甲", ("二",), ("四",)),
        ("乙", ("乙", "三"), ("",)),
    ]
    assert rules.differences(was[:1], [Part("甲", ("二", "一"))]) == [("甲", ("一", "二"), ("二", "一"))]


@pytest.mark.parametrize(
    ("line", "label", "rest"),
    [
        ("主持人：赵启明", "主持人：", "赵启明"),
        ("应到7人，到会6人：赵、孙", "", "应到7人，到会6人：赵、孙"),
        ("1. 赵启明：同意。", "", "1. 赵启明：同意。"),
        ("会议补录", "", "会议补录"),
        ("决议：甲：乙", "决议：", "甲：乙"),
    ],
)
def test_a_line_has_its_label_before_the_first_colon(line, label, rest):
    assert Part("甲", (line,)).labelled == [(label, rest)]


def test_an_unsigned_record_prints_places_to_sign(client, closed, sun, zhang):
    workflow.sign(row_of(closed, "孙正平"), by=sun)
    text = word(client, zhang, closed, "record")
    assert "马德福（签字）：" in text
    assert "孙正平（签字）：" not in text
    assert "（签字）" not in word(client, zhang, closed, "summary")
