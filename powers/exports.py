"""The catalogue as a file that imports again unchanged."""

from audit.log import record_export
from core.spreadsheets import export_response
from powers import queries, tables

CHUNK = 1_000


def export(powers, filename: str):
    """Every one of the powers, in their order; the extension chooses the format."""
    rows = (tables.exported(power) for power in queries.whole(powers).iterator(chunk_size=CHUNK))
    return export_response(filename, tables.HEADINGS, rows)


CASE_HEADINGS = (
    *("办件编号", "单位", "职权", "申请人或事项", "分管领导", "受理日期", "受理人", "承办人", "审核人", "批准人"),
    *("时限", "应办结日期", "状态", "办结日期", "逾期天数", "结果"),
)  # fmt: skip


def export_cases(cases, filename: str, *, by):
    record_export("powers.export_cases", by=by, rows=cases.count())
    rows = cases.prefetch_related("entries__person").iterator(chunk_size=CHUNK)
    return export_response(filename, CASE_HEADINGS, map(_case_row, rows))


def _case_row(case) -> list:
    who = {entry.deed: entry.person.name for entry in case.entries.all()}
    return [
        *(case.number, case.unit.name, case.power.name, case.subject, case.leader, case.accepted_on),
        *(who.get(deed, "") for deed in ("accept", "handle", "review", "approve")),
        *(f"{case.days}{case.get_day_kind_display()}", case.due_on, case.get_status_display()),
        *(case.finished_on, case.days_late or "", case.result),
    ]
