"""The findings as they are filtered, for Excel: with the responsibilities that this reader may know of."""

from audit.log import record_export
from core import clock
from core.dates import cn
from core.spreadsheets import export_response

HEADINGS = (
    "编号",
    "单位",
    "问题情形",
    "条款",
    "具体事实",
    "发现日期",
    "状态",
    "陈述日期",
    "认定日期",
    "整改日期",
    "责任追究",
)


def register(findings, *, by):
    record_export("accountability.export", by=by, rows=findings.count())
    name = f"问题情形{clock.today():%Y%m%d}.xlsx"
    return export_response(name, HEADINGS, (_row(one) for one in findings.iterator(chunk_size=500)))


def _row(finding) -> tuple:
    return (
        str(finding),
        str(finding.unit),
        finding.get_kind_display(),
        finding.article,
        finding.facts,
        finding.found_on,
        finding.get_status_display(),
        finding.stated_on,
        finding.confirmed_on,
        finding.rectified_on,
        "；".join(_held(row) for row in finding.held),
    )


def _held(row) -> str:
    what = f"{row.whose}（{row.get_capacity_display()}）{row.get_consequence_display()}"
    return f"{what}，{row.decided_by}{cn(row.decided_on)}，{row.paper_number}"
