"""Whether a Word file can be a template: what it may contain, which fields it must name and which it may.

Fields are found by docxtpl in the file itself; what only shows when it is filled in (a misspelt part of a field) is
found by filling it in once with a specimen.
"""

import io
import re
import zipfile
from datetime import date
from typing import NamedTuple

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml.etree import LxmlError

from core.verdict import GRANTED, Verdict, refused
from documents import notices, rules, working_copy
from documents.enums import DocumentKind, FileKind

LIMIT = 2 * 1024 * 1024
UNPACKED = 20 * 1024 * 1024
ENTRIES = 500
# What a field holds, for the page that lists them.
FIELDS = {
    "number": "文号",
    "title": "标题（一行），可改用 title_lines",
    "title_lines": "标题（分行的列表）",
    "addressee": "主送单位或个人",
    "body": "正文的段落列表，每段有 level（0 正文、1 一级标题、2 二级标题）和 text",
    "rows": "各栏的列表，每栏有 label 和 text",
    "issuer": "发文机关署名",
    "date": "成文日期",
    "masthead": "发文机关标志",
    "copies": "抄送",
    "printed_by": "印发机关",
    "check_code": "核验码",
    "layout": "版式：document 或 letter",
    "demo": "是否演示",
}
OF_A_NOTICE = ("number", "addressee", "body", "issuer", "date", "masthead", "copies", "printed_by", "layout")
OF_A_RECEIPT = ("rows", "issuer", "addressee", "date", "layout")
OF_EVERY = ("title", "title_lines", "check_code", "demo")
MUST_OF_A_NOTICE = ("number", "addressee", "body", "issuer", "date")
EITHER = ("title", "title_lines")
ACTIVE = re.compile(r"word/(embeddings|activex|control)/|vbaproject|\.bin$", re.IGNORECASE)
REMOTE = re.compile(rb'TargetMode="External"')
HYPERLINK = b"/relationships/hyperlink"
BROKEN = "这份 Word 文件已损坏，或不是用 Word、WPS 保存的 .docx，请重新另存后再传。"


def known_fields(kind: str) -> tuple[str, ...]:
    return OF_EVERY + (OF_A_RECEIPT if kind == DocumentKind.DELIVERY_RECEIPT else OF_A_NOTICE)


def required_fields(kind: str) -> tuple[str, ...]:
    return ("rows",) if kind == DocumentKind.DELIVERY_RECEIPT else MUST_OF_A_NOTICE


def may_be_template(kind: str, name: str, content: bytes) -> Verdict:
    """Refused with the name of the field that is missing or unknown, or of what a template must not contain."""
    if fault := _file_fault(name, content):
        return refused(fault)
    try:
        found = DocxTemplate(io.BytesIO(content)).get_undeclared_template_variables(
            working_copy.environment()
        )
        fault = _fields_fault(kind, found)
        if not fault:
            working_copy.fill(kind, specimen(kind), check_code="7K3M-QX2P-9RTA", template=content)
    except TemplateError as error:
        fault = f"模板里有一处写法不对：{error}。请检查花括号和字段名。"
    except (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        fault = BROKEN
    return refused(fault) if fault else GRANTED


def _file_fault(name: str, content: bytes) -> str:
    if fault := rules.attachment_fault(name, content, LIMIT):
        return fault
    if rules.sniff(content) != FileKind.DOCX:
        return f"“{name}”不是 Word 文档。模板只接受不带宏的 .docx 文件。"
    archive = zipfile.ZipFile(io.BytesIO(content))
    entries = archive.infolist()
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
        return f"“{name}”解开后太大，请删去图片等不必要的内容再传。"
    if any(ACTIVE.search(entry.filename) for entry in entries):
        return "模板里有宏、控件或嵌入的对象，请删去后再传。"
    return "模板引用了外部的文件，请改为直接插入后再传。" if _is_remote(archive) else ""


def _is_remote(archive: zipfile.ZipFile) -> bool:
    """Pictures or templates fetched from elsewhere when the copy is opened; links to click do no harm."""
    for name in archive.namelist():
        if name.endswith(".rels"):
            relations = archive.read(name).split(b"<Relationship ")
            if any(REMOTE.search(one) and HYPERLINK not in one for one in relations):
                return True
    return False


def _fields_fault(kind: str, found: set[str]) -> str:
    label = DocumentKind(kind).label
    if unknown := sorted(found - set(known_fields(kind))):
        return f"《{label}》没有这些字段：{'、'.join(unknown)}。请对照字段表改正。"
    missing = [name for name in required_fields(kind) if name not in found]
    if not found & set(EITHER):
        missing.append(" 或 ".join(EITHER))
    if not missing:
        return ""
    return f"模板缺少字段：{'、'.join(missing)}。没有它，《{label}》就不完整。"


def specimen(kind: str) -> dict:
    """One of each document, to try a template on and to show it with."""
    day = date(2026, 11, 24)
    data = {"issuer": "发文机关", "addressee": "受送达单位"}
    if kind == DocumentKind.DELIVERY_RECEIPT:
        data |= {"document_title": "通知书", "document_number": "示例〔2026〕1号"}
    elif kind == DocumentKind.BULLETIN:
        data |= {"passages": [{"heading": "示例", "text": "示例"}], "copies_to": ["抄送单位"]}
    else:
        data |= dict.fromkeys(("tier", "basis", "rule", "facts", "response"), "示例")
        data |= {"measures": ["示例"], "requirements": ["示例"], "copies_to": ["抄送单位"]} | _rest(kind, day)
    return notices.content(kind, data, number="示例〔2026〕1号", title=DocumentKind(kind).label, on=day)


def _rest(kind: str, day: date) -> dict:
    if kind == DocumentKind.RECTIFICATION_NOTICE:
        problem = {"problem": "示例", "requirement": "示例", "due_on": day}
        return {"problems": [problem], "supervisor": "示例", "evaluation": "示例"}
    return {"reminders": ["示例"], "explanations": ["示例"], "correct_by": day}


class Field(NamedTuple):
    name: str
    holds: str
    must: bool


def field_rows(kind: str) -> list[Field]:
    """Every field of the kind with what it holds, the required ones first."""
    must = (*required_fields(kind), "title")
    rows = [Field(name, holds, name in must) for name, holds in FIELDS.items() if name in known_fields(kind)]
    return sorted(rows, key=lambda row: not row.must)
