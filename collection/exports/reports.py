"""The list of reports: that they were sent; and one of them as a document, as far as the reader may know it."""

from django.utils import timezone

from audit.log import record_export
from collection import queries
from core import clock
from core.figures import Figures
from core.spreadsheets import export_response
from documents.reports import Report, Row, Section, respond_pdf, respond_word
from rulebook.queries import setting

HEADINGS = ("报送期", "报送单位", "种类", "状态", "截止日期", "首次报送", "报送人", "代录")
NOT_WRITTEN = "（待写。）"
NOTHING = "本半年没有收到需要预警的信息。"


def reports(found, *, by):
    record_export("collection.export_reports", by=by, rows=found.count())
    rows = (_listed(report) for report in found.iterator(chunk_size=500))
    return export_response(f"分析报告和汇总{clock.today():%Y%m%d}.xlsx", HEADINGS, rows)


def _listed(report) -> tuple:
    return (
        report.period.label,
        str(report.unit),
        report.get_kind_display(),
        report.get_status_display(),
        report.due_on,
        report.first_submitted_on,
        report.signed_text,
        report.on_behalf_of,
    )


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
