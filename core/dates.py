"""Periods and dates as the town says them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

ORDINALS = "一二三四"


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of a year. Its code is "2026Q3", its label 2026年第三季度."""

    year: int
    number: int  # 1 to 4

    def __post_init__(self):
        if self.number not in (1, 2, 3, 4):
            raise ValueError(f"there is no quarter {self.number}")

    @classmethod
    def containing(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, code: str) -> Self:
        """The quarter of a code like "2026Q3"; ValueError for anything else."""
        year, _, number = code.partition("Q")
        return cls(int(year), int(number))

    @property
    def code(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def label(self) -> str:
        return f"{self.year}年第{ORDINALS[self.number - 1]}季度"

    @property
    def short(self) -> str:
        """26年三季, for the head of a column."""
        return f"{self.year % 100}年{ORDINALS[self.number - 1]}季"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    def next(self) -> "Quarter":
        return self.plus(1)

    def previous(self) -> "Quarter":
        return self.plus(-1)

    def plus(self, quarters: int) -> "Quarter":
        years, number = divmod(4 * self.year + self.number - 1 + quarters, 4)
        return Quarter(years, number + 1)

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, order=True)
class HalfYear:
    """One half of a year. Its code is "2026H1", its label 2026年上半年."""

    year: int
    number: int  # 1 or 2

    def __post_init__(self):
        if self.number not in (1, 2):
            raise ValueError(f"there is no half year {self.number}")

    @classmethod
    def containing(cls, day: date) -> Self:
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def parse(cls, code: str) -> Self:
        year, _, number = code.partition("H")
        return cls(int(year), int(number))

    @property
    def code(self) -> str:
        return f"{self.year}H{self.number}"

    @property
    def label(self) -> str:
        return f"{self.year}年{'上下'[self.number - 1]}半年"

    @property
    def first_day(self) -> date:
        return date(self.year, 6 * self.number - 5, 1)

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    @property
    def quarters(self) -> tuple[Quarter, Quarter]:
        return Quarter(self.year, 2 * self.number - 1), Quarter(self.year, 2 * self.number)

    def next(self) -> "HalfYear":
        return HalfYear(self.year, 2) if self.number == 1 else HalfYear(self.year + 1, 1)

    def previous(self) -> "HalfYear":
        return HalfYear(self.year, 1) if self.number == 2 else HalfYear(self.year - 1, 2)

    def __str__(self) -> str:
        return self.label


def cn(day: date) -> str:
    """2026年11月24日"""
    return f"{day.year}年{day.month}月{day.day}日"


def cn_short(day: date) -> str:
    """11月24日"""
    return f"{day.month}月{day.day}日"
