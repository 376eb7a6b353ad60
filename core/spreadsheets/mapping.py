"""Registers as other offices write them: which of their columns is which of ours, asked once and remembered."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.core.exceptions import ValidationError

from core.spreadsheets.columns import Column, SpreadsheetError
from core.spreadsheets.headings import UNTITLED, Heading, quoted

LEFT_OUT = "-"
NUMBERING = frozenset({"序号", "行号", "no.", "no", "年份", "年度"})


@dataclass(frozen=True)
class Mapping:
    """What is known of a file's columns beyond their names.

    `remembered` goes by the heading, `chosen` by position on the page that showed the headings of `shown`; both give a
    column's name, its heading or LEFT_OUT. `constants` are cells for columns the file lacks, `instead` names columns of which
    one must be there and what may stand for it, `passed_over` headings nobody need be asked about.
    """

    remembered: dict[str, str] = field(default_factory=dict)
    chosen: dict[int, str] = field(default_factory=dict)
    shown: str = ""
    constants: dict[str, str] = field(default_factory=dict)
    instead: dict[str, str] = field(default_factory=dict)
    passed_over: frozenset[str] = NUMBERING

    def applied(self, found: list[Heading], columns: list[Column]) -> "Headings":
        by_name = {name: column for column in columns for name in (column.heading, column.name)}
        by_name[LEFT_OUT] = None
        chosen = self.chosen if self.shown == fingerprint(found) else {}
        taken, placed, undecided = set(), [], []
        for heading in found:
            name = chosen.get(heading.index) or self.remembered.get(heading.key)
            if name not in by_name:
                name = heading.column.name if heading.column else ""
            if not name and heading.key in self.passed_over:
                name = LEFT_OUT
            column = by_name.get(name)
            if not name or (column in taken and not column.join):
                column = None
            heading = heading._replace(column=column)
            if column:
                taken.add(column)
            elif name != LEFT_OUT:
                undecided.append(heading)
            placed.append(heading)
        missing = [
            column
            for column in columns
            if (column.required or column.name in self.instead)
            and not taken & {column, by_name.get(self.instead.get(column.name, LEFT_OUT))} - {None}
        ]
        return Headings(placed, undecided, missing, found, bool(chosen))


@dataclass(frozen=True)
class Headings:
    """A file's columns as they were understood; `undecided` are those somebody must say something about."""

    placed: list[Heading]
    undecided: list[Heading]
    missing: list[Column]
    found: list[Heading]
    was_chosen: bool
    samples: dict[int, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.found)

    @property
    def said(self) -> dict[str, str]:
        """What to remember: heading → column name, where it is not what the heading says by itself."""
        return {
            placed.key: name_of(placed)
            for found, placed in zip(self.found, self.placed, strict=True)
            if placed not in self.undecided
            and placed.title != UNTITLED
            and (placed.column != found.column or not placed.column)
        }

    @property
    def lines(self) -> list[tuple[Heading, str, str]]:
        """Each heading with the first thing said below it and the name of its column, "" where nobody knows."""
        return [
            (
                heading,
                self.samples.get(heading.index, ""),
                "" if heading in self.undecided else name_of(heading),
            )
            for heading in self.placed
        ]


def name_of(heading: Heading) -> str:
    return heading.column.name if heading.column else LEFT_OUT


class UnmappedError(SpreadsheetError):
    """Somebody must say which column is which before anything can be read."""

    def __init__(self, headings: Headings, wanting: list[Column]):
        self.headings, self.wanting = headings, wanting
        strange = quoted([heading.title for heading in headings.undecided[:10]])
        absent = quoted([column.heading for column in wanting])
        said = [
            f"{strange}列还不知道对应哪一栏" if strange else "",
            f"文件里没有{absent}列" if absent else "",
        ]
        self.said = "；".join(filter(None, said))
        super().__init__(f"{self.said}。请在下面选好，再点“按选定的检查”。")


def constants(mapping: Mapping, headings: Headings) -> dict:
    """The values of the columns a file lacks; UnmappedError while one is still wanting."""
    values, wanting = {}, []
    for column in headings.missing:
        said = mapping.constants.get(column.name) or mapping.constants.get(column.heading, "")
        try:
            values[column.name] = replace(column, required=True).read(said)
        except ValidationError:
            wanting.append(column)
    if headings.undecided or wanting:
        raise UnmappedError(headings, wanting)
    return values


def fingerprint(headings: list[Heading]) -> str:
    """Which headings a page showed: what is chosen there says nothing about another file."""
    text = json.dumps([[heading.index, heading.title] for heading in headings], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Answers(NamedTuple):
    """What somebody said about a file: its columns, by position or by heading, and what its rows leave open.

    `checked` is the token of what was shown before; None where nothing is shown, on the command line.
    """

    chosen: dict[int, str] = {}
    shown: str = ""
    said: dict[str, str] = {}
    constants: dict[str, str] = {}
    decisions: dict[str, str] = {}
    checked: str | None = None

    def mapping(self, remembered: dict[str, str], **known) -> Mapping:
        return Mapping(
            remembered=remembered | self.said,
            chosen=self.chosen,
            shown=self.shown,
            constants=self.constants,
            **known,
        )

    def only_check(self, understood: str, otherwise: bool) -> bool:
        """Whether the file is only looked at: until what was shown is what would be taken in."""
        return otherwise if self.checked is None else self.checked != understood


NOTHING_SAID = Answers()
