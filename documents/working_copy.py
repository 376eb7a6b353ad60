"""The Word working copy, filled in from the office's own template by docxtpl.

The PDF is the original; this file is for work that goes on in Word. It is neither hashed nor proof of anything.
"""

import io
from pathlib import Path

from django.conf import settings
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from documents.enums import DocumentKind

SHIPPED = Path(__file__).parent / "word"
TEMPLATES = {
    DocumentKind.RECTIFICATION_NOTICE: "official.docx",
    DocumentKind.WARNING_NOTICE: "official.docx",
    DocumentKind.DELIVERY_RECEIPT: "receipt.docx",
}


def fill(kind: str, content: dict, *, check_code: str = "", demo: bool = False) -> bytes:
    """The filled-in template. Values are escaped: markup and template code in them stay text."""
    template = DocxTemplate(template_path(kind))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    template.render(content | {"check_code": check_code, "demo": demo}, environment, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def template_path(kind: str) -> Path:
    """The office's template in settings.DOCUMENT_WORD_PATH wins over the shipped one of the same name."""
    name = TEMPLATES[DocumentKind(kind)]
    office = getattr(settings, "DOCUMENT_WORD_PATH", None)
    return Path(office) / name if office and (Path(office) / name).is_file() else SHIPPED / name
