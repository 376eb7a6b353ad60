"""Two of one village at the same button: one enters the step, the other is told."""

import pytest
from django.db import connection

from core import clock
from decisions.enums.village import Stage, VillageStatus
from decisions.models import VillageDecision
from decisions.queries import village as queries
from decisions.workflow import village as workflow
from tests.decisions.conftest import TODAY
from tests.earlywarnings.test_at_once import at_once
from tests.factories.village import decided, said_at

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def on_the_day(deed):
    def lived():
        with clock.at(TODAY):
            return deed()

    return lived


def test_a_step_entered_by_two_is_entered_once(zhou, li, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REVIEW)

    def hold(user):
        return on_the_day(
            lambda: workflow.hold(
                decision, by=user, stage=Stage.REVIEW, version=decision.version, **said_at(Stage.REVIEW)
            )
        )

    done = at_once(hold(zhou), hold(li))
    assert sum(isinstance(each, str) for each in done) == 1
    assert decision.steps.filter(stage=Stage.REVIEW).count() == 1


def test_a_correction_and_the_next_step_exclude_each_other(zhou, li, xishan):
    """Whichever comes first: no step is put right behind the back of the next one."""
    decision = decided(xishan, by=zhou, upto=VillageStatus.RESOLVE)
    step = queries.last_step(decision)
    no = {"agree": 5, "against": 24, "abstain": 2}
    at_once(
        on_the_day(lambda: workflow.correct(step, by=zhou, reason="看错", **no)),
        on_the_day(lambda: workflow.hold(decision, by=li, stage=Stage.RESOLVE, **said_at(Stage.RESOLVE))),
    )
    kept = VillageDecision.objects.get(pk=decision.pk)
    held = kept.steps.filter(stage=Stage.RESOLVE).exists()
    assert (held, kept.status) in ((True, VillageStatus.PUBLISH), (False, VillageStatus.REJECTED))
