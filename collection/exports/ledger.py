"""The ledger as it is filtered, with all that stands in it: who may see the rows may take them away, and that is recorded."""

from audit.log import record_export
from core import clock
from core.spreadsheets import export_response

HEADINGS = (
    "编号",
    "采集点",
    "报送期",
    "发现日期",
    "信息来源",
    "对象类型",
    "反映对象",
    "情况摘要",
    "关联职权",
    "关联风险点",
    "涉及金额（元）",
    "已采取措施",
    "状态",
    "录入时间",
)


def ledger(items, *, by):
    record_export("collection.export_ledger", by=by, rows=items.count())
    rows = (_row(item) for item in items.iterator(chunk_size=500))
    return export_response(f"预警信息台账{clock.today():%Y%m%d}.xlsx", HEADINGS, rows)


def _row(item) -> tuple:
    return (
        item.pk,
        str(item.unit),
        item.form.period.label if item.form else "随时报送",
        item.found_on,
        item.get_source_display(),
        item.get_subject_kind_display(),
        item.subject_text,
        item.summary,
        str(item.power or ""),
        str(item.risk_point or ""),
        item.amount,
        item.measures_taken,
        item.get_status_display(),
        item.entered_at,
    )
