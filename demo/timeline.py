"""A year told day by day: what happens when, and the clock that stands still while it does."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from core import clock
from deadlines import sweep

OPENING = time(8, 40)
BETWEEN = timedelta(minutes=6)


class Timeline:
    """Deeds by day, up to the day before `until`; the sweep runs on every day something happens, and on `until`."""

    def __init__(self, until: date):
        self.until = until
        self._days: dict[date, list[Callable]] = defaultdict(list)

    def add(self, day: date, deed: Callable, *args, **kwargs) -> None:
        self._days[day].append(lambda: deed(*args, **kwargs))

    def run(self) -> None:
        """Every day in order; the last sweep belongs to a day that has only begun."""
        lived: set[date] = set()
        while waiting := [day for day in self._days if day < self.until and day not in lived]:
            lived.add(min(waiting))
            self._live(min(waiting))
        with clock.at(datetime.combine(self.until, time.min)):
            sweep.run(self.until)

    def _live(self, day: date) -> None:
        moment = datetime.combine(day, OPENING)
        with clock.at(moment):
            sweep.run(day)
        for deed in self._days[day]:  # a deed may add further deeds, also to its own day
            moment += BETWEEN
            with clock.at(moment):
                deed()
