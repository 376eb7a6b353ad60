"""Until when each step of a sheet is promised, and that it was kept (art. 48 names no days: they are settings)."""

from datetime import date
from functools import cached_property

from assessment import letters
from assessment.enums import PROMISED, SheetStatus
from assessment.models import Sheet
from core import clock
from deadlines import queries as calendars
from deadlines import workflow as deadlines
from deadlines.rules import Due, days_due
from rulebook.queries import settings_in_force

STEPS = {  # what the days are counted from, and what has to be done in them
    SheetStatus.SELF_ASSESSED: ("收到自评", "完成核查"),
    SheetStatus.CHECKED: ("核查完成", "阅知或者申诉"),
    SheetStatus.APPEALED: ("收到申诉", "答复"),
    SheetStatus.SEEN: ("单位阅知", "审定"),
}


class Days:
    """The calendar and the numbers of days, read once for all the sheets of a move."""

    def __init__(self, today: date):
        self.today = today

    @cached_property
    def values(self) -> dict:
        return settings_in_force(self.today)

    @cached_property
    def calendar(self):
        return calendars.calendar()

    def due(self, sheet: Sheet) -> tuple[date, Due]:
        """From which day, and until when the present step of the sheet is due."""
        started, event, deed = self.today, *STEPS.get(sheet.status, ("开启", "自评"))
        if sheet.status == SheetStatus.OPEN and (year_end := date(sheet.year, 12, 31)) >= self.today:
            started, event = year_end, "年度终了"
        days = self.values[f"{PROMISED[sheet.status]}_days"]
        return started, days_due(started, days, event=event, deed=deed, calendar=self.calendar)


def promise(sheet: Sheet, days: Days) -> None:
    """The promise of the step where the sheet stands; one that is open already is left as it is."""
    if sheet.status not in PROMISED:
        return
    started, due = days.due(sheet)
    deadlines.promise(
        PROMISED[sheet.status],
        sheet,
        unit=sheet.unit,
        started_on=started,
        due_on=due.on,
        article=48,
        arithmetic=due.arithmetic,
        calendar_version=due.calendar_version,
        title=f"{sheet}{letters.STEPS[sheet.status]}",
        url=sheet.get_absolute_url(),
    )


def keep(sheet: Sheet) -> None:
    """What was promised for where the sheet stood has been done."""
    if sheet.status in PROMISED:
        deadlines.meet(PROMISED[sheet.status], sheet, on=clock.today())
