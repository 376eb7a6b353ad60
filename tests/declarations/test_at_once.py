"""Two people press the same button at the same moment: one succeeds, one is told why not."""

from datetime import date

import pytest
from django.db import connection

from core import clock
from declarations.enums import CommitmentStatus, MatterStatus
from declarations.models import Commitment
from declarations.workflow import commitments, matters
from tests.declarations.conftest import TODAY
from tests.earlywarnings.test_at_once import at_once, one_of
from tests.factories.declarations import CommitmentFactory, MatterReportFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def on_the_day(deed):
    """The threads of at_once live on their own day; these live on ours."""

    def lived():
        with clock.at(TODAY):
            return deed()

    return lived


def test_one_paper_is_typed_once(zhang, zhou, lin, template):
    def draft(user):
        return on_the_day(
            lambda: commitments.draft(by=user, person=lin, promises=["每月5日前把收支逐笔上墙公布。"])
        )

    told = "林永强同志2026年度的承诺书已经有了，请打开原来的一份。"
    made = one_of(at_once(draft(zhang), draft(zhou)), told)
    assert Commitment.objects.get() == made


def test_one_commitment_is_shown_once(zhang, qian, li):
    made = CommitmentFactory(person=li.person, status=CommitmentStatus.SIGNED)
    deeds = [on_the_day(lambda by=by: commitments.publish(made, by=by)) for by in (zhang, qian)]
    assert one_of(at_once(*deeds), "只有已签、未公示的承诺书可以公示。").published_on == TODAY


def test_a_practice_is_shown_once_by_two_who_show_everything(zhang, qian, li):
    """Whoever comes second shows what is left instead of nothing at all."""
    made = CommitmentFactory(person=li.person, status=CommitmentStatus.PUBLISHED)
    commitments.practise(made, by=li, text="按月公布。")
    done = at_once(*[on_the_day(lambda by=by: commitments.publish_all(by=by)) for by in (zhang, qian)])
    assert sorted(done) == [0, 1]


def test_a_report_is_filed_or_supplemented_but_not_both(zhang, li):
    report = MatterReportFactory(person=li.person, status=MatterStatus.READ, happens_on=date(2026, 12, 1))
    done = at_once(
        on_the_day(lambda: matters.file(report, by=zhang)),
        on_the_day(lambda: matters.supplement(report, by=li, text="宴席改期。")),
    )
    report.refresh_from_db()
    said = [outcome for outcome in done if isinstance(outcome, str)]
    assert said == ["报告已经归档。有新的情况，请另报一件。" if report.filed_on else "阅知以后才能归档。"]
    assert report.notes.count() == (0 if report.filed_on else 1)
