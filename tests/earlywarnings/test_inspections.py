"""督查 (art. 44): planned, carried out, every finding followed up with a promise of its own, closed."""

from datetime import date

import pytest

from audit.models import AuditEvent
from core import clock
from core.gates import Role
from core.verdict import Refusal
from deadlines.enums import State
from deadlines.models import Deadline
from deadlines.sweep import run
from earlywarnings.enums import Body, InspectionKind, InspectionStatus, InspectionSubject, Outcome, Status
from earlywarnings.models import Inspection
from earlywarnings.workflow import inspecting
from notifications.models import Notification, OutgoingMail
from tests.factories import AppointmentFactory, PostFactory, RiskPointFactory
from tests.fixtures import member

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
SECRET = "账外机密"
FOUND = {
    "inspected_on": TODAY,
    "looked_at": "查看台账。",
    "outcome": Outcome.PARTLY,
    "conclusion": "部分措施没有落实。",
}


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def planned(zhang, qian):
    def plan(thing, **values):
        content = {"kind": InspectionKind.PLANNED, "planned_on": TODAY, "focus": "执行记录"}
        return inspecting.plan(thing, by=zhang, **{"inspectors": [qian.person]} | content | values)

    return plan


@pytest.fixture
def found(planned, zhang, xishan):
    """An inspection of 西山村 with so many findings, due on 12月1日."""

    def carry_out(count=1, text="自查没有记录"):
        rows = [
            {"text": f"{text}{n}", "place": "档案柜", "requirement": "补齐", "due_on": date(2026, 12, 1)}
            for n in range(count)
        ]
        return inspecting.carry_out(planned(xishan), by=zhang, **FOUND, findings=rows)

    return carry_out


# -- planned ---------------------------------------------------------------------------------------------


def test_art_44_a_unit_a_post_a_risk_point_and_a_rectification_can_be_looked_at(planned, xishan, warn):
    post, point = PostFactory(unit=xishan), RiskPointFactory(unit=xishan, registered=True)
    things = (xishan, post, point, warn(Status.ANSWERED))
    inspections = [planned(thing) for thing in things]
    assert [inspection.subject for inspection in inspections] == [
        InspectionSubject.UNIT, InspectionSubject.POST, InspectionSubject.RISK_POINT, InspectionSubject.WARNING,
    ]  # fmt: skip
    assert [inspection.thing for inspection in inspections] == list(things)
    assert {inspection.unit for inspection in inspections} == {xishan}


@pytest.mark.parametrize("status", [Status.SIGNED, Status.DELIVERED, Status.REVOKED])
def test_the_rectification_of_a_warning_nobody_has_signed_for_is_not_looked_at(status, planned, warn):
    with pytest.raises(Refusal, match="签收以后"):
        planned(warn(status))


def test_what_the_upper_body_handles_it_looks_after_itself(planned, warn):
    with pytest.raises(Refusal, match="由上级督查"):
        planned(warn(Status.ANSWERED, body=Body.UPPER))


def test_an_enterprise_is_not_inspected(planned, enterprise):
    with pytest.raises(Refusal, match="企业只报送信息"):
        planned(enterprise)


def test_somebody_inspects(planned, xishan):
    with pytest.raises(Refusal, match="至少选择一名督查人员"):
        planned(xishan, inspectors=[])


def test_nobody_whom_it_concerns_inspects(planned, xishan, li, zhou, qian, warn):
    """The head, who works in the unit, who holds the post, whom the warning names."""
    post = AppointmentFactory(person=qian.person, post=PostFactory(unit=xishan)).post
    point = RiskPointFactory(unit=xishan, registered=True, post=post)
    cases = (
        (xishan, li), (xishan, zhou), (post, qian), (point, qian),
        (warn(Status.ANSWERED, person=qian.person), qian), (warn(Status.ANSWERED, recused=[qian.person]), qian),
    )  # fmt: skip
    for thing, user in cases:
        with pytest.raises(Refusal, match=f"{user.name}与督查对象有关，应当回避"):
            planned(thing, inspectors=[user.person])
    assert not Inspection.objects.exists()


def test_the_inspectors_are_told_and_the_unit_is_not(planned, xishan, qian, li, zhang):
    planned(xishan, inspectors=[qian.person, zhang.person])
    [line] = Notification.objects.all()  # 张 has planned it
    assert (line.recipient, line.text) == (
        qian,
        f"已安排西山村督查第{Inspection.objects.get().pk}号，计划2026年11月24日进行。",
    )


def test_a_changed_plan_looks_at_another_thing_and_an_old_page_is_refused(planned, xishan, zhang, qian):
    inspection = planned(xishan)
    post = PostFactory(unit=xishan)
    content = {"thing": post, "inspectors": [qian.person], "focus": "台账"}
    changed = inspecting.change(inspection, by=zhang, version=inspection.version, **content)
    assert (changed.subject, changed.thing, changed.focus) == (InspectionSubject.POST, post, "台账")
    with pytest.raises(Refusal, match="别人已经改过"):
        inspecting.change(inspection, by=zhang, version=inspection.version, **content)


# -- carried out -----------------------------------------------------------------------------------------


def test_each_finding_is_a_promise_with_its_arithmetic(found, li):
    inspection = found(2)
    assert inspection.status == InspectionStatus.FOLLOWED_UP
    promises = Deadline.objects.order_by("pk")
    assert [(p.title, p.due_on, p.article, p.state) for p in promises] == [
        (f"西山村督查第{inspection.pk}号问题{n}整改", date(2026, 12, 1), 44, State.OPEN) for n in (1, 2)
    ]
    assert promises[0].arithmetic == "11月24日督查发现，要求于12月1日（含）前整改。"
    assert Notification.objects.get(recipient=li).text.endswith(
        "已登记，发现2个问题，请按期整改并在系统中报告。"
    )


def test_without_findings_it_is_closed_at_once(planned, xishan, zhang, li):
    content = FOUND | {"outcome": Outcome.IN_PLACE}
    inspection = inspecting.carry_out(planned(xishan), by=zhang, **content)
    assert (inspection.status, inspection.closed_on) == (InspectionStatus.CLOSED, TODAY)
    assert not Deadline.objects.exists()
    assert "没有发现需要整改的问题" in Notification.objects.get(recipient=li).text


@pytest.mark.parametrize("outcome", [Outcome.PARTLY, Outcome.NOT_IN_PLACE])
def test_what_is_not_in_place_is_told_by_a_finding(outcome, planned, xishan, zhang):
    with pytest.raises(Refusal, match="至少列出一个问题"):
        inspecting.carry_out(planned(xishan), by=zhang, **FOUND | {"outcome": outcome})


def test_an_inspection_is_not_of_tomorrow(planned, xishan, zhang):
    content = FOUND | {"outcome": Outcome.IN_PLACE, "inspected_on": date(2026, 11, 25)}
    with pytest.raises(Refusal, match="不能晚于今天"):
        inspecting.carry_out(planned(xishan), by=zhang, **content)


# -- followed up -----------------------------------------------------------------------------------------


def test_a_finding_is_reported_checked_and_the_inspection_closed(found, li, zhang):
    inspection = found()
    finding = inspecting.report(inspection.findings.get(), by=li, measure="已补齐。")
    assert finding.awaits_check
    assert Deadline.objects.get().state == State.MET
    with pytest.raises(Refusal, match="还有问题没有整改到位"):
        inspecting.close(inspection, by=zhang)
    inspecting.check(finding, by=zhang, mended_on=TODAY, result="记录齐全。")
    closed = inspecting.close(inspection, by=zhang)
    assert (closed.status, closed.closed_on) == (InspectionStatus.CLOSED, TODAY)
    assert Notification.objects.filter(recipient=li, text__endswith="已办结。").count() == 1


def test_what_is_not_mended_goes_back_and_its_promise_goes_on(found, li, zhang):
    inspection = found()
    finding = inspecting.report(inspection.findings.get(), by=li, measure="已补齐。")
    with pytest.raises(Refusal, match="已经报告整改"):
        inspecting.report(finding, by=li, measure="再报一次。")
    finding = inspecting.return_finding(finding, by=zhang, result="还缺十月的。")
    promise = Deadline.objects.get()
    assert (promise.state, promise.due_on) == (State.OPEN, date(2026, 12, 1))
    assert not finding.awaits_check
    inspecting.report(finding, by=li, measure="十月的也已补齐。")
    reports = Notification.objects.filter(recipient=zhang, text__contains="已报告整改")
    assert reports.count() == 2  # told anew of the second round


def test_what_an_inspector_saw_mended_needs_no_report(found, zhang):
    finding = found().findings.get()
    finding = inspecting.check(finding, by=zhang, mended_on=TODAY, result="当场改正。")
    assert (finding.mended_on, Deadline.objects.get().state) == (TODAY, State.MET)


@pytest.mark.parametrize(
    ("day", "why"), [(date(2026, 11, 23), "早于督查日期"), (date(2026, 11, 25), "晚于今天")]
)
def test_a_finding_is_mended_between_the_inspection_and_today(day, why, found, zhang):
    with pytest.raises(Refusal, match=why):
        inspecting.check(found().findings.get(), by=zhang, mended_on=day, result="好。")


def test_a_late_finding_climbs_from_the_head_to_the_leaders(found, li, zhao, sun, zhou):
    """赵 is 包村领导: told of what is one day late, 孙 after three, and again 赵 as the town's leader after seven."""
    found()
    run(date(2026, 12, 9))
    told = {user.name[0]: [] for user in (li, zhao, sun, zhou)}
    for line in Notification.objects.filter(key__startswith="deadline:").select_related("recipient__person"):
        told[line.recipient.name[0]].append(line.key.rsplit(":", 1)[1])
    assert told == {"李": ["0"], "赵": ["-7", "-1"], "孙": ["-3"], "周": []}


def test_the_word_passes_by_whom_the_warning_sets_aside(planned, warn, zhang, li, zhao, sun):
    """赵 is 包村领导 and was recused: the first escalation goes on to 孙."""
    inspection = planned(warn(Status.ANSWERED, recused=[zhao.person]))
    finding = {"text": "没有记录", "requirement": "补齐", "due_on": date(2026, 12, 1)}
    inspecting.carry_out(inspection, by=zhang, **FOUND, findings=[finding])
    run(date(2026, 12, 2))
    told = Notification.objects.filter(key__startswith="deadline:", key__endswith=":-1")
    assert [line.recipient for line in told] == [sun]


def test_a_cancelled_plan_keeps_its_reason_and_tells_the_inspectors(planned, xishan, zhang, qian):
    inspection = inspecting.cancel(planned(xishan), by=zhang, reason="改在下月。")
    assert (inspection.status, inspection.cancelled_reason) == (InspectionStatus.CANCELLED, "改在下月。")
    assert Notification.objects.filter(recipient=qian, text__endswith="已取消。").exists()


def test_neither_audit_nor_mail_nor_promise_tells_what_was_found(found, li, zhang, qian, xishan):
    collector = member(xishan, "何会计", Role.COLLECTOR)
    for user in (li, zhang, qian, collector):
        user.email = "somebody@example.org"
        user.save()
    inspection = found(2, text=SECRET)
    first, second = inspection.findings.all()
    inspecting.report(first, by=li, measure=SECRET)
    inspecting.return_finding(first, by=zhang, result=SECRET)
    inspecting.check(second, by=zhang, mended_on=TODAY, result=SECRET)
    run(date(2026, 12, 9))
    told = [
        *AuditEvent.objects.values_list("object_text", "details"),
        *Notification.objects.values_list("text"),
        *OutgoingMail.objects.values_list("text"),
        *Deadline.objects.values_list("title", "arithmetic", "data"),
    ]
    assert len(told) > 15
    assert SECRET not in str(told)
