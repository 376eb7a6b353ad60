"""问题情形 and 责任追究 (art. 46, 47, 49): a unit is heard, another confirms, and what was decided elsewhere is kept."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from assessment.access import accountability as access
from assessment.enums import Capacity, Consequence, Failing, FindingStatus
from assessment.models import Finding, FindingEvidence, Responsibility
from assessment.pages.accountability import todos
from assessment.queries import accountability as queries
from assessment.queries import possible
from assessment.workflow import accountability as workflow
from core import clock
from core.verdict import Refusal
from deadlines import sweep
from deadlines.models import Deadline
from decisions.models import Finding as Check
from notifications.models import Notification
from organisations.enums import ManagedBy
from rulebook.models import SettingValue
from tests.assessment.signed import signed_warning
from tests.factories import InspectionFactory, PersonFactory, RiskPointFactory
from tests.factories.accountability import FindingFactory, ResponsibilityFactory
from tests.factories.decisions import AgendaItemFactory, MeetingFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
PAPER = {"decided_by": "镇党委", "decided_on": date(2026, 11, 20), "paper_number": "七党发〔2026〕9号"}


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(TODAY):
        yield


def at(name, *args) -> str:
    return reverse(f"assessment:{name}", args=args)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def drafted(unit, by, kind=Failing.SCREENING, **content):
    said = {"facts": "三个风险点没有防控措施。", "found_on": date(2026, 11, 2), "found_by": "督查"} | content
    return workflow.draft(unit, by=by, kind=kind, **said)


def confirmed(unit, li, zhang, qian, **content):
    finding = workflow.send(drafted(unit, zhang, **content), by=zhang)
    workflow.state(finding, by=li, statement="情况属实。")
    return workflow.confirm(finding, by=qian, confirmation="事实清楚。")


def clerk(xishan, **fields):
    return PersonFactory(name="何会计", unit=xishan, title="报账员", **fields)


# -- a life in the browser ----------------------------------------------------------------------------------


def test_art_49_a_finding_from_the_proposal_to_the_responsibility(client, xishan, li, zhang, qian):
    RiskPointFactory(unit=xishan, registered=True)
    client.force_login(zhang)
    page = body(client.get(at("possible_findings")))
    assert "在册风险点都有防控措施”有1项没有做到" in page
    assert not Finding.objects.exists(), "proposed, never imposed"
    url = f"{at('draft_finding')}?unit={xishan.pk}&kind=screening"
    assert "checked" in body(client.get(url))
    said = {
        "kind": "screening",
        "facts": "一个风险点没有措施。",
        "found_on": "2026-11-20",
        "found_by": "督查",
    }
    assert "已起草" in body(client.post(url, said | {"evidence": ["duty-points_measured"]}, follow=True))
    finding = Finding.objects.get()
    assert finding.evidence.get().duty == "points_measured"
    assert "points_measured" not in body(client.get(at("possible_findings"))), (
        "what is registered is not proposed again"
    )
    client.post(at("send_finding", finding.pk))

    client.force_login(li)
    assert "于2026年12月4日（含）前提交" in Notification.objects.get(recipient=li).text
    client.post(at("state_finding", finding.pk), {"statement": "正在补。"})

    client.force_login(qian)
    assert "正在补。" in body(client.get(at("confirm_finding", finding.pk)))
    client.post(at("confirm_finding", finding.pk), {"confirmation": "事实清楚。"})
    person = clerk(xishan)
    held = {"capacity": "other", "person": person.pk, "consequence": "criticism", "decided_by": "镇党委"}
    held |= {"decided_on": "2026-11-23", "paper_number": "七党发〔2026〕9号"}
    page = body(client.post(at("hold_responsible", finding.pk), held, follow=True))
    assert "何会计" in page and "还没有告知本人" in page
    client.post(at("tell_responsible", Responsibility.objects.get().pk))
    client.force_login(li)
    page = body(client.get(finding.get_absolute_url()))
    assert "已追责" in page and "何会计" in page and "2026年11月24日告知" in page


def test_a_mistake_stands_at_its_field_and_nothing_is_lost(client, xishan, zhang):
    finding = FindingFactory(unit=xishan, status="confirmed")
    client.force_login(zhang)
    upper = clerk(xishan, managed_by=ManagedBy.UPPER)
    said = {"capacity": "other", "person": upper.pk, "consequence": "to_justice", "told_on": "2026-12-01"}
    page = body(client.post(at("hold_responsible", finding.pk), said | PAPER))
    assert "何会计同志由上级管理，请报上级纪检监察机关处置。" in page
    assert "已移交的，请写明移交给哪个机关。" in page
    assert "日期不能晚于今天。" in page
    assert "七党发〔2026〕9号" in page
    assert not Responsibility.objects.exists()


def test_a_draft_is_changed_line_by_line_and_a_lost_update_is_refused(client, xishan, zhang, qian):
    finding = drafted(xishan, zhang, evidence=[{"text": "会议记录"}, {"text": "走访照片"}])
    first = finding.evidence.first()
    client.force_login(qian)
    said = {"kind": "openness", "facts": "公开栏没有更新。", "found_on": "2026-11-20", "found_by": "走访"}
    said |= {"evidence": [f"row-{first.pk}"], "other": "公开栏照片", "version": finding.version}
    client.post(at("change_finding", finding.pk), said)
    assert [row.text for row in finding.evidence.all()] == ["会议记录", "公开栏照片"]
    assert "别人已经改过" in body(client.post(at("change_finding", finding.pk), said))


# -- who may do what, in which state ------------------------------------------------------------------------

# by state, the moves of: who drafted it, another of 镇纪委, the unit's head; nobody else has any
TABLE = {
    "draft": ("change send dismiss", "change send dismiss", ""),
    "hearing": ("dismiss", "dismiss", "state"),
    "heard": ("dismiss", "confirm dismiss", ""),
    "confirmed": ("rectify hold report_up",) * 2 + ("",),
    "rectified": ("hold report_up",) * 2 + ("",),
    "held": ("rectify hold report_up",) * 2 + ("",),
    "dismissed": ("", "", ""),
}
NOBODY_ELSE = ("zhou", "wang", "zhao", "wu", "han", "zheng", "feng", "chen")


@pytest.mark.parametrize("status", FindingStatus)
def test_art_49_every_move_has_its_turn_and_its_people(request, status, xishan, zhang, qian, li):
    finding = FindingFactory(unit=xishan, status=status, drafted_by=zhang)
    found = tuple(
        " ".join(verb for verb, ask in access.ASKED.items() if ask(user, finding))
        for user in (zhang, qian, li)
    )
    assert found == TABLE[status]
    for who in NOBODY_ELSE:
        user = request.getfixturevalue(who)
        assert not any(ask(user, finding) for ask in access.ASKED.values()), who
    assert set(access.ASKED) == set(access.MOVES)


@pytest.mark.parametrize("status", ["draft", "hearing", "heard", "confirmed"])
def test_art_46_the_town_does_not_judge_itself(status, town, zhang, qian, wu, han):
    finding = FindingFactory(unit=town, status=status, drafted_by=wu)
    moves = {"draft": "change send dismiss", "hearing": "", "heard": "", "confirmed": ""}[status]
    assert " ".join(verb for verb, ask in access.ASKED.items() if ask(qian, finding)) == moves
    judged = {"draft": "change send dismiss", "hearing": "state dismiss", "heard": "confirm dismiss"}
    expected = judged.get(status, "rectify hold")
    assert " ".join(verb for verb, ask in access.ASKED.items() if ask(han, finding)) == expected


def test_art_49_nobody_confirms_before_the_unit_was_heard_or_let_its_day_pass(xishan, li, zhang, qian):
    finding = workflow.send(drafted(xishan, zhang), by=zhang)
    with clock.at(finding.statement_due_on), pytest.raises(Refusal, match="陈述期限也没有到"):
        workflow.confirm(finding, by=qian, confirmation="清楚。")
    with clock.at(finding.statement_due_on + timedelta(days=1)):
        assert workflow.confirm(finding, by=qian, confirmation="清楚。").status == "confirmed"


def test_what_was_typed_for_a_head_without_an_account_is_confirmed_by_a_third(minzheng, zhang, qian, sun):
    finding = workflow.send(drafted(minzheng, zhang), by=zhang)
    with pytest.raises(Refusal, match="您在代录"):
        workflow.state(finding, by=qian, statement="属实。")
    finding = workflow.state(finding, by=qian, statement="属实。", on_behalf_of="马主任")
    assert finding.stated_by == "马主任（钱国栋代录）"
    with pytest.raises(Refusal, match="由您代录"):
        workflow.confirm(finding, by=qian, confirmation="清楚。")
    assert workflow.confirm(finding, by=sun, confirmation="清楚。").confirmed_by == sun


def test_the_days_of_the_statement_are_a_setting_and_a_promise(xishan, zhou, li, zhang):
    SettingValue.objects.create(
        key="assessment.statement_days",
        value=5,
        valid_from=date(2026, 1, 1),
        set_by="孙正平",
        set_at=clock.now(),
        reason="从快",
    )
    finding = workflow.send(drafted(xishan, zhang), by=zhang)
    deadline = Deadline.objects.get()
    assert (deadline.due_on, deadline.article) == (date(2026, 11, 29), 49)
    assert "11月24日送达单位，自次日起算5日" in deadline.arithmetic
    told = Notification.objects.filter(text__contains="问题情形")
    sweep.run(date(2026, 11, 28))
    assert told.filter(recipient=li).count() == 2, "told, and reminded"
    sweep.run(date(2026, 11, 30))
    assert told.filter(recipient=zhang).exists()
    assert not told.filter(recipient=zhou).exists(), "the collector learns nothing of it"
    workflow.state(finding, by=li, statement="属实。")
    deadline.refresh_from_db()
    assert deadline.state == "met"


def test_letters_name_neither_the_failing_nor_anybody(xishan, li, zhang, qian, zhou):
    finding = confirmed(xishan, li, zhang, qian)
    workflow.hold(finding, by=zhang, person=zhou.person, capacity="other", consequence="interview", **PAPER)
    workflow.tell(Responsibility.objects.get(), by=zhang)
    texts = " ".join(Notification.objects.values_list("text", flat=True))
    assert "与您有关" in texts and "已经认定" in texts
    for word in ("风险点", "周小燕", "约谈"):
        assert word not in texts


# -- responsibility -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [{"managed_by": ManagedBy.UPPER}, {"is_discipline_staff": True}])
def test_art_46_whom_the_town_may_not_judge_it_reports(xishan, li, zhang, qian, wu, person):
    """管理权限: the town reports up; from then on the upper body sees the finding and records what it decided."""
    finding, somebody = confirmed(xishan, li, zhang, qian), clerk(xishan, **person)
    held = {"person": somebody, "capacity": Capacity.OTHER, "consequence": Consequence.INTERVIEW} | PAPER
    with pytest.raises(Refusal, match="上级纪检监察机关处置"):
        workflow.hold(finding, by=zhang, **held)
    assert not queries.visible_to(wu).exists()
    workflow.report_up(finding, by=zhang)
    assert [todo.title for todo in todos(wu, TODAY)] == ["上报的问题情形待追究责任"]
    assert workflow.hold(finding, by=wu, **held).recorded_by == wu
    assert todos(wu, TODAY)[0].title == "被追责人还没有告知"


@pytest.mark.parametrize(
    ("kind", "capacity", "granted"),
    [
        (Failing.NO_ASSESSMENT, Capacity.MAINLY, True),
        (Failing.NO_ASSESSMENT, Capacity.DIRECTLY, False),
        (Failing.ADVICE_IGNORED, Capacity.DIRECTLY, True),
        (Failing.ADVICE_IGNORED, Capacity.MAINLY, False),
        (Failing.SCREENING, Capacity.MAINLY, False),
    ],
)
def test_art_47_the_organisation_itself_answers_only_for_decisions(
    xishan, li, zhang, qian, kind, capacity, granted
):
    finding = confirmed(xishan, li, zhang, qian, kind=kind)
    held = {"capacity": capacity, "consequence": Consequence.CRITICISM} | PAPER
    if not granted:
        with pytest.raises(Refusal, match="单位的主要责任只对"):
            workflow.hold(finding, by=zhang, **held)
        return
    assert workflow.hold(finding, by=zhang, **held).whose == "西山村"
    assert Notification.objects.filter(recipient=li, text__contains="单位的责任").exists()
    with pytest.raises(Refusal, match="不用重复登记"):
        workflow.hold(finding, by=qian, **held)


def test_art_47_what_was_handed_on_says_to_whom_and_nothing_else_may(xishan, zhang):
    finding, person = FindingFactory(unit=xishan, status="confirmed"), clerk(xishan)
    held = {"person": person, "capacity": Capacity.OTHER, **PAPER}
    with pytest.raises(Refusal, match="移交给哪个机关"):
        workflow.hold(finding, by=zhang, consequence=Consequence.TO_DISCIPLINE, **held)
    with pytest.raises(Refusal, match="不写接收机关"):
        workflow.hold(finding, by=zhang, consequence=Consequence.CRITICISM, handed_on_to="区纪委", **held)
    workflow.hold(finding, by=zhang, consequence=Consequence.TO_DISCIPLINE, handed_on_to="区纪委", **held)


def test_a_responsibility_taken_back_stays_and_the_finding_is_as_before(xishan, zhang):
    finding = FindingFactory(unit=xishan, status="confirmed")
    row = workflow.hold(
        finding, by=zhang, person=clerk(xishan), capacity="other", consequence="criticism", **PAPER
    )
    workflow.revoke(row, by=zhang, reason="登记有误。")
    finding.refresh_from_db()
    assert (finding.status, finding.responsibilities.get().revoked_reason) == ("confirmed", "登记有误。")
    with pytest.raises(Refusal, match="已经撤销"):
        workflow.revoke(row, by=zhang, reason="再撤一次。")


def test_whoever_reads_it_is_told_before_being_held_responsible(xishan, li, zhang, qian):
    finding = confirmed(xishan, li, zhang, qian)
    held = {
        "person": li.person,
        "capacity": Capacity.MAIN_LEADER,
        "consequence": Consequence.INTERVIEW,
    } | PAPER
    with pytest.raises(Refusal, match="请先告知本人"):
        workflow.hold(finding, by=zhang, **held)
    workflow.hold(finding, by=zhang, told_on=date(2026, 11, 23), **held)
    assert queries.visible_to(li).get() == finding


def test_nobody_named_handles_it(xishan, town, zhang, qian, li):
    finding = confirmed(xishan, li, zhang, qian)
    ResponsibilityFactory(finding=finding, person=qian.person)
    assert not any(ask(qian, finding) for ask in access.ASKED.values())
    assert not access.handles(qian, finding)


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "confirmed", "confirmed_on": TODAY, "confirmation": "清楚。"},
        {"status": "dismissed"},
        {"status": "rectified"},
        {"statement": "属实。"},
    ],
)
def test_the_database_keeps_what_is_promised(xishan, zhang, broken):
    finding = FindingFactory(unit=xishan, status="hearing", drafted_by=zhang)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(**broken)


def test_the_database_keeps_the_drafter_from_confirming(xishan, zhang):
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingFactory(unit=xishan, status="confirmed", drafted_by=zhang, confirmed_by=zhang)


# -- who sees what ------------------------------------------------------------------------------------------


@pytest.fixture
def scene(xishan, li, donggou, zhang):
    """One of each state on 西山村, one of them with 周 held responsible and told, one of the town's own drafts."""
    made = {status: FindingFactory(unit=xishan, status=status, drafted_by=zhang) for status in FindingStatus}
    made["town"] = FindingFactory(unit=xishan.parent, kind=Failing.ADVICE_IGNORED)
    return made


ALL = set(FindingStatus)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("zhang", ALL | {"town"}),
        ("sun", ALL | {"town"}),
        ("zhao", ALL),
        ("li", ALL - {"draft"}),
        ("zhou", set()),
        ("wang", set()),
        ("wu", {"town"}),
        ("zheng", set()),
        ("feng", set()),
        ("chen", set()),
    ],
)
def test_art_46_who_sees_which_findings(request, scene, who, seen):
    user = request.getfixturevalue(who)
    found = set(queries.visible_to(user))
    assert {name for name, finding in scene.items() if finding in found} == seen


def test_who_is_held_responsible_sees_nothing_before_being_told_and_afterwards_only_their_own(
    client, scene, zhou, xishan, zhang
):
    finding = scene[FindingStatus.HELD]
    mine = ResponsibilityFactory(finding=finding, person=zhou.person, told_on=None)
    other = ResponsibilityFactory(finding=finding, person=clerk(xishan))
    client.force_login(zhou)
    assert client.get(finding.get_absolute_url()).status_code == 404
    workflow.tell(mine, by=zhang)
    page = body(client.get(finding.get_absolute_url()))
    assert "周小燕" in page and other.person.name not in page
    assert finding.statement not in page, "what the unit says for itself is not theirs to read"
    assert "办理记录" not in page


@pytest.mark.parametrize("who", ["zhao", "qian"])
def test_neither_leader_nor_staff_sees_what_holds_them_responsible_before_being_told(request, scene, who):
    user, finding = request.getfixturevalue(who), scene[FindingStatus.HELD]
    row = ResponsibilityFactory(finding=finding, person=user.person, told_on=None)
    assert finding not in queries.visible_to(user)
    assert row not in queries.responsibilities_visible_to(user)
    assert todos(user, TODAY) == [
        todo for todo in todos(user, TODAY) if todo.url != finding.get_absolute_url()
    ]


def test_a_head_reads_who_was_told_and_nobody_else(client, scene, li, xishan):
    finding = scene[FindingStatus.HELD]
    ResponsibilityFactory(finding=finding, person=clerk(xishan), told_on=None)
    ResponsibilityFactory(finding=finding, person=PersonFactory(name="田出纳", unit=xishan))
    client.force_login(li)
    for url in (finding.get_absolute_url(), at("findings")):
        page = body(client.get(url))
        assert "田出纳" in page and "何会计" not in page
    export = client.get(at("findings"), {"format": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(export.streaming_content))).active
    told = [row[-1] for row in sheet.iter_rows(values_only=True) if row[0] == str(finding)]
    assert told == ["田出纳（相关人员）通报批评，镇党委2026年11月12日，七党发〔2026〕9号"]


def test_evidence_shows_a_reader_only_what_opens_to_them(client, xishan, li, zhang):
    """A warning not yet served, an inspection to come: linked, and not given away."""
    finding = FindingFactory(unit=xishan, status="hearing", drafted_by=zhang)
    warning = signed_warning(xishan, "red", status="signed")
    served = signed_warning(xishan, "blue", status="received")
    coming = InspectionFactory(unit=xishan, status="planned", planned_by=zhang)
    rows = (
        ("红色预警甲", {"warning": warning}),
        ("蓝色预警乙", {"warning": served}),
        ("督查丙", {"inspection": coming}),
    )
    for text, link in (*rows, ("走访照片", {})):
        FindingEvidence.objects.create(finding=finding, text=text, **link)
    client.force_login(li)
    page = body(client.get(finding.get_absolute_url()))
    assert "蓝色预警乙" in page and "走访照片" in page
    assert "红色预警甲" not in page and "督查丙" not in page
    client.force_login(zhang)
    assert "红色预警甲" in body(client.get(finding.get_absolute_url()))


# -- on other pages -----------------------------------------------------------------------------------------


@pytest.fixture
def decision(town, caizheng):
    meeting = MeetingFactory(unit=town, status="closed", members=[PersonFactory(unit=town)])
    passed = {"meeting": meeting, "status": "decided", "outcome": "passed", "resolution": "同意。"}
    ignored = AgendaItemFactory(
        unit=caizheng, title="修桥", category="project", is_against_advice=True, **passed
    )
    missed = AgendaItemFactory(unit=caizheng, title="修路", category="project", **passed)
    AgendaItemFactory(unit=caizheng, title="慰问", category="funds", **passed)
    return ignored, missed


def test_art_47_a_decision_without_assessment_or_against_advice_is_proposed_and_said_on_its_page(
    client, decision, zhang, town, caizheng
):
    ignored, missed = decision
    ignored.assessment = None
    found = {
        (one.unit, one.kind): [fact.key for fact in one.facts] for one in possible.possible(zhang, TODAY)
    }
    assert found[town, Failing.ADVICE_IGNORED] == [f"item-{ignored.pk}"]
    assert f"item-{missed.pk}" in found[caizheng, Failing.NO_ASSESSMENT]
    client.force_login(zhang)
    assert "没有廉政风险评估即通过。" in body(client.get(missed.get_absolute_url()))
    finding = drafted(caizheng, zhang, Failing.NO_ASSESSMENT, evidence=[{"text": "议题", "item": missed}])
    page = body(client.get(missed.get_absolute_url()))
    assert finding.get_absolute_url() in page, "linked on the decision"
    left = [fact.key for one in possible.possible(zhang, TODAY, caizheng) for fact in one.facts]
    assert f"item-{missed.pk}" not in left


def test_a_check_that_nobody_explained_is_proposed_for_the_convening_unit(client, decision, zhang, town):
    meeting = decision[0].meeting
    said = {"meeting": meeting, "severity": "high", "article": 29, "text": "没有到会", "found_on": TODAY}
    check = Check.objects.create(check_kind="no_discipline", **said)
    Check.objects.create(
        check_kind="late_materials", status="explained", answer="…", answered_on=TODAY, **said
    )
    facts = [fact for one in possible.possible(zhang, TODAY, town) for fact in one.facts]
    assert [fact.key for fact in facts if fact.kind == Failing.ONE_VOICE] == [f"check-{check.pk}"]
    client.force_login(zhang)
    assert "登记为问题情形" in body(client.get(check.get_absolute_url()))


def test_the_unit_s_sheet_shows_the_findings_its_reader_may_open_and_takes_no_points(
    client, scene, xishan, li, sun
):
    from assessment import workflow as rounds
    from assessment.models import Sheet
    from assessment.queries import explained

    rounds.open_year(2026, by=sun)
    sheet = Sheet.objects.get(unit=xishan)
    client.force_login(li)
    page = body(client.get(sheet.get_absolute_url()))
    assert scene[FindingStatus.CONFIRMED].get_absolute_url() in page
    assert scene[FindingStatus.DRAFT].get_absolute_url() not in page
    assert explained(sheet, li)["result"].score == 100


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions_for_one_finding_and_for_three(
    client, xishan, zhang, count, django_assert_num_queries
):
    for _ in range(count):
        ResponsibilityFactory(finding__unit=xishan)
    client.force_login(zhang)
    with django_assert_num_queries(11):
        page = body(client.get(at("findings")))
    assert page.count("通报批评") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_proposals_ask_the_same_number_of_questions_for_one_point_and_for_three(
    client, xishan, zhang, count, django_assert_num_queries
):
    for _ in range(count):
        RiskPointFactory(unit=xishan, registered=True)
    client.force_login(zhang)
    with django_assert_num_queries(39):
        page = body(client.get(at("possible_findings")))
    assert f"有{count}项没有做到" in page


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"kind": "openness"}, 1),
        ({"status": "held"}, 1),
        ({"year": "2025"}, 1),
        ({"year": "abc"}, 0),
        ({}, 3),
    ],
)
def test_the_list_is_narrowed_by_kind_state_and_year(client, xishan, zhang, chosen, left):
    FindingFactory(unit=xishan, kind="openness")
    FindingFactory(unit=xishan, status="held")
    FindingFactory(unit=xishan, found_on=date(2025, 12, 1))
    client.force_login(zhang)
    assert body(client.get(at("findings"), chosen)).count("问题情形第") == left


def test_todos_say_what_waits_for_whom(xishan, li, zhang, qian):
    finding = drafted(xishan, zhang)
    assert [todo.button for todo in todos(zhang, TODAY)] == ["去看"]
    workflow.send(finding, by=zhang)
    assert [(todo.button, todo.due_on) for todo in todos(li, TODAY)] == [("去陈述", date(2026, 12, 4))]
    workflow.state(finding, by=li, statement="属实。")
    assert (todos(li, TODAY), todos(zhang, TODAY)) == ([], [])
    assert [todo.button for todo in todos(qian, TODAY)] == ["去认定"]
