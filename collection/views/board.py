"""报送看板: units × periods."""

from datetime import date

from django.shortcuts import render
from django.urls import reverse

from collection import queries
from collection.enums import Report, Standing
from collection.queries.board import Sheet
from collection.views.fetching import READERS
from core import clock
from core.dates import Quarter
from core.gates import open_to

FILTERS = {
    Standing.ON_TIME: f"report={Report.ON_TIME}",
    Standing.NIL: f"report={Report.NIL}",
    Standing.LATE: f"report={Report.LATE}",
    Standing.MISSING: f"report={Report.OVERDUE}",
    Standing.WAITING: "status=open",
}


@open_to(*READERS)
def board(request):
    years = queries.board.years()
    year = _year(request.GET.get("year", ""), years, clock.today())
    sheets = queries.board.sheets(request.user, year, clock.today()) if year else []
    tallied = [(sheet, _tally(sheet)) for sheet in sheets]
    return render(request, "collection/board.html", {"years": years, "year": year, "sheets": tallied})


def _year(asked: str, years: list[int], today: date) -> int | None:
    """The year asked for, or else that of the quarter which people report on now: in January the old one."""
    reported = Quarter.containing(today).previous().year
    latest = reported if reported in years else max(years, default=None)
    return next((year for year in years if str(year) == asked), latest)


def _tally(sheet: Sheet) -> list[tuple[str, int, str]]:
    """The latest period in numbers; those of the forms lead to the list that holds them."""
    listed = f"{reverse('collection:index')}?period={sheet.latest.pk}&" if sheet.name == "forms" else ""
    return [
        (standing.label, count, listed and listed + FILTERS[standing]) for standing, count in sheet.tally()
    ]
