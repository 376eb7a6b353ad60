"""Documents, numbers and attachments as other apps read them. Who may see one is the owning app's question."""

import io
from datetime import date

from django.conf import settings
from django.http import FileResponse

from core import registries
from documents import notices, rules, store, typesetting, working_copy
from documents.enums import DocumentKind, FileKind
from documents.models import Attachment, IssuedDocument, RegisteredNumber, WordTemplate

WORD = FileKind.DOCX.value
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


def register(code: str, year: int):
    """Every number of a series in order, the voided ones included."""
    return RegisteredNumber.objects.filter(series__code=code, series__year=year).select_related("series")


def by_check_code(code: str) -> IssuedDocument | None:
    return IssuedDocument.objects.select_related("number").filter(check_code=rules.check_code(code)).first()


def withdrawn_on(document: IssuedDocument) -> date | None:
    """The day the app that had it issued took it back; what stands above this floor says so itself."""
    days = (provider(document) for provider in registries.withdrawals)
    return next((day for day in days if day), None)


def template_of(kind: str) -> WordTemplate | None:
    """The latest decision about the office's Word template; None where none was ever made."""
    return WordTemplate.objects.filter(kind=kind).first()


def templates_of(kind: str):
    """Every edition, the latest first."""
    return WordTemplate.objects.filter(kind=kind)


def templates() -> list[tuple[DocumentKind, WordTemplate | None]]:
    """Every kind with its present template, in one query."""
    latest: dict[str, WordTemplate] = {}
    for template in WordTemplate.objects.order_by("edition"):
        latest[template.kind] = template
    return [(kind, latest.get(kind)) for kind in DocumentKind]


def attachments_of(owner):
    return Attachment.objects.filter(owner_type=owner._meta.label_lower, owner_id=str(owner.pk))


def upload_fault(upload) -> str:
    """Why an uploaded file cannot be attached, for a form to show beside its field; empty when it can.

    Reads no more than may be kept, so ask before `upload.read()`.
    """
    content = upload.read(store.limit() + 1)
    upload.seek(0)
    return rules.attachment_fault(rules.file_name(upload.name), content, store.limit())


def open_attachment(attachment: Attachment):
    return store.read(attachment.sha256)


def respond(attachment: Attachment) -> FileResponse:
    """The file as a download that no browser will run. Call it after your own visible_to."""
    return _download(open_attachment(attachment), attachment.name, attachment.kind)


def respond_pdf(document: IssuedDocument) -> FileResponse:
    """The original. Call it after your own visible_to."""
    return _download(_stream(document.pdf), f"{document}.pdf", FileKind.PDF.value)


def respond_word(document: IssuedDocument) -> FileResponse:
    """The Word working copy. Call it after your own visible_to."""
    return _download(_stream(document.docx), f"{document}（工作稿）.docx", WORD)


def respond_sheet(kind: str, data: dict, *, name: str, on: date) -> FileResponse:
    """A form to print and sign by hand: set anew each time, no number, no code, nothing kept."""
    content = notices.content(kind, data, number="", title=DocumentKind(kind).label, on=on)
    sheet = typesetting.typeset(kind, content, on=on, demo=settings.DEMO)
    return _download(_stream(sheet.pdf), f"{name}.pdf", FileKind.PDF.value)


def respond_template(kind: str, template: WordTemplate | None) -> FileResponse:
    """A template as it was put in, or the built-in one."""
    if template is None or template.is_built_in:
        content, name = working_copy.shipped(kind), f"{DocumentKind(kind).label}（内置模板）.docx"
    else:
        content, name = template.content, f"{template.get_kind_display()}（第{template.edition}版模板）.docx"
    return _download(_stream(content), name, WORD)


def respond_made(content: bytes, name: str, content_type: str) -> FileResponse:
    """A file that was just made and is not kept."""
    return _download(_stream(content), name, content_type)


def _stream(content):
    return io.BytesIO(bytes(content))


def _download(stream, name: str, content_type: str) -> FileResponse:
    return FileResponse(stream, as_attachment=True, filename=name, content_type=content_type, headers=SAFE)
