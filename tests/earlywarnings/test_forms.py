"""What is typed: kept on every mistake, with the reason beside its field."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from core.gates import Role
from earlywarnings import workflow
from earlywarnings.enums import Status, Tier, TriageDecision
from earlywarnings.models import EarlyWarning
from tests.factories import ItemFactory, PersonFactory, RiskPointFactory
from tests.fixtures import member

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 10)
LIST = reverse("earlywarnings:triage_list")
DRAFT = reverse("earlywarnings:draft")


@pytest.fixture
def at_desk(client):
    """Read or send a page as somebody: its text, or where it led."""

    def ask(user, address, data=None):
        client.force_login(user)
        with clock.at(TODAY):
            response = client.get(address) if data is None else client.post(address, data)
        return response if response.status_code != 200 else response.content.decode()

    return ask


def rows(*problems) -> dict:
    """The formset of problems, as the browser sends it."""
    data = {"problem-TOTAL_FORMS": len(problems), "problem-INITIAL_FORMS": 0}
    for number, problem in enumerate(problems):
        data |= {f"problem-{number}-{name}": value for name, value in problem.items()}
    return data


PROBLEM = {"text": "发包前未公示", "requirement": "补办公示七日", "due_on": "2026-11-20"}


@pytest.fixture
def items(xishan):
    first = ItemFactory(reported=True, unit=xishan, summary="鱼塘发包没有公示。")
    return [first, ItemFactory(reported=True, unit=xishan, form=first.form, summary="合同没有备案。")]


@pytest.fixture
def typed(zhang):
    return {
        "title": "集体鱼塘发包未公示",
        "facts": "发包前未按规定公示。",
        "rule_violated": "资产资源管理制度第五条",
        "measures": ["letter"],
        "requirements": "补办公示。",
        "supervisor": zhang.person.pk,
        "evaluation": "现场核查",
        "case_handling": "on",
        **rows(PROBLEM),
    }


def draft_address(unit, items, tier="yellow") -> str:
    chosen = "".join(f"&item={item.pk}" for item in items)
    return f"{DRAFT}?unit={unit.pk}&tier={tier}{chosen}"


# -- what is drafted from --------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?item=", "?item=abc", "?item=999999", f"?item={10**30}", "?item=１"])
def test_merging_nothing_leads_back_to_the_list(query, at_desk, zhang):
    assert at_desk(zhang, DRAFT + query).url == LIST


def test_nothing_chosen_and_everything_taken_are_told_apart(client, zhang, qian, items):
    client.force_login(zhang)
    assert "请先勾选要起草预警的信息" in client.get(DRAFT, follow=True).content.decode()
    workflow.triage(items[0], by=qian, decision=TriageDecision.TALK)
    body = client.get(DRAFT, {"item": items[0].pk}, follow=True).content.decode()
    assert "所选信息都已由别人研判，请重新选择。" in body


def test_first_unit_and_tier_are_asked_with_what_follows_from_them(at_desk, zhang, items, xishan, enterprise):
    body = at_desk(zhang, f"{DRAFT}?item={items[0].pk}&item={items[1].pk}")
    assert f'<option value="{xishan.pk}" selected>西山村</option>' in body
    assert "有倾向性问题且情节轻微" in body
    assert body.count('type="hidden" name="item"') == 2
    assert "建材公司" not in body


@pytest.mark.parametrize(
    "query", ["&unit=x&tier=yellow", "&unit={unit}&tier=green", "&tier=red", "&unit=999&tier=red"]
)
def test_an_address_that_makes_no_sense_leads_back_to_the_question(query, at_desk, zhang, items, xishan):
    body = at_desk(zhang, f"{DRAFT}?item={items[0].pk}{query.format(unit=xishan.pk)}")
    assert "起草黄色预警" in body


def test_what_the_items_say_is_not_typed_again(at_desk, zhang, items, xishan):
    point = RiskPointFactory(unit=xishan, registered=True)
    items[0].risk_point = point
    items[0].save()
    body = at_desk(zhang, draft_address(xishan, items))
    assert "鱼塘发包没有公示。\n合同没有备案。" in body
    assert f'<option value="{point.pk}" selected>' in body


@pytest.mark.parametrize("tier", Tier)
def test_each_tier_asks_only_what_it_has(tier, at_desk, zhang, items, xishan):
    body = at_desk(zhang, draft_address(xishan, items, tier))
    asked = {name: f'name="{name}"' in body for name in ("reminders", "case_handling", "party_decision")}
    assert asked == {
        "reminders": tier == Tier.BLUE,
        "case_handling": tier != Tier.BLUE,
        "party_decision": tier == Tier.RED,
    }
    assert ("problem-TOTAL_FORMS" in body) is (tier != Tier.BLUE)


def test_only_people_and_points_of_the_unit_are_offered_and_never_the_drafter(
    at_desk, zhang, items, town, donggou
):
    stranger = PersonFactory(unit=donggou, name="外村人")
    hidden = RiskPointFactory(unit=donggou, name="外村风险点", registered=True)
    body = at_desk(zhang, draft_address(town, items))
    assert stranger.name not in body
    assert hidden.name not in body
    assert f'<option value="{zhang.person.pk}">张晓梅' not in body.split('name="supervisor"')[0]


def test_a_head_in_the_discipline_body_cannot_choose_his_own_unit(at_desk, li, items, town, xishan, donggou):
    li.assignments.create(role=Role.INFORMATION_OFFICER, unit=town, starts_on="2026-01-01")
    body = at_desk(li, f"{DRAFT}?item={items[0].pk}")
    assert f'<option value="{donggou.pk}">' in body
    assert f'<option value="{xishan.pk}"' not in body


# -- drafting --------------------------------------------------------------------------------------------


def test_a_draft_is_saved_with_its_problems_and_sources(at_desk, zhang, items, xishan, typed):
    response = at_desk(zhang, draft_address(xishan, items), typed)
    warning = EarlyWarning.objects.get()
    assert response.url == warning.get_absolute_url()
    assert (warning.unit, warning.tier, warning.title) == (xishan, Tier.YELLOW, "集体鱼塘发包未公示")
    assert [problem.text for problem in warning.problems.all()] == ["发包前未公示"]
    assert set(warning.items.all()) == set(items)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "这个字段是必填项。"),
        ({"title": "\u202e"}, "这个字段是必填项。"),
        ({"measures": []}, "这个字段是必填项。"),
        ({"measures": ["reminder"]}, "不在可用的选项中"),
        ({"evaluation": ""}, "这个字段是必填项。"),
        ({"supervisor": ""}, "这个字段是必填项。"),
        ({"case_handling": ""}, "请先核对是否应转问题线索处置，再起草。"),
        ({"problem-0-text": ""}, "这个字段是必填项。"),
        ({"problem-0-due_on": "2026-11-09"}, "这一天已经过去，请改为今天或以后。"),
        ({"problem-0-DELETE": "on"}, "请至少列出一个问题。"),
        ({"title": "长" * 101}, "100"),
        ({"facts": "长" * 1001}, "1000"),
    ],
    ids=str,
)
def test_a_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(
    changed, words, at_desk, zhang, items, xishan, typed
):
    body = at_desk(zhang, draft_address(xishan, items), typed | {"copies_to": "镇党委"} | changed)
    assert words in body
    assert "已填的内容都还在。" in body
    kept = {"rule_violated": "资产资源管理制度第五条", "copies_to": "镇党委"}
    for name, value in kept.items():
        assert f'name="{name}" value="{value}"' in body
    if "problem-0-requirement" not in changed:
        assert "补办公示七日" in body
    assert not EarlyWarning.objects.exists()


def test_organisational_handling_asks_for_the_decision_beside_its_field(at_desk, zhang, items, xishan, typed):
    red = typed | {"measures": ["organisational"]}
    assert "采取组织处理须填写党委决定的文号" in at_desk(zhang, draft_address(xishan, items, "red"), red)
    response = at_desk(
        zhang, draft_address(xishan, items, "red"), red | {"party_decision": "七党发〔2026〕9号"}
    )
    assert response.status_code == 302


def test_whoever_is_warned_does_not_supervise_it(at_desk, zhang, qian, items, town, typed):
    typed |= {"person": qian.person.pk, "supervisor": qian.person.pk}
    assert "督导责任人不能是被预警的本人。" in at_desk(zhang, draft_address(town, items), typed)


def test_struck_rows_are_left_out(at_desk, zhang, items, xishan, typed):
    other = PROBLEM | {"text": "合同未备案"}
    typed |= rows(PROBLEM | {"DELETE": "on"}, other, {"text": "", "requirement": "", "due_on": ""})
    assert at_desk(zhang, draft_address(xishan, items), typed).status_code == 302
    assert [(p.number, p.text) for p in EarlyWarning.objects.get().problems.all()] == [(1, "合同未备案")]


def test_what_is_wrong_with_a_struck_row_no_longer_matters(at_desk, zhang, items, xishan, typed):
    struck = {"text": "", "requirement": "", "due_on": "2020-01-01", "DELETE": "on"}
    body = at_desk(zhang, draft_address(xishan, items), typed | rows(PROBLEM, struck) | {"title": ""})
    assert "有 1 处需要修改" in body


def test_a_blue_draft_needs_what_to_mind_what_to_explain_and_until_when(at_desk, zhang, items, xishan, typed):
    blue = {"measures": ["reminder"], "reminders": "请注意公示。", "explanations": "为何未公示。"}
    address = draft_address(xishan, items, "blue")
    late = at_desk(zhang, address, typed | blue | {"correct_by": "2026-11-01"})
    assert "这一天已经过去" in late
    assert "为何未公示。</textarea>" in late
    assert at_desk(zhang, address, typed | blue | {"correct_by": "2026-12-01"}).status_code == 302


def test_items_taken_by_a_colleague_meanwhile_are_said_and_the_rest_can_be_saved(
    at_desk, zhang, qian, items, xishan, typed
):
    address = draft_address(xishan, items)
    typed |= {"item": [item.pk for item in items]}
    workflow.triage(items[1], by=qian, decision=TriageDecision.TALK)
    body = at_desk(zhang, address, typed)
    assert "您选的信息中有1条已由别人研判，不再列入。" in body
    assert "资产资源管理制度第五条" in body
    assert body.count('type="hidden" name="item"') == 1
    assert at_desk(zhang, address, typed | {"item": [items[0].pk]}).status_code == 302
    assert set(EarlyWarning.objects.get().items.all()) == {items[0]}


def test_when_every_item_was_taken_nothing_is_drafted_and_nothing_typed_is_lost(
    at_desk, zhang, qian, items, xishan, typed
):
    for item in items:
        workflow.triage(item, by=qian, decision=TriageDecision.TALK)
    body = at_desk(zhang, draft_address(xishan, items), typed | {"item": [item.pk for item in items]})
    assert "您选的信息都已由别人研判，不能再据此起草。" in body
    assert "资产资源管理制度第五条" in body
    assert not EarlyWarning.objects.exists()


# -- changing a draft ------------------------------------------------------------------------------------


@pytest.fixture
def drafted(items, zhang, xishan, content):
    return workflow.draft(items, by=zhang, unit=xishan, **content)


def change_address(warning, query="") -> str:
    return reverse("earlywarnings:change", args=[warning.pk]) + query


def test_a_draft_opens_as_it_was_saved(at_desk, zhang, drafted):
    body = at_desk(zhang, change_address(drafted))
    for words in ("集体鱼塘发包未公示", "补办公示七日", 'value="2026-11-20"', 'value="letter"'):
        assert words in body
    assert 'name="version" value="1"' in body


def test_two_who_change_the_same_draft_see_both_versions(at_desk, zhang, qian, drafted, typed):
    address = change_address(drafted)
    first = at_desk(qian, address, typed | {"version": 1, "title": "钱写的事由"})
    assert first.status_code == 302
    body = at_desk(
        zhang, address, typed | {"version": 1, "title": "张写的事由", "problem-0-text": "张写的问题"}
    )
    assert "别人已经改过这条记录" in body
    assert '<td class="pre">钱写的事由</td><td class="pre">张写的事由</td>' in body
    assert "张写的问题</textarea>" in body
    assert 'name="version" value="2"' in body
    assert at_desk(zhang, address, typed | {"version": 2, "title": "张写的事由"}).status_code == 302
    assert EarlyWarning.objects.get().title == "张写的事由"


def test_without_a_version_nothing_is_overwritten(at_desk, zhang, drafted, typed):
    assert "别人已经改过这条记录" in at_desk(zhang, change_address(drafted), typed | {"title": "新的"})
    assert EarlyWarning.objects.get().title == "集体鱼塘发包未公示"


def test_unit_and_tier_can_be_chosen_again(at_desk, zhang, drafted, donggou, typed):
    assert "改为蓝色预警" in at_desk(zhang, change_address(drafted, "?again"))
    address = change_address(drafted, f"?unit={donggou.pk}&tier=blue")
    blue = {
        "measures": ["reminder"],
        "reminders": "请注意。",
        "explanations": "为何。",
        "correct_by": "2026-12-01",
    }
    assert "修改东沟村蓝色预警" in at_desk(zhang, address)
    assert at_desk(zhang, address, typed | blue | {"version": 1}).status_code == 302
    warning = EarlyWarning.objects.get()
    assert (warning.unit, warning.tier, warning.evaluation) == (donggou, Tier.BLUE, "")
    assert not warning.problems.exists()


def test_what_was_submitted_is_no_longer_changed(at_desk, zhang, drafted):
    workflow.submit(drafted, by=zhang)
    assert at_desk(zhang, change_address(drafted)).status_code == 403


# -- triage ----------------------------------------------------------------------------------------------


def test_an_item_is_judged_with_a_reason_where_nothing_is_done(at_desk, zhang, items):
    address = reverse("earlywarnings:triage", args=[items[0].pk])
    assert "不处置须写明理由。" in at_desk(zhang, address, {"decision": "none", "reason": " ", "round": 0})
    assert at_desk(zhang, address, {"decision": "none", "reason": "已经整改。", "round": 0}).url == LIST
    assert items[0].triages.get().reason == "已经整改。"


def test_to_warn_is_not_decided_without_a_draft(at_desk, zhang, items):
    address = reverse("earlywarnings:triage", args=[items[0].pk])
    assert "不在可用的选项中" in at_desk(
        zhang, address, {"decision": "warn", "reason": "应当预警", "round": 0}
    )


def test_an_item_a_colleague_has_judged_says_so(at_desk, zhang, qian, items):
    workflow.triage(items[0], by=qian, decision=TriageDecision.TALK)
    response = at_desk(zhang, reverse("earlywarnings:triage", args=[items[0].pk]))
    assert response.status_code == 403
    assert "这条信息已经研判。" in response.content.decode()


def test_the_page_of_an_item_leads_to_its_judgement(at_desk, zhang, zhou, items):
    address = reverse("earlywarnings:triage", args=[items[0].pk])
    assert address in at_desk(zhang, items[0].get_absolute_url())
    assert address not in at_desk(zhou, items[0].get_absolute_url())


def test_the_centre_judges_its_items_and_warns_no_enterprise(at_desk, wu, enterprise):
    item = ItemFactory(reported=True, unit=enterprise)
    assert item.summary in at_desk(wu, LIST)
    assert "企业只报送信息" in at_desk(wu, reverse("earlywarnings:triage", args=[item.pk]))


# -- serving ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"delivered_on": "2026-11-11"}, "送达日期不能晚于今天。"),
        ({"delivered_on": "2026-11-01"}, "送达日期不能早于签批日期。"),
        ({"refused_to_sign": "on"}, "拒签须由两名送达人记录，请填写第二送达人。"),
        ({"refused_to_sign": "on", "second_deliverer": "张晓梅"}, "第二送达人须是另一人。"),
    ],
    ids=str,
)
def test_a_delivery_that_cannot_have_been_is_refused_beside_its_field(changed, words, at_desk, zhang, warn):
    warning = warn(Status.SIGNED)
    data = {"delivered_on": "2026-11-05", "way": "by_unit", "remark": "放在村部"} | changed
    body = at_desk(zhang, reverse("earlywarnings:deliver", args=[warning.pk]), data)
    assert words in body
    assert 'value="放在村部"' in body
    warning.refresh_from_db()
    assert warning.status == Status.SIGNED


def test_a_refusal_to_sign_is_recorded_by_two(at_desk, zhang, warn):
    warning = warn(Status.SIGNED)
    data = {
        "delivered_on": "2026-11-05",
        "way": "in_person",
        "refused_to_sign": "on",
        "second_deliverer": "钱国栋",
    }
    at_desk(zhang, reverse("earlywarnings:deliver", args=[warning.pk]), data)
    assert "拒绝签收，张晓梅、钱国栋两人记录" in at_desk(zhang, warning.get_absolute_url())


def test_the_addressee_signs_for_with_one_button(at_desk, li, warn):
    warning = warn(Status.DELIVERED)
    assert at_desk(li, reverse("earlywarnings:sign_for", args=[warning.pk]), {}).status_code == 302
    warning.refresh_from_db()
    assert (warning.status, warning.received_on) == (Status.RECEIVED, TODAY)


def test_a_paper_receipt_is_entered_for_a_unit_without_an_account(at_desk, zhang, warn):
    warning = warn(Status.DELIVERED)
    address = reverse("earlywarnings:sign_for", args=[warning.pk])
    assert "对方没有账号" in at_desk(zhang, address)
    early = {"signed_for_by": "老支书", "on": "2026-11-04"}
    body = at_desk(zhang, address, early)
    assert "签收日期不能早于送达日期。" in body
    assert 'value="老支书"' in body
    assert at_desk(zhang, address, early | {"on": "2026-11-06"}).status_code == 302
    warning.refresh_from_db()
    assert (warning.received_on, warning.delivery.signed_for_by) == (date(2026, 11, 6), "老支书")


# -- answering and checking ------------------------------------------------------------------------------


def answered(warning, **changed) -> dict:
    data = {"system": "制度没有写明。", "rules_improved": "修订制度。"}
    for problem in warning.problems.all():
        row = {"measure": "已公示。", "person": "李长河", "done_on": "2026-11-09"}
        data |= {f"p{problem.pk}-{name}": value for name, value in row.items()}
    return data | changed


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"system": ""}, "请至少从一个方面剖析成因（第四十三条）。"),
        ({"{p}-measure": ""}, "这个字段是必填项。"),
        ({"{p}-done_on": "2026-11-11"}, "完成日期不能晚于今天"),
        ({"{p}-done_on": ""}, "有问题还没有完成，请写明原因。"),
    ],
    ids=str,
)
def test_an_answer_with_a_gap_says_where_and_keeps_the_rest(changed, words, at_desk, li, warn):
    warning = warn(Status.RECEIVED)
    prefix = f"p{warning.problems.get().pk}"
    data = answered(warning) | {name.format(p=prefix): value for name, value in changed.items()}
    body = at_desk(li, reverse("earlywarnings:answer", args=[warning.pk]), data)
    assert words in body
    assert "修订制度。</textarea>" in body
    warning.refresh_from_db()
    assert warning.status == Status.RECEIVED


def test_an_unfinished_problem_is_answered_with_its_reason(at_desk, li, warn):
    warning = warn(Status.RECEIVED)
    data = answered(warning, remaining="公示期未满。")
    data[f"p{warning.problems.get().pk}-done_on"] = ""
    assert at_desk(li, reverse("earlywarnings:answer", args=[warning.pk]), data).status_code == 302
    assert warning.responses.get().answers.get().done_on is None
    assert "尚未完成" in at_desk(li, warning.get_absolute_url())


def test_a_blue_warning_is_answered_by_an_explanation(at_desk, li, warn):
    warning = warn(Status.RECEIVED, tier=Tier.BLUE)
    address = reverse("earlywarnings:answer", args=[warning.pk])
    assert "为何未公示。" in at_desk(li, address)
    assert "这个字段是必填项。" in at_desk(li, address, answered(warning))
    assert at_desk(li, address, answered(warning, explanation="当时不知道。")).status_code == 302
    assert warning.responses.get().explanation == "当时不知道。"


def test_answering_again_starts_from_the_last_answer_and_the_comments_on_it(at_desk, li, warn):
    warning = warn(Status.SENT_BACK)
    warning.responses.update(comment="总体不错，佐证不足。", rules_improved="修订了制度。")
    warning.responses.get().answers.update(passed=False, comment="请补公示照片。", measure="上次写的措施。")
    body = at_desk(li, reverse("earlywarnings:answer", args=[warning.pk]))
    for words in ("上次写的措施。</textarea>", "流程没有写明。</textarea>", "修订了制度。</textarea>"):
        assert words in body
    assert "上次复核：退回，请补公示照片。" in body
    assert "总体不错，佐证不足。" in body


def test_whoever_types_for_somebody_says_for_whom(at_desk, zhang, warn):
    warning = warn(Status.RECEIVED)
    address = reverse("earlywarnings:answer", args=[warning.pk])
    assert "您在代录" in at_desk(zhang, address)
    assert "这个字段是必填项。" in at_desk(zhang, address, answered(warning))
    assert at_desk(zhang, address, answered(warning, on_behalf_of="老支书")).status_code == 302
    assert warning.responses.get().writer_text == "老支书（张晓梅代录）"


def test_an_opinion_is_signed_by_the_head_and_entered_for_one_without_an_account(
    at_desk, zhang, li, warn, xishan
):
    warning = warn(Status.ANSWERED, person=xishan.supervision_head)
    address = reverse("earlywarnings:add_opinion", args=[warning.pk])
    assert at_desk(li, address, {"opinion": "情况属实。"}).status_code == 302
    assert warning.responses.get().opinion_text == "情况属实。（李长河）"

    other = warn(Status.ANSWERED, person=li.person)  # the head himself, and the sponsor has no account
    address = reverse("earlywarnings:add_opinion", args=[other.pk])
    assert "这个字段是必填项。" in at_desk(zhang, address, {"opinion": "情况属实。"})
    assert at_desk(zhang, address, {"opinion": "情况属实。", "on_behalf_of": "赵启明"}).status_code == 302
    assert other.responses.get().opinion_text == "情况属实。（赵启明）"


def test_to_send_back_a_problem_its_reason_is_asked(at_desk, zhang, warn):
    warning = warn(Status.ANSWERED, problems=2)
    first, second = warning.responses.get().answers.all()
    address = reverse("earlywarnings:verify", args=[warning.pk])
    data = {f"a{first.pk}-passed": "yes", f"a{second.pk}-passed": "no", "comment": "总的不错。"}
    body = at_desk(zhang, address, data)
    assert "退回须写明意见，好让对方知道改什么。" in body
    assert "意见（问题2）：" in body
    assert "总的不错。</textarea>" in body
    assert at_desk(zhang, address, data | {f"a{second.pk}-comment": "佐证不足。"}).status_code == 302
    warning.refresh_from_db()
    assert (warning.status, warning.due_on) == (Status.SENT_BACK, date(2026, 11, 25))


def test_a_blue_answer_is_checked_as_a_whole(at_desk, zhang, warn):
    warning = warn(Status.ANSWERED, tier=Tier.BLUE)
    address = reverse("earlywarnings:verify", args=[warning.pk])
    assert "退回须写明意见" in at_desk(zhang, address, {"passed": "no"})
    assert at_desk(zhang, address, {"passed": "yes"}).status_code == 302
    warning.refresh_from_db()
    assert warning.status == Status.VERIFIED


def test_a_check_of_an_answer_that_was_replaced_is_asked_again(at_desk, zhang, warn):
    warning = warn(Status.ANSWERED)
    stale = warning.responses.get().answers.get().pk + 1000
    body = at_desk(zhang, reverse("earlywarnings:verify", args=[warning.pk]), {f"a{stale}-passed": "yes"})
    assert "结论（问题1）：这个字段是必填项。" in body
    warning.refresh_from_db()
    assert warning.status == Status.ANSWERED


def test_a_warned_person_reaches_the_form_without_any_other_role(at_desk, warn, xishan):
    lin = member(xishan, "林永强", Role.COLLECTOR)
    warning = warn(Status.RECEIVED, person=lin.person)
    assert "提交黄色预警的整改回告" in at_desk(lin, "/")
    assert "提交回告" in at_desk(lin, reverse("earlywarnings:answer", args=[warning.pk]))
