"""Until when each step of a sheet is promised …"""

from datetime import date

from assessment.enums import PROMISED, SheetStatus
from assessment.models import Sheet
from deadlines import queries as deadlines
from deadlines.models import Deadline


def promise_on(sheet: Sheet) -> Deadline | None:
    """What somebody owes the sheet where it stands."""
    kind = PROMISED.get(sheet.status)
    return deadlines.open_for(sheet).filter(kind=kind).first() if kind else None


def due_days(sheets) -> dict[int, date]:
    """By the sheet's id the day its present step is due. One query."""
    open_now = deadlines.open_for(*sheets).filter(kind__in=PROMISED.values()) if sheets else []
    return {promise.subject_id: promise.due_on for promise in open_now}


def not_seen_in_time(on: date):
    """Sheets whose unit neither acknowledged nor appealed by the day that was promised, each with that promise."""
    late = deadlines.overdue(on).filter(kind=PROMISED[SheetStatus.CHECKED])
    sheets = Sheet.objects.filter(status=SheetStatus.CHECKED).in_bulk([each.subject_id for each in late])
    return [(sheets[each.subject_id], each) for each in late if each.subject_id in sheets]
