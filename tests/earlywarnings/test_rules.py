"""The table of art. 42, and what a document must say before it can be signed."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from documents import notices
from earlywarnings import letters, rules
from earlywarnings.enums import Measure, Tier
from earlywarnings.models import EarlyWarning

# DOMAIN.md, in its own words: tier → measures allowed, document.
ARTICLE_42 = {
    "红色": ({"专项调查", "督导整改", "集体谈话", "组织处理"}, "廉政风险预警整改通知书"),
    "黄色": ({"诫勉谈话", "专项调查", "函询整改"}, "廉政风险预警整改通知书"),
    "蓝色": ({"谈话提醒", "责令说明", "纠正偏差"}, "廉政风险预警通知书"),
}
PROBLEM = SimpleNamespace(text="发包前未公示", requirement="补办公示")


def a_warning(tier: str, **changed):
    words = {
        "title": "鱼塘发包未公示",
        "facts": "未公示。",
        "rule_violated": "第五条",
        "requirements": "补办。",
        "evaluation": "现场核查",
        "reminders": "请注意。",
        "explanations": "请说明。",
        "correct_by": date(2026, 12, 1),
        "case_handling": True,
        "supervisor_id": 1,
        "party_decision": "七党发〔2026〕9号",
    }
    return SimpleNamespace(tier=tier, **words | changed)


def verdict_on(tier: str, measures=None, problems=(PROBLEM,), **changed):
    chosen = rules.MEASURES[tier][:1] if measures is None else measures
    return rules.complete(a_warning(tier, **changed), measures=chosen, problems=problems)


@pytest.mark.parametrize("tier", Tier)
def test_article_42_the_table_is_the_regulations(tier):
    measures, document = ARTICLE_42[tier.label]
    assert {measure.label for measure in rules.MEASURES[tier]} == measures
    assert rules.DOCUMENTS[tier].label == document


@given(st.sampled_from(Tier), st.sets(st.sampled_from(Measure)))
@example(Tier.YELLOW, set())
def test_article_42_exactly_the_tiers_own_measures_are_allowed(tier, measures):
    legal = {measure.label for measure in measures} <= ARTICLE_42[tier.label][0]
    verdict = rules.allowed(tier, measures, party_decision="七党发〔2026〕9号")
    assert bool(verdict) is (legal and bool(measures))
    assert verdict or (verdict.article == 42 and verdict.reason.endswith("。"))


def test_article_42_the_refusal_names_what_does_not_fit():
    verdict = rules.allowed(Tier.BLUE, [Measure.REMINDER, Measure.LETTER, Measure.GROUP_TALK])
    assert verdict.reason == "蓝色预警不能采取：函询整改、集体谈话。"


def test_organisational_handling_needs_the_number_of_the_party_committees_decision():
    refused = verdict_on(Tier.RED, [Measure.ORGANISATIONAL], party_decision="")
    assert refused.reason == "采取组织处理须填写党委决定的文号。"
    assert verdict_on(Tier.RED, [Measure.ORGANISATIONAL])


@pytest.mark.parametrize("tier", Tier)
def test_a_complete_warning_can_be_submitted(tier):
    assert verdict_on(tier)


@pytest.mark.parametrize(
    ("tier", "changed", "reason"),
    [
        (
            Tier.YELLOW,
            {"case_handling": False},
            "红色、黄色预警签发前，须核对是否应转问题线索处置并记录意见。",
        ),
        (Tier.RED, {"case_handling": False}, "红色、黄色预警签发前，须核对是否应转问题线索处置并记录意见。"),
        (Tier.YELLOW, {"problems": ()}, "整改通知书须列出至少一个问题及整改要求。"),
        (Tier.YELLOW, {"supervisor_id": None}, "整改通知书须写明督导责任人。"),
        (Tier.YELLOW, {"evaluation": ""}, "请填写评估方式。"),
        (Tier.BLUE, {"correct_by": None}, "蓝色预警通知书须写明纠正期限。"),
        (Tier.BLUE, {"reminders": "", "explanations": " "}, "请填写提醒事项、需要说明的问题。"),
        (Tier.RED, {"title": "", "facts": "\u202e"}, "请填写事由、事实简述。"),
        (
            Tier.RED,
            {"problems": [SimpleNamespace(text="问题", requirement="\u202e")]},
            "问题清单的每一条都须写明问题和整改要求。",
        ),
    ],
)
def test_what_is_missing_is_said(tier, changed, reason):
    assert verdict_on(tier, **changed) == (False, reason, 42)


def test_a_blue_warning_needs_neither_problems_nor_a_supervisor():
    assert verdict_on(Tier.BLUE, problems=(), supervisor_id=None, evaluation="", case_handling=False)


texts = st.text("甲\n \t\u202e\u200b<&。", max_size=4)
names = st.sampled_from([*rules.WORDS, "evaluation", "reminders", "explanations"])


@given(st.sampled_from(Tier), st.dictionaries(names, texts, max_size=3), st.just("发包") | texts)
def test_whatever_is_complete_can_be_set_as_a_document(tier, words, problem):
    """documents.notices.Incomplete never reaches a user: the verdict comes first."""
    rows = [SimpleNamespace(text=problem, requirement="补办", due_on=date(2026, 12, 1))]
    measure = SimpleNamespace(get_measure_display=lambda: rules.MEASURES[tier][0].label)
    warning = a_warning(
        tier,
        **words,
        document_kind=rules.DOCUMENTS[tier],
        person_id=None,
        person=None,
        unit=SimpleNamespace(name="七道江镇西山村", kind="village"),
        supervisor="张晓梅",
        copies_to="镇党委、 镇政府,",
        problems=SimpleNamespace(all=lambda: rows),
        measures=SimpleNamespace(all=lambda: [measure]),
    )
    if rules.complete(warning, measures=rules.MEASURES[tier][:1], problems=rows):
        data = letters.notice_data(warning, issuer="中共七道江镇纪律检查委员会", days=30)
        notice = notices.read(warning.document_kind, data)
        assert notice.copies_to == ("镇党委", "镇政府")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 11, 4), ""),
        (date(2026, 11, 6), ""),
        (date(2026, 11, 7), "送达日期不能晚于今天。"),
        (date(2026, 11, 3), "送达日期不能早于签批日期。"),
    ],
)
def test_a_notice_is_served_between_its_signing_and_today(day, reason):
    assert rules.served_on(day, signed_on=date(2026, 11, 4), today=date(2026, 11, 6)).reason == reason


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 11, 4), ""),
        (date(2026, 11, 7), "签收日期不能晚于今天。"),
        (date(2026, 11, 3), "签收日期不能早于送达日期。"),
    ],
)
def test_a_paper_receipt_is_signed_between_delivery_and_today(day, reason):
    assert rules.received_on(day, delivered_on=date(2026, 11, 4), today=date(2026, 11, 6)).reason == reason


@pytest.mark.parametrize(
    ("answered", "late"),
    [(None, 0), (date(2026, 12, 6), 0), (date(2026, 12, 7), 1), (date(2026, 12, 20), 14)],
)
def test_article_43_lateness_is_judged_on_the_first_answer(answered, late):
    warning = EarlyWarning(
        answer_due_on=date(2026, 12, 6), first_answered_on=answered, reanswer_due_on=date(2027, 1, 10)
    )
    assert warning.days_late == late
