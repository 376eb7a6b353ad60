"""The register of warnings as it is filtered, for Excel."""

from audit.log import record_export
from core import clock
from core.spreadsheets import export_response

HEADINGS = (
    "文号",
    "级别",
    "状态",
    "单位",
    "个人",
    "事由",
    "起草日期",
    "签批日期",
    "送达日期",
    "签收日期",
    "回告截止",
    "首次回告",
    "逾期天数",
    "复核日期",
    "销号日期",
)


def register(warnings, *, by):
    record_export("earlywarning.export", by=by, rows=warnings.count())
    name = f"预警台账{clock.today():%Y%m%d}.xlsx"
    return export_response(name, HEADINGS, (_row(warning) for warning in warnings.iterator(chunk_size=500)))


def _row(warning) -> tuple:
    return (
        str(warning.number or ""),
        warning.get_tier_display(),
        warning.get_status_display(),
        str(warning.unit),
        str(warning.person or ""),
        warning.title,
        warning.drafted_on,
        warning.signed_on,
        warning.delivered_on,
        warning.received_on,
        warning.answer_due_on,
        warning.first_answered_on,
        warning.days_late or None,
        warning.verified_on,
        warning.closed_on,
    )
