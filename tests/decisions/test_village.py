"""四议两公开: six steps in order, and what each has to show (art. 29)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from core import clock
from core.verdict import Refusal
from deadlines import sweep
from deadlines.models import Deadline
from decisions.enums.village import Stage, StepOutcome, VillageStatus
from decisions.models import VillageDecision, VillageStep
from decisions.queries import village as queries
from decisions.workflow import village as workflow
from notifications.models import Notification
from rulebook.models import SettingValue
from tests.factories.village import DAYS, MATTER, PASSED, REJECTED, decided, said_at

pytestmark = pytest.mark.django_db


def hold(decision, by, stage, **said):
    return workflow.hold(decision, by=by, stage=stage, **said_at(stage) | said)


def decide(key, value, on):
    SettingValue.objects.create(key=key, value=value, valid_from=on, set_by="孙正平", reason="镇党委决定")


def again(decision) -> VillageDecision:
    return VillageDecision.objects.get(pk=decision.pk)


def test_a_matter_goes_through_six_steps_and_is_done(zhou, xishan):
    decision = decided(xishan, by=zhou)
    assert decision.status == VillageStatus.DONE
    assert [step.stage for step in decision.steps.all()] == list(Stage)
    review = decision.steps.get(stage=Stage.REVIEW)
    assert review.outcome == StepOutcome.PASSED
    assert review.arithmetic == (
        "应到43人，到会31人，三分之二以上为29人，符合；同意25人，过半数（应到）为22人，通过。"
    )
    assert "过半数（到会）为13人，通过。" in decision.steps.get(stage=Stage.RESOLVE).arithmetic
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["decisions.village_begun", *["decisions.village_step_held"] * 6]


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage != Stage.REVIEW])
def test_no_step_is_skipped_or_entered_twice(zhou, xishan, stage):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REVIEW)
    with pytest.raises(Refusal, match="现在要登记的是“党员大会审议”"):
        hold(decision, zhou, stage)
    assert decision.steps.count() == 2


@pytest.mark.parametrize("supervision", ["", "  "])
@pytest.mark.parametrize("stage", Stage)
def test_a_step_without_the_village_supervision_committee_is_refused(zhou, xishan, stage, supervision):
    decision = decided(xishan, by=zhou, upto=stage.value)
    with pytest.raises(Refusal, match="村务监督委员会须全程参与"):
        hold(decision, zhou, stage, supervision=supervision)
    assert again(decision).status == stage


def test_days_neither_run_backwards_nor_lie_ahead(zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REVIEW)
    with pytest.raises(Refusal, match="日期不能早于上一步（2026年11月4日）"):
        hold(decision, zhou, Stage.REVIEW, day=date(2026, 11, 3))
    with pytest.raises(Refusal, match="日期不能晚于今天"):
        hold(decision, zhou, Stage.REVIEW, day=date(2026, 11, 25))
    hold(decision, zhou, Stage.REVIEW, day=date(2026, 11, 4))


@pytest.mark.parametrize("stage", [Stage.REVIEW, Stage.RESOLVE])
def test_a_no_ends_it_and_nothing_follows(zhou, xishan, stage):
    decision = decided(xishan, by=zhou, upto=stage.value)
    hold(decision, zhou, stage, **REJECTED[stage])
    assert again(decision).status == VillageStatus.REJECTED
    with pytest.raises(Refusal, match="未获通过，到此为止"):
        hold(decision, zhou, Stage.PUBLISH)
    assert not Deadline.objects.exists()


@pytest.mark.parametrize("stage", [Stage.REVIEW, Stage.RESOLVE])
def test_a_meeting_too_few_came_to_is_kept_and_held_again(zhou, xishan, stage):
    decision = decided(xishan, by=zhou, upto=stage.value)
    few = {"present": 10, "agree": 0, "against": 0, "abstain": 0}
    failed = hold(decision, zhou, stage, **few)
    assert failed.outcome == StepOutcome.INVALID
    assert failed.arithmetic.endswith("不符合，会议无效。")
    assert again(decision).status == stage
    hold(decision, zhou, stage)
    kept = decision.steps.filter(stage=stage).values_list("outcome", flat=True)
    assert list(kept) == [StepOutcome.INVALID, StepOutcome.PASSED]


def test_the_first_two_are_one_meeting_where_one_person_is_both(zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.PROPOSE)
    step = hold(decision, zhou, Stage.PROPOSE, merged=True)
    assert (step.stage, step.name) == (Stage.DISCUSS, "村党组织提议、村“两委”商议（合并）")
    assert again(decision).status == VillageStatus.REVIEW


def test_where_the_town_does_not_allow_it_they_are_two(zhou, xishan):
    decide("decisions.village_steps_may_merge", False, date(2026, 1, 1))
    decision = decided(xishan, by=zhou, upto=VillageStatus.PROPOSE)
    with pytest.raises(Refusal, match="不得合并"):
        hold(decision, zhou, Stage.PROPOSE, merged=True)


def test_no_later_step_can_be_merged(zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.DISCUSS)
    with pytest.raises(Refusal, match="只有提议和商议"):
        hold(decision, zhou, Stage.DISCUSS, merged=True)


def test_a_vote_is_judged_by_the_rule_of_its_day(zhou, xishan):
    decide("decisions.village_party_passing", "3/4", date(2026, 11, 6))
    decision = decided(xishan, by=zhou, upto=VillageStatus.REVIEW)
    step = hold(decision, zhou, Stage.REVIEW)
    assert "四分之三以上（应到）为33人，未通过。" in step.arithmetic
    before = decided(xishan, by=zhou, upto=VillageStatus.REVIEW)
    assert hold(before, zhou, Stage.REVIEW, day=date(2026, 11, 5)).outcome == StepOutcome.PASSED


# -- corrections ---------------------------------------------------------------------------------------


def test_a_wrong_number_is_put_right_and_both_stay(zhou, li, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.RESOLVE)
    step = decision.steps.get(stage=Stage.REVIEW)
    workflow.correct(step, by=li, reason="同意人数看错", agree=21, against=8, version=1)
    step.refresh_from_db()
    assert (step.version, step.outcome, step.correction_reason) == (2, "rejected", "同意人数看错")
    assert again(decision).status == VillageStatus.REJECTED
    (former,) = queries.former_versions([step])[step.pk]
    assert (former.version, former.agree, former.entered_by) == (1, 25, zhou)
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.details["reason"]) == ("decisions.village_step_corrected", "同意人数看错")


def test_a_no_typed_by_mistake_becomes_a_yes(zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REJECTED)
    step = queries.last_step(decision)
    workflow.correct(step, by=zhou, reason="同意人数打错", agree=20, against=3)
    assert again(decision).status == VillageStatus.PUBLISH
    assert Deadline.objects.get().due_on == date(2026, 11, 14)


@pytest.mark.parametrize("stage", [Stage.PROPOSE, Stage.DISCUSS, Stage.REVIEW])
def test_once_the_next_step_is_entered_the_one_before_stands(zhou, xishan, stage):
    decision = decided(xishan, by=zhou, upto=VillageStatus.PUBLISH)
    with pytest.raises(Refusal, match="下一步已经登记"):
        workflow.correct(decision.steps.get(stage=stage), by=zhou, reason="打错", place="别处")


def test_a_correction_without_a_reason_or_over_a_newer_one_is_refused(zhou, xishan):
    step = queries.last_step(decided(xishan, by=zhou, upto=VillageStatus.DISCUSS))
    with pytest.raises(Refusal, match="请写明更正的理由"):
        workflow.correct(step, by=zhou, reason=" ", place="别处")
    workflow.correct(step, by=zhou, reason="地点", place="别处", version=1)
    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.correct(step, by=zhou, reason="地点", place="另一处", version=1)


def test_a_corrected_step_still_has_to_keep_the_rules(zhou, xishan):
    step = queries.last_step(decided(xishan, by=zhou, upto=VillageStatus.RESOLVE))
    for wrong, words in (
        ({"agree": 26}, "合计32人"),
        ({"day": date(2026, 11, 1)}, "日期不能早于上一步"),
        ({"supervision": ""}, "村务监督委员会"),
    ):
        with pytest.raises(Refusal, match=words):
            workflow.correct(step, by=zhou, reason="打错", **wrong)
    step.refresh_from_db()
    assert step.version == 1


# -- what is public, and until when --------------------------------------------------------------------


def test_after_the_resolution_the_village_has_five_days_to_hang_it_out(zhou, li, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.PUBLISH)
    deadline = Deadline.objects.get()
    assert (deadline.due_on, deadline.article, deadline.unit) == (date(2026, 11, 14), 10, xishan)
    assert deadline.arithmetic == "11月9日决议，自次日起算5日，应于11月14日（含）前公开决议。"
    told = Notification.objects.filter(key__startswith=f"village:{decision.pk}:")
    assert {note.recipient for note in told} == {zhou, li}
    hold(decision, zhou, Stage.PUBLISH)
    deadline.refresh_from_db()
    assert (deadline.state, deadline.met_on) == ("met", DAYS[Stage.PUBLISH])


def test_collector_and_head_are_reminded_and_who_is_late_is_escalated(zhou, li, wang, zhao, xishan):
    decided(xishan, by=zhou, upto=VillageStatus.PUBLISH)
    ours = Notification.objects.filter(key__startswith=f"deadline:{Deadline.objects.get().pk}:")
    with clock.at(date(2026, 11, 13)):
        sweep.run(date(2026, 11, 13))
    assert {note.recipient for note in ours} == {zhou, li}
    with clock.at(date(2026, 11, 17)):
        sweep.run(date(2026, 11, 17))
    assert {note.recipient for note in ours.filter(key__endswith=":-3")} == {zhao}
    assert not ours.filter(recipient=wang).exists()


def test_a_resolution_corrected_away_takes_its_promise_with_it(zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.PUBLISH)
    step = queries.last_step(decision)
    workflow.correct(step, by=zhou, reason="日期打错", day=date(2026, 11, 8))
    assert [(d.state, d.due_on) for d in Deadline.objects.order_by("pk")] == [
        ("cancelled", date(2026, 11, 14)),
        ("open", date(2026, 11, 13)),
    ]
    workflow.correct(step, by=zhou, reason="数字打错", **REJECTED[Stage.RESOLVE])
    assert not Deadline.objects.filter(state="open").exists()


@pytest.mark.parametrize("until", [date(2026, 11, 16), date(2026, 11, 10), None])
def test_a_publicity_shorter_than_seven_days_is_refused(zhou, xishan, until):
    decision = decided(xishan, by=zhou, upto=VillageStatus.PUBLISH)
    with pytest.raises(Refusal, match="公示"):
        hold(decision, zhou, Stage.PUBLISH, until=until)
    assert again(decision).published_on is None


def test_the_public_reads_the_resolution_as_it_was_frozen_and_the_result(zhou, xishan):
    decision = decided(xishan, by=zhou)
    (shown,) = queries.disclosed(date(2026, 11, 24))
    assert (shown.topic, shown.title, shown.unit_name) == ("decisions", "村集体鱼塘发包", "七道江镇西山村")
    assert "内容：公开竞价发包五年。" in shown.body
    assert "金额：36,000.00元" in shown.body
    assert "党员大会审议：应到43人" in shown.body
    assert "公示时间：2026年11月11日至2026年11月17日。公示地点：村务公开栏。" in shown.body
    assert shown.additions == (
        (
            "结果公开",
            "已发包，合同已签。\n实际支出：200.00元\n公开时间：2026年11月20日。公开地点：村务公开栏。",
        ),
    )
    xishan.short_name = "西山社区"
    xishan.save()
    assert again(decision).public_text == shown.body


@pytest.mark.parametrize("upto", [VillageStatus.REVIEW, VillageStatus.PUBLISH, VillageStatus.REJECTED])
def test_nothing_is_public_before_it_hangs_out(zhou, xishan, upto):
    decided(xishan, by=zhou, upto=upto)
    assert queries.disclosed(date(2026, 11, 24)) == []


def test_what_is_withheld_with_a_reason_is_not_on_the_public_site(zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.PUBLISH)
    with pytest.raises(Refusal, match="须写明理由"):
        hold(decision, zhou, Stage.PUBLISH, disclosure="withheld")
    hold(decision, zhou, Stage.PUBLISH, disclosure="withheld", withheld_reason="涉及个人隐私")
    assert queries.disclosed(date(2026, 11, 24)) == []
    workflow.disclose(decision, by=zhou, disclosure="open")
    assert again(decision).withheld_reason == ""
    assert len(queries.disclosed(date(2026, 11, 24))) == 1
    workflow.disclose(decision, by=zhou, disclosure="withheld", withheld_reason="涉及个人隐私")
    assert queries.disclosed(date(2026, 11, 24)) == []


def test_an_objection_is_answered_before_the_result_is_public(zhou, li, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REPORT)
    objection = workflow.record_objection(
        decision, by=zhou, said_on=date(2026, 11, 12), text="底价太低，<b>请说明</b>。"
    )
    with pytest.raises(Refusal, match="还有1条异议没有答复"):
        hold(decision, zhou, Stage.REPORT)
    workflow.answer_objection(objection, by=li, answer="底价参照邻村，已在会上说明。")
    with pytest.raises(Refusal, match="已经答复"):
        workflow.answer_objection(objection, by=zhou, answer="再答一次。")
    objection.refresh_from_db()
    assert objection.answered_by == "西山村党支部书记李长河"
    hold(decision, zhou, Stage.REPORT)
    with pytest.raises(Refusal, match="决议公开以后、结果公开以前"):
        workflow.record_objection(decision, by=zhou, said_on=date(2026, 11, 21), text="晚了。")


def test_an_objection_to_what_did_not_hang_yet_or_from_tomorrow_is_refused(zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REPORT)
    for day in (date(2026, 11, 10), date(2026, 11, 25)):
        with pytest.raises(Refusal, match="日期不能"):
            workflow.record_objection(decision, by=zhou, said_on=day, text="意见")


def test_the_result_waits_until_the_publicity_is_over(zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REPORT)
    with pytest.raises(Refusal, match="公示到2026年11月17日，公示期满才能公开结果"):
        hold(decision, zhou, Stage.REPORT, day=date(2026, 11, 16))
    hold(decision, zhou, Stage.REPORT, day=date(2026, 11, 17))


def test_the_matter_may_be_changed_until_the_first_step(zhou, xishan):
    decision = workflow.begin(xishan, by=zhou, **MATTER)
    workflow.change(decision, by=zhou, version=1, title="鱼塘重新发包")
    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.change(decision, by=zhou, version=1, title="又改")
    hold(decision, zhou, Stage.PROPOSE)
    with pytest.raises(Refusal, match="不能再改"):
        workflow.change(decision, by=zhou, title="又改")
    assert again(decision).title == "鱼塘重新发包"


# -- what the database itself refuses ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "wrong"),
    [
        (Stage.PROPOSE, {"supervision": ""}),
        (Stage.REVIEW, {"agree": 30}),
        (Stage.REVIEW, {"present": 44, "agree": 38}),
        (Stage.REVIEW, {"members": None}),
        (Stage.REVIEW, {"outcome": "held"}),
        (Stage.REVIEW, {"arithmetic": ""}),
        (Stage.PROPOSE, {"merged": True}),
        (Stage.DISCUSS, {"members": 3}),
        (Stage.RESOLVE, {"assembly": ""}),
        (Stage.PUBLISH, {"until": None}),
        (Stage.PUBLISH, {"until": date(2026, 11, 1)}),
        (Stage.REPORT, {"result": ""}),
        (Stage.REPORT, {"version": 2}),
        (Stage.DISCUSS, {"stage": Stage.PROPOSE}),
        (Stage.DISCUSS, {"outcome": "passed"} | PASSED[Stage.REVIEW]),
    ],
)
def test_the_database_keeps_the_promises_too(zhou, xishan, stage, wrong):
    decision = decided(xishan, by=zhou)
    step = decision.steps.filter(stage=stage)
    with pytest.raises(IntegrityError), transaction.atomic():
        step.update(**wrong)


@pytest.mark.parametrize("wrong", [{"answer": "已答复。"}, {"answered_on": date(2026, 11, 20)}, {"text": ""}])
def test_an_answer_in_the_database_has_words_a_day_and_a_name(zhou, xishan, wrong):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REPORT)
    workflow.record_objection(decision, by=zhou, said_on=date(2026, 11, 12), text="底价太低。")
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.objections.update(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"published_on": None}, {"public_text": ""}, {"disclosure": "withheld"}, {"amount": -1}]
)
def test_what_is_public_in_the_database_has_its_day_and_its_words(zhou, xishan, wrong):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REPORT)
    with pytest.raises(IntegrityError), transaction.atomic():
        VillageDecision.objects.filter(pk=decision.pk).update(**wrong)


def test_no_second_counting_step_of_a_stage_fits_into_the_database(zhou, xishan):
    step = decided(xishan, by=zhou, upto=VillageStatus.DISCUSS).steps.get()
    step.pk, step.ordinal = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        VillageStep.objects.bulk_create([step])
