"""分级处置 (art. 40): the moves, whom they tell, and what they promise."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from core import clock
from core.verdict import Refusal
from deadlines import sweep
from deadlines.enums import State
from deadlines.models import Deadline
from earlywarnings.enums.handling import Assessment, Grade, HandlingStatus
from earlywarnings.models.handling import Handling
from earlywarnings.workflow import handling as workflow
from notifications.models import Notification, OutgoingMail
from organisations.enums import ManagedBy
from tests.factories.handling import HandlingFactory
from tests.fixtures import member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
TALK = {"held_on": TODAY, "place": "镇纪委", "talkers": "张晓梅、钱国栋", "said": "指出问题，提出要求。"}
PLAN = [
    {"text": "公示补贴名单", "due_on": date(2026, 12, 1)},
    {"text": "修订制度", "due_on": date(2026, 12, 20)},
]


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def lin(xishan):
    return member(xishan, "林永强", "collector", "会计")


@pytest.fixture
def opened(zhang, sun, lin):
    def make(grade=Grade.TALK, *, by=None, person=None, **content):
        by = by or (sun if grade == Grade.ADMONISH else zhang)
        content = {"reason": "补贴名单公示不及时。", "planned_on": date(2026, 11, 30)} | content
        return workflow.open_handling(by=by, person=person or lin.person, grade=grade, **content)

    return make


def promises(thing) -> list[tuple]:
    rows = Deadline.objects.filter(subject_id=thing.pk, subject_type=thing._meta.label_lower)
    return [(row.due_on, row.state) for row in rows]


def told(user) -> list[str]:
    """What the inbox says about handlings; the sweep has more to say about other things."""
    lines = Notification.objects.filter(recipient=user, url__contains="/handling/")
    return list(lines.order_by("pk").values_list("text", flat=True))


# -- the talk -----------------------------------------------------------------------------------------------


def test_a_talk_is_opened_with_a_promise_and_the_person_hears_nothing(opened, lin, li):
    handling = opened()

    assert (handling.status, handling.known_on, handling.unit) == (
        HandlingStatus.PENDING,
        None,
        lin.person.unit,
    )
    assert handling.post_text == "会计"
    assert promises(handling) == [(date(2026, 11, 30), State.OPEN)]
    assert told(lin) == told(li) == []


def test_a_held_talk_is_recorded_met_and_told_to_the_person(opened, zhang, lin):
    handling = workflow.hold(opened(), by=zhang, statement="今后改正。", **TALK)

    assert (handling.status, handling.known_on) == (HandlingStatus.TO_ASSESS, TODAY)
    assert promises(handling) == [(date(2026, 11, 30), State.MET)]
    assert told(lin) == [f"{handling}已登记，您可以查看记录。"]


def test_a_talk_is_not_held_tomorrow(opened, zhang):
    with pytest.raises(Refusal, match="谈话日期不能晚于今天。"):
        workflow.hold(opened(), by=zhang, **TALK | {"held_on": date(2026, 11, 25)})


def test_a_talk_that_was_enough_ends_there(opened, zhang, lin):
    handling = workflow.hold(opened(), by=zhang, **TALK)
    handling = workflow.assess(handling, by=zhang, outcome=Assessment.SUFFICIENT, assessment="已改正。")

    assert handling.status == HandlingStatus.CLOSED
    with pytest.raises(Refusal, match="评估没有达到要求的，才进入下一等次。"):
        workflow.open_handling(
            by=zhang,
            person=lin.person,
            grade=Grade.EXPLAIN,
            reason="同一事",
            planned_on=TODAY,
            previous=handling,
        )


# -- the explanation ----------------------------------------------------------------------------------------


def test_who_has_to_explain_is_told_at_once_and_writes_personally(opened, zhang, lin):
    handling = opened(Grade.EXPLAIN)

    assert handling.known_on == TODAY
    (text,) = told(lin)
    assert "2026年11月30日（含）前提交" in text
    assert "公示" not in text
    with pytest.raises(Refusal, match="情况说明由当事人本人提交。"):
        workflow.explain(handling, by=zhang, explanation="代他写")

    handling = workflow.explain(handling, by=lin, explanation="情况属实，已补公示。")
    assert (handling.status, handling.explained_on) == (HandlingStatus.TO_ASSESS, TODAY)
    assert promises(handling) == [(date(2026, 11, 30), State.MET)]
    assert told(zhang) == [f"{handling}已提交情况说明，请评估。"]


def test_for_somebody_without_an_account_another_colleague_assesses(opened, zhang, qian, lin):
    lin.is_active = False
    lin.save()
    handling = workflow.explain(
        opened(Grade.EXPLAIN), by=zhang, explanation="情况属实。", on_behalf_of="林永强"
    )

    assert handling.writer_text == "林永强（张晓梅代录）"
    with pytest.raises(Refusal, match="这份说明由您代录，请由另一位同志评估。"):
        workflow.assess(handling, by=zhang, outcome=Assessment.SUFFICIENT, assessment="可")
    assert workflow.assess(handling, by=qian, outcome=Assessment.SUFFICIENT, assessment="可").failed is False


# -- the admonition -----------------------------------------------------------------------------------------


def test_an_admonition_asks_for_a_plan_of_which_each_step_is_a_promise(opened, zhang):
    handling = opened(Grade.ADMONISH)
    with pytest.raises(Refusal, match="告诫须同时要求制定整改计划"):
        workflow.hold(handling, by=zhang, **TALK)

    handling = workflow.hold(handling, by=zhang, milestones=PLAN, **TALK)
    assert handling.status == HandlingStatus.RECTIFYING
    steps = list(handling.milestones.all())
    assert [promises(step) for step in steps] == [
        [(date(2026, 12, 1), State.OPEN)],
        [(date(2026, 12, 20), State.OPEN)],
    ]
    deadline = Deadline.objects.get(subject_type="earlywarnings.milestone", subject_id=steps[0].pk)
    assert deadline.arithmetic == "2026年11月24日告诫，约定2026年12月1日（含）前完成。"
    assert "公示" not in deadline.title


def test_the_last_step_met_opens_the_evaluation_and_a_late_one_is_late(opened, zhang, qian):
    handling = workflow.hold(opened(Grade.ADMONISH), by=zhang, milestones=PLAN, **TALK)
    first, second = handling.milestones.all()
    with clock.at(date(2026, 12, 4)):
        first = workflow.meet(first, by=zhang, met_on=date(2026, 12, 4), note="名单已公示。")
        handling.refresh_from_db()
        assert (handling.status, first.days_late) == (HandlingStatus.RECTIFYING, 3)
        with pytest.raises(Refusal, match="这一项已登记于2026年12月4日完成。"):
            workflow.meet(first, by=qian, met_on=date(2026, 12, 4), note="再来一次")
        second = workflow.meet(second, by=zhang, met_on=date(2026, 12, 4), note="制度已修订。")
    handling.refresh_from_db()
    assert (handling.status, second.days_late) == (HandlingStatus.TO_ASSESS, 0)
    assert promises(first) == [(date(2026, 12, 1), State.MET)]
    assert told(qian)[-1] == f"{handling}的整改计划已全部完成，请评估。"


@pytest.mark.parametrize(
    ("day", "said"), [(date(2026, 11, 23), "不能早于告诫谈话日期"), (date(2026, 11, 25), "不能晚于今天")]
)
def test_a_step_is_met_on_a_possible_day(opened, zhang, day, said):
    handling = workflow.hold(opened(Grade.ADMONISH), by=zhang, milestones=PLAN, **TALK)

    with pytest.raises(Refusal, match=said):
        workflow.meet(handling.milestones.first(), by=zhang, met_on=day, note="完成")


def test_only_the_secretary_decides_on_an_admonition(opened, zhang):
    with pytest.raises(Refusal, match="告诫由镇纪委书记决定"):
        opened(Grade.ADMONISH, by=zhang)


# -- grade after grade --------------------------------------------------------------------------------------


def failed(handling, by):
    return workflow.assess(handling, by=by, outcome=Assessment.INSUFFICIENT, assessment="仍未改正。")


def test_a_grade_that_was_not_enough_opens_the_next_once_and_for_the_same_person(opened, zhang, sun, li, lin):
    talk = failed(workflow.hold(opened(), by=zhang, **TALK), zhang)

    assert not Handling.objects.filter(previous=talk).exists()  # proposed, never begun by itself
    with pytest.raises(Refusal, match="紧接着的一等"):
        opened(Grade.ADMONISH, previous=talk)
    with pytest.raises(Refusal, match="同一当事人"):
        opened(Grade.EXPLAIN, previous=talk, person=li.person)

    following = opened(Grade.EXPLAIN, previous=talk)
    assert following.previous == talk
    with pytest.raises(Refusal, match="已经进入下一等次。"):
        opened(Grade.EXPLAIN, previous=talk)

    explained = failed(workflow.explain(following, by=lin, explanation="不认为有问题。"), zhang)
    with pytest.raises(Refusal, match="告诫由镇纪委书记决定"):
        opened(Grade.ADMONISH, previous=explained, by=zhang)
    assert opened(Grade.ADMONISH, previous=explained).previous == explained


def test_what_was_opened_by_mistake_is_withdrawn_with_its_promise(opened, zhang, lin):
    handling = workflow.cancel(opened(Grade.EXPLAIN), by=zhang, reason="张冠李戴。")

    assert handling.status == HandlingStatus.CANCELLED
    assert promises(handling) == [(date(2026, 11, 30), State.CANCELLED)]
    assert told(lin)[-1] == f"{handling}已撤回，不需要再说明。"


def test_what_took_place_is_not_withdrawn(opened, zhang):
    handling = workflow.hold(opened(), by=zhang, **TALK)

    with pytest.raises(Refusal, match="已经谈话或说明的不能撤回"):
        workflow.cancel(handling, by=zhang, reason="不想要了")


# -- whom it can be about -----------------------------------------------------------------------------------


def test_nobody_of_a_higher_body_of_the_discipline_staff_or_of_an_enterprise(
    opened, xishan, town, enterprise, qian
):
    upper = member(xishan, "马远山", "unit_head", managed_by=ManagedBy.UPPER).person
    clerk = member(enterprise, "贾经理", "collector").person

    for person, said in (
        (upper, "由上级管理"),
        (qian.person, "由上级纪检监察机关处置"),
        (clerk, "企业只报送信息"),
    ):
        with pytest.raises(Refusal, match=said):
            opened(person=person)


# -- the promises are kept in view --------------------------------------------------------------------------


def reached(days: list[date]) -> None:
    for day in days:
        with clock.at(day):
            sweep.run(day)


def test_a_missed_talk_reminds_the_staff_and_never_the_person(opened, zhang, sun, lin, li, zhao):
    opened()
    reached([date(2026, 11, 29), date(2026, 12, 1), date(2026, 12, 3)])

    assert len(told(zhang)) >= 2
    assert len(told(sun)) >= 1
    assert told(lin) == told(li) == told(zhao) == []


def test_a_milestone_reminds_the_person_and_climbs_to_the_secretary_only(opened, zhang, sun, lin, li, zhao):
    handling = workflow.hold(opened(Grade.ADMONISH), by=zhang, milestones=PLAN[:1], **TALK)
    before = {user: len(told(user)) for user in (zhang, sun, lin)}
    reached([date(2026, 11, 28), date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 8)])

    assert len(told(lin)) > before[lin]
    assert len(told(sun)) > before[sun]
    assert told(li) == told(zhao) == []
    assert handling.person.name not in "".join(told(sun))


# -- what leaves the house ----------------------------------------------------------------------------------


def test_neither_mail_nor_audit_names_the_person_or_the_matter(opened, zhang, sun, lin):
    for user in (zhang, sun, lin):
        user.email = f"{user.username}@example.org"
        user.save()
    handling = workflow.hold(opened(), by=zhang, statement="机密陈述", **TALK | {"said": "机密要点"})
    failed(handling, zhang)

    texts = [f"{event.object_text}{event.details}" for event in AuditEvent.objects.all()]
    texts += OutgoingMail.objects.values_list("text", flat=True)
    assert len(texts) > 3
    for secret in ("机密", "补贴名单", "林永强"):
        assert not any(secret in text for text in texts)


def test_the_head_knows_when_it_is_recorded_and_not_before_the_person(opened, zhang, li):
    handling = opened()
    with pytest.raises(Refusal, match="当事人知悉以后才能告知单位负责人。"):
        workflow.inform_head(handling, by=zhang)

    handling = workflow.inform_head(workflow.hold(handling, by=zhang, **TALK), by=zhang)
    assert handling.head_informed_on == TODAY
    assert told(li) == [f"{handling}已登记告知您，请查看。"]
    with pytest.raises(Refusal, match="已经告知单位负责人。"):
        workflow.inform_head(handling, by=zhang)


# -- the promises of the database ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": HandlingStatus.TO_ASSESS, "held_on": None},
        {"status": HandlingStatus.TO_ASSESS, "said": ""},
        {"grade": Grade.EXPLAIN, "status": HandlingStatus.TO_ASSESS, "explanation": ""},
        {"grade": Grade.TALK, "status": HandlingStatus.RECTIFYING},
        {"status": HandlingStatus.CLOSED, "assessment": ""},
        {"status": HandlingStatus.CLOSED, "outcome": ""},
        {"status": HandlingStatus.CANCELLED, "cancelled_reason": ""},
        {"status": HandlingStatus.PENDING, "head_informed_on": TODAY},
    ],
)
def test_the_database_refuses_what_the_code_would(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        HandlingFactory(**wrong)
