"""The year's round (art. 48): 自评 → 核查 → 阅知 or 申诉 → 审定 → 公布, and nothing changes after it was approved."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import access, rules, workflow
from assessment.enums import SheetStatus
from assessment.models import Appeal, Sheet
from assessment.todos import todos
from core.gates import Role
from core.verdict import Refusal
from tests.assessment.signed import signed_warning
from tests.assessment.year import SEEN, TODAY, at, body, checked, line_of, scores, self_assessed, typed
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


# -- the arithmetic -----------------------------------------------------------------------------------------


@given(st.decimals(0, 10, places=2), st.decimals("0.25", 3, places=2), st.integers(0, 50))
def test_hits_take_their_points_and_never_more_than_the_item_has(points, per_hit, hits):
    left = rules.left_of(points, per_hit, hits)
    assert left == max(Decimal(0), points - sum([per_hit] * hits, Decimal(0)))
    assert rules.left_of(points, None, hits) is None


@given(st.dictionaries(st.text(max_size=4), st.text(max_size=4)))
def test_the_seal_is_of_the_facts_and_not_of_their_order(facts):
    turned = dict(reversed(facts.items()))
    assert rules.fingerprint(facts) == rules.fingerprint(turned)
    assert rules.fingerprint(facts) != rules.fingerprint(facts | {"another fact": "x"})


# -- a year from its opening to its publication, with one appeal -------------------------------------------------


def test_a_year_with_one_appeal(client, sheet, li, zhang, qian, sun, xishan):
    warning = signed_warning(xishan, "blue", status="received")
    client.force_login(li)
    fill = at("self_assess", sheet.pk)
    assert "系统佐证" in body(client.get(fill))
    page = client.post(fill, typed(sheet, version=sheet.version), follow=True)
    assert "自评已报送" in body(page)

    client.force_login(zhang)
    sheet.refresh_from_db()
    assert 'data-propose="3.5"' in body(client.get(at("check", sheet.pk))), (
        "one tap fills what the evidence says"
    )
    less = typed(sheet, version=sheet.version, note=SEEN, A1=("on", "1.5", ""))
    assert "与自评不同的，请写明理由" in body(client.post(at("check", sheet.pk), less))
    less = typed(sheet, version=sheet.version, note=SEEN, A1=("on", "1.5", "只研究了一次"))
    assert "核查完成" in body(client.post(at("check", sheet.pk), less, follow=True))

    client.force_login(li)
    line = line_of(sheet, "A1")
    assert "申诉已报送" in body(
        client.post(
            at("appeal", sheet.pk), {"line": line.pk, "reason": "九月另有一次，记录附后"}, follow=True
        )
    )
    made = Appeal.objects.get()
    client.force_login(zhang)
    assert client.get(at("answer", made.pk)).status_code == 403, "not by whoever checked"
    client.force_login(qian)
    page = client.post(at("answer", made.pk), {"score": "3", "words": "查实，恢复得分"}, follow=True)
    assert "已答复" in body(page)

    client.force_login(sun)
    assert "已审定" in body(client.post(at("approve", sheet.pk), follow=True))
    assert "已公布" in body(client.post(at("publish", sheet.pk), follow=True))
    sheet.refresh_from_db()
    assert sheet.frozen["result"]["得分"] == "99.5"
    assert sheet.frozen["warnings"] == {str(warning.number): "蓝色，扣0.5分"}
    assert rules.fingerprint(sheet.frozen) == sheet.sha256
    assert sheet.frozen["group"] == {"李长河": "责任制考核加5分"}
    assert sheet.frozen["evidence"][line_of(sheet, "G3").item.text]["text"] == "到期应回告0件，逾期0件"

    client.force_login(li)
    page = body(client.get(sheet.get_absolute_url()))
    assert "已公布" in page
    assert "九月另有一次，记录附后" in page
    assert "查实，恢复得分" in page
    assert f'{warning.number}</div><span class="end">蓝色，扣0.5分' in page


# -- who, when ----------------------------------------------------------------------------------------------

ALLOWED = {
    "open": {"self_assess": "李"},
    "self_assessed": {"check": "张钱孙"},
    "checked": {"accept": "李", "appeal": "李"},
    "appealed": {"appeal": "李", "answer": "钱孙"},
    "seen": {"approve": "孙"},
    "approved": {"publish": "孙"},
    "published": {},
}


@pytest.mark.parametrize("status", SheetStatus.values)
def test_moves(status, sheet, zhang, qian, sun, li, zhou, wang, zhao, wu, zheng, feng, chen):
    sheet.status, sheet.checked_by = status, zhang
    cast = (zhang, qian, sun, li, zhou, wang, zhao, wu, zheng, feng, chen)
    verdicts = {verb: [(user, ask(user, sheet)) for user in cast] for verb, ask in access.ASKED.items()}
    allowed = {verb: "".join(user.name[0] for user, said in rows if said) for verb, rows in verdicts.items()}
    assert {verb: who for verb, who in allowed.items() if who} == ALLOWED[status]
    assert all(said.reason.endswith("。") for rows in verdicts.values() for _, said in rows if not said)


def test_an_officer_types_for_a_head_without_an_account(sheet, zhang, qian, zhou, xishan):
    minzheng = Sheet.objects.get(unit__short_name="民政办")
    assert access.may_self_assess(zhang, minzheng)
    assert not access.may_self_assess(zhang, sheet), "西山村 has a head who does it"


def test_the_secretary_does_not_approve_what_he_checked_himself(sheet, li, sun):
    sheet = self_assessed(sheet, li)
    sheet = workflow.check(sheet, by=sun, version=sheet.version, scores=scores(sheet, SEEN))
    sheet = workflow.accept(sheet, by=li)
    with pytest.raises(Refusal, match="核查人不能审定"):
        workflow.approve(sheet, by=sun)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ((True, Decimal("3.5"), ""), "得分应在0分和3分之间"),
        ((True, Decimal(-1), ""), "得分应在0分和3分之间"),
        ((True, None, ""), "适用的项都要打分"),
        ((False, Decimal(1), ""), "不适用的项不打分"),
    ],
)
def test_a_score_beyond_its_item_is_refused_and_nothing_is_kept(sheet, li, change, sentence):
    with pytest.raises(Refusal, match=sentence):
        self_assessed(sheet, li, A1=change)
    assert not sheet.lines.filter(self_score__isnull=False).exists()


def test_a_departure_from_the_units_own_score_says_why(sheet, li, zhang):
    with pytest.raises(Refusal, match="请写明理由"):
        checked(sheet, li, zhang, A1=(True, Decimal(1), " "))
    sheet.refresh_from_db()
    assert sheet.status == "self_assessed"


def test_two_who_check_one_sheet_do_not_overwrite_each_other(sheet, li, zhang, qian):
    sheet = self_assessed(sheet, li)
    workflow.check(sheet, by=zhang, version=sheet.version, scores=scores(sheet, SEEN))
    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.check(sheet, by=qian, version=sheet.version, scores=scores(sheet, SEEN))


def test_an_item_that_does_not_apply_is_converted(sheet, li, zhang, sun):
    sheet = checked(sheet, li, zhang, F1=(False, None, "村里没有大项目"))
    sheet = workflow.approve(workflow.accept(sheet, by=li), by=sun)
    assert sheet.frozen["lines"][line_of(sheet, "F1").item.text] == "不适用"
    assert sheet.frozen["result"]["得分"] == "100"


def test_an_item_is_appealed_once_and_another_while_the_first_waits(sheet, li, zhang, qian):
    sheet = checked(sheet, li, zhang, A1=(True, Decimal(1), "少一次"), A2=(True, Decimal(1), "无专人"))
    first = workflow.appeal(sheet, by=li, line=line_of(sheet, "A1"), reason="有")
    with pytest.raises(Refusal, match="一项只申诉一次"):
        workflow.appeal(sheet, by=li, line=line_of(sheet, "A1"), reason="有")
    second = workflow.appeal(sheet, by=li, line=line_of(sheet, "A2"), reason="有")
    workflow.answer(first, by=qian, score=Decimal(3), words="查实")
    sheet.refresh_from_db()
    assert sheet.status == "appealed"
    workflow.answer(second, by=qian, score=Decimal(1), words="维持")
    sheet.refresh_from_db()
    assert sheet.status == "seen"


def test_a_line_of_another_units_sheet_cannot_be_appealed(sheet, li, zhang):
    sheet = checked(sheet, li, zhang)
    other = Sheet.objects.get(unit__short_name="东沟村")
    with pytest.raises(Refusal, match="请选择一项"):
        workflow.appeal(sheet, by=li, line=other.lines.first(), reason="有")


# -- the first pages ------------------------------------------------------------------------------------------


def test_each_step_waits_on_the_right_first_page(sheet, li, zhang, sun, wang):
    assert [todo.button for todo in todos(li, TODAY)] == ["去自评"]
    sheet = checked(sheet, li, zhang)
    assert [todo.button for todo in todos(li, TODAY)] == ["去看"]
    assert [todo.button for todo in todos(wang, TODAY)] == ["去自评"], "of the own unit alone"
    workflow.accept(sheet, by=li)
    assert [todo.button for todo in todos(sun, TODAY)] == ["去审定"]
    assert todos(UserFactory(role=Role.COLLECTOR), TODAY) == []


@pytest.mark.parametrize("appeals", [1, 3])
def test_the_sheet_asks_the_same_questions_for_one_appeal_and_for_three(
    client, sheet, li, zhang, appeals, django_assert_num_queries
):
    less = {code: (True, Decimal(1), "少") for code in ("A1", "A2", "A3")}
    sheet = checked(sheet, li, zhang, **less)
    for code in ("A1", "A2", "A3")[:appeals]:
        workflow.appeal(sheet, by=li, line=line_of(sheet, code), reason="有")
    client.force_login(zhang)
    with django_assert_num_queries(37):
        body(client.get(sheet.get_absolute_url()))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (("on", "3.5", ""), "得分应在0分和3分之间"),
        (("on", "", ""), "适用的项都要打分"),
        (("on", "x", ""), "输入一个数"),
    ],
)
def test_what_the_rules_say_stands_beside_the_score_and_nothing_is_kept(client, sheet, li, said, sentence):
    client.force_login(li)
    page = body(client.post(at("self_assess", sheet.pk), typed(sheet, version=sheet.version, A1=said)))
    assert sentence in page
    sheet.refresh_from_db()
    assert sheet.status == "open"
