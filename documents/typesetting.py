"""From plain values to a PDF, by typst. The same values give the same bytes."""

import json
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import NamedTuple

import typst
from django.utils import timezone

from documents import fonts
from documents.enums import DocumentKind
from documents.rules import sha256

TEMPLATES = Path(__file__).parent / "templates_typst"
LAYOUTS = {
    DocumentKind.RECTIFICATION_NOTICE: "official.typ",
    DocumentKind.WARNING_NOTICE: "official.typ",
    DocumentKind.DELIVERY_RECEIPT: "receipt.typ",
    DocumentKind.BULLETIN: "official.typ",
}


class Typeset(NamedTuple):
    pdf: bytes
    template_version: str
    substitutions: dict[str, str]


def typeset(kind: str, content: dict, *, on: date, check_code: str = "", demo: bool = False) -> Typeset:
    """The document as PDF/A-2u. `content` comes from notices.content() and is data only: markup in it stays text."""
    return lay_out(LAYOUTS[DocumentKind(kind)], content | {"check_code": check_code, "demo": demo}, on=on)


def lay_out(layout: str, data: dict, *, on: date) -> Typeset:
    """The data in a layout of templates_typst/."""
    pdf = _compile(
        layout,
        data,
        pdf_standards=["a-2u"],
        timestamp=int(timezone.make_aware(datetime.combine(on, time())).timestamp()),
    )
    return Typeset(pdf, template_version(layout), fonts.available().substitutions)


def picture(layout: str, data: dict, *, density: float) -> bytes:
    """The first page as PNG; `density` in pixels per inch."""
    return _compile(layout, data, format="png", ppi=density)


def _compile(layout: str, data: dict, **options) -> bytes:
    faces = fonts.available()
    words = json.dumps(data | {"faces": faces.families}, ensure_ascii=False)
    made = typst.compile(
        TEMPLATES / layout, root=TEMPLATES, font_paths=faces.fonts, sys_inputs={"data": words}, **options
    )
    return made[0] if isinstance(made, list) else made


@cache
def template_version(layout: str) -> str:
    """The layout's name and a fingerprint of every file it is set by."""
    source = (TEMPLATES / layout).read_bytes() + (TEMPLATES / "gbt9704.typ").read_bytes()
    return f"{layout}@{sha256(source)[:12]}"
