"""The Word working copy, filled in from the office's own template by docxtpl.

The PDF is the original; this file is for work that goes on in Word. It is neither hashed nor proof of anything.
"""

import io
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from documents.enums import DocumentKind

SHIPPED = Path(__file__).parent / "word"
TEMPLATES = {
    DocumentKind.RECTIFICATION_NOTICE: "official.docx",
    DocumentKind.WARNING_NOTICE: "official.docx",
    DocumentKind.DELIVERY_RECEIPT: "receipt.docx",
    DocumentKind.BULLETIN: "official.docx",
}


def fill(
    kind: str, content: dict, *, check_code: str = "", demo: bool = False, template: bytes | None = None
) -> bytes:
    """The filled-in template, the office's or the shipped one. Values are escaped: markup in them stays text."""
    content = content | {"check_code": check_code, "demo": demo}
    return render(shipped(kind) if template is None else template, content)


def render(template: bytes, content: dict) -> bytes:
    opened = DocxTemplate(io.BytesIO(template))
    opened.render(content, environment(), autoescape=True)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def environment() -> SandboxedEnvironment:
    """Fields, conditions and loops over fields: nothing else is known, so nothing else can be reached."""
    known = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    known.globals.clear()
    return known


def shipped(kind: str) -> bytes:
    return (SHIPPED / TEMPLATES[DocumentKind(kind)]).read_bytes()
