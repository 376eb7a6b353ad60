"""What a form and its items need; and the day a quarter's form is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection import rules
from collection.enums import Source
from core.gates import Role
from organisations.enums import UnitKind

TODAY = date(2026, 11, 24)


def test_a_villages_form_shows_six_sources_and_the_others_show_all():
    village = rules.sources_for(UnitKind.VILLAGE)

    assert village[0] == Source.DAILY
    assert {source.label for source in village} == {
        "日常了解",
        "村务监督委员会反映",
        "信访举报",
        "12345热线",
        "民主测评",
        "民意调查",
    }
    assert rules.sources_for(UnitKind.DEPARTMENT) == tuple(Source)


def test_a_source_chosen_before_stays_on_the_villages_form():
    assert Source.AUDIT in rules.sources_for(UnitKind.VILLAGE, besides=Source.AUDIT)


@pytest.mark.parametrize(
    ("nil", "items", "reason"),
    [
        (True, 0, ""),
        (False, 1, ""),
        (True, 2, "本表已填了2条信息，不能再报“无情况”。请先删除这些信息，或直接报送。"),
        (False, 0, "还没有填写任何信息。没有情况请点“本季度无情况”。"),
    ],
)
def test_article_38_a_form_has_items_or_nothing_to_report(nil, items, reason):
    verdict = rules.ready(nil=nil, items=items)

    assert (bool(verdict), verdict.reason) == (not reason, reason)


def test_article_36_a_direct_point_reports_past_the_town():
    assert rules.receivers(direct=True) == rules.officers(direct=True) == (Role.CENTRE_OFFICER,)
    assert Role.CENTRE_OFFICER not in rules.receivers(direct=False)
    assert rules.officers(direct=False) == (Role.INFORMATION_OFFICER,)


@pytest.mark.parametrize(
    ("on_behalf", "name", "granted"),
    [(False, "", True), (True, "周小燕", True), (True, "", False), (True, " ", False)],
)
def test_whoever_types_for_another_says_whose_words_they_are(on_behalf, name, granted):
    assert bool(rules.signed(on_behalf=on_behalf, name=name)) is granted


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_finding_is_of_the_last_year_and_not_of_tomorrow(day):
    verdict = rules.dated("发现日期", day, TODAY)

    assert bool(verdict) is (TODAY - timedelta(days=366) <= day <= TODAY)
    assert verdict or verdict.reason.startswith("发现日期")
    assert verdict or verdict.reason.endswith("。")
