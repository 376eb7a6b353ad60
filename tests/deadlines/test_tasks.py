"""What the timetable and the command line call."""

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from config.celery import app
from core import clock
from deadlines.tasks import sweep
from notifications.models import Notification
from tests.factories import DeadlineFactory

pytestmark = pytest.mark.django_db


def test_each_stage_is_sent_once_and_a_missed_day_is_made_up(xishan, zhou):
    DeadlineFactory(unit=xishan)

    told = [sweep(on=day)["told"] for day in ("2026-12-16", "2026-12-18", "2026-12-19", "2026-12-23")]

    assert told == [0, 1, 0, 1]


def test_without_a_day_it_is_today(xishan, zhou):
    DeadlineFactory(unit=xishan)

    with clock.at(date(2026, 12, 24)):
        assert sweep.delay().get()["told"] == 1


def test_by_hand_it_prints_what_it_did(xishan, zhou, capsys):
    DeadlineFactory(unit=xishan)

    call_command("sweep", on=date(2026, 12, 24))

    assert capsys.readouterr().out.endswith("deadlines 1, told 1, unaddressed 0\n")
    assert Notification.objects.count() == 1


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="invalid"):
        call_command("sweep", "--on", "2026-13-01")


def test_every_line_of_the_timetable_names_a_task_there_is():
    app.loader.import_default_modules()

    assert {line["task"] for line in app.conf.beat_schedule.values()} <= set(app.tasks)
