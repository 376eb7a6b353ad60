"""What a resolution asks of a unit, until when, and what came of it (art. 30)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from core import clock
from core.verdict import Refusal
from deadlines import sweep
from deadlines.models import Deadline
from decisions import queries, workflow
from decisions.access import follow_up as access
from decisions.enums import TaskStatus, View
from decisions.models import Task
from decisions.rules import follow_up as rules
from decisions.todos.meetings import todos
from notifications.models import Notification
from tests.decisions import held as made

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 10)
WORK = "完成道路维修并组织验收"


@pytest.fixture
def passed(town, zhang, sun, zhao):
    return made.held(town, zhang, zhao.person, sun=sun).items.get()


def given(item, by, unit, **content) -> Task:
    said = {"owner": "李长河", "content": WORK, "due_on": DUE}
    return workflow.give_task(item, by=by, unit=unit, **(said | content))


@pytest.fixture
def task(passed, zhang, xishan, li, zhou):
    return given(passed, zhang, xishan)


@pytest.fixture
def of_people(town, xishan, zhang, sun, zhao, li, zhou):
    """A task from a matter about people."""
    item = passed_about_people(town, zhang, sun, zhao)
    return given(item, zhang, xishan, content="办理王某某任职手续")


def passed_about_people(town, zhang, sun, zhao):
    item = made.proposed(town, zhang, category="honour", title="年度先进", payee="", amount=None)
    workflow.fulfil(
        item, by=zhang, kind="discipline", done_on=clock.today(), given_by="镇纪委", document="意见"
    )
    meeting = made.opened(town, zhang, zhao.person, [item], members=[sun.person])
    made.decided(item, zhang, views={sun.person: View.AGREE, zhao.person: View.AGREE})
    meeting.refresh_from_db()
    workflow.close_meeting(meeting, by=zhang)
    item.refresh_from_db()
    return item


# -- giving ----------------------------------------------------------------------------------------------


def test_a_task_is_a_promise_with_its_arithmetic(task, xishan):
    promise = Deadline.objects.get(kind="decision_task")
    assert (promise.unit, promise.due_on, promise.article) == (xishan, DUE, 30)
    assert promise.arithmetic == "2026年11月24日交办，应于2026年12月10日（含）前完成"


def test_the_unit_is_told(task, li, zhou, wang):
    told = Notification.objects.filter(key=f"task:{task.pk}:given")
    assert {one.recipient for one in told} == {li, zhou}
    assert WORK in told[0].text


def test_only_what_was_passed_becomes_a_task(town, zhang, sun, zhao, xishan):
    item = made.proposed(town, zhang)
    with pytest.raises(Refusal, match="会议通过的议题"):
        given(item, zhang, xishan)
    meeting = made.opened(town, zhang, zhao.person, [item], members=[sun.person])
    made.decided(item, zhang, views={sun.person: View.DISAGREE, zhao.person: View.DISAGREE})
    with pytest.raises(Refusal, match="会议通过的议题"):
        given(item, zhang, xishan)
    assert meeting.is_open


def test_nothing_is_given_out_while_the_meeting_still_sits(town, zhang, sun, zhao, xishan):
    item = made.proposed(town, zhang)
    made.opened(town, zhang, zhao.person, [item], members=[sun.person])
    made.decided(item, zhang, views={sun.person: View.AGREE, zhao.person: View.AGREE})
    with pytest.raises(Refusal, match="散会以后"):
        given(item, zhang, xishan)


def test_a_day_that_has_passed_is_no_day_to_be_done_by(passed, zhang, xishan):
    with pytest.raises(Refusal, match="不能早于今天"):
        given(passed, zhang, xishan, due_on=made.DAY - timedelta(days=1))
    assert given(passed, zhang, xishan, due_on=made.DAY).status == TaskStatus.OPEN


def test_a_unit_outside_the_town_gets_no_task(passed, zhang, centre):
    with pytest.raises(Refusal, match="下面的单位"):
        given(passed, zhang, centre)


@pytest.mark.parametrize(
    ("who", "may"),
    [("zhang", True), ("sun", True), ("zhao", True), ("li", False), ("zhou", False), ("wang", False)],
)
def test_tasks_are_given_by_the_meetings_keepers(request, passed, who, may):
    verdict = access.may_give_task(request.getfixturevalue(who), passed)
    assert bool(verdict) is may
    assert verdict or verdict.reason.endswith("。")


# -- working ---------------------------------------------------------------------------------------------

CAST = ("zhang", "sun", "zhao", "li", "zhou", "wang", "wu")
ALLOWED = {
    *((who, move) for who in ("li", "zhou") for move in ("report", "finish")),
    *((who, "cancel") for who in ("zhang", "sun", "zhao")),
}


@pytest.mark.parametrize("status", TaskStatus)
def test_the_moves_of_a_task(request, task, status):
    Task.objects.update(
        status=status,
        result="已验收" if status == TaskStatus.DONE else "",
        done_on=DUE if status == TaskStatus.DONE else None,
        cancelled_reason="不办了" if status == TaskStatus.CANCELLED else "",
    )
    task.refresh_from_db()
    asked = {
        (who, move): may(request.getfixturevalue(who), task)
        for who in CAST
        for move, may in access.MOVES.items()
    }
    granted = {pair for pair, verdict in asked.items() if verdict}
    assert granted == (ALLOWED if status == TaskStatus.OPEN else set())
    assert all(verdict or verdict.reason.endswith("。") for verdict in asked.values())


def test_a_unit_without_accounts_is_reported_for_by_the_keepers(passed, zhang, donggou):
    task = given(passed, zhang, donggou)
    assert workflow.report_task(task, by=zhang, text="已开工。").entered_by == "七道江镇纪委委员 张晓梅"


def test_progress_is_kept_with_day_and_name(task, zhou):
    with clock.at(date(2026, 12, 1)):
        workflow.report_task(task, by=zhou, text="已完成路基。")
    told = task.progress.get()
    assert (told.on, told.text, told.entered_by) == (date(2026, 12, 1), "已完成路基。", "西山村文书 周小燕")


def test_the_result_meets_the_promise_and_tells_the_recorder(task, li, zhang):
    workflow.finish_task(task, by=li, result="三公里已验收。")
    task.refresh_from_db()
    assert (task.status, task.result, task.done_on) == (TaskStatus.DONE, "三公里已验收。", made.DAY)
    assert Deadline.objects.get(kind="decision_task").state == "met"
    assert Notification.objects.filter(recipient=zhang, text__contains="已办结").exists()


def test_a_cancelled_task_says_why_and_is_no_promise_any_more(task, zhang, li):
    workflow.cancel_task(task, by=zhang, reason="并入另一项目。")
    task.refresh_from_db()
    assert (task.status, task.cancelled_reason) == (TaskStatus.CANCELLED, "并入另一项目。")
    assert Deadline.objects.get(kind="decision_task").state == "cancelled"
    assert Notification.objects.filter(recipient=li, text__contains="不用再办").exists()
    with pytest.raises(Refusal, match="已经取消"):
        workflow.finish_task(task, by=li, result="做了。")


@pytest.mark.parametrize(
    "changed", [{"status": "done", "done_on": DUE}, {"status": "cancelled"}, {"cancelled_reason": "不办"}]
)
def test_the_database_refuses_a_task_that_says_half(task, changed):
    with pytest.raises(IntegrityError):
        Task.objects.update(**changed)


# -- reminding -------------------------------------------------------------------------------------------


def told_on(day) -> set[str]:
    Notification.objects.all().delete()
    sweep.run(day)
    return {one.recipient.name for one in Notification.objects.filter(text__contains="决议任务")}


def test_reminders_and_escalations_climb_the_ladder(task, zhou, li, zhao, sun):
    assert told_on(DUE - timedelta(days=7)) == {"周小燕"}
    assert told_on(DUE) == {"周小燕"}
    assert told_on(DUE + timedelta(days=1)) == {"李长河"}
    assert told_on(DUE + timedelta(days=3)) == {"赵启明"}
    assert told_on(DUE + timedelta(days=7)) == {"孙正平"}


def test_nobody_is_reminded_of_what_is_done(task, li):
    workflow.finish_task(task, by=li, result="已验收。")
    assert told_on(DUE + timedelta(days=1)) == set()


# -- what is about people --------------------------------------------------------------------------------


def test_a_collector_has_nothing_of_a_task_that_is_about_people(client, of_people, li, zhou):
    assert list(queries.tasks_visible_to(li)) == [of_people]
    assert list(queries.tasks_visible_to(zhou)) == []
    assert not access.may_report_task(zhou, of_people)
    client.force_login(zhou)
    assert client.get(of_people.get_absolute_url()).status_code == 404
    assert "任职手续" not in client.get(reverse("decisions:tasks")).content.decode()
    assert [todo.kind for todo in todos(zhou, made.DAY)] == []


def test_no_letter_says_what_a_task_about_people_is(of_people, li, zhou):
    told = Notification.objects.filter(key__startswith="task:")
    assert {one.recipient for one in told} == {li}
    assert "任职手续" not in told.get().text
    assert "任职手续" not in Deadline.objects.get(kind="decision_task").title
    assert told_on(DUE - timedelta(days=3)) == {"李长河"}


# -- seeing ----------------------------------------------------------------------------------------------


def page_of(client, user, url) -> str:
    client.force_login(user)
    return client.get(url).content.decode()


def test_the_unit_sees_its_task_and_not_the_item_of_another(client, task, li):
    """The item is the town's: 西山村 carries out what it cannot look into."""
    page = page_of(client, li, task.get_absolute_url())
    assert WORK in page
    assert "做完了，填写结果" in page
    assert task.item.get_absolute_url() + '"' not in page
    assert client.get(task.item.get_absolute_url()).status_code == 404


def test_another_unit_sees_nothing_of_it(client, task, wang):
    client.force_login(wang)
    assert client.get(task.get_absolute_url()).status_code == 404
    assert WORK not in client.get(reverse("decisions:tasks")).content.decode()


def test_the_list_is_narrowed_to_what_is_late(client, passed, zhang, xishan, donggou):
    given(passed, zhang, xishan, content="修好西路", due_on=date(2026, 11, 25))
    given(passed, zhang, donggou, content="修好东路", due_on=date(2026, 12, 25))
    with clock.at(date(2026, 12, 1)):
        url = reverse("decisions:tasks")
        page = page_of(client, zhang, f"{url}?state=overdue")
        assert ("修好西路" in page, "修好东路" in page) == (True, False)
        assert "逾期 6 天" in page
        page = page_of(client, zhang, f"{url}?unit={donggou.pk}")
        assert ("修好西路" in page, "修好东路" in page) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_task_and_for_three(
    count, client, passed, zhang, xishan, django_assert_num_queries
):
    for number in range(count):
        given(passed, zhang, xishan, content=f"任务{number}")
    client.force_login(zhang)
    with django_assert_num_queries(8):  # session, user, roles, units, choices, count, tasks, inbox
        response = client.get(reverse("decisions:tasks"))
    assert response.content.decode().count('data-label="责任人"') == count


def test_from_resolution_to_result_in_the_browsers_own_requests(client, passed, zhang, xishan, li, zhou):
    client.force_login(zhang)
    item = passed.get_absolute_url()
    assert "交办任务" in client.get(item).content.decode()
    said = {"unit": xishan.pk, "owner": "李长河", "content": WORK, "due_on": "2026-12-10"}
    client.post(reverse("decisions:give_task", args=[passed.pk]), said)
    task = Task.objects.get()
    assert WORK in client.get(item).content.decode()

    client.force_login(zhou)
    client.post(reverse("decisions:report_task", args=[task.pk]), {"text": "已开工。"})
    client.force_login(li)
    client.post(reverse("decisions:finish_task", args=[task.pk]), {"result": "已验收。"})
    assert "2026年11月24日办结：已验收。" in client.get(task.get_absolute_url()).content.decode()


def test_a_refused_task_keeps_what_was_typed(client, passed, zhang, xishan):
    client.force_login(zhang)
    said = {"unit": xishan.pk, "owner": "李长河", "content": WORK, "due_on": "2026-11-01"}
    page = client.post(reverse("decisions:give_task", args=[passed.pk]), said).content.decode()
    assert "完成期限不能早于今天。（第三十条）" in page
    assert WORK in page
    assert not Task.objects.exists()


def test_the_arithmetic_names_both_days():
    assert rules.arithmetic(made.DAY, DUE) == "2026年11月24日交办，应于2026年12月10日（含）前完成"


# -- what waits for whom ---------------------------------------------------------------------------------


def titles(user) -> list[str]:
    return [todo.title for todo in todos(user, made.DAY)]


def test_tasks_wait_for_their_unit_and_for_no_other(task, li, zhou, wang, passed, zhang, xishan):
    assert titles(li) == titles(zhou) == [f"决议任务：{WORK}"]
    assert titles(wang) == []
    given(passed, zhang, xishan, content="另一项")
    assert titles(li) == ["办理2项决议任务"]


def test_members_sign_for_materials_and_for_the_record_and_the_recorder_files_it(town, zhang, sun, zhao):
    item = made.proposed(town, zhang)
    members = [sun.person, made.old_member(town)]
    meeting = made.opened(town, zhang, zhao.person, [item], members=members)
    made.decided(item, zhang, views=dict.fromkeys([*members, zhao.person], View.AGREE))
    meeting.refresh_from_db()
    meeting = workflow.close_meeting(meeting, by=zhang)
    assert "签认会议记录：党委会第9次会议" in titles(sun)
    assert titles(zhang) == ["会议记录归档：党委会第9次会议"]
    made.signed(meeting, zhang, sun, zhao)
    assert "签认会议记录：党委会第9次会议" not in titles(sun)
    assert titles(zhang) == ["会议记录定稿：党委会第9次会议"]
    workflow.freeze(meeting, by=zhang)
    assert titles(zhang) == ["会议材料归档：党委会第9次会议"]
    workflow.archive(meeting, by=zhang)
    assert titles(zhang) == []


def test_whoever_was_delivered_the_materials_signs_for_them(town, zhang, sun, zhao):
    item = made.proposed(town, zhang)
    meeting = workflow.plan(
        town,
        by=zhang,
        members=[zhao.person, sun.person],
        title="党委会",
        held_on=DUE,
        chair=zhao.person,
        recorder=zhang,
    )
    workflow.schedule(item, meeting, by=zhang)
    assert titles(sun) == []
    workflow.deliver(meeting, by=zhang, people=[sun.person])
    assert titles(sun) == ["签收会议材料：党委会"]
    workflow.receive(meeting.attendances.get(person=sun.person), by=sun)
    assert titles(sun) == []


def test_an_emergency_decision_waits_for_its_confirmation(town, zhang, sun, zhao, li):
    item = made.proposed(town, zhang)
    meeting = made.opened(town, zhang, zhao.person, [item], members=[sun.person])
    said = {"category": "matter", "title": "防汛抢险", "proposal": "立即转移群众。"}
    hasty = workflow.add_on_the_spot(meeting, by=zhang, reason="河水上涨", **said)
    for one in (item, hasty):
        made.decided(one, zhang, views={sun.person: View.AGREE, zhao.person: View.AGREE})
    meeting.refresh_from_db()
    workflow.close_meeting(meeting, by=zhang)
    assert "追认紧急决定：防汛抢险" in titles(zhang)
    assert "追认紧急决定：防汛抢险" in titles(zhao)
    assert not any("农村道路" in title and "追认" in title for title in titles(zhang))
    assert titles(li) == []
    assert next(todo.due_on for todo in todos(zhang, made.DAY) if todo.kind == "追认") == date(2026, 12, 9)


def test_who_only_sits_in_for_an_item_is_not_sent_to_a_meeting_that_does_not_open_for_them(
    town, zhang, sun, zhao, li
):
    item = made.proposed(town, zhang)
    called = {"members": [zhao.person, sun.person], "attendees": [li.person], "chair": zhao.person}
    meeting = workflow.plan(town, by=zhang, title="党委会", held_on=DUE, recorder=zhang, **called)
    workflow.schedule(item, meeting, by=zhang)
    workflow.deliver(meeting, by=zhang, people=[sun.person, li.person])
    assert titles(li) == []
    assert titles(sun) == ["签收会议材料：党委会"]
