"""The bulletins as they are filtered, for Excel. Whom a case is about is no column of it."""

from audit.log import record_export
from core import clock
from core.spreadsheets import export_response

HEADINGS = ("文号", "类型", "标题", "状态", "起草日期", "印发日期", "传阅人数", "已阅人数")


def register(bulletins, *, by):
    record_export("bulletin.export", by=by, rows=bulletins.count())
    name = f"预警信息参阅{clock.today():%Y%m%d}.xlsx"
    return export_response(
        name, HEADINGS, (_row(bulletin) for bulletin in bulletins.iterator(chunk_size=500))
    )


def _row(bulletin) -> tuple:
    return (
        str(bulletin.number or ""),
        bulletin.get_kind_display(),
        bulletin.title,
        bulletin.get_status_display(),
        bulletin.drafted_on,
        bulletin.issued_on,
        bulletin.sent,
        bulletin.read,
    )
