"""The whole life of a risk point on one page: who may make which move in which state, and why not."""

from datetime import date

import pytest

from riskpoints import access, rules
from riskpoints.access import MOVES
from riskpoints.enums import STAGES, Level, Status
from tests.factories import MeasureFactory, RiskPointFactory

pytestmark = pytest.mark.django_db

DISCIPLINE = ("zhang", "qian", "sun")
EDITORS = ("li", "zhou", *DISCIPLINE)
EVERYBODY = (*EDITORS, "wang", "zhao", "wu", "zheng", "feng", "chen")
HEAD_AND_DISCIPLINE = ("li", *DISCIPLINE)
IN_FORCE = [status for status in Status if status is not Status.RETIRED]


def each(statuses, people, move):
    return {(status, who, move) for status in statuses for who in people}


# The point of 西山村 was written by 张, so 张 does not examine it. 周 is a collector and leads nobody.
ALLOWED = (
    each((Status.DRAFT, Status.SECTION), EDITORS, "pass_on")
    | each((Status.LEADER,), HEAD_AND_DISCIPLINE, "pass_on")
    | each((Status.ORGANISATION, Status.UNCHECKED), ("qian", "sun"), "register")
    | each(IN_FORCE, EDITORS, "change")
    | each(IN_FORCE, EDITORS, "add_measure")
    | each((Status.SECTION,), EDITORS, "send_back")
    | each((Status.LEADER,), HEAD_AND_DISCIPLINE, "send_back")
    | each((Status.ORGANISATION,), DISCIPLINE, "send_back")
    | each((Status.DRAFT,), EDITORS, "retire")
    | each([status for status in IN_FORCE if status is not Status.DRAFT], DISCIPLINE, "retire")
)


@pytest.fixture
def cast(request, town):
    return {who: request.getfixturevalue(who) for who in EVERYBODY}


@pytest.mark.parametrize("status", Status)
def test_moves(status, cast, xishan):
    point = RiskPointFactory(
        unit=xishan, status=status, drafted_by=cast["zhang"], reviewed_on=date(2026, 3, 3)
    )
    MeasureFactory(risk_point=point)

    verdicts = {(who, move): MOVES[move](user, point) for who, user in cast.items() for move in MOVES}

    allowed = {(status, who, move) for (who, move), verdict in verdicts.items() if verdict}
    assert allowed == {entry for entry in ALLOWED if entry[0] == status}
    assert all(verdict.reason.endswith("。") for verdict in verdicts.values() if not verdict)


def test_who_may_write_down_a_new_point_of_a_village(cast, xishan):
    assert {who for who, user in cast.items() if access.may_create(user, xishan)} == set(EDITORS)


def test_an_enterprise_is_not_screened(zhang, enterprise):
    assert "企业" in access.may_create(zhang, enterprise).reason


def test_article_16_a_point_without_a_measure_cannot_pass(sun, xishan):
    point = RiskPointFactory(unit=xishan, status=Status.ORGANISATION)

    verdict = access.may_register(sun, point)

    assert (bool(verdict), verdict.article) == (False, 16)


def test_article_16_a_measure_that_has_ended_is_none(sun, xishan):
    point = RiskPointFactory(unit=xishan, status=Status.ORGANISATION)
    MeasureFactory(risk_point=point, ends_on=date(2026, 2, 1))

    assert access.may_register(sun, point).article == 16


def test_article_18_a_point_without_a_level_cannot_pass(sun, xishan):
    point = RiskPointFactory(unit=xishan, status=Status.ORGANISATION, level="")
    MeasureFactory(risk_point=point)

    assert access.may_register(sun, point).article == 18


@pytest.mark.parametrize("status", [status for status in STAGES if status is not Status.ORGANISATION])
def test_article_14_no_stage_is_skipped(status, sun, xishan):
    point = RiskPointFactory(unit=xishan, status=status)
    MeasureFactory(risk_point=point)

    verdict = access.may_register(sun, point)

    assert (bool(verdict), verdict.article) == (False, 14)


def test_article_18_another_level_than_the_proposed_one_asks_for_a_reason():
    proposal = rules.proposed_level(3, 4)

    assert access.may_take_level(Level.MEDIUM, "", proposal)
    assert access.may_take_level(Level.HIGH, "三年内发生过。", proposal)
    assert "改级理由" in access.may_take_level(Level.HIGH, "", proposal).reason


def test_article_18_no_reason_goes_below_the_floor():
    proposal = rules.proposed_level(1, 1, is_major_decision=True)

    assert "不低于高" in access.may_take_level(Level.MEDIUM, "影响很小。", proposal).reason


def test_what_was_done_is_recorded_once_the_point_is_in_the_register(li, xishan):
    draft = MeasureFactory(risk_point=RiskPointFactory(unit=xishan))
    standing = MeasureFactory(risk_point=RiskPointFactory(unit=xishan, registered=True))

    assert not access.may_execute(li, draft)
    assert access.may_execute(li, standing)


def test_a_measure_that_has_ended_is_not_changed(li, xishan):
    point = RiskPointFactory(unit=xishan)

    verdict = access.may_change_measure(li, MeasureFactory(risk_point=point, ends_on=date(2026, 2, 1)))

    assert "已经停止" in verdict.reason
