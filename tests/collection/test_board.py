"""The board: every cell says in a word how a unit stands, as the reader may know it, and opens what it says it of."""

from datetime import date

import pytest

from collection import queries
from collection.enums import FormStatus, ItemStatus
from core import clock
from core.gates import Role
from tests.collection.pages import get, url
from tests.factories import FormFactory, ItemFactory, ReportFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def january():
    with clock.at(date(2027, 1, 8)):
        yield


@pytest.fixture
def village_forms(xishan, donggou, caizheng, minzheng, enterprise):
    """One of each: in time, late, missing, nil, and a direct point's."""
    in_time = FormFactory(unit=xishan, status=FormStatus.ACCEPTED, is_nil=False)
    ItemFactory(unit=xishan, form=in_time, status=ItemStatus.REPORTED)
    late = FormFactory(unit=donggou, status=FormStatus.SUBMITTED, first_submitted_on=date(2027, 1, 7))
    missing = FormFactory(unit=caizheng)
    nil = FormFactory(unit=minzheng, status=FormStatus.ACCEPTED)
    direct = FormFactory(unit=enterprise, status=FormStatus.SUBMITTED)
    return in_time, late, missing, nil, direct


def words(user, name="forms", year=2026) -> dict[str, list[str]]:
    """By unit the words of its cells."""
    sheets = {sheet.name: sheet for sheet in queries.board.sheets(user, year, clock.today())}
    if name not in sheets:
        return {}
    rows = [row for _, rows in sheets[name].groups for row in rows]
    return {row.unit.short_name: [cell.standing.label if cell else "" for cell in row.cells] for row in rows}


def test_article_38_the_board_tells_in_time_late_missing_and_nil(village_forms, zhang):
    assert words(zhang) == {
        "建材公司": ["按时"],
        "西山村": ["按时"],
        "东沟村": ["迟报"],
        "财政所": ["未报"],
        "民政办": ["无情况"],
    }


def test_a_head_is_told_in_time_and_not_that_there_was_nothing(minzheng, village_forms):
    head = UserFactory(unit=minzheng, role=Role.UNIT_HEAD)

    assert words(head) == {"民政办": ["按时"]}


def test_an_item_that_names_the_reader_does_not_show_itself_on_the_board(xishan, zhou):
    form = FormFactory(unit=xishan, status=FormStatus.ACCEPTED, is_nil=False)
    ItemFactory(unit=xishan, form=form, status=ItemStatus.REPORTED, about=zhou.person)

    assert words(zhou) == {"西山村": ["无情况"]}


def test_before_the_due_day_nobody_is_missing(caizheng, zhang):
    FormFactory(unit=caizheng)

    with clock.at(date(2027, 1, 5)):
        assert words(zhang) == {"财政所": ["待报"]}


def test_a_stopped_form_leaves_its_cell_empty(xishan, zhang):
    FormFactory(unit=xishan, status=FormStatus.STOPPED)
    FormFactory(unit=xishan, period__code="2026Q3", period__due_on=date(2026, 10, 8))

    assert words(zhang) == {"西山村": ["未报", ""]}


def test_everybody_sees_their_own_rows(village_forms, zhou, wang, zhao, wu):
    assert set(words(zhou)) == {"西山村"}
    assert set(words(wang)) == {"东沟村"}
    assert set(words(zhao)) == set(words(wu)) == {"建材公司", "西山村", "东沟村", "财政所", "民政办"}


def test_the_centre_sees_towns_and_direct_points_first_and_what_is_missing(town, village_forms, client, wu):
    ReportFactory(unit=town, of_quarter=True, due_on=date(2027, 1, 7))

    response, page = get(client, wu, url("board"))

    sheets = [sheet for sheet, _ in response.context["sheets"]]
    assert [sheet.name for sheet in sheets] == ["consolidated", "forms"]
    assert words(wu, "consolidated") == {"七道江镇": ["未报"]}
    assert [label for label, _ in sheets[1].groups] == ["直报点", "村", "站办所"]
    assert page.index("七道江镇") < page.index("建材公司") < page.index("西山村")


def test_half_year_reports_have_their_own_sheet(town, xishan, zhang):
    ReportFactory(unit=xishan), ReportFactory(unit=town)

    assert words(zhang, "analyses") == {"西山村": ["待报"], "七道江镇": ["待报"]}


def test_every_cell_opens_what_it_speaks_of(village_forms, client, zhang):
    _, page = get(client, zhang, url("board"))

    for form in village_forms:
        assert f'href="{form.get_absolute_url()}"' in page


def test_from_a_missing_cell_the_officer_begins_to_type(village_forms, client, zhang, caizheng):
    missing = village_forms[2]

    _, page = get(client, zhang, missing.get_absolute_url())

    assert url("ask", missing.pk) in page
    assert "代为填报" in page


def test_the_numbers_under_the_board_lead_to_exactly_those_forms(village_forms, client, zhang):
    response, _ = get(client, zhang, url("board"))
    (_, tally) = next(pair for pair in response.context["sheets"] if pair[0].name == "forms")

    found = {label: (count, len(client.get(address).context["page"])) for label, count, address in tally}

    assert found == {"按时": (3, 3), "无情况": (2, 2), "迟报": (1, 1), "未报": (1, 1)}


def test_ink_and_no_colour_of_a_warning(village_forms, client, zhang):
    _, page = get(client, zhang, url("board"))

    assert not any(f"is-{tier}" in page for tier in ("red", "yellow", "blue"))


def test_the_year_is_chosen_and_nonsense_is_the_latest(xishan, client, zhang):
    FormFactory(unit=xishan)
    FormFactory(unit=xishan, period__code="2025Q4", period__due_on=date(2026, 1, 5))

    assert [get(client, zhang, url("board", year=year))[0].context["year"] for year in (2025, "alt", 1)] == [
        2025,
        2026,
        2026,
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_the_same_for_one_and_three(
    count, client, zhang, xishan, donggou, caizheng, django_assert_num_queries
):
    for unit in (xishan, donggou, caizheng)[:count]:
        for code in ("2026Q3", "2026Q4"):
            FormFactory(unit=unit, period__code=code)
        ReportFactory(unit=unit)
    client.force_login(zhang)

    with django_assert_num_queries(9):  # session, user, roles, units, years, periods, forms, reports, inbox
        page = client.get(url("board")).content.decode()

    assert page.count("待报</a>") + page.count("未报</a>") == 3 * count
