"""Numbers are taken and voided, documents issued, files attached. Lock order: thing → number → audit head."""

import json
import secrets
from datetime import date

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from documents import access, notices, queries, rules, store, typesetting, word_check, working_copy
from documents.enums import DocumentKind, Layout
from documents.models import Attachment, IssuedDocument, NumberSeries, RegisteredNumber, WordTemplate
from rulebook.queries import setting


@move
def take_number(series_code: str, year: int, *, on: date, purpose: str, by) -> RegisteredNumber:
    """The next number of the series, without gaps: when the caller's transaction fails, the number is free again.

    `series_code` is the 机关代字. Whoever comes second waits on the series row until the first one is through.
    """
    NumberSeries.objects.get_or_create(code=series_code, year=year)
    series = NumberSeries.objects.select_for_update().get(code=series_code, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    number = RegisteredNumber.objects.create(
        series=series,
        serial=series.last,
        text=rules.number_text(series_code, year, series.last),
        taken_on=on,
        taken_by=_name(by),
        purpose=purpose,
    )
    record("documents.take_number", number, by=by, purpose=purpose)
    return number


@move
def void_number(number: RegisteredNumber, *, reason: str, by) -> RegisteredNumber:
    """The number stays in the register, marked, and is never given out again."""
    number = lock(number)
    require(access.may_void(number, reason))
    number.voided_at, number.voided_by, number.void_reason = clock.now(), _name(by), reason.strip()
    number.save(update_fields=["voided_at", "voided_by", "void_reason"])
    record("documents.void_number", number, by=by, reason=number.void_reason)
    return number


@move
def issue(
    kind: str, *, number: RegisteredNumber | None, title: str, data: dict, by, on: date
) -> IssuedDocument:
    """Set the document once and keep its bytes: `data` has the fields of notices.SHAPES[kind]."""
    if number:
        number = lock(number)
    require(access.may_carry(number))
    content = notices.content(kind, data, number=str(number or ""), title=title, on=on, layout=_layout(kind))
    code = new_check_code()
    marks = {"check_code": rules.grouped(code), "demo": settings.DEMO}
    original = typesetting.typeset(kind, content, on=on, **marks)
    document = IssuedDocument.objects.create(
        kind=kind,
        number=number,
        title=content["title"],
        issued_on=on,
        issued_by_name=_name(by),
        snapshot=json.loads(json.dumps(data, cls=DjangoJSONEncoder)),
        pdf=original.pdf,
        pdf_sha256=rules.sha256(original.pdf),
        docx=working_copy.fill(kind, content, template=_template(kind), **marks),
        template_version=original.template_version,
        substitutions=original.substitutions,
        check_code=code,
        is_demo=settings.DEMO,
    )
    # auditors know it by its number: the title tells what it is about
    record("documents.issue", number or document, by=by, kind=kind, sha256=document.pdf_sha256)
    return document


def _layout(kind: str) -> str:
    """A bulletin is a document of many; only what goes to one addressee can be a letter."""
    return Layout.DOCUMENT if kind == DocumentKind.BULLETIN else setting("documents.layout")


@move
def replace_template(kind: str, *, name: str, content: bytes, by) -> WordTemplate:
    """The office's own Word template for the copies made from now on. The PDF original stays ours."""
    name = rules.file_name(name)
    require(access.may_replace_template(by))
    require(word_check.may_be_template(kind, name, content))
    template = _add_edition(kind, name, content, by)
    record("documents.replace_template", template, by=by, sha256=template.sha256)
    return template


@move
def restore_template(kind: str, *, by) -> WordTemplate:
    """Back to the built-in template; the office's own editions are kept."""
    require(access.may_restore_template(by, queries.template_of(kind)))
    template = _add_edition(kind, "", b"", by)
    record("documents.restore_template", template, by=by)
    return template


def _add_edition(kind: str, name: str, content: bytes, by) -> WordTemplate:
    former = queries.templates_of(kind).select_for_update().first()
    return WordTemplate.objects.create(
        kind=kind,
        edition=former.edition + 1 if former else 1,
        name=name,
        content=content,
        sha256=rules.sha256(content),
        added_by_name=f"{by.post_text}{by.name}",
        added_at=clock.now(),
    )


def _template(kind: str) -> bytes | None:
    template = queries.template_of(kind)
    return bytes(template.content) if template and not template.is_built_in else None


@move
def attach(owner, *, name: str, content: bytes, by) -> Attachment:
    """Add a file to any thing. What it is, its content decides, not its name."""
    name = rules.file_name(name)
    require(access.may_attach(name, content))
    attachment = Attachment.objects.create(
        owner_type=owner._meta.label_lower,
        owner_id=str(owner.pk),
        name=name,
        kind=rules.sniff(content),
        size=len(content),
        sha256=store.keep(content),
        added_by_name=_name(by),
        added_at=clock.now(),
    )
    # auditors know it by what it hangs on and its hash: the name of a file may tell what it is about
    record("documents.attach", owner, by=by, attachment=attachment.pk, sha256=attachment.sha256)
    return attachment


def new_check_code() -> str:
    return "".join(secrets.choice(rules.CHECK_ALPHABET) for _ in range(rules.CHECK_LENGTH))


def _name(by) -> str:
    return by.name if by else "系统"
