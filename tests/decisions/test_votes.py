"""An item before the meeting (art. 28–30): spoken on one by one, balloted in secret, ruled upon."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from audit.models import AuditEvent
from core.verdict import Refusal
from deadlines import queries as deadlines
from decisions import workflow
from decisions.access import votes as access
from decisions.models import AgendaItem, Opinion, Tally
from decisions.queries import Chamber
from tests.decisions.conftest import FOR, TODAY, everybody_speaks, speak
from tests.decisions.test_items import assess
from tests.factories.decisions import AgendaItemFactory, MatterFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def at(name, *args) -> str:
    return reverse(f"decisions:{name}", args=args)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def line(person, view="agree", reason=FOR, seen="") -> dict:
    return {f"p{person.pk}-view": view, f"p{person.pk}-reason": reason, f"p{person.pk}-seen": seen}


# -- one item at a time -------------------------------------------------------------------------------------


def test_one_item_at_a_time(client, going, before, caizheng, zhang):
    second = AgendaItemFactory(unit=caizheng, meeting=going)
    client.force_login(zhang)
    answer = client.post(at("take_up", second.pk))
    assert answer.status_code == 403
    assert "会议正在审议" in answer.content.decode()


def test_the_database_knows_one_item_at_a_time(going, before, caizheng):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItemFactory(unit=caizheng, meeting=going, status="under_way")


def test_an_item_taken_up_by_mistake_goes_back_until_somebody_has_spoken(before, committee, zhang):
    workflow.put_back(before, by=zhang)
    workflow.take_up(before, by=zhang)
    speak(before, committee[1:2], zhang)
    with pytest.raises(Refusal, match="不能放回议程"):
        workflow.put_back(before, by=zhang)


@pytest.mark.parametrize("status", ["planned", "closed", "cancelled"])
def test_nothing_is_taken_up_but_in_an_open_meeting(town, committee, caizheng, zhang, status):
    meeting = MeetingFactory(unit=town, chair=committee[0], members=committee, status=status)
    item = AgendaItemFactory(unit=caizheng, meeting=meeting)
    with pytest.raises(Refusal, match="会议"):
        workflow.take_up(item, by=zhang)


# -- views --------------------------------------------------------------------------------------------------


def test_article_30_every_member_speaks_with_a_reason_and_the_chair_last(client, before, committee, zhang):
    client.force_login(zhang)
    said = {}
    for person in committee[1:]:
        said |= line(person)
    page = client.post(at("express", before.pk), said, follow=True)
    assert "宣布结果" not in body(page)
    page = client.post(at("express", before.pk), line(committee[0]), follow=True)
    assert "应到9人，到会9人" in body(page)
    assert [one.person for one in before.opinions.all()] == [*committee[1:], committee[0]]


@pytest.mark.parametrize("already", range(8))
def test_the_chairs_view_cannot_be_entered_until_every_other_present_members_is(
    client, before, committee, zhang, already
):
    speak(before, committee[1 : 1 + already], zhang)
    client.force_login(zhang)
    client.post(at("express", before.pk), line(committee[0]))
    with pytest.raises(Refusal, match="应最后发表意见"):
        workflow.express(before, by=zhang, person=committee[0], view="agree", reason=FOR)
    assert not before.opinions.filter(person=committee[0]).exists()


def test_nor_in_one_post_together_with_the_others(client, before, committee, zhang):
    speak(before, committee[1:8], zhang)
    client.force_login(zhang)
    client.post(at("express", before.pk), line(committee[8]) | line(committee[0]))
    assert not before.opinions.filter(person=committee[0]).exists()
    with pytest.raises(Refusal, match="请先保存其他成员的意见"):
        said = [(person, {"view": "agree", "reason": FOR}) for person in (committee[8], committee[0])]
        workflow.express_several(before, by=zhang, said=said)


def test_nobody_changes_a_view_after_the_chair_has_spoken(before, committee, zhang):
    everybody_speaks(before, committee, zhang)
    with pytest.raises(Refusal, match="请先撤回赵启明的意见"):
        workflow.express(before, by=zhang, person=committee[3], view="disagree", reason="不妥", seen="agree")
    with pytest.raises(Refusal, match="请先撤回赵启明的意见"):
        workflow.take_back(before, by=zhang, person=committee[3])
    workflow.take_back(before, by=zhang, person=committee[0])
    workflow.take_back(before, by=zhang, person=committee[3])
    speak(before, committee[3:4], zhang, "disagree")
    speak(before, committee[:1], zhang)
    assert before.opinions.last().person == committee[0]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_view_without_a_reason_is_refused(client, before, committee, zhang, reason):
    client.force_login(zhang)
    page = client.post(at("express", before.pk), line(committee[2], reason=reason) | line(committee[1]))
    assert "请写明委员1的理由" in body(page)
    assert not Opinion.objects.exists(), "of what was filled in at once all is kept or nothing"


def test_who_is_away_writes_and_is_not_counted(before, committee, zhang):
    away = committee[8]
    before.meeting.attendances.filter(person=away).update(presence="absent", absence_reason="出差")
    everybody_speaks(before, committee[:8], zhang)
    speak(before, [away], zhang, "disagree", "建议缓办。")
    workflow.settle(before, by=zhang, outcome="passed", resolution="同意")
    before.refresh_from_db()
    assert before.opinions.get(person=away).is_written
    assert "应到9人，到会8人" in before.arithmetic and "同意8，不同意0" in before.arithmetic


def test_two_recorders_at_once_do_not_overwrite_each_other(client, before, committee, zhang, qian):
    speak(before, committee[1:2], qian, "disagree", "资金不足")
    client.force_login(zhang)
    page = client.post(at("express", before.pk), line(committee[1]) | line(committee[2]))
    assert "已由另一台电脑登记为“不同意”" in body(page)
    assert before.opinions.get().view == "disagree", "and nothing else of the post was kept"
    client.post(at("express", before.pk), line(committee[1], seen="disagree"))
    assert before.opinions.get().view == "agree"


def test_the_same_post_sent_twice_changes_nothing(client, before, committee, zhang):
    client.force_login(zhang)
    for _ in range(2):
        client.post(at("express", before.pk), line(committee[1]))
    assert before.opinions.get().view == "agree"
    assert AuditEvent.objects.filter(verb="decisions.expressed").count() == 1


def test_the_page_survives_a_reload_in_the_middle_of_a_meeting(client, before, committee, zhang):
    speak(before, committee[1:4], zhang, "disagree", "要再研究<i>")
    client.force_login(zhang)
    page = body(client.get(at("conduct", before.meeting_id)))
    assert page.count("要再研究&lt;i&gt;") >= 3
    assert page.count("disabled") >= 4, "the chair's line stays closed"


def test_a_stranger_to_the_committee_has_no_view(before, zhang, li):
    with pytest.raises(Refusal, match="不是这次会议的班子成员"):
        workflow.express(before, by=zhang, person=li.person, view="agree", reason=FOR)


@pytest.mark.parametrize("who", ["li", "zhou", "wang"])
def test_nobody_records_who_does_not_keep_the_meeting(client, request, before, committee, who):
    client.force_login(request.getfixturevalue(who))
    for name, said in (
        ("express", line(committee[1])),
        ("settle", {"outcome": "passed"}),
        ("step_back", {"person": committee[1].pk, "reason": "亲属"}),
        ("enter_tally", {}),
        ("put_back", {}),
    ):
        assert client.post(at(name, before.pk), said).status_code == 404
    assert not Opinion.objects.exists()


def test_a_member_reads_along_and_records_nothing(client, before, committee, town):
    from tests.factories import UserFactory

    member = UserFactory(person=committee[3], role="unit_head", unit=town.children.first())
    client.force_login(member)
    assert client.get(at("conduct", before.meeting_id)).status_code == 200
    assert client.post(at("express", before.pk), line(committee[3])).status_code == 403


# -- stepping back ------------------------------------------------------------------------------------------


def test_an_interested_member_steps_back_and_the_base_shrinks(client, before, committee, zhang):
    client.force_login(zhang)
    client.post(at("step_back", before.pk), {"person": committee[5].pk, "reason": "承办方为其亲属"})
    with pytest.raises(Refusal, match="已经回避"):
        workflow.express(before, by=zhang, person=committee[5], view="agree", reason=FOR)
    everybody_speaks(before, [one for one in committee if one != committee[5]], zhang)
    workflow.settle(before, by=zhang, outcome="passed", resolution="同意")
    before.refresh_from_db()
    assert "回避1人不计" in before.arithmetic


def test_where_the_chair_steps_back_the_first_of_the_others_speaks_last(before, committee, zhang):
    workflow.step_back(before, by=zhang, person=committee[0], reason="亲属")
    chamber = Chamber(before)
    assert chamber.last == committee[1]
    speak(before, committee[2:], zhang)
    speak(before, committee[1:2], zhang)
    assert access.may_settle(zhang, Chamber(AgendaItem.objects.get(pk=before.pk)))


def test_who_has_spoken_steps_back_only_after_taking_it_back(before, committee, zhang):
    speak(before, committee[1:2], zhang)
    with pytest.raises(Refusal, match="请先撤回意见"):
        workflow.step_back(before, by=zhang, person=committee[1], reason="亲属")


# -- the ruling ---------------------------------------------------------------------------------------------


def test_the_outcome_follows_the_count_and_the_words_are_kept(client, before, committee, zhang):
    everybody_speaks(before, committee, zhang, ["disagree"])
    client.force_login(zhang)
    page = client.post(at("settle", before.pk), {"outcome": "passed", "resolution": "同意"}, follow=True)
    assert "应到成员过半数为5票，同意8票，通过" in body(page)
    before.refresh_from_db()
    assert (before.status, before.outcome) == ("decided", "passed")
    assert before.counted == {
        "members": 9,
        "present": 9,
        "agree": 8,
        "disagree": 1,
        "defer": 0,
        "recused": 0,
        "invalid": 0,
    }
    assert before.arithmetic.endswith("应到成员过半数为5票，同意8票，通过。")


def test_nobody_announces_what_was_not_voted(client, before, committee, zhang):
    everybody_speaks(before, committee, zhang, ["disagree"] * 7)
    client.force_login(zhang)
    assert "选择一个有效的选项" in body(
        client.post(at("settle", before.pk), {"outcome": "passed", "resolution": "同意"})
    )
    with pytest.raises(Refusal, match="与票数不一致"):
        workflow.settle(before, by=zhang, outcome="passed", resolution="同意")
    workflow.settle(before, by=zhang, outcome="rejected")
    before.refresh_from_db()
    assert (before.status, before.outcome) == ("decided", "rejected")


def test_before_everybody_has_spoken_nothing_is_announced(client, before, committee, zhang):
    speak(before, committee[1:], zhang)
    client.force_login(zhang)
    answer = client.post(at("settle", before.pk), {"outcome": "passed", "resolution": "同意"})
    assert answer.status_code == 403
    assert "还没有表态的：赵启明" in answer.content.decode()


def test_article_30_wide_disagreement_is_deferred_and_overruling_it_is_marked_for_good(
    before, committee, zhang
):
    everybody_speaks(before, committee, zhang, ["disagree"] * 4)
    with pytest.raises(Refusal, match="主持人须说明理由"):
        workflow.settle(before, by=zhang, outcome="passed", resolution="同意")
    workflow.settle(before, by=zhang, outcome="passed", reason="汛期不等人", resolution="同意")
    before.refresh_from_db()
    assert (before.outcome, before.is_overruled, before.ruling_reason) == ("passed", True, "汛期不等人")


def test_what_is_divided_is_deferred_without_further_words(before, committee, zhang):
    everybody_speaks(before, committee, zhang, ["disagree"] * 4)
    workflow.settle(before, by=zhang, outcome="deferred")
    before.refresh_from_db()
    assert (before.status, before.outcome, before.is_overruled) == ("deferred", "deferred", False)


def test_an_unclear_question_is_deferred_with_its_reason(before, committee, zhang):
    everybody_speaks(before, committee, zhang)
    with pytest.raises(Refusal, match="尚不清楚的重大问题"):
        workflow.settle(before, by=zhang, outcome="deferred")
    workflow.settle(before, by=zhang, outcome="deferred", reason="地质情况不明")
    before.refresh_from_db()
    assert before.status == "deferred"


def test_the_list_sets_the_fraction_of_its_matters(before, committee, zhang, town):
    before.matter = MatterFactory(unit=town, fraction="3/4")
    before.save()
    everybody_speaks(before, committee, zhang, ["disagree"] * 3)
    workflow.settle(before, by=zhang, outcome="rejected")
    before.refresh_from_db()
    assert "应到成员四分之三以上为7票，同意6票，不通过" in before.arithmetic


@pytest.mark.parametrize(
    ("conclusion", "marked"), [("feasible", False), ("defer", True), ("unsuitable", True)]
)
def test_article_47_a_decision_against_the_advice_is_marked_for_ever(
    before, committee, zhang, conclusion, marked
):
    AgendaItem.objects.filter(pk=before.pk).update(status="proposed")
    assess(before, zhang, conclusion)
    AgendaItem.objects.filter(pk=before.pk).update(status="under_way")
    everybody_speaks(before, committee, zhang)
    workflow.settle(before, by=zhang, outcome="passed", resolution="同意")
    before.refresh_from_db()
    assert before.is_against_advice == marked


# -- secret ballots -----------------------------------------------------------------------------------------


@pytest.fixture
def ballot(going, town):
    return AgendaItemFactory(unit=town, category="honour", way="ballot", meeting=going, status="under_way")


def numbers(agree=8, disagree=1, abstain=0, invalid=0) -> dict:
    return {"agree": agree, "disagree": disagree, "abstain": abstain, "invalid": invalid}


def tally(item, by, committee, first=None, second=None, voters=None, tellers=None):
    first = first or numbers()
    return workflow.enter_tally(
        item,
        by=by,
        voters=committee if voters is None else voters,
        tellers=tellers or (committee[2], committee[3]),
        counts=(first, second or first),
    )


def test_a_secret_ballot_keeps_who_voted_and_one_tally_and_no_row_per_ballot(
    client, ballot, committee, zhang
):
    client.force_login(zhang)
    said = {"voters": [one.pk for one in committee], "teller": committee[2].pk, "scrutineer": committee[3].pk}
    for name, number in numbers(invalid=0).items():
        said |= {f"{name}_1": number, f"{name}_2": number}
    page = client.post(at("enter_tally", ballot.pk), said, follow=True)
    assert "同意8，不同意1" in body(page)
    assert Tally.objects.get().voters.count() == 9
    assert not Opinion.objects.exists()
    tables = [name for name in connection.introspection.table_names() if "ballot" in name]
    assert tables == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"second": numbers(agree=7, disagree=2)}, "数字不一致"),
        ({"first": numbers(agree=7)}, "选票共8张，投票的有9人"),
        ({"first": numbers(agree=9)}, "选票共10张，投票的有9人"),
        ({"first": numbers(agree=10, disagree=-1)}, "不能是负数"),
        ({"tellers": "same"}, "须是两个人"),
        ({"tellers": "away"}, "没有到会"),
        ({"voters": []}, "请勾选投了票的成员"),
        ({"voters": "stranger"}, "不能投票"),
    ],
)
def test_a_tally_that_does_not_balance_or_lacks_its_two_tellers_is_refused(
    ballot, committee, zhang, li, changes, sentence
):
    if changes.get("tellers") == "same":
        changes = {"tellers": (committee[2], committee[2])}
    if changes.get("tellers") == "away":
        changes = {"tellers": (committee[2], li.person)}
    if changes.get("voters") == "stranger":
        changes = {"voters": [*committee[:8], li.person]}
    with pytest.raises(Refusal, match=sentence):
        tally(ballot, zhang, committee, **changes)
    assert not Tally.objects.exists()


def test_named_views_are_refused_in_a_secret_ballot_and_a_tally_in_a_spoken_vote(
    ballot, before_spoken, committee, zhang
):
    with pytest.raises(Refusal, match="无记名票决"):
        workflow.express(ballot, by=zhang, person=committee[1], view="agree", reason=FOR)
    with pytest.raises(Refusal, match="不用票决"):
        tally(before_spoken, zhang, committee)


@pytest.fixture
def before_spoken(town, committee, caizheng):
    other = MeetingFactory(unit=town, chair=committee[0], members=committee, status="open")
    return AgendaItemFactory(unit=caizheng, meeting=other, status="under_way")


def test_a_ballot_is_counted_once(ballot, committee, zhang):
    tally(ballot, zhang, committee)
    with pytest.raises(Refusal, match="已经计票"):
        tally(ballot, zhang, committee)


def test_invalid_ballots_count_for_nothing(ballot, committee, zhang):
    tally(ballot, zhang, committee, numbers(agree=4, disagree=0, abstain=0, invalid=5))
    workflow.settle(ballot, by=zhang, outcome="rejected")
    ballot.refresh_from_db()
    assert "废票5" in ballot.arithmetic and ballot.outcome == "rejected"


@pytest.fixture
def contest(going, town, zhang):
    item = AgendaItemFactory(
        unit=town,
        category="personnel",
        way="contest",
        seats=2,
        meeting=going,
        status="under_way",
        amount=None,
    )
    for name in ("甲", "乙", "丙"):
        item.candidates.create(name=name)
    return item


@pytest.mark.parametrize(
    ("votes", "elected", "words"),
    [
        ({"甲": 8, "乙": 6, "丙": 4}, {"甲", "乙"}, "当选2人。"),
        ({"甲": 8, "乙": 5, "丙": 5}, {"甲"}, "乙、丙票数相同，须就此再投一次。"),
        ({"甲": 4, "乙": 4, "丙": 4}, set(), "当选0人。"),
    ],
)
def test_article_28_a_contest_has_more_candidates_than_seats(
    contest, committee, zhang, votes, elected, words
):
    tally(contest, zhang, committee, {"votes": votes, "invalid": 0})
    outcome = "passed" if elected else "rejected"
    workflow.settle(contest, by=zhang, outcome=outcome, resolution="任命")
    contest.refresh_from_db()
    assert set(contest.candidates.filter(is_elected=True).values_list("name", flat=True)) == elected
    assert contest.arithmetic.endswith(words)


def test_the_votes_of_a_contest_cannot_be_more_than_its_ballots_allow(contest, committee, zhang):
    with pytest.raises(Refusal, match="得票合计19"):
        tally(contest, zhang, committee, {"votes": {"甲": 9, "乙": 9, "丙": 1}, "invalid": 0})


# -- emergencies --------------------------------------------------------------------------------------------


def test_article_30_an_emergency_is_added_on_the_spot_decided_by_the_majority_present_and_confirmed_later(
    client, town, going, committee, zhang
):
    client.force_login(zhang)
    told = {"category": "funds", "title": "抢修河堤", "proposal": "先行支付二十万元", "amount": "200000"}
    assert "这个字段是必填项" in body(client.post(at("add_on_the_spot", going.pk), told))
    client.post(at("add_on_the_spot", going.pk), told | {"reason": "山洪冲毁河堤"})
    item = AgendaItem.objects.get(title="抢修河堤")
    workflow.take_up(item, by=zhang)
    everybody_speaks(item, committee, zhang, ["disagree"] * 4)
    with pytest.raises(Refusal, match="按多数意见执行"):
        workflow.settle(item, by=zhang, outcome="deferred", reason="再议")
    workflow.settle(item, by=zhang, outcome="passed", resolution="先行支付")
    promise = deadlines.open_for(item).get()
    assert (promise.kind, promise.due_on) == ("emergency_confirm", TODAY + timedelta(days=15))

    workflow.close_meeting(going, by=zhang)
    next_one = MeetingFactory(unit=town, chair=committee[0], members=committee, status="open")
    confirming = AgendaItemFactory(unit=town, meeting=next_one, status="under_way", confirms=item)
    everybody_speaks(confirming, committee, zhang)
    workflow.settle(confirming, by=zhang, outcome="passed", resolution="追认")
    assert not deadlines.open_for(item).exists()


def test_without_its_reason_nothing_is_added_on_the_spot(going, zhang):
    with pytest.raises(Refusal, match="不得临时动议"):
        workflow.add_on_the_spot(going, by=zhang, reason=" ", category="funds", title="买车", proposal="买")


# -- who hears ----------------------------------------------------------------------------------------------


def test_who_said_what_is_for_those_who_sat_there(client, before, committee, zhang, li, caizheng):
    everybody_speaks(before, committee, zhang, ["disagree"])
    workflow.settle(before, by=zhang, outcome="passed", resolution="同意支付")
    from tests.factories import PersonFactory, UserFactory

    head = UserFactory(person=PersonFactory(unit=caizheng), role="unit_head", unit=caizheng)
    client.force_login(head)
    page = body(client.get(before.get_absolute_url()))
    assert "同意支付" in page and FOR not in page and "委员3" not in page
    client.force_login(zhang)
    assert FOR in body(client.get(before.get_absolute_url()))


def test_the_audit_says_who_spoke_and_never_what(before, committee, zhang):
    everybody_speaks(before, committee, zhang, ["disagree"])
    told = str(list(AuditEvent.objects.filter(verb="decisions.expressed").values()))
    assert "委员3" in told and "disagree" not in told and FOR not in told


@pytest.mark.parametrize("spoken", [0, 8])
def test_the_recorders_page_asks_the_same_questions_however_many_have_spoken(
    client, before, committee, zhang, spoken, django_assert_num_queries
):
    speak(before, committee[1 : 1 + spoken], zhang)
    client.force_login(zhang)
    with django_assert_num_queries(16):
        body(client.get(at("conduct", before.meeting_id)))
