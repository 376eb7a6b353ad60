"""A report in plain values as a PDF and as a Word file: prose, and tables of numbers. It takes no number and is not kept.

The same values give the same bytes, so it can be made again whenever somebody asks for it.
"""

from dataclasses import asdict, dataclass, field
from datetime import date

from django.conf import settings

from core.dates import cn
from documents import typesetting, working_copy
from documents.enums import FileKind
from documents.queries import respond_made
from documents.rules import broken, numeral, printable, sentence

LAYOUT = "report.typ"
TEMPLATE = working_copy.SHIPPED / "report.docx"


@dataclass(frozen=True)
class Row:
    """A number of a table; one without numbers is a heading in it."""

    label: str
    now: str = ""
    before: str = ""


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[Row, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Report:
    title: str  # with a line feed where it should be broken
    issuer: str
    sections: tuple[Section, ...]
    on: date


def content(report: Report) -> dict:
    """Every word as plain values, for both templates; lines of a text become paragraphs."""
    sections = [
        {
            "heading": f"{numeral(ordinal)}、{printable(section.heading)}",
            "paragraphs": _paragraphs(section.paragraphs),
            "rows": [{name: printable(value) for name, value in asdict(row).items()} for row in section.rows],
        }
        for ordinal, section in enumerate(report.sections, 1)
    ]
    title = printable(report.title)
    return {
        "title": _name(report),
        "title_lines": broken(title),
        "issuer": printable(report.issuer),
        "sections": sections,
        "date": cn(report.on),
        "layout": "report",
        "check_code": "",
        "demo": settings.DEMO,
    }


def _paragraphs(texts) -> list[str]:
    lines = [line.strip() for text in texts for line in printable(text).split("\n")]
    return [sentence(line) for line in lines if line]


def _name(report: Report) -> str:
    return printable(report.title).replace("\n", "")


def pdf(report: Report) -> bytes:
    return typesetting.lay_out(LAYOUT, content(report), on=report.on).pdf


def word(report: Report) -> bytes:
    return working_copy.render(TEMPLATE.read_bytes(), content(report))


def respond_pdf(report: Report):
    return respond_made(pdf(report), f"{_name(report)}.pdf", FileKind.PDF.value)


def respond_word(report: Report):
    return respond_made(word(report), f"{_name(report)}.docx", FileKind.DOCX.value)
