from datetime import date
from decimal import Decimal

import pytest

from core import clock, registries
from rulebook import queries, rules
from rulebook.models import Article, SettingValue

pytestmark = pytest.mark.django_db


def numbers(search):
    return [article.number for article in queries.articles(search)]


def test_two_characters_find_what_the_summaries_and_keywords_say():
    assert numbers("联签") == [35]
    assert numbers("零报告") == [38]
    assert 43 in numbers("回告")


def test_every_word_must_be_found():
    assert numbers("抽查 每年") == [44]
    assert numbers("抽查 联签") == []


@pytest.mark.parametrize("search", ["第四十三条", "43条", "43"])
def test_an_article_is_found_by_its_number(search):
    assert 43 in numbers(search)


def test_the_offices_text_is_searched_too():
    assert numbers("竹林") == []
    Article.objects.filter(number=9).update(full_text="竹林承包由村民代表会议决定。")
    assert numbers("竹林") == [9]


def test_signs_of_the_search_language_are_only_signs():
    assert numbers("%") == [48]  # 10% among the keywords
    assert numbers("_") == []


def test_articles_are_grouped_under_their_chapters_in_order():
    chapters = queries.by_chapter(queries.articles("抽查"))
    assert [(chapter, [a.number for a in found]) for chapter, found in chapters] == [
        ("第六章 预警控制", [44])
    ]
    assert len(queries.by_chapter(queries.articles())) == 8


@pytest.mark.parametrize(("number", "near"), [(1, (None, 2)), (30, (29, 31)), (51, (50, None))])
def test_neighbours_end_where_the_regulation_ends(number, near):
    found = queries.neighbours(Article.objects.get(number=number))
    assert tuple(article and article.number for article in found) == near


def decide(key, value, valid_from):
    return SettingValue.objects.create(
        key=key, value=value, valid_from=valid_from, set_by="镇纪委书记 孙正平", reason="会议决定"
    )


def test_a_setting_is_its_default_until_somebody_decides():
    assert queries.setting("collection.due_day") == 5


def test_a_setting_is_what_was_decided_for_the_day():
    decide("collection.due_day", 7, date(2026, 3, 1))
    decide("collection.due_day", 8, date(2026, 6, 1))

    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [queries.setting("collection.due_day", on=day) for day in days] == [5, 7, 7, 8]


def test_a_setting_without_a_day_is_todays():
    decide("collection.due_day", 7, date(2026, 3, 2))
    with clock.at(date(2026, 3, 1)):
        assert queries.setting("collection.due_day") == 5
    with clock.at(date(2026, 3, 2)):
        assert queries.setting("collection.due_day") == 7


def test_of_two_decisions_for_one_day_the_later_made_counts():
    decide("collection.due_day", 7, date(2026, 3, 1))
    decide("collection.due_day", 9, date(2026, 3, 1))
    assert queries.setting("collection.due_day", on=date(2026, 3, 1)) == 9


def test_a_setting_keeps_its_type(django_assert_num_queries):
    decide("assessment.deduction_blue", "0.25", date(2026, 1, 1))
    with django_assert_num_queries(1):
        value = queries.setting("assessment.deduction_blue", on=date(2026, 1, 1))
    assert value == Decimal("0.25")
    assert type(value) is Decimal


def test_an_unknown_setting_is_a_mistake_in_the_code():
    with pytest.raises(KeyError):
        queries.setting("collection.due_dya")


def test_all_settings_come_in_one_query(django_assert_num_queries):
    decide("collection.due_day", 7, date(2026, 3, 1))
    decide("decisions.quorum", "3/4", date(2027, 1, 1))

    with django_assert_num_queries(1):
        values = queries.settings_in_force(on=date(2026, 6, 1))

    assert values.keys() == rules.DEFINITIONS.keys()
    assert (values["collection.due_day"], values["decisions.quorum"]) == (7, "2/3")


def test_a_standing_tells_past_and_future_apart():
    first = decide("collection.due_day", 7, date(2026, 3, 1))
    third = decide("collection.due_day", 9, date(2026, 9, 1))
    second = decide("collection.due_day", 8, date(2026, 6, 1))

    [standing] = queries.standings([rules.DEFINITIONS["collection.due_day"]], on=date(2026, 5, 1))

    assert (standing.value, standing.decision, standing.default) == (7, first, "5日")
    assert standing.upcoming == [second, third]
    assert standing.history == [third, second, first]


def test_every_setting_appears_under_a_group_title():
    groups = queries.by_group(queries.standings(rules.DEFINITIONS.values()))
    assert sum(len(standings) for _, standings in groups) == len(rules.DEFINITIONS)
    assert groups[0][0] == "采集报送"


def test_the_floors_below_ask_through_the_registry():
    decide("security.idle_minutes", 15, date(2020, 1, 1))
    assert registries.setting("security.idle_minutes", 30) == 15
