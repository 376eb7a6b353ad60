"""Art. 44: every high-risk unit and post is looked at once a year, and those that were not are listed."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from dashboard.queries import todos
from earlywarnings.enums import InspectionStatus, Outcome, Status, Tier
from earlywarnings.queries import spot_checks
from organisations.models import Unit
from riskpoints.enums import Layer, Level
from riskpoints.enums import Status as PointStatus
from rulebook import workflow as rulebook
from tests.factories import InspectionFactory, PostFactory, RiskPointFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
PAGE = reverse("earlywarnings:spot_checks")


def high(unit, **values):
    return RiskPointFactory(**{"unit": unit, "level": Level.HIGH, "registered": True} | values)


def names(units) -> list[str]:
    return [unit.short_name for unit in units]


# -- what is high-risk -----------------------------------------------------------------------------------


def test_a_post_with_one_high_point_is_high_risk(xishan):
    risky, calm, drafted = (PostFactory(unit=xishan) for _ in range(3))
    high(xishan, post=risky)
    high(xishan, post=calm, level=Level.MEDIUM)
    high(xishan, post=drafted, status=PointStatus.DRAFT)
    assert list(spot_checks.high_risk_posts(TODAY)) == [risky]


def test_a_unit_is_high_risk_by_one_high_point_at_its_own_layer(xishan, donggou):
    high(xishan, layer=Layer.UNIT)
    high(donggou, layer=Layer.POST)
    high(donggou, layer=Layer.SECTION)
    assert names(spot_checks.high_risk_units(TODAY)) == ["西山村"]


def test_or_by_three_at_any_layer_as_the_setting_says(xishan, donggou, sun):
    for layer in (Layer.POST, Layer.SECTION, Layer.POST):
        high(xishan, layer=layer)
    high(donggou)
    high(donggou)
    assert names(spot_checks.high_risk_units(TODAY)) == ["西山村"]
    with clock.at(TODAY):
        rulebook.change_setting(
            "riskpoints.high_unit_points", value=2, by=sun, reason="会议决定", valid_from=TODAY
        )
    assert names(spot_checks.high_risk_units(TODAY)) == ["西山村", "东沟村"]


def test_or_by_a_red_warning_of_the_last_year(xishan, donggou, caizheng, minzheng, town, warn):
    warn(Status.RECEIVED, tier=Tier.RED)
    warn(Status.RECEIVED, tier=Tier.YELLOW, unit=donggou)
    warn(Status.REVOKED, tier=Tier.RED, unit=caizheng)
    warn(Status.CLOSED, tier=Tier.RED, unit=minzheng, drafted_on=date(2025, 11, 1))
    assert names(spot_checks.high_risk_units(TODAY)) == ["西山村"]


def test_a_red_warning_that_is_not_served_yet_does_not_show_itself(warn):
    warn(Status.SIGNED, tier=Tier.RED)
    assert not spot_checks.high_risk_units(TODAY).exists()


def test_an_enterprise_is_neither(enterprise):
    high(enterprise, layer=Layer.UNIT, post=PostFactory(unit=enterprise))
    assert not spot_checks.high_risk_units(TODAY).exists()
    assert not spot_checks.high_risk_posts(TODAY).exists()


# -- what was looked at ----------------------------------------------------------------------------------


@pytest.fixture
def risky(xishan):
    post = PostFactory(unit=xishan, name="会计")
    high(xishan, layer=Layer.UNIT, post=post)
    return post


@pytest.mark.parametrize("status", InspectionStatus)
def test_only_what_was_carried_out_counts(status, risky, xishan):
    InspectionFactory(unit=xishan, status=status)
    done = status in (InspectionStatus.FOLLOWED_UP, InspectionStatus.CLOSED)
    assert spot_checks.unchecked_units(TODAY).exists() is not done


def test_it_counts_in_its_own_year_only(risky, xishan):
    InspectionFactory(unit=xishan, status=InspectionStatus.CLOSED, inspected_on=date(2025, 12, 31))
    assert names(spot_checks.unchecked_units(TODAY)) == ["西山村"]
    assert not spot_checks.unchecked_units(date(2025, 6, 1)).exists()


def test_a_post_is_checked_by_itself_or_by_one_of_its_points_and_not_by_its_unit(risky, xishan):
    InspectionFactory(unit=xishan, status=InspectionStatus.CLOSED)
    assert list(spot_checks.unchecked_posts(TODAY)) == [risky]
    InspectionFactory(unit=xishan, risk_point=risky.risk_points.get(), status=InspectionStatus.CLOSED)
    assert not spot_checks.unchecked_posts(TODAY).exists()


def test_a_unit_is_not_checked_by_a_look_at_one_of_its_posts(risky, xishan):
    InspectionFactory(unit=xishan, post=risky, status=InspectionStatus.CLOSED)
    assert names(spot_checks.unchecked_units(TODAY)) == ["西山村"]
    assert not spot_checks.unchecked_posts(TODAY).exists()


# -- the page --------------------------------------------------------------------------------------------


@pytest.fixture
def opened(client):
    def read(user, wanted=200) -> str:
        client.force_login(user)
        with clock.at(TODAY):
            response = client.get(PAGE)
        assert response.status_code == wanted
        return response.content.decode()

    return read


def test_the_page_lists_what_is_due_with_a_button_that_starts_it(opened, zhang, risky, xishan, client):
    body = opened(zhang)
    assert "七道江镇西山村" in body
    assert "单位层面高级风险点1个，高级风险点共1个" in body
    for code in (f"unit-{xishan.pk}", f"post-{risky.pk}"):
        address = f"{reverse('earlywarnings:plan_inspection')}?of={code}"
        assert address in body
        with clock.at(TODAY):
            form = client.get(address).content.decode()
        assert f'<option value="{code}" selected>' in form


def test_what_is_planned_says_when_and_what_was_checked_is_gone(opened, zhang, risky, xishan):
    InspectionFactory(unit=xishan, planned_on=date(2026, 12, 3))
    InspectionFactory(unit=xishan, post=risky, status=InspectionStatus.CLOSED)
    body = opened(zhang)
    assert "已安排在2026年12月3日" in body
    assert "西山村·会计" not in body
    assert "共1个，今年已抽查1个，还有0个" in body


def test_leaders_see_it_without_buttons_and_villages_do_not(opened, zhao, wu, li, wang, risky):
    for user in (zhao, wu):
        body = opened(user)
        assert "七道江镇西山村" in body
        assert "?of=" not in body
    for user in (li, wang):
        opened(user, wanted=403)


def test_the_holder_of_a_post_does_not_learn_here_that_it_will_be_looked_at(opened, town, qian, zhang):
    """钱 of the discipline staff holds a high-risk post of the town."""
    post = PostFactory(unit=town, name="采购审批")
    qian.person.appointments.create(post=post, starts_on=date(2026, 1, 1))
    high(town, post=post)
    InspectionFactory(unit=town, post=post, planned_on=date(2026, 12, 3))
    assert "已安排在2026年12月3日" in opened(zhang)
    assert "已安排" not in opened(qian)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_no_more_for_three_than_for_one(count, client, zhang, town, django_assert_num_queries):
    for unit in Unit.objects.filter(parent=town, kind="village").order_by("pk")[:2]:
        for n in range(count):
            high(unit, layer=Layer.UNIT, post=PostFactory(unit=unit, name=f"岗位{n}"))
    client.force_login(zhang)
    with clock.at(TODAY), django_assert_num_queries(11):
        body = client.get(PAGE).content.decode()
    assert body.count("安排抽查<span") == 2 + 2 * count


# -- the fourth quarter shouts ---------------------------------------------------------------------------


@pytest.mark.parametrize(("month", "shouts"), [(3, False), (9, False), (10, True), (12, True)])
def test_from_october_on_it_is_among_the_things_to_do(month, shouts, zhang, risky):
    day = date(2026, month, 1)
    with clock.at(day):
        titles = [todo.title for todo in todos(zhang, day)]
    assert ("今年还有1个高风险单位、1个高风险岗位没有抽查" in titles) is shouts


def test_nobody_is_asked_once_all_are_checked(zhang, risky, xishan):
    for post in (None, risky):
        InspectionFactory(unit=xishan, post=post, status=InspectionStatus.CLOSED, outcome=Outcome.IN_PLACE)
    with clock.at(TODAY):
        assert [todo for todo in todos(zhang, TODAY) if todo.kind == "抽查"] == []
