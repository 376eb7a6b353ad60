"""The arithmetic of a level, and what follows from what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskpoints import rules
from riskpoints.enums import Cadence, Layer, Level, MeasureKind, MeasureSort, RiskType
from riskpoints.rules import INK, Thresholds, proposed_level

ONE_TO_FIVE = st.integers(1, 5)
KNOWN_OR_NOT = st.one_of(st.none(), ONE_TO_FIVE)
FLOORS = st.sampled_from(Level)


@st.composite
def thresholds(draw):
    medium = draw(st.integers(2, 24))
    return Thresholds(
        high=draw(st.integers(medium + 1, 25)),
        medium=medium,
        decision_floor=draw(FLOORS),
        approval_floor=draw(FLOORS),
    )


@pytest.mark.parametrize(
    ("likelihood", "harm", "level"),
    [(1, 1, "low"), (1, 5, "low"), (2, 4, "medium"), (3, 4, "medium"), (3, 5, "high"), (5, 5, "high")],
)
def test_article_18_likelihood_times_harm_gives_the_level(likelihood, harm, level):
    assert proposed_level(likelihood, harm).level == level


def test_article_18_the_arithmetic_is_said_in_words():
    proposal = proposed_level(3, 4, decides_on_resources=True)

    assert proposal.arithmetic == "可能性3×危害4=12，8–14为中；决定环节不低于中，建议等级：中。"


@pytest.mark.parametrize(
    ("likelihood", "harm", "said"),
    [
        (5, 5, "可能性5×危害5=25，15及以上为高，建议等级：高。"),
        (1, 2, "可能性1×危害2=2，7及以下为低，建议等级：低。"),
    ],
)
def test_the_bands_are_named_by_their_ends(likelihood, harm, said):
    assert proposed_level(likelihood, harm).arithmetic == said


def test_article_18_a_major_decision_is_never_below_high():
    proposal = proposed_level(1, 1, is_major_decision=True)

    assert proposal.level == Level.HIGH
    assert proposal.arithmetic.endswith("三重一大决策环节不低于高，建议等级：高。")


def test_a_floor_speaks_before_anything_else_is_known():
    assert proposed_level(None, None, decides_on_resources=True).level == Level.MEDIUM


def test_nothing_is_proposed_while_nothing_is_known():
    assert proposed_level(None, 4) == ("", "", "填写可能性和危害后，系统给出建议等级。")


@given(KNOWN_OR_NOT, KNOWN_OR_NOT, st.booleans(), st.booleans(), thresholds())
def test_a_level_is_never_below_its_score_nor_below_its_floor(likelihood, harm, major, resources, limits):
    level, floor, arithmetic = proposed_level(
        likelihood, harm, is_major_decision=major, decides_on_resources=resources, thresholds=limits
    )

    wanted = [limits.decision_floor] * major + [limits.approval_floor] * resources
    if likelihood and harm:
        score = likelihood * harm
        wanted.append("high" if score >= limits.high else "medium" if score >= limits.medium else "low")
    assert INK[level] == max((INK[each] for each in wanted), default=0)
    assert not rules.is_below(level, floor)
    assert arithmetic.endswith("。")


@given(ONE_TO_FIVE, ONE_TO_FIVE, ONE_TO_FIVE, thresholds())
def test_more_harm_never_lowers_a_level(likelihood, harm, other, limits):
    less, more = sorted((harm, other))

    levels = [proposed_level(likelihood, each, thresholds=limits).level for each in (less, more)]

    assert INK[levels[0]] <= INK[levels[1]]


@given(thresholds())
def test_every_score_lies_in_the_one_band_that_names_it(limits):
    for score in range(1, 26):
        band = limits.band(limits.level(score)).split("为")[0]
        first, _, last = band.replace("及以上", "–25").replace("及以下", "").rpartition("–")
        assert (int(first) if first else 1) <= score <= int(last)


def test_article_18_each_level_has_its_people():
    assert {level: rules.duty(level).sentence for level in Level} == {
        "high": "建立制度、重点督查，由单位主要领导（或分管领导）、镇纪委、风险所在部门负责人负责；上级纪检监察机关重点监控。",
        "medium": "完善制度、定期检查，由风险所在部门负责人、镇纪委负责。",
        "low": "落实制度、适时提醒，由风险所在部门负责人负责。",
    }


def test_article_16_the_form_of_a_measure_follows_the_layer():
    assert [rules.measure_kind(layer) for layer in Layer] == [
        MeasureKind.MEASURE,
        MeasureKind.PROCEDURE,
        MeasureKind.SYSTEM,
    ]


def test_article_17_the_sort_of_a_measure_follows_the_type_of_risk():
    assert [rules.measure_sort(kind) for kind in RiskType] == [
        MeasureSort.EDUCATION,
        MeasureSort.BALANCE,
        MeasureSort.PROCEDURE,
        MeasureSort.SYSTEM,
    ]


def test_measures_of_a_cell_are_read_line_by_line():
    assert rules.read_measures("1、双人复核（每季度）\n\n（2）公示7日\n3. 台账；按月核对") == [
        ("双人复核", Cadence.QUARTERLY),
        ("公示7日", ""),
        ("台账；按月核对", ""),
    ]


@given(
    st.text(st.sampled_from("双人复核签字，。；()（） "), min_size=1).filter(str.strip),
    st.sampled_from(Cadence),
)
def test_a_measure_reads_back_from_its_own_line(content, cadence):
    line = rules.MeasureLine(" ".join(content.split()), cadence)

    assert rules.read_measure(line.line) == line


@pytest.mark.parametrize(
    ("reported", "shown"),
    [
        ("挪用集体资金(某省某村,366.2万元)", "挪用集体资金"),
        ("索贿（某省某村）后分肥", "索贿后分肥"),
        ("没有地名", "没有地名"),
    ],
)
def test_a_reported_case_loses_the_place_it_happened_in(reported, shown):
    assert rules.without_places(reported) == shown
