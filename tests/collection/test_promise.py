"""The promise of a form: reminded, escalated, kept, and open again when the form was sent back."""

from datetime import date, timedelta

import pytest

from collection import sweep, workflow
from collection.enums import FormStatus
from core import clock
from core.gates import Role
from deadlines import sweep as deadlines
from deadlines.enums import State
from deadlines.models import Deadline, Told
from deadlines.rules import stages
from organisations.models import RoleAssignment
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

DUE = date(2027, 1, 5)


@pytest.fixture
def form(xishan, zhou):
    sweep.open_quarters(date(2026, 10, 1))
    return xishan.forms.get()


def told(thing) -> list[tuple[int, str]]:
    """(stage, family name) for the promise of one form, in the order of telling."""
    rows = Told.objects.filter(deadline__subject_id=thing.pk).select_related("recipient__person")
    return [(row.stage, row.recipient.name[0]) for row in rows]


def sweep_at(*offsets: int) -> None:
    """Run the sweep so many days after the due day."""
    for offset in offsets:
        deadlines.tell_due(DUE + timedelta(offset))


def test_a_late_form_climbs_the_ladder(form, li, zhao, sun):
    sweep_at(*range(-10, 12))

    assert told(form) == [(7, "周"), (3, "周"), (1, "周"), (0, "周"), (-1, "李"), (-3, "赵"), (-7, "孙")]


def test_without_a_collector_the_word_goes_up(form, zhou, li, zhao, sun):
    RoleAssignment.objects.filter(user=zhou).update(ends_on=date(2026, 12, 1))

    sweep_at(-7, 1)

    assert told(form) == [(7, "李"), (0, "李"), (-1, "李")]


def test_without_anybody_in_the_unit_the_leader_in_charge_and_then_the_secretary(form, zhou, zhao, sun):
    RoleAssignment.objects.filter(user=zhou).update(ends_on=date(2026, 12, 1))

    sweep_at(-7, 7)

    assert told(form) == [(7, "赵"), (0, "赵"), (-1, "赵"), (-3, "赵"), (-7, "孙")]


def test_article_36_above_a_direct_point_stands_the_centre(form, enterprise, wu, sun):
    direct = enterprise.forms.get()
    UserFactory(unit=enterprise, role=Role.COLLECTOR, name="韩会计")
    UserFactory(unit=enterprise, role=Role.UNIT_HEAD, name="马经理")

    sweep_at(-3, 7)

    assert told(direct) == [(3, "韩"), (0, "韩"), (-1, "马"), (-3, "吴"), (-7, "吴")]


def test_a_filed_form_is_reminded_of_no_more(form, zhou):
    sweep_at(-7)
    workflow.submit_nil(form, by=zhou)
    sweep_at(-3, 0, 7)

    assert told(form) == [(7, "周")]
    assert Deadline.objects.get(subject_id=form.pk).state == State.MET


def test_a_form_sent_back_keeps_its_day_and_nobody_is_reminded_twice(form, zhou, zhang, li):
    sweep_at(-7)
    with clock.at(DUE - timedelta(6)):
        workflow.submit_nil(form, by=zhou)
    with clock.at(DUE - timedelta(4)):
        workflow.return_form(form, by=zhang, reason="缺日期")

    promise = Deadline.objects.get(subject_id=form.pk)
    assert (promise.state, promise.due_on, promise.met_on) == (State.OPEN, DUE, None)
    sweep_at(-4)
    assert told(form) == [(7, "周")]
    sweep_at(-3, 1)
    assert told(form) == [(7, "周"), (3, "周"), (0, "周"), (-1, "李")]


def test_a_form_filed_in_time_and_sent_back_late_does_not_alarm_the_whole_ladder(
    form, zhou, zhang, li, zhao, sun
):
    with clock.at(DUE):
        workflow.submit_nil(form, by=zhou)
    with clock.at(DUE + timedelta(4)):
        returned = workflow.return_form(form, by=zhang, reason="缺日期")

    sweep_at(4)
    assert told(form) == []
    sweep_at(5)
    assert told(form) == [(-1, "李")]
    sweep_at(6, 7)
    assert told(form) == [(-1, "李"), (-3, "赵")]
    assert returned.days_late == 0


def test_a_form_sent_back_long_after_its_day_is_chased_again(form, zhou, zhang, li, zhao, sun):
    with clock.at(DUE):
        workflow.submit_nil(form, by=zhou)
    with clock.at(DUE + timedelta(20)):
        workflow.return_form(form, by=zhang, reason="缺日期")

    sweep_at(*range(20, 29))

    assert told(form) == [(-1, "李"), (-3, "赵"), (-7, "孙")]


def test_the_promise_is_met_again_when_the_form_is_sent_again(form, zhou, zhang):
    workflow.submit_nil(form, by=zhou)
    workflow.return_form(form, by=zhang, reason="缺日期")
    workflow.submit_nil(form, by=zhou)

    assert Deadline.objects.get(subject_id=form.pk).state == State.MET


def test_a_unit_that_reports_no_more_is_not_reminded(form, xishan):
    xishan.active_until = date(2026, 12, 1)
    xishan.save()
    sweep.stop_forms(date(2026, 12, 2))
    sweep_at(-7, 0, 7)

    form.refresh_from_db()
    assert (form.status, told(form)) == (FormStatus.STOPPED, [])
    assert Deadline.objects.get(subject_id=form.pk).state == State.CANCELLED


@pytest.mark.parametrize(
    ("reopened", "expected"),
    [(None, (0, -1, -3, -7)), (6, (0, -1, -3, -7)), (0, (-1, -3, -7)), (-3, (-1, -3)), (-7, (-1,))],
)
def test_a_promise_open_again_after_its_day_climbs_the_ladder_from_that_day(reopened, expected):
    since = None if reopened is None else DUE - timedelta(reopened)

    assert stages(DUE, DUE + timedelta(8), since=since) == expected
