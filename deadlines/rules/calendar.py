"""The working days: the plain week, and what the State Council's yearly notice changes in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

WEEKDAYS = "一二三四五六日"
GUESSED = "年度节假日尚未录入，按周末推算"
DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日"
SPAN = re.compile(rf"{DAY}(?:(?:至|—|－|-|到){DAY})?")
ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")
HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]+、)?\s*([^\s：:]{2,12})[：:]")


@dataclass(frozen=True)
class Calendar:
    """The rest days and working days that differ from the plain week, for the years somebody has entered."""

    exceptions: Mapping[date, tuple[bool, str]] = field(default_factory=dict)  # day -> (is working, note)
    editions: Mapping[int, int] = field(default_factory=dict)  # year -> edition of its table

    def is_working(self, day: date) -> bool:
        return self.exceptions[day][0] if day in self.exceptions else day.weekday() < 5

    def name(self, day: date) -> str:
        """国庆节, or 星期六 for a plain day."""
        note = self.exceptions.get(day, (None, ""))[1]
        return note or f"星期{WEEKDAYS[day.weekday()]}"

    def version(self, *days: date) -> str:
        """2026年第1版, for every year the days touch."""
        years = sorted({day.year for day in days})
        return "、".join(f"{year}年第{self.editions[year]}版" for year in years if year in self.editions)

    def caveat(self, *days: date) -> str:
        """The sentence that says which year was guessed; empty when every year has been entered."""
        years = sorted({day.year for day in days} - set(self.editions))
        return "".join(f"（{year}{GUESSED}）" for year in years)


def next_working_day(day: date, calendar: Calendar) -> date:
    """The day itself, or the first working day after it. A year not entered yet counts by its weekends."""
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


class Span(NamedTuple):
    """Days in a row that are alike: 国庆节, 10月1日 to 10月7日."""

    first: date
    last: date
    is_working: bool
    note: str
    source: str

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


def spans(days: Iterable[tuple[date, bool, str, str]]) -> list[Span]:
    """Days in their order, those in a row that are alike put together."""
    found: list[Span] = []
    for day, *alike in days:
        if found and found[-1].last + timedelta(days=1) == day and list(found[-1][2:]) == alike:
            found[-1] = found[-1]._replace(last=day)
        else:
            found.append(Span(day, day, *alike))
    return found


def read_notice(year: int, text: str) -> dict[date, tuple[bool, str]]:
    """The days of a notice as the State Council words it, each with whether it is worked and why.

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
    ValueError names the line that could not be read, the day that does not exist, or the day said twice.
    """
    days: dict[date, tuple[bool, str]] = {}
    for line in filter(str.strip, text.splitlines()):
        heading = HEADING.match(line)
        if not heading:
            raise ValueError(f"没有读懂这一行：{line.strip()[:40]}")
        found = dict(_days_of(year, heading[1], ASIDE.sub("", line[heading.end() :])))
        if not found or found.keys() & days.keys():
            raise ValueError(f"这一行没有日期，或日期与前面重复：{line.strip()[:40]}")
        days |= found
    return days


def _days_of(year: int, name: str, words: str) -> Iterator[tuple[date, tuple[bool, str]]]:
    for clause in re.split("[。；，;]", words):
        month = None
        for match in SPAN.finditer(clause):
            first = _day(match[1] or year, match[2] or month, match[3])
            last = _day(match[4] or first.year, match[5] or first.month, match[6]) if match[6] else first
            month = last.month
            working = "上班" in clause
            for offset in range((last - first).days + 1):
                yield first + timedelta(days=offset), (working, f"{name}调休" if working else name)


def _day(year, month, day) -> date:
    try:
        return date(int(year), int(month or 0), int(day))
    except ValueError:
        raise ValueError(f"没有这一天：{year}年{month or '？'}月{day}日") from None
