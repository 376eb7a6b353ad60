"""An item before its meeting (art. 28, 31–34): who proposes it, what has to come first, and what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from core.verdict import Refusal
from decisions import queries, workflow
from decisions.access import items as access
from decisions.enums import Category, Prerequisite, Status
from decisions.models import AgendaItem, Preparation
from decisions.rules import prerequisites, splitting
from tests.decisions.conftest import TODAY
from tests.factories import MeasureFactory, PowerFactory, RiskPointFactory
from tests.factories.decisions import AgendaItemFactory, MatterFactory, MeetingFactory, fulfil_all

pytestmark = pytest.mark.django_db
P = Prerequisite


def at(name, *args) -> str:
    return reverse(f"decisions:{name}", args=args)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


# -- the rules ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "kinds", "article"),
    [
        ("matter", {P.RESEARCH, P.OPINIONS}, 31),
        ("personnel", {P.PRELIMINARY, P.RECOMMENDATION, P.INSPECTION, P.CONSULTATION, P.DISCIPLINE}, 32),
        ("honour", {P.DISCIPLINE}, 32),
        ("reward", {P.DISCIPLINE}, 32),
        ("project", {P.PLAN, P.LEADER_CONSENT, P.OFFICE_MEETING, P.ASSESSMENT}, 33),
        ("funds", {P.SPENDING_PLAN, P.FINANCE_OPINION, P.LEADER_CONSENT, P.OFFICE_MEETING}, 34),
    ],
)
def test_articles_31_to_34_each_category_asks_for_its_own(category, kinds, article):
    found = prerequisites.required(category)
    assert {one.kind for one in found} == kinds
    assert {one.article for one in found} == {article}


def test_a_technical_matter_asks_experts_and_one_that_touches_the_public_a_hearing_and_publicity():
    found = prerequisites.required("matter", is_technical=True, touches_public=True)
    assert {one.kind for one in found} >= {P.EXPERTS, P.HEARING, P.PUBLICITY}


@pytest.mark.parametrize("category", Category.values)
def test_an_assessment_may_be_asked_for_in_any_category_and_stands_once(category):
    found = prerequisites.required(category, needs_assessment=True, further=["assessment", "research"])
    kinds = [one.kind for one in found]
    assert kinds.count(P.ASSESSMENT) == kinds.count(P.RESEARCH) == 1


@pytest.mark.parametrize("kind", ["circulation", "one_by_one", "chat"])
def test_article_29_what_stands_in_for_a_meeting_is_refused_by_its_name(kind):
    verdict = prerequisites.is_only_prepared(kind)
    assert not verdict and verdict.article == 29
    assert "代替集体决策" in verdict.reason


@pytest.mark.parametrize(
    ("amount", "others", "is_split"),
    [
        (60_000, [50_000], True),
        (40_000, [50_000], False),
        (50_000, [50_000], True),
        (60_000, [], False),
        (120_000, [50_000], False),
        (60_000, [150_000], False),
        (None, [150_000], False),
    ],
)
def test_amounts_each_below_the_line_and_together_at_it_are_a_split(amount, others, is_split):
    amount = amount and Decimal(amount)
    assert splitting.is_split(amount, map(Decimal, others), Decimal(100_000)) == is_split


def test_without_a_line_nothing_is_split():
    assert not splitting.is_split(Decimal(5), [Decimal(5)], None)


# -- who proposes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "who"), [("funds", "张钱孙赵李周"), ("personnel", "张钱孙赵李"), ("reward", "张钱孙赵李")]
)
def test_the_unit_proposes_and_on_people_only_its_head(
    category, who, xishan, zhang, qian, sun, zhao, li, zhou, wang, wu, zheng, feng, chen
):
    cast = (zhang, qian, sun, zhao, li, zhou, wang, wu, zheng, feng, chen)
    verdicts = {user: access.may_propose(user, xishan, category) for user in cast}
    assert "".join(user.name[0] for user, verdict in verdicts.items() if verdict) == who
    assert all(verdict.reason.endswith("。") for verdict in verdicts.values() if not verdict)


def test_a_collector_proposes_on_a_phone_and_sees_what_has_to_come_first(client, zhou, xishan):
    client.force_login(zhou)
    page = client.post(
        at("propose"),
        {"unit": xishan.pk, "category": "funds", "title": "修水渠", "proposal": "修三公里", "amount": "80000"}
        | {"disclosure": "open"},
        follow=True,
    )
    assert "财务部门审查意见" in body(page)
    item = AgendaItem.objects.get()
    assert (item.unit, item.status, item.proposed_by) == (xishan, "proposed", "西山村文书 周小燕")


def test_a_collector_cannot_propose_for_another_village_by_its_number(client, zhou, donggou):
    client.force_login(zhou)
    page = client.post(
        at("propose"),
        {"unit": donggou.pk, "category": "funds", "title": "修路", "proposal": "修", "disclosure": "open"},
    )
    assert "选择一个有效的选项" in body(page)
    assert not AgendaItem.objects.exists()


def test_a_line_of_the_list_says_the_category_and_the_way(client, zhang, town):
    matter = MatterFactory(unit=town, category="project", way="ballot")
    client.force_login(zhang)
    client.post(
        at("propose"),
        {"unit": town.pk, "matter": matter.pk, "title": "厂房", "proposal": "建", "disclosure": "open"},
    )
    item = AgendaItem.objects.get()
    assert (item.category, item.way, item.matter) == ("project", "ballot", matter)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"category": ""}, "请选择类别"),
        ({"way": "contest"}, "须写明应选几人"),
        ({"way": "contest", "seats": "2", "candidates": "甲\n乙"}, "候选人须多于应选人数"),
        ({"way": "contest", "seats": "1", "candidates": "甲\n乙\n甲"}, "候选人不能重复：甲"),
        ({"way": "contest", "seats": "1", "candidates": f"甲\n{'乙' * 51}"}, "不超过50个字"),
        ({"way": "contest", "seats": "99999", "candidates": "甲\n乙"}, "32767"),
        ({"disclosure": "withheld"}, "不公开须写明理由"),
        ({"amount": "-1"}, "金额不能是负数"),
    ],
)
def test_what_is_wrong_stands_beside_what_was_typed_and_nothing_is_kept(
    client, zhang, town, content, sentence
):
    client.force_login(zhang)
    asked = {"unit": town.pk, "category": "honour", "title": "评先进", "proposal": "评", "disclosure": "open"}
    page = body(client.post(at("propose"), asked | content))
    assert sentence in page
    assert "评先进" in page
    assert not AgendaItem.objects.exists()


# -- what comes first ---------------------------------------------------------------------------------------


def test_article_34_a_missing_prerequisite_blocks_the_meeting_and_is_named(meeting, caizheng, zhang):
    item = AgendaItemFactory(unit=caizheng)
    for kind in ("spending_plan", "finance_opinion", "leader_consent"):
        workflow.fulfil(item, by=zhang, kind=kind, done_on=TODAY, given_by="财政所", document="三号")
    with pytest.raises(Refusal, match=r"行政办公会讨论（第三十四条）"):
        workflow.schedule(item, meeting, by=zhang)
    workflow.fulfil(item, by=zhang, kind="office_meeting", done_on=TODAY, given_by="办公会", document="纪要")
    workflow.schedule(item, meeting, by=zhang)
    item.refresh_from_db()
    assert (item.status, item.meeting) == ("scheduled", meeting)


def test_article_33_a_project_without_its_assessment_does_not_come_to_a_meeting(meeting, caizheng, zhang):
    item = AgendaItemFactory(unit=caizheng, category="project", ready=True)
    with pytest.raises(Refusal, match="廉政风险评估报告"):
        workflow.schedule(item, meeting, by=zhang)
    assess(item, zhang)
    workflow.schedule(item, meeting, by=zhang)


def assess(item, by, conclusion="feasible", **content):
    given = {"powers": "", "points": "招标走形式", "measures": "公开招标", "analysis": "可控"}
    given |= {"assessed_by": "财政所", "assessed_on": TODAY, "conclusion": conclusion}
    return workflow.assess(item, by=by, **given | content)


def test_article_33_the_assessment_comes_filled_in_from_the_register(client, caizheng, zhang):
    power = PowerFactory(unit=caizheng, name="项目资金拨付")
    point = RiskPointFactory(unit=caizheng, registered=True, power=power, name="超付工程款", level="high")
    MeasureFactory(risk_point=point, content="按进度拨付，双人复核")
    RiskPointFactory(unit=caizheng, name="还没在册的")
    item = AgendaItemFactory(unit=caizheng, category="project")
    client.force_login(zhang)
    page = body(client.get(at("assess", item.pk)))
    assert "项目资金拨付" in page and "超付工程款（高）" in page and "按进度拨付，双人复核" in page
    assert "还没在册的" not in page


def test_two_who_write_one_assessment_do_not_overwrite_each_other(caizheng, zhang, qian):
    item = AgendaItemFactory(unit=caizheng, category="project")
    assess(item, zhang)
    with pytest.raises(Refusal, match="别人已经改过"):
        assess(item, qian, conclusion="unsuitable")
    assess(item, qian, conclusion="defer", version=1)
    assert queries.assessment_of(item).conclusion == "defer"


def test_a_prerequisite_is_entered_once_never_from_the_future_and_only_if_it_is_asked_for(caizheng, zhang):
    item = AgendaItemFactory(unit=caizheng)
    given = {"done_on": TODAY, "given_by": "财政所", "document": "三号"}
    workflow.fulfil(item, by=zhang, kind="spending_plan", **given)
    with pytest.raises(Refusal, match="已经登记"):
        workflow.fulfil(item, by=zhang, kind="spending_plan", **given)
    with pytest.raises(Refusal, match="不能晚于今天"):
        workflow.fulfil(
            item, by=zhang, kind="finance_opinion", **given | {"done_on": TODAY + timedelta(days=1)}
        )
    with pytest.raises(Refusal, match="不要求"):
        workflow.fulfil(item, by=zhang, kind="hearing", **given)
    with pytest.raises(Refusal, match="不要求"):
        workflow.fulfil(item, by=zhang, kind="assessment", **given)
    assert item.fulfilments.count() == 1


def test_one_entered_by_mistake_is_struck_and_entered_anew(client, caizheng, zhang):
    item = AgendaItemFactory(unit=caizheng, ready=True)
    first = item.fulfilments.first()
    client.force_login(zhang)
    assert "已删去这一项" in body(client.post(at("strike", first.pk), follow=True))
    assert [one.kind for one in queries.missing(item)] == [first.kind]


def test_a_foreign_head_can_strike_nothing(client, caizheng, wang):
    item = AgendaItemFactory(unit=caizheng, ready=True)
    client.force_login(wang)
    assert client.post(at("strike", item.fulfilments.first().pk)).status_code == 404
    assert item.fulfilments.count() == 4


# -- preparation --------------------------------------------------------------------------------------------


def test_article_30_preparation_is_kept_and_a_decision_taken_in_it_is_refused(client, caizheng, zhang):
    item = AgendaItemFactory(unit=caizheng)
    client.force_login(zhang)
    told = {"kind": "talk", "on": "2026-11-20", "participants": "镇长、财政所长", "gist": "交换意见"}
    assert "酝酿不得作出决定" in body(client.post(at("prepare", item.pk), told | {"decided": "on"}))
    assert not Preparation.objects.exists()
    assert "酝酿情况已登记" in body(client.post(at("prepare", item.pk), told, follow=True))


@pytest.mark.parametrize("kind", ["circulation", "one_by_one", "chat"])
def test_article_29_circulation_and_asking_one_by_one_are_refused_through_the_browsers_own_request(
    client, caizheng, zhang, kind
):
    item = AgendaItemFactory(unit=caizheng)
    client.force_login(zhang)
    told = {"kind": kind, "on": "2026-11-20", "participants": "全体委员", "gist": "会签同意"}
    assert "代替集体决策" in body(client.post(at("prepare", item.pk), told))
    assert not Preparation.objects.exists()


# -- onto the agenda ----------------------------------------------------------------------------------------


def test_the_list_says_which_meeting_decides(town, committee, caizheng, zhang):
    matter = MatterFactory(unit=town, meeting_kind="party")
    item = AgendaItemFactory(unit=caizheng, matter=matter, ready=True)
    group = MeetingFactory(unit=town, kind="group", chair=committee[0], members=committee)
    with pytest.raises(Refusal, match="由党委（党组）会决定"):
        workflow.schedule(item, group, by=zhang)


def test_an_office_meeting_decides_nothing(town, committee, caizheng, zhang):
    item = AgendaItemFactory(unit=caizheng, ready=True)
    office = MeetingFactory(unit=town, kind="office", chair=committee[0], members=committee)
    with pytest.raises(Refusal, match="行政办公会只作讨论"):
        workflow.schedule(item, office, by=zhang)


@pytest.mark.parametrize("status", ["open", "closed", "cancelled"])
def test_article_30_nothing_is_added_on_the_spot(client, town, committee, caizheng, zhang, status):
    item = AgendaItemFactory(unit=caizheng, ready=True)
    begun = MeetingFactory(unit=town, chair=committee[0], members=committee, status=status)
    client.force_login(zhang)
    answer = client.post(at("schedule", begun.pk, item.pk))
    assert answer.status_code == 403
    assert "不得临时动议" in answer.content.decode()
    item.refresh_from_db()
    assert item.meeting is None


def test_an_emergency_meeting_takes_up_what_lacks_its_prerequisites(town, committee, caizheng, zhang):
    item = AgendaItemFactory(unit=caizheng)
    urgent = MeetingFactory(
        unit=town, chair=committee[0], members=committee, is_emergency=True, emergency_reason="山洪"
    )
    workflow.schedule(item, urgent, by=zhang)
    item.refresh_from_db()
    assert item.status == "scheduled"


def test_materials_that_were_delivered_do_not_hold_a_later_item(meeting, caizheng, zhang):
    assert not meeting.attendances.filter(delivered_at=None).exists()
    workflow.schedule(AgendaItemFactory(unit=caizheng, ready=True), meeting, by=zhang)
    assert not meeting.attendances.exclude(delivered_at=None).exists()


def test_an_item_taken_off_the_agenda_waits_for_another_meeting(meeting, caizheng, zhang):
    item = AgendaItemFactory(unit=caizheng, meeting=meeting)
    workflow.unschedule(item, by=zhang)
    item.refresh_from_db()
    assert (item.status, item.meeting) == ("proposed", None)


def test_a_deferred_item_comes_back_once_and_without_what_was_met_before(going, caizheng, zhang):
    item = AgendaItemFactory(unit=caizheng, meeting=going, status="deferred", outcome="deferred")
    again = workflow.resubmit(item, by=zhang)
    assert (again.previous, again.title, again.status) == (item, item.title, "proposed")
    assert len(queries.missing(again)) == 4
    with pytest.raises(Refusal, match="已经重新提出过"):
        workflow.resubmit(item, by=zhang)


@pytest.mark.parametrize("status", [one for one in Status if one != Status.PROPOSED])
def test_once_on_an_agenda_nothing_of_an_item_changes(going, caizheng, zhang, status):
    outcome = {"decided": "passed", "deferred": "deferred"}.get(status, "")
    item = AgendaItemFactory(
        unit=caizheng,
        meeting=going,
        status=status,
        outcome=outcome,
        withdrawn_reason="不办了" if status == "withdrawn" else "",
    )
    for verdict in (
        access.may_change(zhang, item),
        access.may_withdraw(zhang, item),
        access.may_assess(zhang, item),
    ):
        assert not verdict and verdict.reason.endswith("。")


# -- splitting ----------------------------------------------------------------------------------------------


def test_article_34_payments_that_together_reach_the_line_are_pointed_out(client, town, caizheng, zhang):
    matter = MatterFactory(unit=town, threshold=100_000)
    first = AgendaItemFactory(unit=caizheng, matter=matter, amount=60_000, title="桌椅一批")
    second = AgendaItemFactory(unit=caizheng, matter=matter, amount=50_000, title="桌椅二批")
    AgendaItemFactory(unit=caizheng, matter=matter, amount=50_000, title="别家的", payee="另一公司")
    assert queries.split_with(second) == [first]
    client.force_login(zhang)
    page = body(client.get(second.get_absolute_url()))
    assert "化整为零" in page and "桌椅一批" in page and "别家的" not in page


@pytest.mark.parametrize(("amount", "below"), [(99_999, True), (100_000, False), (None, False)])
def test_article_28_an_amount_below_the_towns_line_is_pointed_out(
    client, town, caizheng, zhang, amount, below
):
    item = AgendaItemFactory(unit=caizheng, matter=MatterFactory(unit=town, threshold=100_000), amount=amount)
    client.force_login(zhang)
    assert ("可以不上会" in body(client.get(item.get_absolute_url()))) == below


def test_the_list_may_ask_for_recommendation_by_name_and_publicity(client, town, caizheng, zhang, going):
    matter = MatterFactory(unit=town, category="promotion", prerequisites=["nomination"], publicity_days=5)
    item = AgendaItemFactory(unit=caizheng, category="promotion", matter=matter)
    assert P.NOMINATION in {one.kind for one in queries.missing(item)}
    AgendaItem.objects.filter(pk=item.pk).update(meeting=going, status="decided", outcome="passed")
    client.force_login(zhang)
    assert "决议须公示 5 天" in body(client.get(item.get_absolute_url()))


def test_payments_months_apart_are_no_split(town, committee, caizheng):
    matter = MatterFactory(unit=town, threshold=100_000)
    long_ago = MeetingFactory(unit=town, chair=committee[0], held_on=date(2026, 3, 1), status="closed")
    AgendaItemFactory(
        unit=caizheng, matter=matter, amount=60_000, meeting=long_ago, status="decided", outcome="passed"
    )
    now = AgendaItemFactory(unit=caizheng, matter=matter, amount=50_000)
    assert queries.split_with(now) == []


# -- who sees what ------------------------------------------------------------------------------------------


def test_the_units_collector_does_not_see_matters_about_people(client, xishan, zhou, li, wang):
    AgendaItemFactory(unit=xishan, category="personnel", title="村干部任免")
    AgendaItemFactory(unit=xishan, title="修路")
    for user, seen in ((zhou, (False, True)), (li, (True, True)), (wang, (False, False))):
        client.force_login(user)
        page = body(client.get(at("index")))
        assert ("村干部任免" in page, "修路" in page) == seen


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_questions_for_one_item_and_for_three(
    client, caizheng, zhang, count, django_assert_num_queries
):
    for _ in range(count):
        fulfil_all(AgendaItemFactory(unit=caizheng))
    client.force_login(zhang)
    with django_assert_num_queries(9):
        page = body(client.get(at("index")))
    assert f"共 {count} 个议题" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_matters_asks_the_same_questions_for_one_and_for_three(
    client, town, zhang, count, django_assert_num_queries
):
    for _ in range(count):
        MatterFactory(unit=town)
    client.force_login(zhang)
    with django_assert_num_queries(9):
        page = body(client.get(at("matters")))
    assert f"共 {count} 项" in page


def test_article_28_the_list_is_kept_by_the_discipline_staff(client, town, zhang, sun):
    client.force_login(zhang)
    line = {"code": "4-1", "name": "十万元以上支出", "category": "funds", "threshold": "100000"}
    line |= {"meeting_kind": "party", "way": "oral", "base": "members", "fraction": "1/2"}
    line |= {"publicity_days": "0", "starts_on": "2026-11-01", "prerequisites": ["experts"]}
    assert "已加入事项清单" in body(client.post(at("add_matter"), line, follow=True))
    again = client.post(at("add_matter"), line)
    assert "事项清单里已有这个编码" in body(again)
    matter = town.matters.get()
    item = AgendaItemFactory(unit=town, matter=matter)
    assert P.EXPERTS in {one.kind for one in queries.required(item)}
    client.force_login(sun)
    client.post(at("change_matter", matter.pk), line | {"threshold": "200000"})
    client.post(at("end_matter", matter.pk))
    matter.refresh_from_db()
    assert (matter.threshold, matter.ends_on) == (200_000, TODAY)
    assert client.get(at("change_matter", matter.pk)).status_code == 403
