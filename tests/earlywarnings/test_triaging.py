"""研判: watched and taken up again, merged into drafts, taken out, given up."""

from datetime import date

import pytest
from django.urls import reverse

from audit.queries import timeline_of
from collection.enums import ItemStatus
from core import clock
from core.verdict import Refusal
from documents.models import RegisteredNumber
from earlywarnings import queries, workflow
from earlywarnings.enums import Status, TriageDecision
from earlywarnings.models import EarlyWarning
from tests.factories import ItemFactory, PostFactory, PowerFactory, RiskPointFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
LIST = reverse("earlywarnings:triage_list")


@pytest.fixture
def items(xishan):
    first = ItemFactory(reported=True, unit=xishan)
    return [first, *(ItemFactory(reported=True, unit=xishan, form=first.form) for _ in range(2))]


@pytest.fixture
def at_desk(client):
    def open_or_send(user, address, data=None):
        client.force_login(user)
        with clock.at(TODAY):
            response = client.get(address) if data is None else client.post(address, data)
        return response.content.decode() if response.status_code == 200 else response

    return open_or_send


def judge_address(item) -> str:
    return reverse("earlywarnings:triage", args=[item.pk])


# -- watched, and taken up again -------------------------------------------------------------------------


def test_what_is_watched_is_taken_up_again_and_the_earlier_judgement_stays(items, zhang, qian, at_desk):
    item = items[0]
    workflow.triage(item, by=zhang, decision=TriageDecision.WATCH, reason="等审计结果。")
    assert item.summary not in at_desk(qian, LIST)
    assert item.summary in at_desk(qian, f"{LIST}?state=watched")
    body = at_desk(qian, judge_address(item))
    assert "等审计结果。" in body
    assert "张晓梅，" in body

    at_desk(qian, judge_address(item), {"decision": "none", "reason": "审计无问题。", "round": 1})
    rows = item.triages.values_list("round", "decision", "decided_by")
    assert list(rows) == [(2, "none", qian.pk), (1, "watch", zhang.pk)]
    assert item.summary not in at_desk(qian, f"{LIST}?state=watched")
    with pytest.raises(Refusal, match="这条信息已经研判。"):
        workflow.triage(item, by=zhang, decision=TriageDecision.WATCH)


def test_a_warning_can_be_drafted_from_what_is_watched(items, zhang, xishan, content):
    workflow.triage(items[0], by=zhang, decision=TriageDecision.WATCH)
    assert queries.items_chosen(zhang, [str(item.pk) for item in items]) == items
    warning = workflow.draft(items[:1], by=zhang, unit=xishan, **content)
    assert [row.decision for row in items[0].triages.all()] == [TriageDecision.WARN, TriageDecision.WATCH]
    assert warning.items.get() == items[0]


@pytest.mark.parametrize("decision", [d for d in TriageDecision if d != TriageDecision.WATCH])
def test_any_other_judgement_is_final(items, zhang, decision):
    workflow.triage(items[0], by=zhang, decision=decision, reason="已定。")
    assert not queries.items_chosen(zhang, [str(items[0].pk)])
    with pytest.raises(Refusal):
        workflow.triage(items[0], by=zhang, decision=TriageDecision.WATCH)


def test_a_judgement_made_meanwhile_is_not_overruled_unseen(items, zhang, qian, at_desk):
    workflow.triage(items[0], by=qian, decision=TriageDecision.WATCH, reason="先看看。")
    response = at_desk(zhang, judge_address(items[0]), {"decision": "none", "reason": "没事。", "round": 0})
    assert "别人已经研判过这条信息" in response.content.decode()
    assert items[0].triages.get().reason == "先看看。"


# -- what is alike ---------------------------------------------------------------------------------------


def test_similar_items_say_what_makes_them_similar(at_desk, zhang, xishan, donggou):
    post = PostFactory(unit=xishan, name="报账员")
    power, point = PowerFactory(unit=donggou), RiskPointFactory(unit=donggou)
    item = ItemFactory(reported=True, unit=xishan, about=post, power=power, risk_point=point)
    same_post = ItemFactory(reported=True, unit=xishan, form=item.form, about=post)
    elsewhere = ItemFactory(reported=True, unit=donggou, power=power, risk_point=point)
    stranger = ItemFactory(reported=True, unit=donggou, form=elsewhere.form)
    found = {other: other.alike for other in queries.similar_to(item, zhang)}
    assert found == {same_post: "同一岗位、同一单位", elsewhere: "同一风险点、同一职权"}
    body = at_desk(zhang, judge_address(item))
    assert "同一岗位、同一单位 · 西山村" in body
    assert stranger.summary not in body
    assert body.count('form="together"') == 2


def test_similar_items_that_are_judged_say_how_and_cannot_be_merged(at_desk, zhang, items):
    workflow.triage(items[1], by=zhang, decision=TriageDecision.TALK)
    workflow.triage(items[2], by=zhang, decision=TriageDecision.WATCH)
    near = {other: (other.state, other.is_open) for other in queries.similar_to(items[0], zhang)}
    assert near == {items[1]: ("谈话提醒", False), items[2]: ("持续关注", True)}


# -- into a draft, and out of it -------------------------------------------------------------------------


@pytest.fixture
def drafted(items, zhang, xishan, content):
    return workflow.draft(items[:1], by=zhang, unit=xishan, **content)


def test_further_items_join_a_draft(drafted, items, qian, at_desk):
    start = f"{reverse('earlywarnings:draft')}?item={items[1].pk}&item={items[2].pk}"
    address = reverse("earlywarnings:add_items", args=[drafted.pk])
    assert address in at_desk(qian, start)
    at_desk(qian, address, {"item": [items[1].pk, items[2].pk]})
    assert set(drafted.items.all()) == set(items)
    assert items[1].triages.get().decided_by == qian
    assert timeline_of(drafted)[0]["what"] == f"把{items[1].pk}、{items[2].pk}号信息并入草稿"


def test_an_item_a_colleague_has_judged_does_not_join(drafted, items, zhang, qian):
    workflow.triage(items[1], by=qian, decision=TriageDecision.TALK)
    with pytest.raises(Refusal, match="这条信息已经研判。"):
        workflow.add_items(drafted, items[1:], by=zhang)
    assert drafted.items.get() == items[0]
    assert not items[2].triages.exists()


def test_nothing_joins_what_was_submitted(drafted, items, zhang, at_desk):
    workflow.submit(drafted, by=zhang)
    with pytest.raises(Refusal, match="只有起草中的预警可以并入信息。"):
        workflow.add_items(drafted, items[1:], by=zhang)
    start = f"{reverse('earlywarnings:draft')}?item={items[1].pk}"
    assert reverse("earlywarnings:add_items", args=[drafted.pk]) not in at_desk(zhang, start)


def test_an_item_taken_out_waits_to_be_judged_again(drafted, items, zhang, at_desk):
    workflow.add_items(drafted, items[1:2], by=zhang)
    address = reverse("earlywarnings:take_out", args=[drafted.pk, items[0].pk])
    assert address in at_desk(zhang, drafted.get_absolute_url())
    at_desk(zhang, address, {})
    assert drafted.items.get() == items[1]
    assert items[0] in queries.items_to_triage(zhang)
    assert [row.decision for row in items[0].triages.all()] == [TriageDecision.WARN]


def test_the_last_item_stays(drafted, items, zhang, at_desk):
    assert "移出" not in at_desk(zhang, drafted.get_absolute_url())
    with pytest.raises(Refusal, match="至少保留一条"):
        workflow.take_out(drafted, items[0], by=zhang)


def test_an_item_of_another_warning_cannot_be_taken_out(drafted, items, zhang, xishan, content, at_desk):
    other = workflow.draft(items[1:], by=zhang, unit=xishan, **content)
    response = at_desk(zhang, reverse("earlywarnings:take_out", args=[other.pk, items[0].pk]), {})
    assert response.status_code == 404
    assert drafted.items.get() == items[0]


# -- given up --------------------------------------------------------------------------------------------


def test_a_mistaken_draft_is_given_up_with_its_reason_and_takes_no_number(
    drafted, items, qian, at_desk, told
):
    address = reverse("earlywarnings:discard", args=[drafted.pk])
    assert "这个字段是必填项。" in at_desk(qian, address, {"reason": " "})
    at_desk(qian, address, {"reason": "写错了单位。"})
    drafted.refresh_from_db()
    assert (drafted.status, drafted.discarded_reason, drafted.discarded_on) == (
        Status.DISCARDED,
        "写错了单位。",
        TODAY,
    )
    assert not RegisteredNumber.objects.exists()
    items[0].refresh_from_db()
    assert items[0].status == ItemStatus.REPORTED
    assert told("discarded") == "张"
    assert timeline_of(drafted)[0]["what"] == "作废了草稿"
    body = at_desk(qian, drafted.get_absolute_url())
    assert "草稿已作废，没有取号" in body
    assert "写错了单位。" in body


def test_from_the_items_of_a_discarded_draft_another_can_be_drafted(drafted, items, zhang, donggou, content):
    workflow.discard(drafted, by=zhang, reason="写错了单位。")
    again = workflow.draft(items[:1], by=zhang, unit=donggou, **content)
    assert set(items[0].warnings.all()) == {drafted, again}
    assert [row.round for row in items[0].triages.all()] == [2, 1]


def test_what_was_submitted_is_not_discarded(drafted, zhang):
    workflow.submit(drafted, by=zhang)
    with pytest.raises(Refusal, match="请先退回起草"):
        workflow.discard(drafted, by=zhang, reason="写错了单位。")
    assert EarlyWarning.objects.get().status == Status.REVIEW
