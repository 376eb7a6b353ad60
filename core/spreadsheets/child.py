"""Parses one uploaded file under hard limits. Run as a script; never in a process that has anything to lose.

    python -I child.py xlsx 20000 < upload > rows

Rows come out as JSON lines: first the sheet's name, then [number, cells] for each row that is not empty, or
[number, cells, 1] for a line of text merged across the table. The exit code is an Outcome; a child killed by a signal ran into a limit. It needs nothing of the project.
"""

import codecs
import csv
import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime
from enum import IntEnum

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MB = 1024 * 1024
MEMORY = 512 * MB
CPU_SECONDS = 8
OUTPUT = 256 * MB
LINE = 2 * MB  # what one row may take in the parent's memory
ACROSS = 2  # how many further columns make a merged cell a line across the table
ENTRIES = 2_000
UNPACKED = 200 * MB
RATIO = 200  # real sheets stay under 100; deflate can do 1032
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
XLS_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


class Outcome(IntEnum):
    READ = 0
    BROKEN = 10  # not 1, Python's own code for an exception nobody expected
    PASSWORD = 11
    EMPTY = 12
    TOO_LARGE = 13
    TOO_MANY_ROWS = 14
    ENCODING = 15
    BAD_CSV = 16
    MISMATCH = 17


class Refused(Exception):
    def __init__(self, outcome: Outcome):
        self.outcome = outcome


def main(claimed: str, max_rows: int) -> Outcome:
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    limit()
    try:
        read = read_csv if claimed == "csv" else read_workbook
        write(*read(sys.stdin.buffer, claimed), max_rows)
    except Refused as refusal:
        return refusal.outcome
    except CalamineError:
        return Outcome.BROKEN
    except (MemoryError, OSError):
        return Outcome.TOO_LARGE
    return Outcome.READ


def limit():
    """From here on: no more memory, time or output than this, and no new file or socket at all."""
    for encoding in ("utf-8-sig", "utf-16", "gb18030", "cp437"):
        codecs.lookup(encoding)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def write(sheet: str, margin: list, rows, max_rows: int):
    """Rows that are not empty, with their numbers; `margin` stands for the empty columns before the first one used.

    `rows` are pairs: the cells, and whether one text merged across the table is all there is.
    """
    encode = json.JSONEncoder(ensure_ascii=False, default=typed).encode
    sys.stdout.write(encode(sheet) + "\n")
    written = 0
    for number, (cells, is_banner) in enumerate(rows, 1):
        while cells and is_blank(cells[-1]):
            cells.pop()
        if not cells:
            continue
        written += 1
        if written > max_rows:
            raise Refused(Outcome.TOO_MANY_ROWS)
        line = encode([number, margin + cells] + [1] * is_banner)
        if len(line) > LINE:
            raise Refused(Outcome.TOO_LARGE)
        sys.stdout.write(line + "\n")
    sys.stdout.flush()
    if not written:
        raise Refused(Outcome.EMPTY)


def is_blank(cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def typed(value):
    """Dates keep their type on the way to the parent; hours and durations become text."""
    if isinstance(value, date):
        return {"datetime" if isinstance(value, datetime) else "date": value.isoformat()}
    return str(value)


def read_workbook(source, claimed: str):
    if kind_of(source) != claimed:
        raise Refused(Outcome.MISMATCH)
    source.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(source)
    except PasswordError:
        raise Refused(Outcome.PASSWORD) from None
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(about.name)
            left = sheet.start[1] if sheet.start else 0
            return about.name, [""] * left, filled(sheet.iter_rows(), sheet.merged_cell_ranges or [], left)
    raise Refused(Outcome.EMPTY)


def filled(rows, ranges, left: int):
    """Every cell of a merged range says what its first one says. A row that would say nothing else stays empty."""
    waiting, current = sorted(ranges, reverse=True), []
    for number, cells in enumerate(rows):
        said = [index for index, cell in enumerate(cells) if not is_blank(cell)]
        while waiting and waiting[-1][0][0] <= number:
            (_, first), (bottom, last) = waiting.pop()
            first, last = first - left, last - left
            if 0 <= first < len(cells):
                current.append((bottom, first, last, cells[first]))
        current = [merged for merged in current if merged[0] >= number]
        if said and any(said == [first] and last - first >= ACROSS for _, first, last, _ in current):
            yield cells, True
            continue
        for _, first, last, cell in current if said else ():
            cells[first : last + 1] = [cell] * (min(last + 1, len(cells)) - first)
        yield cells, False


def kind_of(source) -> str:
    """What the content is, whatever the file is called."""
    head = source.read(8)
    if head.startswith(b"PK"):
        return "xlsx" if is_workbook_archive(source) else "zip"
    if head == OLE:
        content = source.read()
        if ENCRYPTED in content:
            raise Refused(Outcome.PASSWORD)
        return "xls" if any(name in content for name in XLS_STREAMS) else "ole"
    return "other"


def is_workbook_archive(source) -> bool:
    """Looks at the archive's directory only; refuses what would unpack into too much."""
    try:
        entries = zipfile.ZipFile(source).infolist()
    except zipfile.BadZipFile:
        raise Refused(Outcome.BROKEN) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Outcome.PASSWORD)
    swollen = any(e.file_size > MB and e.file_size > RATIO * e.compress_size for e in entries)
    if swollen or len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
        raise Refused(Outcome.TOO_LARGE)
    return any(entry.filename.replace("\\", "/").lower() == "xl/workbook.xml" for entry in entries)


def read_csv(source, claimed: str):
    text = decoded(source.read())
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return "", [], ((cells, False) for cells in csv_rows(reader))


def csv_rows(reader):
    try:
        yield from reader
    except csv.Error:
        raise Refused(Outcome.BAD_CSV) from None


def decoded(content: bytes) -> str:
    """UTF-8 or GB18030 without a mark, UTF-8 or UTF-16 with one. A NUL byte means it is no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ("utf-16",)
    elif content.startswith(codecs.BOM_UTF8):
        candidates = ("utf-8-sig",)
    else:
        candidates = ("utf-8", "gb18030")
    for encoding in candidates:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Refused(Outcome.MISMATCH)
        return text
    raise Refused(Outcome.MISMATCH if b"\0" in content else Outcome.ENCODING)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
