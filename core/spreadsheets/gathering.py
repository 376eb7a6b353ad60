"""Registers that give one record several rows: cells merged down the page, or the name again with one more basis in each."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from core.spreadsheets.columns import Column, plain


class Line(NamedTuple):
    """What a file says about one record: its first row, how many rows it takes, and where these contradict each other."""

    number: int
    cells: dict[Column, Any]
    rows: int = 1
    objections: tuple[tuple[int, str, str], ...] = ()  # row, column name, sentence


Gather = Callable[[Iterable[Line]], Iterator[Line]]


def by(named: tuple[str, ...], apart: tuple[str, ...], given: tuple[str, ...] = ()) -> Gather:
    """Rows in succession are one record when the first of `named` that the later one says is the same in both.

    What differs in a column of `apart` makes two records; in one of `given`, which the page answers where a row is
    silent, being silent differs from saying something too. A row that says nothing but further lines of what may have
    several (a column with `join`) belongs to the one above.
    """

    def gather(lines: Iterable[Line]) -> Iterator[Line]:
        group = None
        for line in lines:
            if group and group.takes(line):
                group.add(line)
                continue
            if group:
                yield group.line()
            group = _Group(line, named, apart, given)
        if group:
            yield group.line()

    return gather


class _Group:
    """The rows of one record, as far as they have been read."""

    def __init__(self, first: Line, named: tuple[str, ...], apart: tuple[str, ...], given: tuple[str, ...]):
        self.first, self.named, self.apart, self.given = first, named, apart, given
        self.cells = dict(first.cells)
        self.from_row = dict.fromkeys(first.cells, first.number)
        self.several: dict[Column, dict[str, None]] = {}
        self.rows, self.objections = 1, []
        self.key = self._said(first, *named, *apart)

    def takes(self, line: Line) -> bool:
        said = self._said(line, *self.named, *self.apart)
        if any(self._differs(name, said) for name in self.apart):
            return False
        for name in self.named:
            if said[name]:
                return said[name] == self.key[name]
        single = [text_of(cell) for column, cell in line.cells.items() if not column.join]
        return not any(single) and any(text_of(cell) for cell in line.cells.values())

    def _differs(self, name: str, said: dict[str, str]) -> bool:
        both = said[name] and self.key[name]
        answered = name in self.given and any(said[each] for each in self.named)
        return said[name] != self.key[name] and bool(both or answered)

    def add(self, line: Line) -> None:
        self.rows += 1
        for column, cell in line.cells.items():
            if not (text := text_of(cell)):
                continue
            if not (before := text_of(self.cells[column])):
                self.cells[column], self.from_row[column] = cell, line.number
            elif column.join:
                self.several.setdefault(column, {before: None})[text] = None
            elif text != before:
                self._object(column, line.number, text, before)
        self.key = {name: said or self.key[name] for name, said in self._said(line, *self.key).items()}

    def line(self) -> Line:
        for column, texts in self.several.items():
            self.cells[column] = column.join([("", text) for text in texts])
        return Line(self.first.number, self.cells, self.rows, tuple(self.objections))

    def _object(self, column: Column, row: int, text: str, before: str) -> None:
        sentence = (
            f"写的是“{text[:20]}”，而第{self.from_row[column]}行写的是“{before[:20]}”。这两行按同一项读，"
            f"{column.heading}只能有一个：请改成一样；不是同一项的，请把名称写得不同。"
        )
        self.objections.append((row, column.name, sentence))

    @staticmethod
    def _said(line: Line, *names: str) -> dict[str, str]:
        said = dict.fromkeys(names, "")
        return said | {
            column.name: text_of(cell) for column, cell in line.cells.items() if column.name in said
        }


def text_of(cell) -> str:
    """A cell as it is compared; what is wrong with it is said when it is read."""
    try:
        return str(plain(cell))
    except ValidationError:
        return str(cell)


def one_cell(column: Column, pairs: list[tuple[str, Any]]):
    """The cell of a column that a file spreads over several; where one of them cannot be read, that one."""
    texts = []
    for title, cell in pairs:
        try:
            texts.append((title, str(plain(cell))))
        except ValidationError:
            return cell
    return column.join([(title, text) for title, text in texts if text])
