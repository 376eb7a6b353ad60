"""A screening from its opening to its end (art. 12 to 14), and that what is refused changes nothing."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from core import clock
from core.verdict import Refusal
from deadlines.models import Deadline
from deadlines.sweep import run as sweep
from notifications.models import Notification
from riskpoints import queries, rules, workflow
from riskpoints.enums import STAGES, Found, Layer, Outcome, RiskType, Stage, Status
from riskpoints.models import Assignment, LibraryRiskPoint, Screening, Share
from riskpoints.todos import screenings as todos
from tests.factories import (
    AppointmentFactory,
    AssignmentFactory,
    MeasureFactory,
    PostFactory,
    PowerFactory,
    RiskPointFactory,
    ShareFactory,
)

pytestmark = pytest.mark.django_db

OPENED, DUE = date(2026, 11, 2), date(2026, 12, 1)
CONTENT = {
    "name": "报账不附凭证",
    "risk_type": RiskType.DUTY,
    "manifestation": "白条入账。",
    "likelihood": 3,
    "harm": 3,
    "found_by": Found.MUTUAL,
    "measures": [{"content": "月末双人核对"}],
}


@pytest.fixture
def opened(town, xishan, zhang, li, zhou):
    """西山村 has one post, held by 李."""
    with clock.at(OPENED):
        yield workflow.open_screening(town, by=zhang, title="2026年排查", due_on=DUE, units=[xishan])


@pytest.fixture
def of_the_post(opened):
    return Assignment.objects.get(layer=Layer.POST)


def promise():
    return Deadline.objects.get(kind="screening")


def through(assignment, *people):
    for who in people:
        assignment = workflow.pass_on_assignment(assignment, by=who)
    return assignment


# -- opening ---------------------------------------------------------------------------------------------


def test_every_post_held_or_not_every_section_and_the_unit_get_an_assignment(town, xishan, zhang, li):
    PostFactory(unit=xishan, name="报账员")  # nobody holds it
    PowerFactory(unit=xishan, section="综合服务窗口")
    PowerFactory(unit=xishan, section="综合服务窗口")

    workflow.open_screening(town, by=zhang, title="排查", due_on=date(2999, 1, 1), units=[xishan])

    assert {(one.layer, one.whose) for one in Assignment.objects.all()} == {
        (Layer.UNIT, "单位职能"),
        (Layer.SECTION, "综合服务窗口"),
        (Layer.POST, "党支部书记"),
        (Layer.POST, "报账员"),
    }


def test_a_share_is_promised_by_the_day_and_the_unit_is_told(opened, li, zhou, wang):
    assert (promise().started_on, promise().due_on, promise().article) == (OPENED, DUE, 14)
    assert promise().arithmetic == "11月2日发起排查，期限定为2026年12月1日，应于当日（含）前送组织审查。"
    told = Notification.objects.filter(key__startswith=f"screening:{opened.pk}")
    assert {row.recipient for row in told} == {li, zhou}


def test_a_unit_is_not_screened_twice_at_a_time(opened, town, xishan, donggou, qian):
    with pytest.raises(Refusal, match="西山村还有一次排查没有结束"):
        workflow.open_screening(town, by=qian, title="又一次", due_on=DUE, units=[donggou, xishan])

    assert Screening.objects.count() == 1
    assert not Share.objects.filter(unit=donggou).exists()
    with pytest.raises(IntegrityError, match="share_open_once_per_unit|share.unit_id"), transaction.atomic():
        ShareFactory(unit=xishan)


def test_a_screening_is_due_after_today(town, xishan, zhang):
    with clock.at(OPENED), pytest.raises(Refusal, match="今天以后"):
        workflow.open_screening(town, by=zhang, title="排查", due_on=OPENED, units=[xishan])


# -- the four stages -------------------------------------------------------------------------------------


def test_article_14_the_assignment_takes_its_points_through_four_stages_into_the_register(
    of_the_post, zhou, li, qian
):
    point = workflow.write_in(of_the_post, by=zhou, **CONTENT, layer=Layer.POST, post=of_the_post.post)
    seen = []
    for who in (zhou, zhou, li):
        of_the_post = workflow.pass_on_assignment(of_the_post, by=who)
        point.refresh_from_db()
        seen.append((of_the_post.status, point.status))
    assert seen == [(stage, stage) for stage in STAGES[1:]]

    done = workflow.finish_assignment(of_the_post, by=qian)

    point.refresh_from_db()
    assert (done.status, done.outcome, done.done_on) == (Stage.DONE, Outcome.POINTS, OPENED)
    assert (point.status, point.found_by, point.reviewed_by) == (
        Status.REGISTERED,
        Found.MUTUAL,
        "七道江镇纪检干事 钱国栋",
    )
    verbs = AuditEvent.objects.filter(object_type="riskpoints.assignment").order_by("sequence")
    assert [event.verb.split(".")[1] for event in verbs] == ["assignment_passed_on"] * 3 + [
        "assignment_finished"
    ]


def test_who_types_for_somebody_without_an_account_is_named_beside_them(of_the_post, zhou, li):
    workflow.report_none(of_the_post, by=zhou, reason="不经手钱物。")
    assert "周小燕（代李长河）" in Assignment.objects.get(pk=of_the_post.pk).reported_text

    back = workflow.send_back_assignment(of_the_post, by=li, reason="再找找。")
    workflow.report_none(back, by=li, reason="不经手钱物。")
    assert "代" not in Assignment.objects.get(pk=of_the_post.pk).reported_text


def test_article_14_none_goes_through_the_same_four_stages(of_the_post, zhou, li, qian):
    none = workflow.report_none(of_the_post, by=zhou, reason="只收发文件。")
    assert (none.status, none.outcome, none.state) == (Stage.SECTION, Outcome.NONE, "科室帮查")

    with pytest.raises(Refusal, match="都办完"):
        workflow.finish_assignment(none, by=qian)

    done = workflow.finish_assignment(through(none, zhou, li), by=qian)
    assert done.state == "已完成（无风险点）"


def test_sent_back_all_return_to_self_check_with_the_reason_and_the_unit_is_told(of_the_post, zhou, li, qian):
    point = workflow.write_in(of_the_post, by=zhou, **CONTENT)
    at_the_end = through(of_the_post, zhou, zhou, li)

    back = workflow.send_back_assignment(at_the_end, by=qian, reason="等级偏低。")

    point.refresh_from_db()
    assert (back.status, back.outcome, back.sent_back_reason) == (Stage.DRAFT, "", "等级偏低。")
    assert (point.status, point.sent_back_reason) == (Status.DRAFT, "等级偏低。")
    told = Notification.objects.filter(key__startswith=f"assignment:{back.pk}:sent_back")
    assert {row.recipient for row in told} == {li, zhou}
    assert through(back, zhou).sent_back_reason == ""


def test_nothing_is_written_into_an_assignment_that_has_gone_on(of_the_post, zhou):
    workflow.report_none(of_the_post, by=zhou, reason="只收发文件。")

    with pytest.raises(Refusal, match="只有个人自查时"):
        workflow.write_in(of_the_post, by=zhou, **CONTENT)
    with pytest.raises(Refusal, match="只有个人自查时"):
        workflow.copy_in(of_the_post, LibraryRiskPoint.objects.get(number=18), by=zhou)

    assert not of_the_post.points.exists()


def test_a_copied_example_lands_at_the_post_of_the_assignment(of_the_post, zhou):
    entry = LibraryRiskPoint.objects.get(number=18)
    assert entry in queries.suggestions(of_the_post)

    point = workflow.copy_in(of_the_post, entry, by=zhou)

    assert (point.post, point.layer, point.section, point.assignment) == (
        of_the_post.post,
        Layer.POST,
        "",
        of_the_post,
    )
    assert entry not in queries.suggestions(of_the_post)


def test_article_15_a_confirmed_point_counts_as_looked_at_again_once_examined(
    of_the_post, zhou, li, qian, xishan
):
    old = RiskPointFactory(unit=xishan, post=of_the_post.post, registered=True)
    workflow.confirm_point(of_the_post, old, by=zhou)
    at_the_end = through(of_the_post, zhou, zhou, li)
    old.refresh_from_db()
    assert old.reviewed_on == date(2026, 3, 3)

    workflow.finish_assignment(at_the_end, by=qian)

    old.refresh_from_db()
    assert (old.status, old.reviewed_on) == (Status.REGISTERED, OPENED)


def test_a_point_of_another_post_is_not_confirmed_here(of_the_post, zhou, xishan):
    other = RiskPointFactory(unit=xishan, post=PostFactory(unit=xishan), registered=True)

    with pytest.raises(Refusal, match="不在本岗位"):
        workflow.confirm_point(of_the_post, other, by=zhou)

    assert not of_the_post.confirmed.exists()


def test_a_withdrawn_point_leaves_nothing_to_examine(of_the_post, zhou, li, qian):
    point = workflow.write_in(of_the_post, by=zhou, **CONTENT)
    at_the_end = through(of_the_post, zhou, zhou, li)
    workflow.retire(point, by=qian, reason="写重了。")

    with pytest.raises(Refusal, match="还没有风险点"):
        workflow.finish_assignment(at_the_end, by=qian)


# -- the promise, and the end ----------------------------------------------------------------------------


def test_the_promise_is_kept_when_the_last_assignment_is_with_the_discipline_staff(opened, zhou, li, qian):
    first, second = Assignment.objects.order_by("pk")
    through(workflow.report_none(first, by=zhou, reason="无。"), zhou, li)
    assert promise().state == "open"
    at_the_end = through(workflow.report_none(second, by=zhou, reason="无。"), zhou, li)
    assert (promise().state, promise().met_on) == ("met", OPENED)

    workflow.send_back_assignment(at_the_end, by=qian, reason="再找找。")
    assert promise().state == "open"


def test_the_share_ends_with_its_last_assignment_and_the_unit_may_be_screened_again(
    opened, zhou, li, qian, xishan
):
    for one in Assignment.objects.order_by("pk"):
        workflow.finish_assignment(
            through(workflow.report_none(one, by=zhou, reason="无。"), zhou, li), by=qian
        )

    assert Share.objects.get().ended_on == OPENED
    assert promise().state == "met"
    assert xishan in queries.units_to_screen(qian)


def test_closing_lists_what_is_not_done_with_a_reason_and_frees_its_points(
    of_the_post, opened, zhou, qian, wang
):
    point = workflow.write_in(of_the_post, by=zhou, **CONTENT)
    through(of_the_post, zhou)
    with pytest.raises(Refusal, match="还有2项任务没有完成"):
        workflow.close_screening(opened, by=qian)
    with pytest.raises(Refusal, match="由镇纪委结束"):
        workflow.close_screening(opened, by=wang, reason="不想办了。")

    workflow.close_screening(opened, by=qian, reason="换届，明年再办。")

    of_the_post.refresh_from_db()
    assert of_the_post.state == "未完成（停在科室帮查）"
    assert (promise().state, Share.objects.get().ended_on) == ("cancelled", OPENED)
    point.refresh_from_db()
    assert workflow.pass_on(point, by=zhou).status == Status.LEADER
    with pytest.raises(Refusal, match="已经结束"):
        workflow.close_screening(opened, by=qian, reason="再来。")


def test_a_late_share_is_told_of_on_the_ladder(opened, li, zhou, sun):
    for day, who in ((date(2026, 11, 24), zhou), (date(2026, 12, 2), li), (date(2026, 12, 8), sun)):
        before = set(Notification.objects.values_list("pk", flat=True))
        with clock.at(day):
            sweep(day)
        assert who in {row.recipient for row in Notification.objects.exclude(pk__in=before)}, day


def test_todos_name_the_next_step_to_whoever_has_it(of_the_post, zhou, li, zhang, wang):
    def titles():
        return {who: [todo.title for todo in todos(user, OPENED)] for who, user in people.items()}

    people = {"zhou": zhou, "li": li, "zhang": zhang, "wang": wang}
    self_check = "自查2个岗位或科室的风险点"
    assert titles() == {"zhou": [self_check], "li": [self_check], "zhang": [], "wang": []}

    at_the_leader = through(workflow.report_none(of_the_post, by=zhou, reason="无。"), zhou)
    assert (titles()["li"], titles()["zhang"]) == (["自查1个岗位或科室的风险点", "核查1项"], [])

    through(at_the_leader, li)
    assert titles()["zhang"] == ["审查1项"]


def test_nobody_is_asked_for_a_step_he_may_not_take(town, zhang, sun, zhao):
    """The town has no head with an account of that role: its discipline staff enter on behalf, its leaders look on."""
    mayor = AppointmentFactory(person=zhao.person, post=PostFactory(unit=town, is_head=True)).post
    AssignmentFactory(share__unit=town, share__screening__unit=town, status=Stage.LEADER, post=mayor)

    waiting = {user: [todo.title for todo in todos(user, OPENED)] for user in (zhang, sun, zhao)}

    assert waiting == {zhang: ["核查1项"], sun: ["核查1项"], zhao: []}


# -- examples --------------------------------------------------------------------------------------------


def example(dept="财政所", post="出纳", name="白条抵库"):
    return LibraryRiskPoint(number=1, dept=dept, post=post, name=name, risk_type=RiskType.DUTY)


def test_an_example_of_the_same_post_is_more_alike_than_one_of_the_same_office():
    words = ["财政所", "出纳", ""]
    same, near, far = (
        rules.likeness(words, one, village=False)
        for one in (example(), example(post="会计"), example("水利局", "财务岗", "奖励"))
    )
    assert same > near > far == 0


def test_a_village_is_shown_what_villages_wrote_and_nobody_else_is():
    of_village = example("村两委", "书记/主任", "小金库")
    assert rules.likeness(["西山村", "报账员"], of_village, village=True) > 0
    assert rules.likeness(["财政所", "出纳"], of_village, village=False) == 0
    assert rules.likeness(["西山村", "报账员"], example("水利局"), village=True) == 0


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_never_negative_and_grows_with_what_is_known(name, duties):
    entry = example()
    little, more = (rules.likeness(words, entry, village=False) for words in ([name], [name, duties]))
    assert 0 <= little <= more


def test_suggestions_leave_out_what_does_not_fit_a_town(of_the_post):
    unfit = set(LibraryRiskPoint.objects.filter(fits_a_town=False).values_list("pk", flat=True))
    assert queries.suggestions(of_the_post)
    assert not unfit & {entry.pk for entry in queries.suggestions(of_the_post)}


# -- constraints -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("assignment_none_with_reason", {"status": Stage.SECTION, "outcome": Outcome.NONE}),
        ("assignment_with_outcome_after_self_check", {"status": Stage.SECTION, "outcome": ""}),
        ("assignment_done_with_date", {"status": Stage.DONE, "done_on": None}),
        ("assignment_not_done_says_where_it_stopped", {"status": Stage.NOT_DONE, "stopped_at": ""}),
        ("assignment_names_its_layer", {"layer": Layer.SECTION}),
    ],
)
def test_the_database_keeps_each_promise(name, fields, xishan):
    with pytest.raises(IntegrityError, match=name):
        AssignmentFactory(share__unit=xishan, **fields)


def test_a_post_has_one_assignment_in_a_share(xishan):
    one = AssignmentFactory(share__unit=xishan)
    with pytest.raises(IntegrityError, match="assignment_once_per_post"):
        AssignmentFactory(share=one.share, post=one.post)


def test_a_measure_must_stand_when_it_is_examined(of_the_post, zhou, li, qian):
    point = workflow.write_in(of_the_post, by=zhou, **CONTENT | {"measures": ()})
    at_the_end = through(of_the_post, zhou, zhou, li)
    with pytest.raises(Refusal, match="没有防控措施"):
        workflow.finish_assignment(at_the_end, by=qian)

    MeasureFactory(risk_point=point)
    assert workflow.finish_assignment(at_the_end, by=qian).status == Stage.DONE
