"""The year's round (art. 48): 自评 → 核查 → 阅知 or 申诉 → 审定 → 公布, and nothing changes after it was approved."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assessment import access, queries, rules, workflow
from assessment.enums import SheetStatus
from assessment.models import Appeal, Sheet
from assessment.todos import todos
from collection.models import CollectionForm, Period
from core import clock
from core.gates import Role
from core.verdict import Refusal
from earlywarnings.models import EarlyWarning
from tests.assessment.signed import signed_warning
from tests.factories import CaseFactory, MeasureFactory, PowerFactory, RiskPointFactory, UserFactory
from tests.factories.declarations import CommitmentFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(TODAY):
        yield


@pytest.fixture
def sheet(sun, town, xishan, li):
    workflow.open_year(2026, by=sun)
    return Sheet.objects.get(unit=xishan)


def at(name, *args) -> str:
    return reverse(f"assessment:{name}", args=args)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def scores(sheet, **changes) -> dict:
    """Full points and no words, but for the items named by their code."""
    made = {}
    for line in sheet.lines.select_related("item"):
        code = line.item.text.split()[0]
        made[line.pk] = changes.get(code, (True, line.points, ""))
    return made


def self_assessed(sheet, li, **changes):
    return workflow.self_assess(sheet, by=li, version=sheet.version, scores=scores(sheet, **changes))


def checked(sheet, li, zhang, **changes):
    sheet = self_assessed(sheet, li)
    return workflow.check(sheet, by=zhang, version=sheet.version, scores=scores(sheet, **changes))


def line_of(sheet, code):
    return sheet.lines.get(item__text__startswith=f"{code} ")


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
    less = typed(sheet, version=sheet.version, A1=("on", "1.5", ""))
    assert "与自评不同的，请写明理由" in body(client.post(at("check", sheet.pk), less))
    less = typed(sheet, version=sheet.version, A1=("on", "1.5", "只研究了一次"))
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


def typed(sheet, *, version, **changes) -> dict:
    said = {"version": version}
    for line in sheet.lines.select_related("item"):
        applies, score, note = changes.get(line.item.text.split()[0], ("on", str(line.points), ""))
        said |= {f"line{line.pk}-score": score, f"line{line.pk}-note": note}
        if applies:
            said[f"line{line.pk}-applies"] = applies
    return said


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
    sheet = workflow.check(sheet, by=sun, version=sheet.version, scores=scores(sheet))
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
    workflow.check(sheet, by=zhang, version=sheet.version, scores=scores(sheet))
    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.check(sheet, by=qian, version=sheet.version, scores=scores(sheet))


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


# -- frozen -------------------------------------------------------------------------------------------------


@pytest.fixture
def frozen(sheet, li, zhang, sun):
    return workflow.approve(workflow.accept(checked(sheet, li, zhang), by=li), by=sun)


@pytest.mark.parametrize(
    "who", ["zhang", "qian", "sun", "li", "zhou", "wang", "zhao", "wu", "zheng", "feng", "chen"]
)
def test_a_frozen_year_is_changed_by_nobody_through_any_request(client, request, frozen, who):
    client.force_login(request.getfixturevalue(who))
    made = frozen.lines.first()
    for name in ("self_assess", "check", "accept", "appeal", "approve"):
        said = typed(frozen, version=frozen.version, A1=("on", "0", "改")) | {"line": made.pk, "reason": "改"}
        assert client.post(at(name, frozen.pk), said).status_code in (403, 404)
    frozen.refresh_from_db()
    assert rules.fingerprint(frozen.frozen) == frozen.sha256
    assert line_of(frozen, "A1").checked_score == 3


def test_the_database_refuses_an_approved_sheet_without_its_seal(sheet):
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(status="approved")


def recomputed(*options) -> str:
    said = StringIO()
    call_command("recompute_assessment", "2026", *options, stdout=said)
    return said.getvalue()


def test_recomputing_an_untouched_year_gives_the_same(frozen):
    assert "已审定1张考核表，0张与审定时不一致" in recomputed("--check")


def test_a_fact_that_changed_after_the_freeze_is_named_with_who_changed_it(frozen, xishan):
    warning = signed_warning(xishan, "red", status="received")
    with pytest.raises(CommandError):
        recomputed("--check")
    told = recomputed()
    assert f"{warning.number}，审定时为“没有”" in told
    assert "得分，审定时为“100”，现为“98”" in told


def test_a_record_that_was_tampered_with_does_not_fit_its_seal(frozen):
    Sheet.objects.filter(pk=frozen.pk).update(frozen=frozen.frozen | {"unit": "别村"})
    assert "与校验值不符" in recomputed()


# -- evidence: rows that count and rows that must not --------------------------------------------------------


def known(sheet, code):
    line = sheet.lines.select_related("item").get(item__text__startswith=f"{code} ")
    return queries.evidence_for(sheet, [line], TODAY)[line.pk]


def quarter_form(unit, code, due, **content):
    period, _ = Period.objects.get_or_create(
        code=code, defaults={"opened_on": date(2026, 1, 1), "due_on": due, "arithmetic": "…"}
    )
    return CollectionForm.objects.create(period=period, unit=unit, **content)


def test_g1_counts_late_forms_once_and_missing_ones_three_times(sheet, xishan, donggou, zhou):
    sent = {"status": "submitted", "submitted_at": clock.now(), "filled_by": zhou}
    quarter_form(xishan, "2026Q1", date(2026, 4, 7), first_submitted_on=date(2026, 4, 7), **sent)
    quarter_form(xishan, "2026Q2", date(2026, 7, 6), first_submitted_on=date(2026, 7, 9), **sent)
    quarter_form(xishan, "2026Q3", date(2026, 10, 8))
    quarter_form(xishan, "2026Q4", date(2027, 1, 5))
    quarter_form(xishan, "2025Q3", date(2025, 10, 8))
    quarter_form(donggou, "2026Q3", date(2026, 10, 8))
    found = known(sheet, "G1")
    assert (found.hits, found.text) == (4, "到期的季度表3张，迟报1张，未报1张")
    assert found.proposed == Decimal(4)


def test_g3_counts_answers_after_their_day_and_not_those_revoked_or_still_in_time(sheet, xishan, donggou):
    for day, status in (("2026-11-02", "received"), ("2026-12-02", "received"), ("2026-11-02", "revoked")):
        warning = signed_warning(xishan, "blue", status=status)
        EarlyWarning.objects.filter(pk=warning.pk).update(answer_due_on=date.fromisoformat(day))
    other = signed_warning(donggou, "blue", status="received")
    EarlyWarning.objects.filter(pk=other.pk).update(answer_due_on=date(2026, 11, 2))
    assert known(sheet, "G3").hits == 1


def test_c1_c2_count_confirmed_powers_that_lack_something(sheet, xishan, donggou):
    PowerFactory(unit=xishan, confirmed=True)
    PowerFactory(unit=xishan)
    PowerFactory(unit=donggou, confirmed=True)
    assert known(sheet, "C2").hits == 1
    assert known(sheet, "C2").text == "已确认的职权1项，没有运行流程的1项"


def test_d3_counts_registered_points_without_a_measure(sheet, xishan, donggou):
    RiskPointFactory(unit=xishan, registered=True)
    MeasureFactory(risk_point=RiskPointFactory(unit=xishan, registered=True))
    RiskPointFactory(unit=xishan)
    RiskPointFactory(unit=donggou, registered=True)
    assert known(sheet, "D3").text == "在册风险点2个，没有措施的1个"


def test_f3_counts_overdue_cases_of_the_year(sheet, xishan):
    power = PowerFactory(unit=xishan, confirmed=True)
    CaseFactory(power=power, accepted_on=date(2026, 9, 1), due_on=date(2026, 9, 15))
    CaseFactory(power=power, accepted_on=date(2026, 11, 20), due_on=date(2026, 12, 15))
    CaseFactory(power=power, accepted_on=date(2025, 9, 1), due_on=date(2025, 9, 15))
    assert known(sheet, "F3").hits == 1


def test_b2_counts_who_has_to_sign_and_has_not(sheet, xishan, li):
    assert known(sheet, "B2").hits == 1
    CommitmentFactory(person=li.person, status="signed")
    assert known(sheet, "B2").hits == 0


def test_evidence_proposes_and_never_imposes(sheet, li, zhang, xishan):
    quarter_form(xishan, "2026Q3", date(2026, 10, 8))
    sheet = checked(sheet, li, zhang)
    assert queries.explained(sheet, zhang)["result"].score == Decimal(100)


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
    with django_assert_num_queries(39):
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
