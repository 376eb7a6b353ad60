"""Recording a decision: who may, and who speaks last (art. 29, 30)."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from core.verdict import Refusal
from decisions import workflow
from decisions.models import AgendaItem, Meeting

pytestmark = pytest.mark.django_db


def opinion(person):
    return {"person": person, "view": "agree", "reason": "符合规定。"}


def meeting(town, by, chair, speakers, unit=None):
    item = {
        "unit": unit or town,
        "category": "funds",
        "title": "<b>人居环境资金</b>",
        "proposal": "安排资金",
        "outcome": "passed",
        "opinions": [opinion(person) for person in speakers],
    }
    return workflow.record_meeting(
        town,
        by=by,
        title="党委会",
        held_on=date(2026, 11, 3),
        chair=chair,
        discipline_present="孙正平",
        items=[item],
    )


def test_a_recorded_meeting_keeps_every_view_with_the_chair_last(town, zhang, sun, zhao):
    meeting(town, zhang, zhao.person, [sun.person, zhang.person, zhao.person])
    views = AgendaItem.objects.get().opinions.all()
    assert [view.person.name for view in views] == ["孙正平", "张晓梅", "赵启明"]


@pytest.mark.parametrize("order", [("zhao", "sun"), ("sun",)])
def test_a_chair_who_spoke_first_or_not_at_all_is_refused_and_nothing_is_kept(
    request, town, zhang, sun, zhao, order
):
    speakers = [request.getfixturevalue(name).person for name in order]
    with pytest.raises(Refusal, match="发表意见"):
        meeting(town, zhang, zhao.person, speakers)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("who", ["li", "zhou", "zhao", "wu", "zheng"])
def test_only_the_discipline_commission_that_took_part_records(request, town, sun, zhao, who):
    with pytest.raises(Refusal, match="纪委"):
        meeting(town, request.getfixturevalue(who), zhao.person, [sun.person, zhao.person])


def test_the_database_refuses_a_decision_without_a_meeting(town):
    with pytest.raises(IntegrityError):
        AgendaItem.objects.create(
            unit=town, category="funds", title="传阅", proposal="传阅", status="decided", outcome="passed"
        )


def test_a_head_reads_the_own_units_decisions_and_no_other(client, town, zhang, sun, zhao, li, wang, xishan):
    meeting(town, zhang, zhao.person, [sun.person, zhao.person], unit=xishan)
    item = AgendaItem.objects.get()
    client.force_login(li)
    assert "&lt;b&gt;人居环境资金" in client.get(reverse("decisions:index")).content.decode()
    page = client.get(item.get_absolute_url()).content.decode()
    assert "安排资金" in page
    assert "符合规定。" not in page, "who said what is for those who sat there"
    client.force_login(wang)
    assert "人居环境资金" not in client.get(reverse("decisions:index")).content.decode()
    assert client.get(item.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_questions_for_one_meeting_and_for_three(
    client, town, zhang, sun, zhao, count, django_assert_max_num_queries
):
    for _ in range(count):
        meeting(town, zhang, zhao.person, [sun.person, zhao.person])
    client.force_login(zhang)
    with django_assert_max_num_queries(9):
        page = client.get(reverse("decisions:index")).content.decode()
    assert f"共 {count} 个议题" in page
