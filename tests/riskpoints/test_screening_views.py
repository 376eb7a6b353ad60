"""The pages of a screening: who sees what, each number with its rows, and what a person presses (art. 12 to 14)."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from riskpoints import queries, workflow
from riskpoints.enums import Layer, Outcome, Stage
from riskpoints.models import Assignment, Screening
from tests.factories import (
    AssignmentFactory,
    PostFactory,
    RiskPointFactory,
    ScreeningFactory,
    ShareFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_a_day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def share(xishan):
    return ShareFactory(unit=xishan)


@pytest.fixture
def foreign(share, donggou):
    """Another village in the same screening, whose post must not leak."""
    other = ShareFactory(screening=share.screening, unit=donggou)
    return AssignmentFactory(share=other, post=PostFactory(unit=donggou, name="东沟保管员"))


def body(client, name, *args, **asked):
    response = client.get(reverse(f"riskpoints:{name}", args=args), asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_screenings_does_not_ask_more_for_more(
    count, client, zhang, xishan, django_assert_num_queries
):
    for number in range(count):
        closed = ScreeningFactory(unit=xishan.parent, status="closed", closed_on=TODAY, title=f"第{number}次")
        AssignmentFactory(share=ShareFactory(screening=closed, unit=xishan, ended_on=TODAY))
    client.force_login(zhang)
    body(client, "screenings")

    with django_assert_num_queries(QUERIES["screenings"]):
        page = body(client, "screenings")

    assert page.count("0 / 1 项") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_assignments_does_not_ask_more_for_more(
    count, client, zhang, share, django_assert_num_queries
):
    AssignmentFactory.create_batch(count, share=share)
    client.force_login(zhang)
    body(client, "assignments")

    with django_assert_num_queries(QUERIES["assignments"]):
        page = body(client, "assignments")

    assert f"共 {count} 项任务" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_progress_does_not_ask_more_for_more(
    count, client, zhang, share, donggou, caizheng, django_assert_num_queries
):
    AssignmentFactory(share=share)
    for unit in (donggou, caizheng)[: count - 1]:
        AssignmentFactory(share=ShareFactory(screening=share.screening, unit=unit))
    client.force_login(zhang)
    body(client, "screening", share.screening_id)

    with django_assert_num_queries(QUERIES["screening"]):
        page = body(client, "screening", share.screening_id)

    assert page.count("1 项</a>") == count * 2


QUERIES = {"screenings": 8, "assignments": 9, "screening": 9}


def test_every_number_of_the_progress_opens_its_rows(client, zhang, share):
    AssignmentFactory.create_batch(2, share=share)
    AssignmentFactory(share=share, status=Stage.DONE, outcome=Outcome.NONE, none_reason="无。")
    AssignmentFactory(share=share, status=Stage.DONE)
    client.force_login(zhang)

    page = body(client, "screening", share.screening_id)
    asked = {"screening": share.screening_id, "unit": share.unit_id}
    for more, number in (
        ({}, 4),
        ({"status": "draft"}, 2),
        ({"status": "done"}, 2),
        ({"status": "done", "outcome": "none"}, 1),
    ):
        query = "&amp;".join(f"{name}={value}" for name, value in (asked | more).items())
        assert f'?{query}"' in page
        assert f"共 {number} 项任务" in body(client, "assignments", **asked, **more)


def test_a_village_sees_its_own_share_alone(client, li, share, foreign):
    AssignmentFactory(share=share, post=PostFactory(unit=share.unit, name="西山保管员"))
    client.force_login(li)

    progress = body(client, "screening", share.screening_id)
    listed = body(client, "assignments")

    assert ("西山村" in progress, "东沟村" in progress) == (True, False)
    assert ("西山保管员" in listed, "东沟保管员" in listed) == (True, False)
    assert client.get(foreign.get_absolute_url()).status_code == 404
    assert "0 / 1 项" in body(client, "screenings")


def test_the_discipline_staff_open_a_screening_for_the_ticked_units(
    client, zhang, li, xishan, donggou, enterprise
):
    client.force_login(zhang)
    form = body(client, "open_screening")
    assert ("西山村" in form, "建材公司" in form) == (True, False)

    told = client.post(
        reverse("riskpoints:open_screening"),
        {"title": "年度排查", "due_on": "2026-12-20", "units": [xishan.pk]},
        follow=True,
    ).content.decode()

    assert "排查已发起" in told
    screening = Screening.objects.get()
    assert [share.unit for share in screening.shares.all()] == [xishan]
    assert "西山村" not in body(client, "open_screening").split("<form", 1)[1]


@pytest.mark.parametrize(
    ("said", "fault"),
    [({"due_on": "2026-11-24"}, "完成期限应晚于今天"), ({"units": []}, "这个字段是必填项")],
)
def test_what_is_wrong_with_a_new_screening_is_said_beside_it(client, zhang, xishan, said, fault):
    client.force_login(zhang)
    posted = {"title": "年度排查", "due_on": "2026-12-20", "units": [xishan.pk]} | said

    page = client.post(reverse("riskpoints:open_screening"), posted).content.decode()

    assert fault in page
    assert not Screening.objects.exists()


def test_an_enterprise_cannot_be_slipped_in(client, zhang, xishan, enterprise):
    client.force_login(zhang)
    posted = {"title": "年度排查", "due_on": "2026-12-20", "units": [xishan.pk, enterprise.pk]}

    client.post(reverse("riskpoints:open_screening"), posted)

    assert not Screening.objects.exists()


def test_the_page_says_what_the_post_is_and_offers_examples(client, zhou, li, share):
    post = li.person.appointments.get().post
    post.duties = "主持村党支部工作，管村集体印章。"
    post.save()
    assignment = AssignmentFactory(share=share, post=post)
    client.force_login(zhou)

    page = body(client, "assignment", assignment.pk)

    assert "李长河" in page and "管村集体印章" in page
    assert page.count("抄这一条") == 6
    assert "没有风险点" in page and "写好了，送科室帮查" not in page
    assert "还没有风险点。请抄一条示例" in page


def test_other_examples_are_searched_for_on_the_same_page(client, zhou, share):
    assignment = AssignmentFactory(share=share)
    client.force_login(zhou)

    page = body(client, "assignment", assignment.pk, q="白条")

    assert page.count("抄这一条") == 1 and "白条抵库" in page
    assert "没有找到相近的示例" in body(client, "assignment", assignment.pk, q="航天")


def test_a_point_of_the_register_is_confirmed_with_one_press(client, zhou, share):
    assignment = AssignmentFactory(share=share)
    old = RiskPointFactory(unit=share.unit, post=assignment.post, registered=True)
    client.force_login(zhou)
    assert "仍然适用" in body(client, "assignment", assignment.pk)

    url = reverse("riskpoints:confirm_point", args=[assignment.pk, old.pk])
    page = client.post(url, follow=True).content.decode()

    assert "已确认" in page and "写好了，送科室帮查" in page


def test_a_strangers_point_is_not_confirmed_and_not_known(client, zhou, share, donggou):
    assignment = AssignmentFactory(share=share)
    theirs = RiskPointFactory(unit=donggou, registered=True)
    client.force_login(zhou)

    response = client.post(reverse("riskpoints:confirm_point", args=[assignment.pk, theirs.pk]))

    assert response.status_code == 404
    assert not assignment.confirmed.exists()


def test_none_without_a_reason_is_not_taken(client, zhou, share):
    assignment = AssignmentFactory(share=share)
    client.force_login(zhou)

    client.post(reverse("riskpoints:report_none", args=[assignment.pk]), {"reason": "  "})

    assignment.refresh_from_db()
    assert assignment.status == Stage.DRAFT


def test_a_point_on_its_own_page_points_to_its_assignment(client, zhou, share):
    assignment = AssignmentFactory(share=share)
    point = RiskPointFactory(unit=share.unit, assignment=assignment)
    client.force_login(zhou)

    page = client.get(point.get_absolute_url()).content.decode()

    assert "随排查任务一起办理" in page and assignment.get_absolute_url() in page
    assert reverse("riskpoints:pass_on", args=[point.pk]) not in page
    assert client.post(reverse("riskpoints:pass_on", args=[point.pk])).status_code == 403


def test_whoever_changes_a_copied_point_comes_back_to_the_assignment(client, zhou, share):
    assignment = AssignmentFactory(share=share)
    client.force_login(zhou)
    copied = client.post(reverse("riskpoints:copy_in", args=[assignment.pk, 18]))
    point = assignment.points.get()
    assert copied["Location"] == reverse("riskpoints:change", args=[point.pk])

    form = client.get(copied["Location"]).context["editor"]
    posted = {name: "" if value is None else value for name, value in form.form.initial.items()}
    posted = {name: getattr(value, "pk", value) for name, value in posted.items() if value is not False}
    posted |= {f"measures-{name}": value for name, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))}
    saved = client.post(copied["Location"], posted | {"likelihood": 3, "harm": 3, "level": ""})

    assert saved["Location"] == assignment.get_absolute_url()


def test_closing_lists_what_is_left_and_asks_why(client, zhang, share):
    left = AssignmentFactory(share=share, post=PostFactory(unit=share.unit, name="保管员"))
    client.force_login(zhang)
    address = reverse("riskpoints:close_screening", args=[share.screening_id])
    assert "保管员" in client.get(address).content.decode()

    assert client.post(address, {"reason": ""}).status_code == 403
    page = client.post(address, {"reason": "岗位空缺。"}, follow=True).content.decode()

    left.refresh_from_db()
    assert left.status == Stage.NOT_DONE
    assert "排查已结束" in page and "岗位空缺。" in page


def test_my_assignments_are_those_whose_next_step_is_mine(client, zhou, li, zhang, share):
    for stage in (Stage.DRAFT, Stage.LEADER, Stage.ORGANISATION):
        AssignmentFactory(share=share, status=stage, post=PostFactory(unit=share.unit, name=f"岗{stage}"))
    for user, mine in ((zhou, {"岗draft"}), (li, {"岗draft", "岗leader"}), (zhang, {"岗organisation"})):
        client.force_login(user)
        page = body(client, "assignments", waiting="mine")
        assert {name for name in ("岗draft", "岗leader", "岗organisation") if name in page} == mine


def test_two_who_finish_the_same_assignment_do_it_once(share, qian, sun, zhou, li):
    from core.verdict import Refusal

    assignment = AssignmentFactory(share=share, layer=Layer.UNIT, post=None)
    at_the_end = workflow.report_none(assignment, by=zhou, reason="无。")
    for who in (zhou, li):
        at_the_end = workflow.pass_on_assignment(at_the_end, by=who)
    stale = Assignment.objects.get(pk=at_the_end.pk)

    workflow.finish_assignment(at_the_end, by=qian)
    with pytest.raises(Refusal, match="才能组织审查"):
        workflow.finish_assignment(stale, by=sun)

    assert queries.waiting_by_stage(sun) == {}
