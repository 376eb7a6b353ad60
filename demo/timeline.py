"""A year told day by day: what happens when, and the clock that stands still while it does."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from core import clock
from deadlines import sweep

OPENING = time(8, 40)
BETWEEN = timedelta(minutes=6)
AT_LEAST_EVERY = timedelta(days=3)


class Timeline:
    """Deeds by day, up to the day before `until`. The sweep makes up for the days on which it did not run."""

    def __init__(self, until: date):
        self.until = until
        self._swept = date.min
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
            self.sweep()

    def sweep(self) -> None:
        self._swept = clock.today()
        sweep.run(self._swept)

    def _live(self, day: date) -> None:
        moment = datetime.combine(day, OPENING)
        if day - self._swept >= AT_LEAST_EVERY:
            with clock.at(moment):
                self.sweep()
        for deed in self._days[day]:  # a deed may add further deeds, also to its own day
            moment += BETWEEN
            with clock.at(moment):
                deed()
