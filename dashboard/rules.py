"""The days a leader looks at, what changed between two of them, and how dark a number is drawn."""

from dataclasses import dataclass
from datetime import date

from core.dates import Quarter
from core.gates import DISCIPLINE, Role
from deadlines.rules.calendar import Calendar, next_working_day

READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD)
LETTER = "dashboard.overview"  # the subscription to the quarter's page
QUARTERS = 4
DARKEST = 4
PALEST_TOP = 4  # up to so many every one more is a shade darker


@dataclass(frozen=True)
class Moment:
    """The day looked at, and the day of the looking."""

    on: date
    today: date

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def before(self) -> date:
        return close_before(self.on)

    @property
    def quarters(self) -> list[Quarter]:
        """The last ones that had ended."""
        current = Quarter.containing(self.on)
        return [current.plus(-n) for n in range(QUARTERS, 0, -1)]


def close_before(day: date) -> date:
    """The last day of the quarter before the one of this day: what a number is held against."""
    return Quarter.containing(day).previous().last_day


def year_end_before(day: date) -> date:
    return date(day.year - 1, 12, 31)


def change(now: int, before: int) -> str:
    """In words and a sign, never in colour: ＋2, －1, 持平."""
    if now == before:
        return "持平"
    return f"＋{now - before}" if now > before else f"－{before - now}"


def ink(count: int, top: int) -> int:
    """1 to 4, in quarters of the greatest number of the table."""
    return -(-DARKEST * count // max(top, PALEST_TOP))


def against(now: int, before: int) -> str:
    return f"较上季末 {change(now, before)}"


def goes_out_on(quarter: Quarter, calendar: Calendar) -> date:
    """The first working day after the quarter's end."""
    return next_working_day(quarter.next().first_day, calendar)
