"""Figures and tables of marks on one sheet, in plain values, as a PDF. It takes no number and is not kept.

The same values give the same bytes, so it can be made again whenever somebody asks for it.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings

from documents import typesetting
from documents.enums import FileKind
from documents.queries import respond_made
from documents.rules import printable

LAYOUT = "overview.typ"


@dataclass(frozen=True)
class Figure:
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Mark:
    text: str
    ink: int = 0  # 0 to 4, from paper to black
    framed: bool = False


@dataclass(frozen=True)
class Line:
    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Table:
    heading: str
    note: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    empty: str = ""  # said where there are no lines


@dataclass(frozen=True, kw_only=True)
class Overview:
    title: str
    lead: str
    issuer: str
    figures: tuple[Figure, ...]
    wide: tuple[Table, ...]  # across the sheet
    paired: tuple[tuple[tuple[Table, ...], ...], ...]  # rows of columns of tables
    foot: str
    on: date


def pdf(overview: Overview) -> bytes:
    data = _printable(asdict(overview)) | {
        "on": "",
        "layout": "overview",
        "check_code": "",
        "demo": settings.DEMO,
    }
    return typesetting.lay_out(LAYOUT, data, on=overview.on).pdf


def _printable(value):
    if isinstance(value, dict):
        return {name: _printable(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(item) for item in value]
    return printable(value) if isinstance(value, str) else value if isinstance(value, (int, bool)) else ""


def respond_pdf(overview: Overview, name: str):
    return respond_made(pdf(overview), f"{name}.pdf", FileKind.PDF.value)
