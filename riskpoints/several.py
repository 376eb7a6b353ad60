"""One row of a real register may hold several risk points: numbered lists in a cell, levels written 1中2低."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from core.spreadsheets import CellError, Row
from riskpoints import rules

NUMBER = re.compile(r"[(（](\d{1,2})[)）]|(?:(?<=^)|(?<=[\s;；。，,、]))(\d{1,2})[.．、)）](?!\d)")
CIRCLED = re.compile("[①-⑳]")
COUNTED = re.compile(
    r"(\d{1,2}|[一二三四五六七八九])个?([高中低ABC])|([高中低ABC])(?:级|风险)?:?(\d{1,2})个?"
)
BETWEEN = re.compile(r"[\s、,，;；。和及]*")
DIGITS = "〇一二三四五六七八九"
CLAUSE = re.compile(r"[。；;\n]")
SHORT, LONGEST = 60, 200
MOST = 20


class Levels(NamedTuple):
    """The levels of a cell that names several; `in_order` when it says which item has which."""

    text: str
    levels: tuple[str, ...]
    in_order: bool


@dataclass(frozen=True)
class Open:
    """The level of one of several points, while nobody has said which of the row's levels it is."""

    text: str
    levels: tuple[str, ...]
    item: int

    def sentence(self, was_said: bool) -> str:
        if was_said:
            return f"选定的等级与“{self.text}”对不上，请核对。"
        return f"“{self.text}”没有说明哪一条是哪一级。请在下面选定，或在文件里逐条写明，如“1.中 2.低”。"

    @property
    def label(self) -> str:
        return self.text


class Question(NamedTuple):
    """What the page asks about one point."""

    row: int
    about: Open
    name: str
    shown: str

    @property
    def key(self) -> tuple[int, int]:
        return self.row, self.about.item

    @property
    def field(self) -> str:
        return f"level-{self.row}-{self.about.item}"


def items(text: str) -> list[str]:
    """The items of a numbered list, which counts from 1 without a gap; none when the text is not one."""
    text = CIRCLED.sub(lambda mark: f" ({ord(mark[0]) - ord('①') + 1})", text)
    marks = list(NUMBER.finditer(text))
    numbers = [int(mark[1] or mark[2]) for mark in marks]
    if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)) or text[: marks[0].start()].strip():
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = [text[mark.end() : end].strip(" \n\t;；，,、") for mark, end in zip(marks, ends, strict=True)]
    return found if all(found) else []


def levels_of(written: str) -> str | Levels | None:
    """A level, several of them, or None where the text says none that we know. "" for 未标."""
    text = unicodedata.normalize("NFKC", written).strip()
    if text in rules.UNMARKED:
        return ""
    if level := _one(text):
        return level
    parts = items(text) or [part for part in re.split(r"[\s、,;/]+", text) if part]
    if len(parts) > 1 and all(levels := [_one(part) for part in parts]):
        return Levels(written, tuple(levels), True)
    counted = _counted(text)
    return Levels(written, counted, False) if 1 < len(counted) <= MOST else None


def apart(row: Row):
    """The risk points of a row, each as a row of its own with the same number."""
    values = row.values
    levels = values.get("level")
    if row.errors or (values.get("id") and not isinstance(levels, Levels)):
        return [row]
    points = _points(values, isinstance(levels, Levels))
    if not points[0]["name"]:
        row.errors.append(CellError(row.number, "风险点", "不能为空，也没有表现形式可以代替。"))
    if isinstance(levels, Levels) and len(levels.levels) != len(points):
        said = f"“{levels.text}”说的是{len(levels.levels)}个风险点，这一行看得出{len(points)}个。"
        row.errors.append(CellError(row.number, "风险等级", f"{said}请拆成几行，或逐条编号写明。"))
        return [row]
    measures = items(values.get("measures") or "")
    each = len(measures) == len(points) > 1
    return [
        row._replace(
            values=values | point | _level(levels, item) | _measures(measures, item if each else None)
        )
        for item, point in enumerate(points)
    ]


def _points(values: dict, several: bool) -> list[dict]:
    """Name and manifestation of each point. A list of manifestations is one of points only where nothing else is."""
    name, shown = values.get("name", ""), values.get("manifestation", "")
    names, manifestations = items(name), items(shown)
    if names:
        paired = manifestations if len(manifestations) == len(names) else [shown] * len(names)
        return [
            {"name": each[:LONGEST], "manifestation": text} for each, text in zip(names, paired, strict=True)
        ]
    if manifestations and (several or not name):
        return [{"name": name or name_from(each), "manifestation": each} for each in manifestations]
    return [{"name": name or name_from(shown)}]


def name_from(manifestation: str) -> str:
    """A register without names of its points: the first clause of what may happen is one."""
    clause = CLAUSE.split(manifestation.strip())[0]
    return (clause if len(clause) <= SHORT else re.split("[，,]", clause)[0])[:LONGEST]


def _level(levels, item: int) -> dict:
    if not isinstance(levels, Levels):
        return {}
    if levels.in_order or len(set(levels.levels)) == 1:
        return {"level": levels.levels[item]}
    return {"level": Open(levels.text, levels.levels, item)}


def _measures(found: list[str], item: int | None) -> dict:
    if not found:
        return {}
    return {"measures": found[item] if item is not None else "\n".join(found)}


def _one(text: str) -> str:
    bare = text.strip("。.★☆ ")
    return rules.LEVEL_WORDS.get(bare, "")


def _counted(text: str) -> tuple[str, ...]:
    """1中2低, 高1个、中2个."""
    levels, at = [], 0
    while at < len(text):
        mark = COUNTED.match(text, at)
        if mark is None:
            return ()
        number, word = mark[1] or mark[4], mark[2] or mark[3]
        levels += [rules.LEVEL_WORDS[word]] * (int(number) if number.isdigit() else DIGITS.index(number))
        at = BETWEEN.match(text, mark.end()).end()
    return tuple(levels)
