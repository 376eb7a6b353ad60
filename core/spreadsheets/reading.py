"""Uploads become rows: copy under a size limit, parse in the child, find the headings, read the cells."""

import hashlib
import json
import logging
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from itertools import islice
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from core.spreadsheets import headings
from core.spreadsheets.child import MB, Outcome
from core.spreadsheets.columns import CellError, Column, SpreadsheetError
from core.spreadsheets.gathering import Gather, Line, one_cell
from core.spreadsheets.mapping import Mapping, constants
from core.spreadsheets.text import unguarded

logger = logging.getLogger(__name__)

MAX_ROWS = 20_000
MAX_BYTES = 10 * MB
WALL_SECONDS = 12
SAMPLED = 3
LOOKED_AT = headings.SEARCHED + SAMPLED
DITTO = frozenset({"同上", "〃", "″", "同上行"})
MAX_COLUMNS = 200  # that somebody can be asked about
EXTENSIONS = {".xlsx", ".xls", ".csv"}
CHILD = Path(__file__).with_name("child.py")

SENTENCES = {
    Outcome.BROKEN: "文件已损坏或不完整，无法读取。请用 Excel 或 WPS 打开后另存为 .xlsx，再重新上传。",
    Outcome.MISMATCH: "扩展名与内容不符：文件名以 {extension} 结尾，内容却不是这种表格。请用 Excel 或 WPS 另存为 .xlsx 后再上传。",
    Outcome.PASSWORD: "该文件设有密码，请取消密码保护后再上传。",
    Outcome.EMPTY: "文件里没有任何内容。",
    Outcome.TOO_LARGE: "文件展开后过大，无法读取。请检查是否有内容误填在很远的行或列，删除多余的行列后再上传。",
    Outcome.TOO_MANY_ROWS: "文件超过{max_rows:,}行的上限，请拆成几个文件分别上传。",
    Outcome.ENCODING: "无法识别文件的文字编码，请用 Excel 或 WPS 另存为 .xlsx 后再上传。",
    Outcome.BAD_CSV: "这个 .csv 文件的引号不成对，或有单元格过长，无法分出行列。请用 Excel 或 WPS 另存为 .xlsx 后再上传。",
}
TOO_MANY_MADE = f"文件里一行写了几项，拆开后超过{MAX_ROWS:,}项的上限，请拆成几个文件分别上传。"
TOO_MANY_COLUMNS = "文件有{number:,}列，最多{most}列。请删去不用的列后再上传。"


class Row(NamedTuple):
    """One row that is not empty; `values` holds every cell that could be read, `errors` the others."""

    number: int
    values: dict[str, Any]
    errors: list[CellError]
    rows: int = 1  # of the file, from `number` on


class Table:
    """A file whose headings fit. Iterate `rows` as often as you like: they lie in a temporary file, not in memory.

    `values` has only the columns the file has: a column left out means "leave as it is". With a `mapping` the file may
    be somebody else's register: `headings` tells how it was understood, `banners` are lines merged across it.
    """

    def __init__(
        self, spool, *, filename: str, digest: str, columns: list[Column], allow_unknown: bool, mapping
    ):
        weakref.finalize(self, spool.close)
        self.filename = filename
        self.digest = digest
        self.columns = {column.name: column for column in columns}
        self.expand: Callable[[Row], Iterable[Row]] = lambda row: [row]
        self.gather: Gather = iter  # which rows are one; `gathered` tells of them, by the first one's number
        self.gathered: dict[int, Row] = {}
        self.derived: set[str] = set()  # names of columns that `expand` fills in
        self.decisions: dict[str, str] = {}  # what somebody said about what a row leaves open, by its key
        self.home: int | None = None  # id of the unit to which rows without one belong
        self._spool = spool
        self._is_csv = filename.lower().endswith(".csv")
        self._is_mapped = mapping is not None
        self.sheet = json.loads(spool.readline())
        top = spool.tell()
        first = [[] if is_banner else cells for _, cells, is_banner in islice(self._lines(), LOOKED_AT)]
        above, found = headings.find(first[: headings.SEARCHED], columns, sheet=self.sheet)
        samples = first[above + 1 : above + 1 + SAMPLED]
        self.headings, self.constants = None, {}
        if mapping is None:
            headings.complain(found, columns, allow_unknown=allow_unknown)
        else:
            found = headings.with_untitled(found, samples)
            if len(found) > MAX_COLUMNS:
                raise SpreadsheetError(TOO_MANY_COLUMNS.format(number=len(found), most=MAX_COLUMNS))
            self.headings = mapping.applied(found, columns)
            self.headings.samples.update(_samples(found, samples))
            self.constants = constants(mapping, self.headings)
            found = self.headings.placed
        self.placed = [heading for heading in found if heading.column]
        spool.seek(top)
        for _ in range(above + 1):
            spool.readline()
        self._start = spool.tell()
        self._length = sum(1 for _ in spool)

    def __len__(self) -> int:
        return self._length

    @property
    def rows(self) -> Iterator[Row]:
        made = 0
        for line in self.gather(self._said()):
            row = self._row(line)
            if row.rows > 1:
                self.gathered[row.number] = row
            for each in self.expand(row):
                made += 1
                if made > MAX_ROWS:
                    raise SpreadsheetError(TOO_MANY_MADE)
                yield each

    @property
    def banners(self) -> list[tuple[int, str]]:
        """Number and text of the lines merged across the table, which are no rows."""
        self._spool.seek(self._start)
        found = ((number, cells) for number, cells, is_banner in self._lines() if is_banner)
        return [(number, next(str(cell) for cell in cells if cell)) for number, cells in found]

    @property
    def understood(self) -> str:
        """The same file understood in the same way has the same hash."""
        said = [[heading.index, heading.column.name] for heading in self.placed]
        answers = sorted(self.decisions.items())
        understood = [self.digest, said, self.constants, answers, self.home]
        text = json.dumps(understood, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def error(self, number: int, name: str, message: str) -> CellError:
        """A CellError for a column by its name; any other name means the whole row."""
        for heading in self.placed:
            if heading.column.name == name:
                return CellError(number, heading.column.heading, message, heading.letter)
        column = self.columns.get(name)
        return CellError(number, column.heading if column else "", message)

    def _lines(self) -> Iterator[tuple[int, list, bool]]:
        decode = json.JSONDecoder(object_hook=_moment).decode
        while line := self._spool.readline():
            number, cells, *mark = decode(line.decode())
            yield number, cells, bool(mark)

    def _said(self) -> Iterator[Line]:
        """Every row that is one, as the cells of our columns."""
        self._spool.seek(self._start)
        above: list = []
        for number, cells, is_banner in self._lines():
            if is_banner and self._is_mapped:
                continue
            if self._is_mapped:
                cells = above = _without_ditto(cells, above)
            yield Line(number, dict(self._cells(cells)))

    def _row(self, line: Line) -> Row:
        found = [self.error(*objection) for objection in line.objections]
        row = Row(line.number, dict(self.constants), found, line.rows)
        for column, cell in line.cells.items():
            try:
                row.values[column.name] = column.read(cell)
            except ValidationError as error:
                row.errors.append(self.error(line.number, column.name, "".join(error.messages)))
        return row

    def _cells(self, cells: list) -> Iterator[tuple[Column, Any]]:
        """Each column with its cell; one that the file spreads over several with the cells joined."""
        shared: dict[Column, list] = {}
        for heading in self.placed:
            cell = cells[heading.index] if heading.index < len(cells) else ""
            if self._is_csv:
                cell = unguarded(cell)
            shared.setdefault(heading.column, []).append((heading.title, cell))
        for column, pairs in shared.items():
            yield column, pairs[0][1] if len(pairs) == 1 else one_cell(column, pairs)


def _without_ditto(cells: list, above: list) -> list:
    """同上 says what the cell above says."""
    return [
        above[index] if isinstance(cell, str) and cell.strip() in DITTO and index < len(above) else cell
        for index, cell in enumerate(cells)
    ]


def _samples(found: list, rows: list[list]) -> dict[int, str]:
    """The first thing said below each heading, for whoever must say what it is."""
    return {
        heading.index: next(
            (str(row[heading.index]) for row in rows if heading.index < len(row) and row[heading.index]), ""
        )
        for heading in found
    }


def read_table(
    upload,
    *,
    columns: list[Column],
    max_rows: int = MAX_ROWS,
    max_bytes: int = MAX_BYTES,
    allow_unknown: bool = False,
    mapping: Mapping | None = None,
) -> Table:
    """Read an uploaded .xlsx, .xls or .csv (any binary file with a name); SpreadsheetError says what is wrong.

    Without a `mapping` the headings must be those of the columns. With one, what it does not settle is an
    UnmappedError.
    """
    filename = PurePath(str(upload.name)).name
    extension = PurePath(filename).suffix.lower()
    if extension not in EXTENSIONS:
        raise SpreadsheetError("只接受 .xlsx、.xls 或 .csv 文件。")
    with tempfile.TemporaryFile() as source:
        digest = _copy(upload, source, max_bytes)
        spool = _parse(source, extension, max_rows + headings.SEARCHED)
    table = Table(
        spool, filename=filename, digest=digest, columns=columns, allow_unknown=allow_unknown, mapping=mapping
    )
    if not len(table):
        raise SpreadsheetError("表头下面没有任何数据。")
    if len(table) > max_rows:
        raise SpreadsheetError(SENTENCES[Outcome.TOO_MANY_ROWS].format(max_rows=max_rows))
    return table


def _copy(upload, source, max_bytes: int) -> str:
    """Copy the upload to where the child can read it; its SHA-256 goes into the audit log."""
    digest, size = hashlib.sha256(), 0
    upload.seek(0)
    while chunk := upload.read(64 * 1024):
        size += len(chunk)
        if size > max_bytes:
            raise SpreadsheetError(
                f"文件超过{max_bytes / MB:g} MB 的上限，请删去图片或拆成几个文件后再上传。"
            )
        digest.update(chunk)
        source.write(chunk)
    if not size:
        raise SpreadsheetError(SENTENCES[Outcome.EMPTY])
    source.seek(0)
    return digest.hexdigest()


def _parse(source, extension: str, max_rows: int):
    """The child's rows, complete or not at all. It inherits no secret: its environment is empty."""
    command = [sys.executable, "-I", str(CHILD), extension.removeprefix("."), str(max_rows)]
    with tempfile.TemporaryFile() as complaints, ExitStack() as on_failure:
        spool = on_failure.enter_context(tempfile.TemporaryFile())
        try:
            code = subprocess.run(
                command, stdin=source, stdout=spool, stderr=complaints, env={}, timeout=WALL_SECONDS
            ).returncode
        except subprocess.TimeoutExpired:
            code = Outcome.TOO_LARGE
        outcome = _outcome(code, complaints)
        if outcome != Outcome.READ:
            sentence = SENTENCES[outcome]
            raise SpreadsheetError(
                sentence.format(extension=extension, max_rows=max_rows - headings.SEARCHED)
            )
        on_failure.pop_all()
    spool.seek(0)
    return spool


def _outcome(code: int, complaints) -> Outcome:
    """A negative code is a signal: the child ran into one of its limits. A code of its own never fails silently."""
    if code < 0:
        return Outcome.TOO_LARGE
    if code in list(Outcome):
        return Outcome(code)
    complaints.seek(0)
    logger.error(
        "the spreadsheet reader failed with %s: %s", code, complaints.read()[-2000:].decode(errors="replace")
    )
    return Outcome.BROKEN


def _moment(found: dict):
    kind, text = next(iter(found.items()))
    return (datetime if kind == "datetime" else date).fromisoformat(text)
