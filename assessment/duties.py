"""What the regulation asks of the yearly scoring (art. 48)."""

from assessment import queries
from assessment.enums import PROMISED
from core.duties import Duty, Hit
from deadlines.queries import past_its_day


def _waiting(sheet) -> Hit:
    return Hit(f"{sheet}{sheet.get_status_display()}，已过期限", sheet.get_absolute_url())


DUTIES = (
    Duty(
        name="sheets_in_time",
        article=48,
        title="百分考核每一步都按期办理",
        remedy="打开考核表，按“下一步”办理。",
        waits_for="考核表上写明的单位",
        readers=queries.READERS,
        among=lambda user, today: queries.visible_to(user),
        amiss=lambda sheets, today: past_its_day(sheets, today, *PROMISED.values()),
        tell=_waiting,
    ),
)
