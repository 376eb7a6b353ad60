"""The board: what its reader may open and nothing else, counted in as many queries for three as for one."""

import pytest
from django.urls import reverse

from core import clock, registries
from duties import queries
from tests.duties.scenes import SCENES, TODAY
from tests.factories import MeasureFactory, RiskPointFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def everything(xishan, town):
    """Something wrong under every duty."""
    for scene in SCENES.values():
        scene(xishan, town)


def lines(user, units=None):
    return {line.duty.name: line for line in queries.board(user, TODAY, units)}


def opened(client, user, **query):
    client.force_login(user)
    return client.get(reverse("duties:board"), query)


def test_a_heads_totals_are_the_sum_of_what_the_head_can_open(client, everything, li):
    """No number tells of another unit, nor of what is kept from a head."""
    page = opened(client, li)
    hits = [thing for duty in queries.duties_of(li) for thing in queries.open_hits(duty, li, TODAY)]
    assert page.context["open"] == len(hits) > 10
    for name, line in lines(li).items():
        listed = client.get(reverse("duties:duty", args=[name]))
        assert listed.context["page"].paginator.count == line.open
        for row in listed.context["rows"]:
            assert row["unit"].pk == li.person.unit_id
            assert client.get(row["hit"].url).status_code == 200


def test_another_heads_board_holds_nothing_of_it(client, everything, wang):
    assert sum(line.open for line in lines(wang).values()) == 0
    page = opened(client, wang).content.decode()
    assert "西山村" not in page


def test_the_town_is_the_sum_of_its_units(client, everything, zhang):
    page = opened(client, zhang)
    units = page.context["units"]
    assert sum(number for _, number in units) == page.context["open"]
    for unit, number in units:
        assert opened(client, zhang, unit=unit.pk).context["open"] == number


def test_a_unit_that_is_not_the_readers_opens_nothing(client, everything, li, donggou, town):
    for unit in (donggou, town):
        assert opened(client, li, unit=unit.pk).context["open"] == 0
    assert opened(client, li, unit="x").context["open"] == 0


def test_a_duty_is_fulfilled_waited_for_or_concerns_nobody(client, li, xishan):
    RiskPointFactory(unit=xishan, registered=True)
    kept = RiskPointFactory(unit=xishan, registered=True)
    MeasureFactory(risk_point=kept)
    found = lines(li)
    assert (found["points_measured"].looked_at, found["points_measured"].open) == (2, 1)
    assert found["points_measured"].share == "50%"
    assert (found["points_reviewed"].looked_at, found["points_reviewed"].open) == (2, 0)
    page = opened(client, li)
    assert "cases_in_time" in {line.duty.name for line in page.context["without"]}
    text = page.content.decode()
    assert "待办 1 项" in text and "已履行" in text and "核对 2 项，还没做到的占 50%" in text


def test_the_board_stands_in_the_order_of_the_articles_under_their_chapters(client, everything, zhang):
    page = opened(client, zhang)
    articles = [line.duty.article for _, group in page.context["chapters"] for line in group]
    assert articles == sorted(articles)
    assert len(page.context["chapters"]) == len({name for name, _ in page.context["chapters"]})
    assert "第五章" in page.content.decode()


def test_every_duty_says_in_whole_sentences_what_to_do():
    for duty in registries.duties:
        assert 1 <= duty.article <= 51
        assert duty.remedy.endswith("。") and not duty.title.endswith("。")
        assert duty.waits_for and duty.readers


def test_nothing_on_the_board_has_the_colour_of_a_warning(client, everything, zhang):
    pages = [opened(client, zhang), client.get(reverse("duties:duty", args=["warnings_answered"]))]
    for page in pages:
        assert "tier--" not in page.content.decode()


@pytest.mark.parametrize(("who", "number"), [("zhang", 70), ("li", 59)])
@pytest.mark.parametrize("count", [1, 3])
def test_the_board_asks_the_same_questions_for_one_and_for_three(
    request, client, xishan, town, who, number, count, django_assert_num_queries
):
    for _ in range(count):
        RiskPointFactory(unit=xishan, registered=True)
        SCENES["warnings_answered"](xishan, town)
    client.force_login(request.getfixturevalue(who))
    with django_assert_num_queries(number):
        client.get(reverse("duties:board"))


ASKED = {
    "points_measured": 12,
    "two_people": 12,
    "cases_in_time": 12,
    "four_not_direct": 18,
    "commitments_signed": 12,
    "meetings_archived": 12,
    "resolutions_carried_out": 12,
    "warnings_answered": 12,
    "posts_spot_checked": 12,
    "findings_mended": 13,
}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("count", [1, 3])
def test_a_duty_asks_the_same_questions_for_one_and_for_three(
    client, xishan, town, zhang, name, count, django_assert_num_queries
):
    for _ in range(count):
        SCENES[name](xishan, town)
    client.force_login(zhang)
    with django_assert_num_queries(ASKED[name]):
        client.get(reverse("duties:duty", args=[name]))
