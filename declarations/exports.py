"""A commitment on paper, and the year's list of who signed. Reports of personal matters are never exported."""

from audit.log import record_export
from core import clock
from core.dates import cn
from core.spreadsheets import export_response
from declarations.enums import CommitmentStatus
from declarations.rules import commitments as rules
from documents.reports import Report, Section, respond_pdf, respond_word

HEADINGS = ("单位", "姓名", "职务", "应签", "状态", "签署日期")


def commitment_pdf(commitment):
    return respond_pdf(document(commitment))


def commitment_docx(commitment):
    return respond_word(document(commitment))


def document(commitment) -> Report:
    """Of a signed one as it was signed, of a draft as it stands, to be signed by hand."""
    draft = "（草稿）" if commitment.status == CommitmentStatus.DRAFT else ""
    parts = tuple(Section(heading, tuple(lines)) for heading, lines in rules.parts_of(commitment.body))
    promises = tuple(f"{number}. {text}" for number, text in enumerate(commitment.promises, 1))
    return Report(
        title=f"{commitment.title}{draft}",
        issuer=f"承诺人：{commitment.signer}",
        on=commitment.signed_on or clock.today(),
        sections=(*parts, Section("我的具体承诺", promises), *_kept(commitment)),
    )


def _kept(commitment) -> list[Section]:
    kept = [
        f"{practice.label}（{cn(practice.reported_on)}报告）：{practice.text}"
        for practice in commitment.practices.all()
    ]
    return [Section("践诺情况", tuple(kept))] if kept else []


def signers(people, *, by, year: int):
    record_export("declarations.commitments_exported", by=by, rows=people.count())
    rows = (
        (
            str(person.unit),
            person.name,
            person.title,
            "是" if person.obliged else "否",
            CommitmentStatus(person.state).label if person.state else "未签",
            person.signed_on,
        )
        for person in people.iterator(chunk_size=500)
    )
    return export_response(f"{year}年公开承诺签署情况.xlsx", HEADINGS, rows)
