"""The whole life of an assignment on one page: who may make which move at which stage, and why not (art. 14)."""

import pytest

from riskpoints import access
from riskpoints.access import ASSIGNMENT_MOVES, MOVES
from riskpoints.enums import STAGES, Stage
from tests.factories import (
    AssignmentFactory,
    MeasureFactory,
    RiskPointFactory,
    ScreeningFactory,
    ShareFactory,
)

pytestmark = pytest.mark.django_db

DISCIPLINE = ("zhang", "qian", "sun")
EDITORS = ("li", "zhou", *DISCIPLINE)
EVERYBODY = (*EDITORS, "wang", "zhao", "wu", "zheng", "feng", "chen")
HEAD_AND_DISCIPLINE = ("li", *DISCIPLINE)


def each(statuses, people, move):
    return {(status, who, move) for status in statuses for who in people}


# 张 reported the assignment and 孙 wrote its point, so 钱 alone is left to examine it.
ALLOWED = (
    each((Stage.DRAFT, Stage.SECTION), EDITORS, "pass_on_assignment")
    | each((Stage.LEADER,), HEAD_AND_DISCIPLINE, "pass_on_assignment")
    | each((Stage.ORGANISATION,), ("qian",), "finish_assignment")
    | each((Stage.SECTION,), EDITORS, "send_back_assignment")
    | each((Stage.LEADER,), HEAD_AND_DISCIPLINE, "send_back_assignment")
    | each((Stage.ORGANISATION,), DISCIPLINE, "send_back_assignment")
    | each((Stage.DRAFT,), EDITORS, "write_in")
)


@pytest.fixture
def cast(request, town):
    return {who: request.getfixturevalue(who) for who in EVERYBODY}


def under_way(xishan, stage, **fields):
    assignment = AssignmentFactory(share__unit=xishan, status=stage, **fields)
    point = RiskPointFactory(unit=xishan, assignment=assignment, post=assignment.post)
    if stage in STAGES:
        point.status = stage
        point.save()
    MeasureFactory(risk_point=point)
    return assignment, point


@pytest.mark.parametrize("stage", Stage)
def test_moves(stage, cast, xishan):
    assignment, point = under_way(xishan, stage, reported_by=cast["zhang"])
    point.drafted_by = cast["sun"]
    point.save()

    verdicts = {
        (who, move): may(user, assignment)
        for who, user in cast.items()
        for move, may in ASSIGNMENT_MOVES.items()
    }

    allowed = {(stage, who, move) for (who, move), verdict in verdicts.items() if verdict}
    assert allowed == {entry for entry in ALLOWED if entry[0] == stage}
    assert all(verdict.reason.endswith("。") for verdict in verdicts.values() if not verdict)


def test_nothing_is_reported_as_none_only_while_nothing_is_there(cast, xishan):
    empty = AssignmentFactory(share__unit=xishan)
    assert {who for who, user in cast.items() if access.may_report_none(user, empty)} == set(EDITORS)

    RiskPointFactory(unit=xishan, post=empty.post, registered=True)
    assert "已有风险点" in access.may_report_none(cast["li"], empty).reason


@pytest.mark.parametrize("stage", STAGES)
def test_a_point_under_way_in_an_assignment_does_not_move_by_itself(stage, xishan, zhang, li):
    _, point = under_way(xishan, stage)

    for move in ("pass_on", "register", "send_back"):
        assert not any(MOVES[move](user, point) for user in (zhang, li)), move
    assert "随排查任务一起办理" in "".join(MOVES[m](zhang, point).reason for m in ("pass_on", "send_back"))


def test_a_point_goes_on_by_itself_once_its_assignment_was_left_undone(xishan, li):
    assignment, point = under_way(xishan, Stage.DRAFT)
    assert not access.may_pass_on(li, point)

    assignment.stopped_at, assignment.status = Stage.DRAFT, Stage.NOT_DONE
    assignment.save()
    point.refresh_from_db()
    assert access.may_pass_on(li, point)


def test_article_14_an_empty_assignment_is_not_handed_on(li, xishan):
    assert "还没有风险点" in access.may_pass_on_assignment(li, AssignmentFactory(share__unit=xishan)).reason


def test_article_15_what_the_register_holds_for_the_post_is_not_passed_over(li, xishan):
    assignment, _ = under_way(xishan, Stage.DRAFT)
    point = RiskPointFactory(unit=xishan, post=assignment.post, registered=True)
    RiskPointFactory(unit=xishan, registered=True)  # of no post: not this one's to look at
    assert "还有1个在册的风险点没有看过" in access.may_pass_on_assignment(li, assignment).reason

    assignment.confirmed.add(point)
    assert access.may_pass_on_assignment(li, assignment)


def test_article_16_a_point_without_a_measure_stops_the_whole_assignment_by_its_name(qian, xishan):
    assignment, _ = under_way(xishan, Stage.ORGANISATION)
    bare = RiskPointFactory(unit=xishan, assignment=assignment, status=Stage.ORGANISATION, name="用印不登记")

    verdict = access.may_finish_assignment(qian, assignment)

    assert (bool(verdict), verdict.article) == (False, 16)
    assert bare.name in verdict.reason


def test_only_the_discipline_staff_open_and_close(cast, town):
    screening = ScreeningFactory(unit=town)

    assert {who for who, user in cast.items() if access.may_open_screening(user, town)} == set(DISCIPLINE)
    assert {who for who, user in cast.items() if access.may_close_screening(user, screening)} == set(
        DISCIPLINE
    )


def test_an_enterprise_and_a_unit_under_way_are_not_screened(zhang, enterprise, xishan, donggou):
    ShareFactory(unit=xishan)

    assert "企业" in access.may_screen(zhang, [donggou, enterprise]).reason
    assert "西山村" in access.may_screen(zhang, [donggou, xishan]).reason
    assert access.may_screen(zhang, [donggou])
