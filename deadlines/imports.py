"""The statutory holidays that come with the software, for the years its source knows."""

from chinese_calendar import constants
from django.apps import apps as installed

SOURCE = "国务院办公厅节假日安排"


def seed_calendar(using, apps=installed, **kwargs) -> None:
    """Receiver of post_migrate: add the years that are missing. A year somebody entered or changed stays as it is."""
    try:
        years, table = apps.get_model("deadlines", "CalendarYear"), apps.get_model("deadlines", "CalendarDay")
    except LookupError:  # migrated back to nothing
        return
    days = [(day, False, _name(name)) for day, name in constants.holidays.items()]
    days += [(day, True, f"{_name(name)}调休") for day, name in constants.workdays.items()]
    known = set(years.objects.using(using).values_list("year", flat=True))
    missing = sorted({day.year for day, _, _ in days} - known)
    years.objects.using(using).bulk_create(
        [years(year=year, source=SOURCE) for year in missing], ignore_conflicts=True
    )
    rows = [
        table(date=day, is_working=working, note=note, source=SOURCE)
        for day, working, note in days
        if day.year in missing
    ]
    table.objects.using(using).bulk_create(rows, ignore_conflicts=True)


def _name(holiday: str) -> str:
    return constants.Holiday(holiday).chinese
