"""The page of the quarter's last day by mail, to those who want it: from the first working day after it, once.

A sweep that was missed is made up until the quarter is over; the page is always that of the same day.
"""

from datetime import date

from django.urls import reverse

from audit.log import move
from core.dates import Quarter
from dashboard import letters
from dashboard.queries.leaders import overview
from dashboard.rules import LETTER, READERS, Moment, goes_out_on
from deadlines.queries import calendar
from notifications.outbox import File, tell_once, was_told
from notifications.queries import subscribers


def send_quarterly(on: date) -> dict[str, int]:
    quarter = Quarter.containing(on).previous()
    day = goes_out_on(quarter, calendar())
    if on < day:
        return {"overviews": 0}
    wanted = subscribers(LETTER, day, READERS, on)
    return {"overviews": sum(_send(row.user, quarter, on) for row in wanted)}


@move
def _send(user, quarter: Quarter, on: date) -> int:
    """Counted from what this reader may open; drawn only where it was not sent before."""
    key = f"dashboard:overview:{quarter.code}"
    if was_told(user, key):
        return 0
    found = overview(user, Moment(quarter.last_day, on))
    url = f"{reverse('dashboard:overview')}?on={quarter.last_day}"
    file = File(f"{letters.name_of(found)}.pdf", letters.pdf(found, user))
    text = letters.told(quarter, mailed=bool(user.email))
    return tell_once([user], key=key, text=text, url=url, file=file)
