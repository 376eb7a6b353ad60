"""民调、民主测评、行风评议: a small record that scoring may use."""

from datetime import date

import pytest

from audit.models import AuditEvent
from collection import queries, workflow
from collection.models import Poll
from core.verdict import Refusal
from tests.collection.pages import get, post, rows, url
from tests.factories import PollFactory

pytestmark = pytest.mark.django_db

GIVEN = {
    "kind": "assessment",
    "title": "窗口服务",
    "held_on": "2026-11-10",
    "asked_whom": "服务对象",
    "asked": 50,
    "answered": 48,
    "satisfied": 45,
    "result": "多数满意。",
}


def test_article_37_the_result_of_an_assessment_is_recorded(client, zhang, xishan):
    _, page = post(client, zhang, url("record_poll"), unit=xishan.pk, **GIVEN)

    poll = Poll.objects.get()
    assert (poll.unit, poll.held_on, poll.recorded_by) == (xishan, date(2026, 11, 10), zhang)
    assert "94%" in page
    assert AuditEvent.objects.get().verb == "collection.record_poll"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("answered", 51, "收回份数不能超过发出份数。"),
        ("satisfied", 49, "满意份数不能超过收回份数。"),
        ("held_on", "2026-11-25", "日期不能晚于今天。"),
        ("asked", -1, ""),
        ("kind", "rumour", ""),
    ],
)
def test_counts_that_do_not_fit_are_told_at_the_field(field, value, message, client, zhang, xishan):
    response, page = post(client, zhang, url("record_poll"), unit=xishan.pk, **GIVEN | {field: value})

    assert field in response.context["form"].errors
    assert message in page
    assert not Poll.objects.exists()


def test_it_is_put_right_and_the_earlier_counts_stay_in_its_history(client, zhang, xishan):
    poll = PollFactory(unit=xishan)

    post(client, zhang, url("change_poll", poll.pk), version=1, **GIVEN)

    poll.refresh_from_db()
    assert (poll.satisfied, poll.unit, poll.version) == (45, xishan, 2)
    assert list(poll.history.order_by("history_id").values_list("satisfied", flat=True)) == [90, 45]


def test_two_people_do_not_overwrite_each_other(client, zhang, xishan):
    poll = PollFactory(unit=xishan)
    workflow.change_poll(poll, by=zhang, title="改过的")

    response, page = post(client, zhang, url("change_poll", poll.pk), version=1, **GIVEN)

    assert "别人已经改过这条记录" in page
    poll.refresh_from_db()
    assert poll.title == "改过的"


def test_a_direct_points_results_are_the_centres_to_record(client, zhang, wu, enterprise, xishan):
    with pytest.raises(Refusal, match="由镇纪委登记；直报点的由预警中心登记"):
        workflow.record_poll(enterprise, by=zhang, **GIVEN)
    with pytest.raises(Refusal, match="由镇纪委登记"):
        workflow.record_poll(xishan, by=wu, **GIVEN)

    for user, own, foreign in ((zhang, "西山村", "建材公司"), (wu, "建材公司", "西山村")):
        response, _ = get(client, user, url("record_poll"))
        offered = {unit.short_name for unit in response.context["form"].fields["unit"].queryset}
        assert own in offered
        assert foreign not in offered


def test_who_reads_a_result(request, town, xishan, donggou):
    poll = PollFactory(unit=xishan)
    people = {
        who: request.getfixturevalue(who) for who in ("zhang", "sun", "li", "zhou", "wang", "zhao", "wu")
    }

    seen = {who for who, user in people.items() if poll in queries.polls_visible_to(user)}

    assert seen == {"zhang", "sun", "li", "zhao", "wu"}


def test_scoring_finds_the_polls_of_a_unit_and_year(xishan, donggou):
    inside = [PollFactory(unit=xishan), PollFactory(unit=xishan, answered=5, satisfied=1)]
    PollFactory(unit=donggou), PollFactory(unit=xishan, held_on=date(2025, 12, 31))

    assert set(queries.polls_about(xishan, 2026)) == set(inside)
    assert queries.satisfaction(xishan, 2026) == (91, 100)
    assert queries.satisfaction(donggou, 2024) == (0, 0)


def test_where_nobody_answered_there_is_no_rate(xishan):
    assert PollFactory(unit=xishan, answered=0, satisfied=0).rate == ""


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(count, client, zhang, xishan, django_assert_num_queries):
    PollFactory.create_batch(count, unit=xishan, recorded_by=zhang)
    client.force_login(zhang)

    with django_assert_num_queries(8):  # session, user, roles, units, count, units to choose, polls, inbox
        response = client.get(url("polls"))

    assert len(response.context["page"]) == count


def test_the_file_holds_what_the_reader_may_see(client, li, xishan, donggou):
    PollFactory(unit=xishan, title="我村的"), PollFactory(unit=donggou, title="别村的")
    client.force_login(li)

    assert [row[2] for row in rows(client.get(url("polls", format="xlsx")))] == ["内容", "我村的"]
