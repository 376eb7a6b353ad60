"""What each move of a risk point does, and that a refused one does nothing."""

from datetime import date

import pytest

from audit.models import AuditEvent
from core import clock
from core.verdict import Refusal
from riskpoints import workflow
from riskpoints.enums import Cadence, Layer, Level, MeasureKind, MeasureSort, RiskType, Status
from riskpoints.models import LibraryRiskPoint, MeasureExecution
from rulebook import workflow as rulebook
from tests.factories import MeasureFactory, PowerFactory, RiskPointFactory

pytestmark = pytest.mark.django_db

CONTENT = {
    "name": "补贴对象审核把关不严",
    "risk_type": RiskType.PROCESS,
    "manifestation": "不入户核查，凭关系认定。",
    "likelihood": 3,
    "harm": 4,
}


def verbs():
    return list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))


@pytest.fixture
def on_a_day():
    with clock.at(date(2026, 3, 2)):
        yield


def test_create_takes_the_proposed_level_and_what_follows_from_layer_type_and_level(li, xishan, on_a_day):
    point = workflow.create(
        xishan, by=li, **CONTENT, layer=Layer.SECTION, measures=[{"content": "双人入户核查"}]
    )

    [measure] = point.measures.all()
    assert (point.status, point.level, point.proposed_level) == (Status.DRAFT, Level.MEDIUM, Level.MEDIUM)
    assert (point.valid_from, point.drafted_by, point.sort_key[:7]) == (date(2026, 3, 2), li, "bu3 tie")
    assert (measure.kind, measure.sort, measure.cadence) == (
        MeasureKind.PROCEDURE,
        MeasureSort.PROCEDURE,
        Cadence.HALF_YEARLY,
    )
    assert verbs() == ["riskpoints.created"]


def test_create_for_another_village_is_refused_and_writes_nothing(wang, xishan):
    with pytest.raises(Refusal, match="西山村的风险点由该单位"):
        workflow.create(xishan, by=wang, **CONTENT)

    assert not xishan.risk_points.exists()
    assert verbs() == []


def test_another_level_without_a_reason_is_refused(li, xishan):
    with pytest.raises(Refusal, match="改级理由"):
        workflow.create(xishan, by=li, **CONTENT, level=Level.LOW)


def test_a_setting_of_the_office_moves_the_levels(sun, li, xishan):
    rulebook.change_setting(
        "riskpoints.high_score", value=12, reason="镇党委会议纪要", by=sun, valid_from=clock.today()
    )

    assert workflow.create(xishan, by=li, **CONTENT).level == Level.HIGH


def test_article_14_a_point_goes_through_the_four_stages_into_the_register(li, zhou, sun, xishan, on_a_day):
    point = workflow.create(xishan, by=zhou, **CONTENT, measures=[{"content": "双人入户核查"}])
    for who in (zhou, zhou, li):
        point = workflow.pass_on(point, by=who)
    point = workflow.register(point, by=sun)

    assert (point.status, point.reviewed_on) == (Status.REGISTERED, date(2026, 3, 2))
    assert point.reviewed_by == "七道江镇纪委书记 孙正平"
    assert verbs() == ["riskpoints.created", *["riskpoints.passed_on"] * 3, "riskpoints.registered"]


def test_send_back_returns_to_the_writer_with_the_reason_until_it_is_passed_on_again(li, sun, xishan):
    point = RiskPointFactory(unit=xishan, status=Status.ORGANISATION)

    point = workflow.send_back(point, by=sun, reason="表现形式写得太笼统。")
    assert (point.status, point.sent_back_reason) == (Status.DRAFT, "表现形式写得太笼统。")

    assert workflow.pass_on(point, by=li).sent_back_reason == ""


def test_article_15_a_changed_point_of_the_register_waits_to_be_checked_again(li, xishan, on_a_day):
    point = RiskPointFactory(unit=xishan, registered=True)

    point = workflow.change(point, by=li, manifestation="发放表由一人编制并复核。")

    assert (point.status, point.version, point.changed_on) == (Status.UNCHECKED, 2, date(2026, 3, 2))
    assert [row.status for row in point.history.all()] == [Status.UNCHECKED, Status.REGISTERED]


def test_a_level_that_was_proposed_follows_the_new_proposal(li, xishan):
    point = workflow.create(xishan, by=li, **CONTENT)

    assert workflow.change(point, by=li, harm=5).level == Level.HIGH


def test_change_of_an_older_version_is_refused(li, zhou, xishan):
    point = RiskPointFactory(unit=xishan)
    workflow.change(point, by=li, name="先改的")

    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.change(point, by=zhou, version=1, name="后改的")

    point.refresh_from_db()
    assert point.name == "先改的"


def test_a_measure_left_out_goes_but_one_that_was_carried_out_ends(li, xishan, on_a_day):
    point = RiskPointFactory(unit=xishan, registered=True)
    idle, done, kept = MeasureFactory.create_batch(3, risk_point=point)
    workflow.record_execution(done, by=li, done_on=date(2026, 3, 1), done_by="李长河", what="核对账实。")

    workflow.change(point, by=li, measures=[{"id": kept.pk, "content": "改过的措施"}])

    measures = {measure.pk: measure for measure in point.measures.all()}
    assert idle.pk not in measures
    assert measures[done.pk].ends_on == date(2026, 3, 2)
    assert measures[kept.pk].content == "改过的措施"


def test_adding_a_measure_makes_a_new_version(li, xishan):
    point = RiskPointFactory(unit=xishan, risk_type=RiskType.MORAL, level=Level.HIGH)

    measure = workflow.add_measure(point, by=li, content="每季度警示教育一次")

    point.refresh_from_db()
    assert (measure.sort, measure.cadence, point.version) == (MeasureSort.EDUCATION, Cadence.QUARTERLY, 2)
    assert verbs() == ["riskpoints.measure_added"]


def test_what_was_done_cannot_lie_in_the_future(li, xishan, on_a_day):
    measure = MeasureFactory(risk_point=RiskPointFactory(unit=xishan, registered=True))

    with pytest.raises(Refusal, match="不能晚于今天"):
        workflow.record_execution(
            measure, by=li, done_on=date(2026, 3, 3), done_by="李长河", what="核对账实。"
        )

    assert not MeasureExecution.objects.exists()


def test_retire_keeps_the_row_out_of_force_from_today(sun, xishan, on_a_day):
    point = workflow.retire(RiskPointFactory(unit=xishan, registered=True), by=sun, reason="岗位撤销。")

    assert (point.status, point.valid_until) == (Status.RETIRED, date(2026, 3, 2))


def test_a_copy_of_an_example_is_a_draft_with_its_level_and_its_measures(li, xishan):
    entry = LibraryRiskPoint.objects.get(number=27)

    point = workflow.copy(entry, unit=xishan, by=li)

    assert (point.status, point.level, point.level_source) == (Status.DRAFT, Level.HIGH, "A")
    assert [measure.content for measure in point.measures.all()] == ["加强教育", "严格执行公章使用管理制度"]
    assert point.source == "示例库第27条"


def test_a_copy_of_an_example_without_a_level_waits_for_one(zhang, town):
    point = workflow.copy(LibraryRiskPoint.objects.get(number=43), unit=town, by=zhang)

    assert (point.level, point.proposed_level) == ("", "")


def test_a_point_may_hang_on_a_power(li, xishan):
    power = PowerFactory(unit=xishan)

    assert workflow.create(xishan, by=li, **CONTENT, power=power).power == power
