"""The holidays that come with the software."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from django.core.management import call_command

from deadlines import queries
from deadlines.models import CalendarDay, CalendarYear

pytestmark = pytest.mark.django_db


def test_every_day_of_the_known_years_is_as_its_source_says():
    calendar = queries.calendar()

    assert (min(calendar.editions), max(calendar.editions)) == (2004, 2026)
    wrong = [
        day
        for number in range((date(2027, 1, 1) - date(2004, 1, 1)).days)
        if calendar.is_working(day := date(2004, 1, 1) + timedelta(number))
        is not chinese_calendar.is_workday(day)
    ]
    assert wrong == []
    assert calendar.name(date(2026, 10, 1)) == "国庆节"
    assert calendar.caveat(date(2026, 12, 31)) == ""
    assert calendar.caveat(date(2027, 1, 1)) == "（2027年度节假日尚未录入，按周末推算）"


def test_migrating_again_brings_back_nothing_that_was_changed_and_repeats_nothing():
    CalendarDay.objects.filter(date=date(2026, 10, 7)).update(is_working=True, note="防汛")
    CalendarDay.objects.filter(date=date(2026, 10, 6)).delete()
    before = CalendarDay.objects.count(), CalendarYear.objects.count()

    call_command("migrate", verbosity=0)

    assert (CalendarDay.objects.count(), CalendarYear.objects.count()) == before
    assert CalendarDay.objects.get(date=date(2026, 10, 7)).note == "防汛"


def test_a_year_the_source_learns_later_is_added():
    CalendarDay.objects.filter(date__year=2026).delete()
    CalendarYear.objects.filter(year=2026).delete()

    call_command("migrate", verbosity=0)

    assert queries.calendar().name(date(2026, 10, 1)) == "国庆节"
