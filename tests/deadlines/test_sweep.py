"""The sweep: who is told of what, once, however often it runs and wherever it breaks."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection

from core import registries
from deadlines import sweep, workflow
from deadlines.enums import State
from deadlines.models import Deadline, Told
from deadlines.rules import Kind
from notifications.models import Notification, OutgoingMail
from tests.factories import DeadlineFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 24)


def days_before(number: int) -> date:
    return DUE - timedelta(number)


def told() -> list[tuple[int, str]]:
    """(stage, family name) in the order of telling; every row has its line in the inbox."""
    rows = [(row.stage, row.recipient.name[0]) for row in Told.objects.select_related("recipient__person")]
    assert Notification.objects.count() == len(rows)
    return rows


def test_each_stage_is_told_once_to_its_own_addressee(xishan, zhou, li, zhao, sun, wang, zhang):
    DeadlineFactory(unit=xishan)
    days = range(10, -15, -1)

    counts = [sweep.run(days_before(day))["told"] for day in days for _ in range(2)]

    assert sum(counts) == 7
    assert told() == [(7, "周"), (3, "周"), (1, "周"), (0, "周"), (-1, "李"), (-3, "赵"), (-7, "孙")]


def test_missed_days_collapse_reminders_and_keep_every_escalation(xishan, zhou, li, zhao, sun):
    DeadlineFactory(unit=xishan)

    sweep.run(days_before(2))
    sweep.run(days_before(-5))
    sweep.run(days_before(-20))

    assert told() == [(3, "周"), (0, "周"), (-1, "李"), (-3, "赵"), (-7, "孙")]


def test_an_earlier_day_swept_by_hand_afterwards_says_nothing_that_is_over(xishan, zhou):
    DeadlineFactory(unit=xishan)
    sweep.run(days_before(1))

    assert sweep.run(days_before(6))["told"] == 0


def test_the_words_name_the_day_and_lead_to_the_page(xishan, zhou, li):
    DeadlineFactory(unit=xishan, title="七镇纪廉预〔2026〕1号整改回告", url="/warnings/1/")

    sweep.run(days_before(-1))

    assert [(n.text, n.url) for n in Notification.objects.order_by("pk")] == [
        (
            "七镇纪廉预〔2026〕1号整改回告，应于2026年12月24日（含）前办结，期限已到，请立即办理。",
            "/warnings/1/",
        ),
        (
            "西山村：七镇纪廉预〔2026〕1号整改回告，应于2026年12月24日（含）前办结，已逾期，请督促办理。",
            "/warnings/1/",
        ),
    ]


@pytest.mark.parametrize(
    ("left", "words"), [(7, "请及时办理"), (3, "请及时办理"), (1, "请及时办理"), (0, "期限已到")]
)
def test_the_words_of_each_reminder(xishan, zhou, left, words):
    DeadlineFactory(unit=xishan)

    sweep.run(days_before(left))

    assert words in Notification.objects.get().text


def test_a_rung_nobody_stands_on_passes_the_word_up(caizheng, zhao, sun):
    DeadlineFactory(unit=caizheng)  # no collector and no head; 赵 is in charge of it

    counts = sweep.run(days_before(-7))

    assert told() == [(0, "赵"), (-1, "赵"), (-3, "赵"), (-7, "孙")]
    assert counts == {"deadlines": 1, "told": 4, "unaddressed": 0}


def test_where_nobody_can_be_told_the_counts_say_so_and_it_is_made_up_later(xishan):
    DeadlineFactory(unit=xishan)

    assert sweep.run(days_before(0)) == {"deadlines": 1, "told": 0, "unaddressed": 1}

    UserFactory(person=PersonFactory(name="新文书", unit=xishan), role="collector")
    assert sweep.run(days_before(-0))["told"] == 1


def test_a_user_who_left_is_not_told(xishan, zhou, li):
    zhou.is_active = False
    zhou.save()
    DeadlineFactory(unit=xishan)

    sweep.run(days_before(0))

    assert told() == [(0, "李")]


def test_promises_kept_or_cancelled_and_those_far_off_are_left_alone(xishan, zhou):
    DeadlineFactory(unit=xishan, state=State.MET, met_on=DUE)
    DeadlineFactory(unit=xishan, state=State.CANCELLED)
    DeadlineFactory(unit=xishan, due_on=days_before(-8))

    assert sweep.run(DUE) == {"deadlines": 0, "told": 0, "unaddressed": 0}


def test_an_extended_promise_is_told_anew(xishan, zhou, li, sun):
    deadline = DeadlineFactory(unit=xishan, subject_type="organisations.unit", subject_id=xishan.pk)
    sweep.run(days_before(3))

    workflow.extend(
        deadline.kind,
        xishan,
        by=sun,
        asked_by=li.person,
        asked_on=days_before(2),
        to=days_before(-10),
        reason="资料尚在审计。",
        on=days_before(2),
    )
    sweep.run(days_before(-7))

    assert told() == [(3, "周"), (3, "周")]
    assert [row.due_on for row in Told.objects.all()] == [DUE, days_before(-10)]


def test_a_promise_sent_back_goes_on_and_repeats_nothing(xishan, zhou, li, zhao):
    deadline = DeadlineFactory(unit=xishan, subject_type="organisations.unit", subject_id=xishan.pk)
    sweep.run(days_before(7))
    workflow.meet(deadline.kind, xishan, on=days_before(6))
    workflow.reopen(deadline.kind, xishan, on=days_before(4))

    for day in range(4, -4, -1):
        sweep.run(days_before(day))

    assert told() == [(7, "周"), (3, "周"), (1, "周"), (0, "周"), (-1, "李"), (-3, "赵")]


def test_the_owning_app_chooses_whom_and_how(xishan, zhou, wang, monkeypatch):
    kind = Kind(
        "tests.own",
        "自己的种类",
        recipients=lambda deadline, stage: deadline.directory.of_people(deadline.data["person"]),
        wording=lambda deadline, stage: f"{deadline.title}还有{stage}天。",
    )
    monkeypatch.setitem(registries.deadline_kinds, kind.name, kind)
    DeadlineFactory(kind=kind.name, unit=xishan, title="述职", data={"person": wang.person_id})

    sweep.run(days_before(7))

    line = Notification.objects.get()
    assert (line.recipient, line.text) == (wang, "述职还有7天。")


def test_the_moves_of_time_come_before_the_words(xishan, zhou, monkeypatch):
    def open_period(on):
        DeadlineFactory(unit=xishan, due_on=on)
        return {"opened": 1}

    monkeypatch.setattr(registries, "sweepers", registries.Registry([open_period]))

    assert sweep.run(DUE) == {"opened": 1, "deadlines": 1, "told": 1, "unaddressed": 0}


def test_a_mistake_in_one_app_keeps_nobody_from_being_told_and_is_not_hidden(xishan, zhou, monkeypatch):
    moved = []

    def broken(on):
        raise ZeroDivisionError

    def sound(on):
        moved.append(on)
        return {"moved": 1}

    monkeypatch.setattr(registries, "sweepers", registries.Registry([broken, sound]))
    DeadlineFactory(unit=xishan)

    with pytest.raises(ZeroDivisionError):
        sweep.run(DUE)

    assert moved == [DUE]
    assert told() == [(0, "周")]


@pytest.mark.parametrize("number", [1, 3, pytest.param(499, marks=pytest.mark.slow)])
def test_a_batch_asks_the_database_a_constant_number_of_questions(
    xishan, zhou, li, number, django_assert_num_queries
):
    zhou.email = "zhou@example.org"
    zhou.save()
    Deadline.objects.bulk_create(DeadlineFactory.build_batch(number, unit=xishan))

    # units, users, roles, portfolios; savepoint, promises, told, told anew, known, inbox, mail, release
    with django_assert_num_queries(4 + 8):
        assert sweep.run(days_before(-1))["told"] == 2 * number
    # nothing left to tell: savepoint, promises, told, release
    with django_assert_num_queries(4 + 4):
        assert sweep.run(days_before(-1))["told"] == 0


class PowerCut(Exception):
    """Somebody pulled the plug."""


def failing(at: int, *, after: bool):
    """Break at the n-th statement, before it reaches the database or after it was carried out there."""
    numbers = count(1)

    def execute(carry_out, sql, params, many, context):
        now = next(numbers) == at
        if now and not after:
            raise PowerCut
        result = carry_out(sql, params, many, context)
        if now:
            raise PowerCut
        return result

    return execute


@pytest.mark.slow
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_broken_at_any_statement_and_run_again_everybody_is_told_exactly_once(
    xishan, zhou, li, zhao, sun, monkeypatch, after
):
    monkeypatch.setattr(sweep, "BATCH", 2)
    zhou.email = "zhou@example.org"
    zhou.save()
    everybody = [(0, "周"), (-1, "李"), (-3, "赵")]

    for at in count(1):
        deadlines = DeadlineFactory.create_batch(3, unit=xishan)
        try:
            with connection.execute_wrapper(failing(at, after=after)):
                sweep.run(days_before(-3))
            break
        except PowerCut:
            sweep.run(days_before(-3))
        for deadline in deadlines:
            told = (
                Told.objects.filter(deadline=deadline).select_related("recipient__person").order_by("-stage")
            )
            assert [(row.stage, row.recipient.name[0]) for row in told] == everybody, f"at statement {at}"
            lines = {"key__startswith": f"deadline:{deadline.pk}:"}
            assert Notification.objects.filter(**lines).count() == 3
            assert OutgoingMail.objects.filter(**lines).count() == 1
            deadline.state = State.CANCELLED
            deadline.save()

    assert at > 20  # two batches and the directory were all broken into
