"""Finding the row of headings, or the rows of a heading in several storeys, and which column stands where."""

import re
from typing import NamedTuple

from core.spreadsheets.columns import Column, SpreadsheetError, comparable

LONGEST = 50
LONGEST_KEY = 160  # comparing may take one letter apart into eighteen
UNTITLED = "（没有标题）"
SEARCHED = 10  # a title, a note and a unit line often stand above the headings
STOREYS = 3
REMARK = re.compile(r"\([^()]*\)$")  # 承诺时限（工作日）


class Heading(NamedTuple):
    """One column of a file: where it stands, what it is called there, and which of ours that is."""

    index: int
    title: str
    column: Column | None = None

    @property
    def letter(self) -> str:
        return letter(self.index)

    @property
    def key(self) -> str:
        return comparable(self.title)[:LONGEST_KEY]


Storeys = list[tuple[str, ...]]  # for each column what its heading says, from the top down


def find(rows: list[list], columns: list[Column], *, sheet: str) -> tuple[int, list[Heading]]:
    """The last of the rows that hold the headings, and every column that has one."""
    known = {heading: column for column in columns for heading in column.headings}
    best, last, found = 0, 0, []
    for top, depth, storeys in _candidates(rows):
        named = [_named(index, parts, known) for index, parts in enumerate(storeys) if parts]
        understood = len({heading.column for heading in named if heading.column})
        if understood > best or (top <= last and understood == best > 0):  # of rows apart the upper one wins
            best, last, found = understood, top + depth, named
    if not found:
        raise SpreadsheetError(_no_headings(columns, sheet))
    return last, found


def with_untitled(found: list[Heading], rows: list[list]) -> list[Heading]:
    """The headings, and one for every column that says something in the rows below and has none."""
    titled = {heading.index for heading in found}
    spoken = {index for row in rows for index, cell in enumerate(row) if cell}
    return sorted([*found, *(Heading(index, UNTITLED) for index in spoken - titled)])


def complain(headings: list[Heading], columns: list[Column], *, allow_unknown: bool):
    """SpreadsheetError for columns that are missing, repeated or unknown."""
    present = [heading.column for heading in headings if heading.column]
    unknown = [
        f"「{heading.title}」（{heading.letter}列）"
        for heading in headings
        if not heading.column and not allow_unknown
    ]
    missing = [column.heading for column in columns if column.required and column not in present]
    repeated = [column.heading for column in columns if present.count(column) > 1]
    problems = [
        f"缺少{quoted(missing)}列" if missing else "",
        f"{quoted(repeated)}列出现了不止一次" if repeated else "",
        f"不认识{'、'.join(unknown[:10])}{f'等{len(unknown)}列' if len(unknown) > 10 else ''}"
        if unknown
        else "",
    ]
    if any(problems):
        raise SpreadsheetError("；".join(filter(None, problems)) + "。请按模板的表头填写后再上传。")


def letter(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def quoted(names: list[str]) -> str:
    return "".join(f"「{name}」" for name in names)


def _candidates(rows: list[list]):
    """Every row, and every row with the one or two below it where those can be storeys of the same heading."""
    titles = [[" ".join(str(cell).split())[:LONGEST] for cell in row] for row in rows]
    width = max(map(len, titles))
    titles = [row + [""] * (width - len(row)) for row in titles]
    for top, row in enumerate(titles):
        storeys: Storeys | None = [(title,) if title else () for title in row]
        for depth in range(STOREYS):
            yield top, depth, storeys
            if top + depth + 1 == len(titles):
                break
            storeys = _below(storeys, titles[top + depth + 1])
            if storeys is None:
                break


def _below(storeys: Storeys, row: list[str]) -> Storeys | None:
    """The headings with one more storey; None where the row is not one.

    Under a heading that stands alone nothing else may be written, or the row is data already.
    """
    if not any(row):
        return None
    over = [parts[-1] if parts else "" for parts in storeys]
    for index, title in enumerate(row):
        if title not in ("", over[index]) and over[index] and not _is_shared(over, row, index):
            return None
    return [
        parts if title in ("", *parts[-1:]) else (*(parts or _over(storeys, index)), title)
        for index, (parts, title) in enumerate(zip(storeys, row, strict=True))
    ]


def _is_shared(over: list[str], row: list[str], index: int) -> bool:
    """Whether a heading reaches over several columns: merged, or with nothing but subheadings to its right."""
    beside = [over[near] for near in (index - 1, index + 1) if 0 <= near < len(over)]
    reaches_on = index + 1 < len(over) and not over[index + 1] and row[index + 1]
    return over[index] in beside or bool(reaches_on)


def _over(storeys: Storeys, index: int) -> tuple[str, ...]:
    """The heading to the left that an empty cell of the upper row belongs to."""
    return next((parts for parts in reversed(storeys[:index]) if parts), ())


def _named(index: int, parts: tuple[str, ...], known: dict[str, Column]) -> Heading:
    tried = ("".join(parts), parts[-1], parts[0])
    columns = (known.get(key) or known.get(REMARK.sub("", key)) for key in map(comparable, tried))
    return Heading(index, "·".join(parts), next(filter(None, columns), None))


def _no_headings(columns: list[Column], sheet: str) -> str:
    wanted = [column.heading for column in columns if column.required] or [
        column.heading for column in columns
    ]
    place = f"工作表「{sheet}」" if sheet else "文件"
    return f"{place}前{SEARCHED}行里没有找到表头，应有一行写着{quoted(wanted[:5])}。请按模板填写后再上传。"
