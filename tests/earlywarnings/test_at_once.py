"""Two people press the same button at the same moment, on two real connections: one succeeds, one is told."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from core import clock
from core.verdict import Refusal
from deadlines.models import Deadline
from documents.models import RegisteredNumber
from earlywarnings import sweep, workflow
from earlywarnings.enums import Status
from earlywarnings.models import EarlyWarning, Response
from tests.factories import ItemFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]

DELIVERED = date(2026, 11, 4)


def at_once(*deeds) -> list:
    """What each deed returned, or the sentence it was refused with."""
    together = threading.Barrier(len(deeds))

    def run(deed):
        try:
            together.wait(20)
            with clock.at(DELIVERED + timedelta(3)):
                return deed()
        except Refusal as refusal:
            return refusal.verdict.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(run, deeds))


def one_of(outcomes: list, reason: str) -> EarlyWarning:
    """Exactly one deed was done, and the other told why not."""
    done = [outcome for outcome in outcomes if outcome != reason]
    assert len(done) == 1, outcomes
    return done[0]


@pytest.fixture
def served(through):
    with clock.at(DELIVERED):
        return through("deliver")


def test_one_item_becomes_one_warning(zhang, qian, xishan, content):
    item = ItemFactory(reported=True, unit=xishan)

    def draft(user):
        return lambda: workflow.draft([item], by=user, unit=xishan, **content)

    warning = one_of(at_once(draft(zhang), draft(qian)), "这条信息已经研判。")
    assert EarlyWarning.objects.get() == warning
    assert item.triages.get().decided_by == warning.drafted_by


def test_a_draft_saved_by_two_keeps_the_first(through, zhang, qian, content):
    warning = through("draft")

    def change(user, title):
        version = warning.version
        return lambda: workflow.change(warning, by=user, version=version, **content | {"title": title})

    outcomes = at_once(change(zhang, "张改的"), change(qian, "钱改的"))
    kept = one_of(outcomes, next(outcome for outcome in outcomes if isinstance(outcome, str)))
    assert EarlyWarning.objects.get().title == kept.title


def test_signed_twice_it_has_one_number(through, sun):
    warning = through("approve")

    def sign():
        return workflow.sign(warning, by=sun)

    one_of(at_once(sign, sign), "只有审核通过的预警可以签批。")
    assert RegisteredNumber.objects.count() == 1


def test_warnings_signed_together_are_numbered_without_gap_or_repeat(through, sun):
    warnings = [through("approve") for _ in range(4)]
    signed = at_once(*[lambda warning=warning: workflow.sign(warning, by=sun) for warning in warnings])
    assert sorted(warning.number.serial for warning in signed) == [1, 2, 3, 4]


def test_signed_for_and_deemed_received_in_the_same_moment_starts_the_clock_once(served, li):
    outcomes = at_once(
        lambda: workflow.sign_for(served, by=li), lambda: sweep.deem_received(DELIVERED + timedelta(3))
    )
    served.refresh_from_db()
    deadline = Deadline.objects.get()
    assert served.status == Status.RECEIVED
    assert served.answer_due_on == deadline.due_on == date(2026, 12, 7)
    by_hand = not isinstance(outcomes[0], str)
    assert outcomes[1] == {"deemed_received": 0 if by_hand else 1}
    assert served.delivery.deemed is not by_hand


def test_two_sweeps_at_once_deem_it_received_once(served):
    day = DELIVERED + timedelta(3)
    outcomes = at_once(lambda: sweep.deem_received(day), lambda: sweep.deem_received(day))
    assert sorted(outcome["deemed_received"] for outcome in outcomes) == [0, 1]
    assert Deadline.objects.count() == 1


def test_answered_twice_it_has_one_answer(served, li):
    with clock.at(DELIVERED):
        warning = workflow.sign_for(served, by=li)

    def answer():
        return workflow.answer(warning, by=li, causes={"duty": "失察。"})

    one_of(at_once(answer, answer), "只有待回告的预警可以回告。")
    assert Response.objects.count() == 1


def test_passed_and_sent_back_in_the_same_moment_only_one_counts(served, li, zhang, qian):
    with clock.at(DELIVERED):
        warning = workflow.sign_for(served, by=li)
        workflow.answer(warning, by=li, causes={"duty": "失察。"})

    def verify(user, passed):
        return lambda: workflow.verify(warning, by=user, passed={0: passed}, comments={}, comment="请补充。")

    kept = one_of(at_once(verify(zhang, True), verify(qian, False)), "只有已回告的预警可以复核。")
    warning.refresh_from_db()
    assert warning.status == kept.status
    assert Response.objects.get().passed is (warning.status == Status.VERIFIED)
