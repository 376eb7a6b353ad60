"""Two at the same record: it is signed, frozen and taken back once, and never in between (art. 30)."""

import pytest
from django.db import connection

from audit.models import AuditEvent
from core.verdict import Refusal
from decisions import queries, workflow
from decisions.models import Meeting, Minutes, ResolutionNotice
from tests.collection.test_at_once import refusals, together
from tests.decisions import held as made

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def closed(town, zhang, sun, zhao):
    return made.held(town, zhang, zhao.person, sun=sun)


def deeds(verb: str) -> int:
    return AuditEvent.objects.filter(verb=f"decisions.{verb}").count()


def test_two_keepers_freeze_it_once(closed, zhang, sun, zhao):
    meeting = made.signed(closed, zhang, sun, zhao)
    results = together(
        lambda: workflow.freeze(meeting, by=zhang),
        lambda: workflow.freeze(meeting, by=zhao),
    )
    assert refusals(results) == ["会议记录已经定稿，不再改动。需要更正的，请写补正。"]
    assert (Minutes.objects.count(), deeds("frozen")) == (1, 1)


def test_whoever_takes_a_signature_back_does_so_before_the_freezing_or_not_at_all(closed, zhang, sun, zhao):
    meeting = made.signed(closed, zhang, sun, zhao)
    own = meeting.attendances.get(person=sun.person)
    results = together(
        lambda: workflow.freeze(meeting, by=zhang),
        lambda: workflow.unsign(own, by=sun),
    )
    assert sum(isinstance(one, Refusal) for one in results) == 1
    own.refresh_from_db()
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert (meeting.status == "frozen") == (own.signed_on is not None)
    assert queries.record_of(meeting).differences == []


def test_a_resolution_is_shown_or_kept_back_and_not_both(closed, sun):
    item = closed.items.get()
    results = together(
        lambda: workflow.disclose(item, by=sun, title="修路", text="同意。"),
        lambda: workflow.withhold(item, by=sun, reason="商业秘密"),
    )
    assert sum(isinstance(one, Refusal) for one in results) == 1
    item.refresh_from_db()
    assert ResolutionNotice.objects.exists() == (item.disclosure == "open")


def test_a_task_is_finished_or_cancelled_and_not_both(closed, zhang, xishan, li):
    task = workflow.give_task(
        closed.items.get(), by=zhang, unit=xishan, owner="李", content="修路", due_on=made.DAY
    )
    results = together(
        lambda: workflow.finish_task(task, by=li, result="修好。"),
        lambda: workflow.cancel_task(task, by=zhang, reason="不修了。"),
    )
    assert sum(isinstance(one, Refusal) for one in results) == 1
    task.refresh_from_db()
    assert deeds("task_finished") + deeds("task_cancelled") == 1
    assert (task.status == "done") == bool(task.result)
