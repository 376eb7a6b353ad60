"""四议两公开: six steps in order, and what each has to show (art. 29)."""

from datetime import date

import pytest

from core.verdict import Refusal
from deadlines.models import Deadline
from decisions.enums.village import Stage, StepOutcome, VillageStatus
from decisions.models import VillageDecision
from decisions.workflow import village as workflow
from tests.factories.village import DAYS, MATTER, MEETING, PASSED, REJECTED, decided, said_at

pytestmark = pytest.mark.django_db


def hold(decision, by, stage, **said):
    return workflow.hold(decision, by=by, stage=stage, **said_at(stage) | said)


def test_a_matter_goes_through_six_steps_and_is_done(zhou, xishan):
    decision = decided(xishan, by=zhou)
    assert decision.status == VillageStatus.DONE
    assert [step.stage for step in decision.steps.all()] == list(Stage)
    review = decision.steps.get(stage=Stage.REVIEW)
    assert review.outcome == StepOutcome.PASSED
    assert review.arithmetic == (
        "应到43人，到会31人，三分之二以上为29人，符合；同意25人，过半数（应到）为22人，通过。"
    )
    assert "过半数（到会）为13人，通过。" in decision.steps.get(stage=Stage.RESOLVE).arithmetic
