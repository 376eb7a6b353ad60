"""The one clock."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from core import clock


def test_a_frozen_date_is_nine_in_the_morning_of_the_town():
    with clock.at(date(2026, 12, 31)) as moment:
        assert clock.now() == moment == datetime(2026, 12, 31, 1, tzinfo=UTC)
        assert clock.today() == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 15, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 12, 31, 23, 30), date(2026, 12, 31)),
    ],
)
def test_the_day_changes_at_midnight_in_shanghai(moment, day):
    with clock.at(moment):
        assert clock.today() == day


def test_freezing_ends_with_its_block_even_after_an_error_and_can_be_nested():
    with clock.at(date(2026, 1, 1)):
        with pytest.raises(ZeroDivisionError), clock.at(date(2027, 1, 1)):
            assert clock.today().year == 2027
            _ = 1 / 0
        assert clock.today().year == 2026
    assert abs(clock.now() - timezone.now()).total_seconds() < 5


def test_another_thread_is_not_frozen_along():
    seen = []
    with clock.at(date(1999, 1, 1)):
        thread = threading.Thread(target=lambda: seen.append(clock.today().year))
        thread.start()
        thread.join()
    assert seen[0] >= 2026


def test_the_machine_goes_on_while_the_town_stands_still():
    with clock.at(date(1999, 1, 1)):
        assert clock.machine_seconds() > datetime(2026, 1, 1, tzinfo=UTC).timestamp()
