"""What a bulletin says is made of lists and dates, never of anything typed; and a name in what was typed is found."""

from dataclasses import asdict
from itertools import product

import pytest

from earlywarnings.enums import Cause, Tier
from earlywarnings.rules.bulletins import SOMEWHERE, Case, names_left, paragraph, passages, span_of
from earlywarnings.rules.warnings import MEASURES
from organisations.enums import UnitKind
from riskpoints.enums import RiskType
from tests.factories.bulletins import CASE


def test_a_case_tells_what_happened_without_whom_where_and_when_exactly():
    case = Case(**CASE)
    assert case.title() == "某村业务流程风险黄色预警案例"
    assert case.facts() == (
        "2026年下半年，镇纪委在工作中发现某村存在业务流程风险，属于有倾向性问题且情节轻微的情形，"
        "实施中级（黄色）预警，采取函询整改的处置措施，下达《廉政风险预警整改通知书》。"
    )
    assert case.outcome() == "被预警单位按期回告，从业务流程方面剖析了成因。整改经复核通过，已经销号。"


def test_a_late_answer_that_was_sent_back_of_a_person_without_a_risk_point():
    more = {"of_person": True, "risk_type": "", "on_time": False, "sent_back": True, "causes": []}
    case = Case(**CASE | more)
    assert case.title() == "某村廉政风险黄色预警案例"
    assert "发现某村有关人员存在廉政风险" in case.facts()
    assert case.outcome() == "当事人逾期回告。整改首次复核未通过，退回重改后复核通过，已经销号。"


@pytest.mark.parametrize("kind", UnitKind)
def test_every_kind_of_unit_tier_and_risk_can_be_told(kind):
    for tier, risk in product(Tier, [*RiskType, ""]):
        told = CASE | {"unit_kind": kind.value, "tier": tier.value, "risk_type": str(risk)}
        case = Case(**told | {"measures": list(MEASURES[tier]), "causes": list(Cause)})
        assert SOMEWHERE[kind] in case.facts()
        assert asdict(case) == told | {"measures": list(MEASURES[tier]), "causes": list(Cause)}
        assert case.outcome()


def test_a_group_of_numbers_is_a_sentence():
    numbers = [
        {"key": "source-daily", "label": "日常了解", "rows": [1, 2], "value": "", "before": "3"},
        {"key": "answer_rate", "label": "回告率", "rows": [1], "value": "50%", "before": "—"},
    ]
    group = {"title": "按信息来源", "unit": "条", "numbers": numbers}
    assert paragraph(group) == "按信息来源：日常了解2条（上期3条）、回告率50%（上期—）。"
    assert paragraph(group | {"numbers": numbers[:1]}) == "按信息来源：日常了解2条（上期3条）。"
    total = [{"key": "every", "label": "信息总数", "rows": [1], "value": "", "before": "0"}]
    assert paragraph(group | {"numbers": total}) == "信息总数1条（上期0条）。"


def test_the_passages_of_both_kinds_end_with_what_a_person_wrote():
    chapters = {"chapters": [{"title": "信息情况", "groups": []}]}
    summary = passages(chapters, is_case=False, story="", causes="甲", next_steps="乙")
    assert [heading for heading, _ in summary] == ["信息情况", "成因剖析", "下步要求"]
    case = passages(CASE, is_case=True, story="故事", causes="甲", next_steps="乙")
    assert [heading for heading, _ in case] == ["基本情况", "处置和整改", "成因剖析", "下步要求"]
    assert case[0][1].endswith("通知书》。\n故事")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("在西山村发现", ["西山村"]),
        ("在西 山　村发现", ["西山村"]),
        ("在西\n山村发现", ["西山村"]),
        ("在“西·山·村”发现", ["西山村"]),
        ("七镇纪廉预[2026]3号", ["七镇纪廉预〔2026〕3号"]),
        ("七镇纪廉预〔２０２６〕３号", ["七镇纪廉预〔2026〕3号"]),
        ("某村有一名会计", []),
        ("", []),
    ],
)
def test_a_name_is_found_however_it_is_set(text, found):
    assert names_left(["标题", text], ["西山村", "李长河", "七镇纪廉预〔2026〕3号", "甲", ""]) == found


def test_a_name_does_not_arise_between_two_texts():
    assert names_left(["写到西山", "村里"], ["西山村"]) == []


def test_a_period_is_read_from_its_code():
    assert (span_of("2026Q3").label, span_of("2026H1").label) == ("2026年第三季度", "2026年上半年")
