"""Mail leaves every minute (config/celery.py)."""

from celery import shared_task

from core import clock
from notifications import sweep


@shared_task(name="notifications.send_mail")
def send_mail() -> dict:
    return sweep.send_mail(clock.now())
