from decimal import Decimal

import pytest

from rulebook import rules
from rulebook.enums import Kind


@pytest.mark.parametrize(
    ("number", "label"),
    [
        (1, "第一条"),
        (10, "第十条"),
        (11, "第十一条"),
        (20, "第二十条"),
        (43, "第四十三条"),
        (51, "第五十一条"),
    ],
)
def test_an_article_is_cited_in_words(number, label):
    assert rules.article_label(number) == label
    assert rules.number_of(label[1:-1]) == number


@pytest.mark.parametrize("text", ["", "零", "十十", "四三", "一百", "100", "0", "条", "²"])
def test_what_is_no_number_is_none(text):
    assert rules.number_of(text) is None


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("43", 43),
        ("43条", 43),
        ("第43条", 43),
        ("四十三条", 43),
        ("第四十三条", 43),
        ("三", None),
        ("第一百条", None),
    ],
)
def test_a_search_word_may_name_an_article(word, number):
    assert rules.article_sought(word) == number


DEFAULTS = {
    "collection.due_day": 5,
    "collection.half_year_due_day": 15,
    "collection.consolidated_due_day": 10,
    "collection.moved_by_rest_days": True,
    "earlywarnings.response_days": 30,
    "earlywarnings.response_moved_by_rest_days": False,
    "earlywarnings.deemed_receipt_days": 3,
    "earlywarnings.extension_max_days": 30,
    "earlywarnings.sent_back_days": 15,
    "earlywarnings.failed_rectifications": 2,
    "riskpoints.high_score": 15,
    "riskpoints.medium_score": 8,
    "riskpoints.decision_floor": "high",
    "riskpoints.approval_floor": "medium",
    "riskpoints.cadence_high": 3,
    "riskpoints.cadence_medium": 6,
    "riskpoints.cadence_low": 12,
    "riskpoints.review_days": 30,
    "riskpoints.high_unit_points": 3,
    "riskpoints.high_unit_red_days": 365,
    "decisions.materials_days": 2,
    "decisions.confirm_days": 15,
    "decisions.archive_days": 2,
    "decisions.split_days": 90,
    "decisions.quorum": "2/3",
    "decisions.passing": "1/2",
    "decisions.disagreement": "2/3",
    "decisions.emergency_passing": "1/2",
    "decisions.village_party_quorum": "2/3",
    "decisions.village_party_passing": "1/2",
    "decisions.village_council_quorum": "2/3",
    "decisions.village_council_passing": "1/2",
    "decisions.village_steps_may_merge": True,
    "decisions.village_publish_within_days": 5,
    "decisions.village_publicity_days": 7,
    "assessment.deduction_red": Decimal(2),
    "assessment.deduction_yellow": Decimal(1),
    "assessment.deduction_blue": Decimal("0.5"),
    "assessment.deduct_from": "score",
    "assessment.count": "each",
    "assessment.bonus_looked_at": "after",
    "assessment.bonus_from": 95,
    "assessment.bonus": 5,
    "assessment.self_assess_days": 15,
    "assessment.check_days": 20,
    "assessment.accept_days": 7,
    "assessment.answer_days": 10,
    "assessment.approve_days": 10,
    "assessment.band_excellent": 95,
    "assessment.band_good": 85,
    "assessment.band_fair": 60,
    "assessment.share": 10,
    "assessment.person_counts_to": "then",
    "assessment.villages_scored": True,
    "assessment.statement_days": 10,
    "organisations.villages_four_not_direct": False,
    "documents.issuing_body": "七道江镇纪律检查委员会",
    "documents.issuing_code": "七镇纪廉预",
    "documents.upper_issuing_body": "浑江区纪律检查委员会",
    "documents.upper_issuing_code": "浑纪廉预",
    "documents.layout": "document",
    "documents.bulletin_code": "七镇纪廉阅",
    "names.centre": "区惩防办",
    "names.upper_body": "市惩防办",
    "security.idle_minutes": 30,
    "security.absolute_hours": 12,
}


def test_every_default_is_the_one_the_town_agreed_on():
    assert {key: definition.default for key, definition in rules.DEFINITIONS.items()} == DEFAULTS


def test_the_defaults_do_not_contradict_each_other():
    assert rules.conflict(DEFAULTS) == ""


@pytest.mark.parametrize("definition", rules.DEFINITIONS.values(), ids=lambda d: d.key)
def test_every_setting_reads_as_a_sentence_and_names_its_article(definition):
    note = definition.note(definition.default)
    assert definition.shown(definition.default) in note
    assert not note.endswith("。"), "the place that shows the note ends the sentence"
    assert definition.security or definition.article in range(1, 52)


@pytest.mark.parametrize("definition", rules.DEFINITIONS.values(), ids=lambda d: d.key)
def test_a_value_survives_the_database(definition):
    assert definition.read(definition.stored(definition.default)) == definition.default


def test_notes_say_the_value_in_words():
    notes = {key: definition.note(definition.default) for key, definition in rules.DEFINITIONS.items()}
    assert notes["collection.due_day"] == "季度表于季后5日内报送"
    assert notes["assessment.deduction_blue"] == "蓝色预警扣0.5分"
    assert notes["decisions.quorum"] == "应到成员三分之二以上到会方可开会"
    assert notes["organisations.villages_four_not_direct"] == "“四个不直接管”不适用于村"


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("collection.due_day", 0, "应在1日到31日之间。"),
        ("collection.due_day", 32, "应在1日到31日之间。"),
        ("collection.due_day", "5", "类型不对，请重新填写。"),
        ("collection.due_day", True, "类型不对，请重新填写。"),
        ("collection.due_day", 31, ""),
        ("assessment.deduction_red", Decimal("10.01"), "应在0分到10分之间。"),
        ("assessment.deduction_red", Decimal("1.5"), ""),
        ("decisions.quorum", "3/5", "请从给出的选项中选择。"),
        ("documents.issuing_code", "", "请填1到50个字，前后不留空格。"),
        ("documents.issuing_code", "字" * 51, "请填1到50个字，前后不留空格。"),
        ("earlywarnings.response_days", 31, "应在1日到30日之间。"),
    ],
)
def test_a_value_out_of_bounds_is_answered_with_a_sentence(key, value, sentence):
    assert rules.DEFINITIONS[key].objection(value) == sentence


def test_a_high_risk_must_start_above_a_medium_one():
    values = DEFAULTS | {"riskpoints.medium_score": 15}
    assert rules.conflict(values) == "“高级风险起点”（15分）应大于“中级风险起点”（15分）。"


def test_a_key_is_defined_once_and_its_default_must_fit():
    again = {"label": "重复", "default": 1, "kind": Kind.INTEGER, "article": 1, "help": "{value}"}
    with pytest.raises(ValueError, match="defined twice"):
        rules.define("collection.due_day", **again, minimum=0, maximum=1)
    with pytest.raises(ValueError, match="应在2到3之间"):
        rules.define("collection.other", **again, minimum=2, maximum=3)
    assert "collection.other" not in rules.DEFINITIONS
