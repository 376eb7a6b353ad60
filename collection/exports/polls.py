"""The list of polls as it is filtered."""

from audit.log import record_export
from core import clock
from core.spreadsheets import export_response

HEADINGS = (
    "种类",
    "被测评单位",
    "内容",
    "日期",
    "对象",
    "发出份数",
    "收回份数",
    "满意份数",
    "满意率",
    "结果",
    "登记人",
)


def polls(found, *, by):
    record_export("collection.export_polls", by=by, rows=found.count())
    rows = (_row(poll) for poll in found.iterator(chunk_size=500))
    return export_response(f"民调测评{clock.today():%Y%m%d}.xlsx", HEADINGS, rows)


def _row(poll) -> tuple:
    return (
        poll.get_kind_display(),
        str(poll.unit),
        poll.title,
        poll.held_on,
        poll.asked_whom,
        poll.asked,
        poll.answered,
        poll.satisfied,
        poll.rate,
        poll.result,
        poll.recorded_by.name,
    )
