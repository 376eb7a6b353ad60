"""The columns an import expects, and what one cell of them may hold."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from core.spreadsheets.text import clean

EXCEL_DIGITS = 15


class SpreadsheetError(Exception):
    """A file that cannot be read or written at all, in one sentence for the screen."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


class CellError(NamedTuple):
    """What is wrong with one cell; an empty column means the whole row."""

    row: int
    column: str
    message: str
    letter: str = ""

    def __str__(self) -> str:
        place = f"「{self.column}」" if self.column else ""
        return f"第{self.row}行{place}{f'（{self.letter}列）' if self.letter else ''}：{self.message}"


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a file: its heading, and how its cells become values.

    `choices` are Django choices, matched by label or by value. `parse` gets the cell as text or as a date and
    raises ValidationError in words. A column with `parse` is None when empty, any other is "". Where real registers
    spread a column over several, `join` makes one cell of their (heading, text) pairs.
    """

    name: str
    heading: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    parse: Callable[[Any], Any] | None = None
    choices: Iterable | None = None
    max_length: int | None = None
    join: Callable[[list[tuple[str, str]]], str] | None = None

    def read(self, cell) -> Any:
        """The value of a cell; ValidationError says what is wrong with it."""
        content = plain(cell)
        if content == "":
            return self._nothing()
        if self.max_length and len(str(content)) > self.max_length:
            raise ValidationError(f"有{len(str(content))}个字，最多{self.max_length}个字。")
        if self.choices is not None:
            return self._chosen(str(content))
        return self._parsed(content) if self.parse else str(content)

    @cached_property
    def headings(self) -> frozenset[str]:
        """Every way to write this column's heading, in comparable form."""
        return frozenset(comparable(name) for name in (self.name, self.heading, *self.synonyms))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(str(label) for _, label in self._pairs)

    @cached_property
    def _pairs(self) -> tuple[tuple[Any, str], ...]:
        return tuple(getattr(self.choices, "choices", self.choices) or ())

    @cached_property
    def _options(self) -> dict[str, Any]:
        by_value = {comparable(str(value)): value for value, _ in self._pairs}
        return by_value | {comparable(str(label)): value for value, label in self._pairs}

    def _nothing(self):
        if self.required:
            raise ValidationError("不能为空。")
        holds_text = self.parse is None and all(isinstance(value, str) for value, _ in self._pairs)
        return "" if holds_text else None

    def _chosen(self, text: str):
        try:
            return self._options[comparable(text)]
        except KeyError:
            some = "、".join(self.labels[:10]) + (f" 等{len(self.labels)}项" if len(self.labels) > 10 else "")
            raise ValidationError(f"「{text[:30]}」不在可选范围内，应为：{some}。") from None

    def _parsed(self, content):
        try:
            return self.parse(content)
        except (ValueError, ArithmeticError, LookupError):
            raise ValidationError(f"「{str(content)[:30]}」不是有效的内容。") from None


def in_lines(pairs: list[tuple[str, str]]) -> str:
    return "\n".join(text for _, text in pairs)


def by_heading(pairs: list[tuple[str, str]]) -> str:
    """直接责任人：王芳；责任领导：李强"""
    return "；".join(f"{heading}：{text}" for heading, text in pairs)


def comparable(text: str) -> str:
    """A heading or an option without the marks and spaces people put around it: 名 称*（必填） is 名称."""
    text = "".join(unicodedata.normalize("NFKC", clean(text)).split()).casefold()
    return text.removesuffix("(必填)").strip("*:")


def plain(cell) -> str | date:
    """A cell as people see it: clean text, a whole number without its .0, a date without midnight."""
    match cell:
        case None:
            return ""
        case str():
            return clean(cell)
        case bool():
            return "是" if cell else "否"
        case float() if cell.is_integer() and abs(cell) >= 10**EXCEL_DIGITS:
            raise ValidationError("数字超过15位，表格软件已丢失后几位，请把单元格设为文本后重新填写。")
        case int() | float():
            return f"{cell:.{EXCEL_DIGITS}g}"
        case datetime() if cell.time() == datetime.min.time():
            return cell.date()
    return cell
