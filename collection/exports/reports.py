"""A report as a document: what the reader may know of it, in prose and numbers."""

from django.utils import timezone

from collection import queries
from core import clock
from core.figures import Figures
from documents.reports import Report, Row, Section, respond_pdf, respond_word
from rulebook.queries import setting

NOT_WRITTEN = "（待写。）"
NOTHING = "本半年没有收到需要预警的信息。"


def report_pdf(report, *, by):
    return respond_pdf(document(report, by))


def report_docx(report, *, by):
    return respond_word(document(report, by))


def document(report, reader) -> Report:
    """Of a sent report as it was sent, of a draft as it stands."""
    draft = "（草稿）" if report.is_unfiled else ""
    sent_on = timezone.localtime(report.submitted_at).date() if report.submitted_at else clock.today()
    return Report(
        title=f"{report.unit.name}{report.period.label}\n廉政风险预警信息{report.get_kind_display()}{draft}",
        issuer=setting("documents.issuing_body") if report.is_towns else report.unit.name,
        on=sent_on,
        sections=(*_counted(report, reader), *_written(report)),
    )


def _counted(report, reader) -> list[Section]:
    parts = queries.parts_of(report, reader)
    return [
        Section(part.chapter.title, rows=tuple(row for figures in part.figures for row in _rows(figures)))
        for part in parts
    ]


def _rows(figures: Figures) -> list[Row]:
    return [
        Row(figures.title),
        *(
            Row(
                f"{number.label}（{number.note}）" if number.note else number.label,
                number.shown,
                number.before,
            )
            for number in figures.numbers
        ),
    ]


def _written(report) -> list[Section]:
    """What a person wrote; a unit with nothing to explain says so in one line."""
    if not report.is_analysis:
        return [Section("说明", (report.remark or "无。",))]
    if not report.is_unfiled and not report.causes:
        return [Section("结论", (NOTHING,))]
    return [
        Section("成因", (report.causes or NOT_WRITTEN,)),
        Section("下步措施", (report.next_steps or NOT_WRITTEN,)),
    ]
