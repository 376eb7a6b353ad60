"""Parses one uploaded file under hard limits. Run as a script; never in a process that has anything to lose.

    python -I child.py xlsx 20000 < upload > rows

Rows come out as JSON lines: first the sheet's name, then [number, cells] for each row that is not empty. The
exit code is an Outcome; a child killed by a signal ran into a limit. It needs nothing of the project.
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

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MB = 1024 * 1024
MEMORY = 512 * MB
CPU_SECONDS = 8
OUTPUT = 128 * MB
ENTRIES = 2_000
UNPACKED = 200 * MB
RATIO = 200  # real sheets stay under 100; deflate can do 1032
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


class Outcome(IntEnum):
    READ = 0
    BROKEN = 1  # also Python's own exit code for an uncaught exception
    MISMATCH = 10
    PASSWORD = 11
    EMPTY = 12
    TOO_LARGE = 13
    TOO_MANY_ROWS = 14
    ENCODING = 15
    BAD_CSV = 16


class Refused(Exception):
    def __init__(self, outcome: Outcome):
        self.outcome = outcome


def main(claimed: str, max_rows: int) -> Outcome:
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    limit()
    try:
        sheet, rows = (
            read_csv(sys.stdin.buffer) if claimed == "csv" else read_workbook(sys.stdin.buffer, claimed)
        )
        write(sys.stdout, sheet, rows, max_rows)
    except Refused as refusal:
        return refusal.outcome
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


def write(out, sheet: str, rows, max_rows: int):
    encode = json.JSONEncoder(ensure_ascii=False, default=typed).encode
    out.write(encode(sheet) + "\n")
    written = 0
    for number, cells in enumerate(rows, 1):
        while cells and (cells[-1] == "" or (isinstance(cells[-1], str) and not cells[-1].strip())):
            cells.pop()
        if not cells:
            continue
        written += 1
        if written > max_rows:
            raise Refused(Outcome.TOO_MANY_ROWS)
        out.write(encode([number, cells]) + "\n")
    out.flush()
    if not written:
        raise Refused(Outcome.EMPTY)


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
            return about.name, sheet_rows(book.get_sheet_by_name(about.name))
    raise Refused(Outcome.EMPTY)


def sheet_rows(sheet):
    """Calamine counts rows from the top of the sheet, but columns from the first one used."""
    margin = [""] * (sheet.start[1] if sheet.start else 0)
    return (margin + row for row in sheet.iter_rows())


def kind_of(source) -> str:
    """What the content is, whatever the file is called."""
    head = source.read(8)
    if head.startswith(b"PK"):
        return "xlsx" if is_workbook_archive(source) else "zip"
    if head == OLE:
        content = source.read()
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused(Outcome.PASSWORD)
        streams = (name.encode("utf-16-le") for name in ("Workbook", "Book"))
        return "xls" if any(name in content for name in streams) else "ole"
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


def read_csv(source):
    text = decoded(source.read())
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    return "", csv_rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


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
