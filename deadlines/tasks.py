"""The sweep, daily and made up every hour (config/celery.py)."""

from datetime import date

from celery import shared_task

from core import clock
from deadlines import sweep as shelf


@shared_task(name="deadlines.sweep")
def sweep(on: str | None = None) -> dict:
    """Pass on="2026-12-01" to catch up by hand, or run manage.py sweep --on 2026-12-01."""
    return shelf.run(date.fromisoformat(on) if on else clock.today())
