"""Pressed twice, from two tabs, or by somebody who would rather pass unseen: a screening keeps its order (art. 14)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from core import clock
from riskpoints import access, workflow
from riskpoints.enums import Outcome, Stage, Status
from riskpoints.models import LibraryRiskPoint, RiskPoint
from tests.factories import AssignmentFactory, MeasureFactory, RiskPointFactory, ShareFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day():
    with clock.at(date(2026, 11, 24)):
        yield


@pytest.fixture
def share(xishan):
    return ShareFactory(unit=xishan)


def at(name, *args):
    return reverse(f"riskpoints:{name}", args=args)


def beside_the_button(client, assignment) -> dict:
    """The hidden fields of the button that hands on, as the browser would send them."""
    page = client.get(assignment.get_absolute_url()).content.decode()
    form = page.split(f'action="{at("pass_on_assignment", assignment.pk)}"')[1].split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SECTION])
def test_a_button_pressed_twice_skips_no_stage(stage, client, li, share):
    """Or left open in a second tab: what was agreed to is the stage that stood on the page."""
    made = AssignmentFactory(
        share=share, status=stage, outcome="" if stage == Stage.DRAFT else Outcome.POINTS
    )
    RiskPointFactory(unit=share.unit, assignment=made, status=stage)
    client.force_login(li)
    fields = beside_the_button(client, made)

    client.post(at("pass_on_assignment", made.pk), fields)
    client.post(at("pass_on_assignment", made.pk), fields)

    made.refresh_from_db()
    assert made.status == (Stage.SECTION if stage == Stage.DRAFT else Stage.LEADER)


def test_an_example_copied_by_two_presses_is_there_once(client, zhou, share):
    made = AssignmentFactory(share=share)
    entry = LibraryRiskPoint.objects.filter(fits_a_town=True).first()
    client.force_login(zhou)

    client.post(at("copy_in", made.pk, entry.number))
    again = client.post(at("copy_in", made.pk, entry.number))

    assert RiskPoint.objects.filter(assignment=made).count() == 1
    assert "已经抄过" in again.content.decode()


def test_the_examiner_does_not_rewrite_a_point_and_then_pass_it(zhang, share):
    made = AssignmentFactory(share=share, status=Stage.ORGANISATION, outcome=Outcome.POINTS)
    point = RiskPointFactory(unit=share.unit, assignment=made, status=Status.ORGANISATION, level="low")
    MeasureFactory(risk_point=point)

    workflow.change(point, by=zhang, manifestation="另一种写法。")

    assert not access.may_finish_assignment(zhang, made)


def test_what_waits_for_examination_is_not_rewritten_by_the_unit(zhou, share):
    """The head looked at other words than these."""
    made = AssignmentFactory(share=share, status=Stage.ORGANISATION, outcome=Outcome.POINTS)
    point = RiskPointFactory(unit=share.unit, assignment=made, status=Status.ORGANISATION, level="low")

    assert not access.may_change(zhou, point)


@pytest.mark.parametrize("day", ["9999-12-31", "2999-01-01"])
def test_an_absurd_day_is_no_error(client, zhang, xishan, day):
    client.force_login(zhang)
    response = client.post(at("open_screening"), {"title": "排查", "due_on": day, "units": [xishan.pk]})
    assert response.status_code in (200, 302)
    client.get("/")
