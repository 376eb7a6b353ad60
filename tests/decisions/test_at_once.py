"""Two laptops in one meeting: whatever they press at the same moment, its record holds together (art. 30)."""

import pytest
from django.db import connection

from audit.models import AuditEvent
from decisions import workflow
from decisions.models import AgendaItem, Opinion, Tally
from tests.collection.test_at_once import refusals, together
from tests.decisions.conftest import FOR, everybody_speaks, presences, speak
from tests.factories.decisions import AgendaItemFactory, MeetingFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def express(item, by, person, view="agree"):
    return lambda: workflow.express(item, by=by, person=person, view=view, reason=FOR)


def test_two_recorders_write_one_members_view_once(before, committee, zhang, qian):
    results = together(
        express(before, zhang, committee[1], "agree"), express(before, qian, committee[1], "disagree")
    )
    assert len(refusals(results)) == 1
    kept = next(one for one in results if isinstance(one, Opinion))
    assert Opinion.objects.get().view == kept.view


def test_two_recorders_write_two_members_views_one_after_the_other(before, committee, zhang, qian):
    together(express(before, zhang, committee[1]), express(before, qian, committee[2]))
    assert list(before.opinions.values_list("position", flat=True)) == [1, 2]


def test_the_chair_is_never_heard_beside_the_last_of_the_others(before, committee, zhang, qian):
    speak(before, committee[2:], zhang)
    together(express(before, zhang, committee[1]), express(before, qian, committee[0]))
    if before.opinions.filter(person=committee[0]).exists():
        assert before.opinions.last().person == committee[0]
    assert before.opinions.filter(person=committee[1]).exists()


def test_two_items_are_not_taken_up_together(going, caizheng, zhang, qian):
    first, second = (AgendaItemFactory(unit=caizheng, meeting=going) for _ in range(2))
    results = together(lambda: workflow.take_up(first, by=zhang), lambda: workflow.take_up(second, by=qian))
    assert len(refusals(results)) == 1
    assert AgendaItem.objects.filter(status="under_way").count() == 1


def test_a_ruling_and_a_view_taken_back_do_not_cross(before, committee, zhang, qian):
    everybody_speaks(before, committee, zhang)
    results = together(
        lambda: workflow.settle(before, by=zhang, outcome="passed", resolution="同意"),
        lambda: workflow.take_back(before, by=qian, person=committee[0]),
    )
    assert len(refusals(results)) == 1
    before.refresh_from_db()
    assert (before.status == "decided") == (before.opinions.count() == 9)


def test_a_result_is_announced_once(before, committee, zhang, qian):
    everybody_speaks(before, committee, zhang)
    results = together(
        *(
            lambda user=user: workflow.settle(before, by=user, outcome="passed", resolution="同意")
            for user in (zhang, qian)
        )
    )
    assert refusals(results) == ["这一议题不在审议中。"]
    assert AuditEvent.objects.filter(verb="decisions.settled").count() == 1


def test_a_ballot_is_counted_once(going, town, committee, zhang, qian):
    item = AgendaItemFactory(unit=town, category="honour", way="ballot", meeting=going, status="under_way")
    counts = {"agree": 9, "disagree": 0, "abstain": 0, "invalid": 0}
    results = together(
        *(
            lambda user=user: workflow.enter_tally(
                item, by=user, voters=committee, tellers=tuple(committee[2:4]), counts=(counts, counts)
            )
            for user in (zhang, qian)
        )
    )
    assert refusals(results) == ["这一议题已经计票。"]
    assert Tally.objects.count() == 1


def test_a_meeting_is_opened_or_cancelled_and_not_both(meeting, caizheng, zhang, qian):
    AgendaItemFactory(unit=caizheng, meeting=meeting)
    said = presences(meeting)
    results = together(
        lambda: workflow.open_meeting(meeting, by=zhang, presences=said),
        lambda: workflow.cancel_meeting(meeting, by=qian),
    )
    assert len(refusals(results)) == 1


def test_an_item_does_not_come_onto_two_agendas(town, committee, meeting, caizheng, zhang, qian):
    other = MeetingFactory(unit=town, chair=committee[0], members=committee)
    item = AgendaItemFactory(unit=caizheng, ready=True)
    results = together(
        lambda: workflow.schedule(item, meeting, by=zhang), lambda: workflow.schedule(item, other, by=qian)
    )
    assert len(refusals(results)) == 1


def test_somebody_leaves_or_an_item_is_taken_up_and_the_count_knows_which(
    going, caizheng, committee, zhang, qian
):
    item = AgendaItemFactory(unit=caizheng, meeting=going)
    row = going.attendances.get(person=committee[5])
    results = together(
        lambda: workflow.take_up(item, by=zhang),
        lambda: workflow.mark_presence(row, by=qian, presence="absent", reason="有事"),
    )
    row.refresh_from_db()
    assert (row.presence == "present") == bool(refusals(results))
