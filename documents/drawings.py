"""A drawing, with what it shows as a table beside it, as PDF, PNG and Word. It takes no number and is not kept."""

import io
from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from documents import typesetting
from documents.enums import FileKind
from documents.queries import respond_made
from documents.rules import printable

LAYOUT = "drawing.typ"
PNG_DENSITY = 192  # pixels per inch
FONT, WIDTH, HEIGHT = "宋体", Cm(15), Cm(20)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    title: str
    lead: str
    svg: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    on: date


def respond(drawing: Drawing, extension: str):
    made, kind = {"pdf": (pdf, FileKind.PDF), "png": (png, FileKind.PNG), "docx": (word, FileKind.DOCX)}[
        extension
    ]
    return respond_made(made(drawing), f"{printable(drawing.title)}.{extension}", kind.value)


def pdf(drawing: Drawing) -> bytes:
    return typesetting.lay_out(LAYOUT, _content(drawing), on=drawing.on).pdf


def png(drawing: Drawing) -> bytes:
    """The drawing alone."""
    return typesetting.picture(LAYOUT, _content(drawing) | {"rows": []}, density=PNG_DENSITY)


def word(drawing: Drawing) -> bytes:
    document = Document()
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    document.add_paragraph(printable(drawing.title)).runs[0].bold = True
    document.add_paragraph(printable(drawing.lead))
    shape = document.add_paragraph().add_run().add_picture(io.BytesIO(png(drawing)))
    fits = min(1, WIDTH / shape.width, HEIGHT / shape.height)
    shape.width, shape.height = int(shape.width * fits), int(shape.height * fits)
    table = document.add_table(rows=0, cols=len(drawing.headings), style="Table Grid")
    for row in (drawing.headings, *drawing.rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _content(drawing: Drawing) -> dict:
    rows = [[printable(words) for words in row] for row in drawing.rows]
    words = {"title": printable(drawing.title), "lead": printable(drawing.lead), "rows": rows}
    rest = {"layout": "drawing", "check_code": "", "demo": settings.DEMO}
    return {name: value for name, value in asdict(drawing).items() if name != "on"} | words | rest
