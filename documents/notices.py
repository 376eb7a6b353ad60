"""What the documents say: the fields each one asks for, and their wording in order.

The caller hands in a plain dict; `read` refuses a missing or unknown field by name, `content` lays the words out as the
plain values that the PDF and the Word template share. Nothing here knows what a warning is.
"""

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, field, fields
from datetime import date

from core.dates import cn
from documents.enums import DocumentKind, Layout
from documents.rules import broken, numeral, printable, sentence

TEXT, HEADING, SUBHEADING = 0, 1, 2  # the levels of a block: 仿宋, 一、黑体, （一）楷体


class Incomplete(ValueError):
    """The data does not fit the document; the message names every field that is wrong."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    problem: str
    requirement: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What both notices of art. 42 say. No signer and no source number: neither belongs on the paper."""

    issuer: str  # 署名, the issuing body in full
    addressee: str  # 主送: a unit, or a person with unit and post
    tier: str  # 黄色（中级）预警
    basis: str  # 《……暂行办法》第四十二条
    rule: str  # the rule violated, with its article
    facts: str  # in brief, nothing that points to a source
    measures: tuple[str, ...]  # of art. 42
    requirements: tuple[str, ...]
    response: str  # when and how to answer (art. 43)
    addressed_as: str = "你单位"
    copies_to: tuple[str, ...] = ()
    masthead: str = ""  # 发文机关标志; the issuer and 文件, on a letter the issuer alone, unless given
    printed_by: str = ""  # 印发机关; the issuer unless given

    def opening(self) -> list[dict]:
        return prose(
            f"根据{self.basis}规定，经研究，决定对{self.addressed_as}实施{self.tier}。现将有关事项通知如下："
        )

    def sections(self) -> Iterable[tuple[str, list[dict]]]:
        yield "基本事实", prose(self.facts)
        yield "违反的规定", prose(self.rule)
        yield "处置措施", prose("、".join(self.measures))


@dataclass(frozen=True, kw_only=True)
class RectificationNotice(Notice):
    """《廉政风险预警整改通知书》, for red and yellow."""

    problems: tuple[Problem, ...] = field(metadata={"shape": Problem})
    supervisor: str
    evaluation: str

    def sections(self):
        yield from super().sections()
        yield (
            "问题清单",
            [block for n, problem in enumerate(self.problems, 1) for block in numbered(n, problem)],
        )
        yield "整改要求", listed(self.requirements)
        yield "督导和评估", prose(f"督导责任人：{self.supervisor}", f"评估方式：{self.evaluation}")
        yield "回告要求", prose(self.response)


@dataclass(frozen=True, kw_only=True)
class WarningNotice(Notice):
    """《廉政风险预警通知书》, for blue."""

    reminders: tuple[str, ...]  # what to mind
    explanations: tuple[str, ...]  # what to explain
    correct_by: date

    def sections(self):
        yield from super().sections()
        yield "提醒事项", listed(self.reminders)
        yield "需要说明的问题", listed(self.explanations)
        yield "纠正要求", [*listed(self.requirements), *prose(f"纠正期限：{cn(self.correct_by)}前")]
        yield "回告要求", prose(self.response)


@dataclass(frozen=True, kw_only=True)
class Passage:
    heading: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Bulletin:
    """《廉政风险预警信息参阅》 (art. 45): passages of prose, each under its heading."""

    issuer: str
    addressee: str
    passages: tuple[Passage, ...] = field(metadata={"shape": Passage})
    copies_to: tuple[str, ...] = ()
    masthead: str = DocumentKind.BULLETIN.label
    printed_by: str = ""

    def opening(self) -> list[dict]:
        return []

    def sections(self) -> Iterable[tuple[str, list[dict]]]:
        return [(passage.heading, prose(passage.text)) for passage in self.passages]


@dataclass(frozen=True, kw_only=True)
class DeliveryReceipt:
    """送达回执. Printed with blanks before delivery, or filled in after it; 拒签 is witnessed by two deliverers."""

    issuer: str
    document_title: str
    document_number: str
    addressee: str
    deliverers: tuple[str, ...] = ()
    delivered_at: str = ""
    method: str = ""
    place: str = ""
    received_by: str = ""
    received_at: str = ""
    refusal: str = ""
    remark: str = ""

    def rows(self) -> list[dict]:
        return [
            row("送达文书", f"《{self.document_title}》"),
            row("文　　号", self.document_number),
            row("送达机关", self.issuer),
            row("受送达单位（人）", self.addressee),
            row("送达人", "、".join(self.deliverers), lines=2),
            row("送达时间", self.delivered_at),
            row("送达地点", self.place),
            row("送达方式", self.method or "□当面送达　　□单位转交"),
            row("签收人（签名）", self.received_by, lines=2),
            row("签收时间", self.received_at),
            row("拒签情况", self.refusal, lines=2),
            row("备　　注", self.remark, lines=2),
        ]


SHAPES = {
    DocumentKind.RECTIFICATION_NOTICE: RectificationNotice,
    DocumentKind.WARNING_NOTICE: WarningNotice,
    DocumentKind.DELIVERY_RECEIPT: DeliveryReceipt,
    DocumentKind.BULLETIN: Bulletin,
}


def read(kind: str, data: dict):
    """The data as the shape of its kind, cleaned of what cannot be printed; Incomplete names what does not fit."""
    return _read(SHAPES[DocumentKind(kind)], data)


def _read(shape, data: dict):
    known = {f.name: f for f in fields(shape)}
    required = {name for name, f in known.items() if f.default is MISSING}
    values = {name: _clean(value, known.get(name)) for name, value in data.items()}
    missing = sorted(name for name in required if values.get(name) in (None, "", ()))
    unknown = sorted(values.keys() - known.keys())
    if missing or unknown:
        raise Incomplete(f"{shape.__name__}: missing {missing}, unknown {unknown}")
    return shape(**values)


def _clean(value, its_field):
    shape = its_field and its_field.metadata.get("shape")
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, (list, tuple)):
        return tuple(_read(shape, item) if shape else printable(item) for item in value)
    return value


def content(
    kind: str, data: dict, *, number: str, title: str, on: date, layout: str = Layout.DOCUMENT
) -> dict:
    """Every word of the document as plain values, for both templates."""
    shape = read(kind, data)
    title = printable(title)
    common = {
        "title": title.replace("\n", ""),
        "title_lines": broken(title, DocumentKind(kind).label),
        "issuer": shape.issuer,
        "addressee": shape.addressee,
        "date": cn(on),
        "layout": str(layout),
    }
    if isinstance(shape, DeliveryReceipt):
        return common | {"rows": shape.rows()}
    return common | {
        "number": number,
        "masthead": shape.masthead or shape.issuer + ("" if layout == Layout.LETTER else "文件"),
        "body": body(shape),
        "copies": "，".join(shape.copies_to),
        "printed_by": shape.printed_by or shape.issuer,
    }


def body(notice: Notice | Bulletin) -> list[dict]:
    blocks = notice.opening()
    for ordinal, (heading, section) in enumerate(notice.sections(), 1):
        blocks += [block(HEADING, f"{numeral(ordinal)}、{heading}"), *section]
    return blocks


def block(level: int, text: str) -> dict:
    return {"level": level, "text": text}


def row(label: str, text: str, lines: int = 1) -> dict:
    return {"label": label, "text": text, "lines": lines}


def prose(*texts: str) -> list[dict]:
    """A paragraph for every line of the texts."""
    lines = [line.strip() for text in texts for line in text.split("\n")]
    return [block(TEXT, sentence(line)) for line in lines if line]


def listed(items: tuple[str, ...]) -> list[dict]:
    """One item is a paragraph, several are numbered."""
    if len(items) == 1:
        return prose(*items)
    return [b for n, item in enumerate(items, 1) for b in prose(f"{n}.{item}")]


def numbered(n: int, problem: Problem) -> list[dict]:
    first, *rest = prose(problem.problem)
    return [
        block(SUBHEADING, f"（{numeral(n)}）{first['text']}"),
        *rest,
        *prose(f"整改要求：{problem.requirement}", f"完成时限：{cn(problem.due_on)}前"),
    ]
