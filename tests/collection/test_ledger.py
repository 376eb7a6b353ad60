"""台账: everything the reader may see, and nothing else, searched, counted and taken away."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from collection.enums import FormStatus, ItemStatus
from collection.queries import ledger
from core.gates import Role
from tests.collection.pages import get, rows, url
from tests.factories import (
    FormFactory,
    ItemFactory,
    PersonFactory,
    PostFactory,
    PowerFactory,
    RiskPointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def found(client, user, **query) -> list[str]:
    response, _ = get(client, user, url("ledger", **query))
    return [item.summary for item in response.context["page"]]


def choices(client, user, name, **query) -> dict[str, int]:
    response, _ = get(client, user, url("ledger", **query))
    facet = next(facet for facet in response.context["facets"] if facet.name == name)
    return {option.label: option.count for option in facet.options}


@pytest.fixture
def items(xishan, donggou, caizheng):
    form = FormFactory(unit=xishan, status=FormStatus.ACCEPTED, is_nil=False)
    point = RiskPointFactory(unit=xishan, registered=True, name="集体资产发包风险")
    power = PowerFactory(unit=caizheng, confirmed=True, name="惠农补贴发放")
    about = PersonFactory(unit=xishan, name="贾会计")
    post = PostFactory(unit=donggou, name="报账员")
    reported = {"status": ItemStatus.REPORTED}
    ItemFactory(unit=xishan, form=form, summary="鱼塘发包没有公示", risk_point=point, **reported)
    ItemFactory(unit=xishan, form=form, summary="票据一人经手", about=about, source="hotline", **reported)
    ItemFactory(reported=True, unit=donggou, summary="印章没有登记", about=post, measures_taken="已补登记簿")
    ItemFactory(reported=True, unit=caizheng, summary="名单没有张贴", power=power, found_on=date(2026, 7, 1))


# -- search ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "summaries"),
    [
        ("鱼塘", {"鱼塘发包没有公示"}),
        ("塘发", {"鱼塘发包没有公示"}),  # in the middle of words
        ("没有", {"鱼塘发包没有公示", "印章没有登记", "名单没有张贴"}),
        ("没有 公示", {"鱼塘发包没有公示"}),  # every word
        ("登记簿", {"印章没有登记"}),  # the measures
        ("资产发包", {"鱼塘发包没有公示"}),  # the risk point
        ("惠农", {"名单没有张贴"}),  # the power
        ("贾会计", {"票据一人经手"}),  # whom it names
        ("报账员", {"印章没有登记"}),
        ("西山", {"鱼塘发包没有公示", "票据一人经手"}),
        ("100%_", set()),
        ("没这个词", set()),
    ],
)
def test_article_39_the_ledger_is_searched_by_any_part_of_a_word(words, summaries, items, client, zhang):
    assert set(found(client, zhang, q=words)) == summaries


def test_days_and_choices_narrow_together(items, client, zhang, xishan):
    assert found(client, zhang, unit=xishan.pk, source="hotline") == ["票据一人经手"]
    assert found(client, zhang, found_to="2026-07-31") == ["名单没有张贴"]
    assert found(client, zhang, found_from="2026-08-01", subject="post") == ["印章没有登记"]


@pytest.mark.parametrize("query", [{"source": "rumour"}, {"unit": 999999}, {"found_from": "vorgestern"}])
def test_a_condition_that_makes_no_sense_finds_nothing(query, items, client, zhang):
    _, page = get(client, zhang, url("ledger", **query))

    assert "没有符合条件的信息。" in page


# -- counts ----------------------------------------------------------------------------------------------


def test_every_choice_says_how_many_rows_it_leaves(items, client, zhang):
    for name, expected in {
        "source": {"日常了解": 3, "12345热线": 1},
        "subject": {"单位": 2, "个人": 1, "岗位": 1},
        "status": {"待研判": 4},
        "unit": {"西山村": 2, "东沟村": 1, "财政所": 1},
        "period": {"2026年第四季度": 4},
        "risk_point": {"集体资产发包风险（西山村）": 1},
    }.items():
        assert choices(client, zhang, name) == expected


def test_a_choice_does_not_narrow_its_own_counts_and_does_the_others(items, client, zhang):
    assert choices(client, zhang, "source", source="hotline") == {"日常了解": 3, "12345热线": 1}
    assert choices(client, zhang, "unit", source="hotline") == {"西山村": 1}


def test_every_number_is_a_link_to_exactly_its_rows(items, client, zhang):
    response, page = get(client, zhang, url("ledger"))

    for facet in response.context["facets"]:
        for option in facet.options:
            assert f'href="?{facet.name}={option.value}"' in page
            assert len(found(client, zhang, **{facet.name: option.value})) == option.count


def test_what_is_chosen_is_shown_though_it_is_rare_and_taken_back_by_its_link(xishan, client, zhang):
    points = [RiskPointFactory(unit=xishan, registered=True, name=f"风险点{n:02}") for n in range(12)]
    form = FormFactory(unit=xishan, status=FormStatus.ACCEPTED, is_nil=False)
    for point in [*points[:-1], *points]:
        ItemFactory(unit=xishan, form=form, status=ItemStatus.REPORTED, risk_point=point)

    assert "风险点11（西山村）" not in choices(client, zhang, "risk_point")
    chosen = points[-1].pk
    assert choices(client, zhang, "risk_point", risk_point=chosen)["风险点11（西山村）"] == 1
    _, page = get(client, zhang, url("ledger", risk_point=chosen))
    assert 'aria-current="true">风险点11' in page


def test_what_came_without_a_form_is_found_under_a_word_of_its_own(enterprise, client, wu):
    ItemFactory(unit=enterprise, form=None, status=ItemStatus.REPORTED, summary="随时报来的")

    assert choices(client, wu, "period") == {"随时报送": 1}
    assert found(client, wu, period=ledger.SINGLE) == ["随时报来的"]


# -- who sees what ---------------------------------------------------------------------------------------


def test_a_collector_finds_his_own_units_items_and_counts_no_others(items, client, zhou):
    assert set(found(client, zhou)) == {"鱼塘发包没有公示", "票据一人经手"}
    assert choices(client, zhou, "unit") == {"西山村": 2}
    assert found(client, zhou, q="印章") == []


def test_an_item_is_in_no_ledger_of_whom_it_names(client, zhou, zhang, xishan):
    ItemFactory(reported=True, unit=xishan, about=zhou.person, summary="采集员自己的事")

    assert found(client, zhou, q="自己的事") == []
    assert choices(client, zhou, "subject") == {}
    assert found(client, zhang) == ["采集员自己的事"]


def test_direct_points_and_discipline_staff_are_in_the_centres_ledger_alone(
    client, zhang, sun, wu, qian, xishan, enterprise
):
    ItemFactory(reported=True, unit=enterprise, summary="企业的事")
    ItemFactory(reported=True, unit=xishan, about=qian.person, summary="干事的事")

    assert found(client, zhang) == found(client, sun) == []
    assert set(found(client, wu)) == {"企业的事", "干事的事"}


@pytest.mark.parametrize("who", ["li", "wang", "zhao", "zheng", "chen"])
def test_heads_leaders_and_officers_of_the_system_have_no_ledger(who, request, items, client):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url("ledger")).status_code == 403
    assert client.get(url("ledger", format="xlsx")).status_code == 403


def test_a_foreign_unit_cannot_be_chosen(items, client, zhou, donggou):
    assert found(client, zhou, unit=donggou.pk) == []


# -- the file --------------------------------------------------------------------------------------------


def test_the_file_holds_exactly_what_is_filtered_and_that_it_was_taken(items, client, zhang):
    client.force_login(zhang)
    sheet = rows(client.get(url("ledger", format="xlsx", q="没有", sort="found")))

    assert [row[7] for row in sheet] == ["情况摘要", "名单没有张贴", "鱼塘发包没有公示", "印章没有登记"]
    event = AuditEvent.objects.get(verb="collection.export_ledger")
    assert (event.actor_id, event.details) == (zhang.pk, {"rows": 3})


def test_the_file_of_a_collector_holds_no_other_village(items, client, zhou):
    client.force_login(zhou)
    text = str(rows(client.get(url("ledger", format="xlsx"))))

    assert "鱼塘发包没有公示" in text
    assert not any(word in text for word in ("印章没有登记", "名单没有张贴", "东沟村", "财政所"))


def test_nothing_in_a_cell_is_a_formula(client, zhang, xishan):
    ItemFactory(reported=True, unit=xishan, summary='=HYPERLINK("x")')
    client.force_login(zhang)

    assert rows(client.get(url("ledger", format="xlsx")))[1][7] == '=HYPERLINK("x")'


@pytest.mark.parametrize("count", [1, 3])
def test_the_ledger_costs_the_same_for_one_and_three(
    count, client, zhang, xishan, donggou, caizheng, django_assert_num_queries
):
    for unit in (xishan, donggou, caizheng)[:count]:
        ItemFactory(reported=True, unit=unit, risk_point=RiskPointFactory(unit=unit, registered=True))
    client.force_login(zhang)

    with django_assert_num_queries(13):  # session, user, roles, units, count, rows, six choices, inbox
        response = client.get(url("ledger"))

    assert len(response.context["page"]) == count


def test_a_collector_reaches_the_ledger_from_the_list_of_forms(client, zhou):
    _, page = get(client, zhou, reverse("collection:index"))

    assert url("ledger") in page
    assert url("polls") not in page


def test_two_collectors_of_two_units_have_two_ledgers(items, client, donggou):
    other = UserFactory(unit=donggou, role=Role.COLLECTOR)

    assert found(client, other) == ["印章没有登记"]
