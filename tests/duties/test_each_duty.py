"""What each duty finds, what it leaves alone, and that whoever is told of it can open it."""

import pytest
from django.urls import reverse

from core import clock, registries
from duties import queries
from powers.models import Power
from powers.queries import procedure, steps_of, with_too_few
from powers.rules import findings
from tests.duties.scenes import SCENES, TODAY
from tests.factories import BulletinFactory, EarlyWarningFactory

pytestmark = pytest.mark.django_db
READERS = ("zhang", "sun", "zhao", "wu", "li", "zhou", "wang")


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def duty(name):
    return next(one for one in registries.duties if one.name == name)


def test_every_duty_has_a_scene_and_a_name_of_its_own():
    names = [one.name for one in registries.duties]
    assert len(names) == len(set(names)) >= 20
    assert set(SCENES) == set(names)


@pytest.mark.parametrize("name", SCENES)
def test_a_duty_finds_what_is_not_as_it_asks_and_nothing_else(name, xishan, town, zhao, han, zhang):
    """The centre sees everything; what 镇纪委 alone reads is asked of it."""
    wrong, fine = SCENES[name](xishan, town)
    user = han if han.holds(*duty(name).readers) else zhang
    found = set(queries.hits(duty(name), user, TODAY).values_list("pk", flat=True))
    assert {thing.pk for thing in wrong} <= found
    assert not {thing.pk for thing in fine} & found
    looked_at = set(queries.looked_at(duty(name), user, TODAY).values_list("pk", flat=True))
    assert found <= looked_at


@pytest.mark.parametrize("name", SCENES)
def test_every_reader_of_a_duty_is_counted_only_what_opens_to_them(name, request, client, xishan, town):
    """The total is that of the rows, the rows lie in the reader's units, and every link opens."""
    people = [request.getfixturevalue(who) for who in READERS]
    SCENES[name](xishan, town)
    seen = 0
    for user in people:
        client.force_login(user)
        if not user.holds(*duty(name).readers):
            assert client.get(reverse("duties:duty", args=[name])).status_code == 404
            continue
        hits = list(queries.open_hits(duty(name), user, TODAY))
        line = queries.line_of(duty(name), user, TODAY)
        assert line.open == len(hits)
        reach = queries.units_seen(user).values_list("pk", flat=True)
        assert {queries.unit_of(duty(name), thing).pk for thing in hits} <= set(reach)
        for url in {duty(name).tell(thing).url for thing in hits}:
            assert client.get(url).status_code == 200, (user.username, url)
        page = client.get(reverse("duties:duty", args=[name])).content.decode()
        assert all(duty(name).tell(thing).text in page for thing in hits)
        seen += len(hits)
    assert seen


@pytest.mark.parametrize("name", [name for name in SCENES if duty(name).index])
def test_where_a_duty_names_a_list_it_shows_the_same_rows(name, client, xishan, town, zhang):
    SCENES[name](xishan, town)
    line = queries.line_of(duty(name), zhang, TODAY)
    client.force_login(zhang)
    shown = client.get(queries.index_of(duty(name), zhang))
    assert shown.context["page"].paginator.count == line.open > 0


def test_a_list_that_does_not_open_is_not_named(zhou):
    assert queries.index_of(duty("warnings_answered"), zhou) == ""
    assert queries.index_of(duty("forms_filed"), zhou).endswith("?report=overdue")


def test_the_people_of_a_procedure_are_counted_as_its_page_counts_them(xishan, town):
    """Art. 9: one query for all powers, and the rule for one."""
    wrong, fine = SCENES["two_people"](xishan, town)
    few = set(with_too_few(Power.objects.all(), TODAY).values_list("pk", flat=True))
    for power in (power for power in (*wrong, *fine) if power.steps.exists()):
        found = findings(procedure(steps_of(power)), in_service_centre=True)
        assert (power.pk in few) == any(one.rule == "two_people" for one in found)


def test_the_catalogue_says_whom_it_waits_for(xishan, town, han):
    wrong, _ = SCENES["catalogue_on_show"](xishan, town)
    hits = {
        thing.pk: duty("catalogue_on_show").tell(thing)
        for thing in queries.hits(duty("catalogue_on_show"), han, TODAY)
    }
    waits_for = [hits[one.pk].waits_for for one in wrong]
    assert waits_for == ["镇纪委", "预警中心", "镇纪委", "镇纪委书记", "镇纪委书记", "镇纪委"]


def test_a_bulletin_of_this_quarter_is_enough(town, zhang):
    BulletinFactory(unit=town, status="issued", issued_on=TODAY.replace(month=10, day=1))
    assert not queries.hits(duty("bulletin_sent"), zhang, TODAY).exists()


def test_nobody_is_told_of_a_warning_before_it_is_served(xishan, li, zhou):
    """Art. 41: not by a number either."""
    EarlyWarningFactory(unit=xishan, status="signed")
    for name in ("notices_signed_for", "warnings_answered", "answers_verified"):
        for user in (li, zhou):
            assert queries.line_of(duty(name), user, TODAY).looked_at == 0


def test_an_inspection_to_come_is_told_to_nobody_whom_it_concerns(li, zhou):
    for name in ("units_spot_checked", "posts_spot_checked"):
        assert queries.duty_called(name, li) is None
        assert queries.duty_called(name, zhou) is None
