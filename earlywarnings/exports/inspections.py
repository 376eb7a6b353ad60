"""The inspections as they are filtered, for Excel: one row per finding, one for an inspection without any."""

from audit.log import record_export
from core import clock
from core.spreadsheets import export_response
from earlywarnings.queries import inspections as queries

HEADINGS = (
    "被督查单位",
    "督查对象",
    "方式",
    "状态",
    "计划日期",
    "督查日期",
    "督查人员",
    "落实情况",
    "督查结论",
    "问题序号",
    "问题",
    "地点或部位",
    "整改要求",
    "整改期限",
    "整改完成",
    "核查结果",
    "办结日期",
)


def register(inspections, *, by):
    record_export("inspection.export", by=by, rows=inspections.count())
    name = f"督查台账{clock.today():%Y%m%d}.xlsx"
    every = queries.whole(inspections).iterator(chunk_size=500)
    return export_response(name, HEADINGS, (row for inspection in every for row in _rows(inspection)))


def _rows(inspection):
    for finding in list(inspection.findings.all()) or [None]:
        yield (*_about(inspection), *_found(finding), inspection.closed_on)


def _about(inspection) -> tuple:
    return (
        str(inspection.unit),
        inspection.subject_text,
        inspection.get_kind_display(),
        inspection.get_status_display(),
        inspection.planned_on,
        inspection.inspected_on,
        inspection.inspectors_text,
        inspection.get_outcome_display(),
        inspection.conclusion,
    )


def _found(finding) -> tuple:
    if finding is None:
        return (None,) * 7
    return (
        finding.number,
        finding.text,
        finding.place,
        finding.requirement,
        finding.due_on,
        finding.mended_on,
        finding.result,
    )
