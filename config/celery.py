"""Celery and the whole timetable: every job the town runs by itself, one line each.

Every job takes strings, may run twice, a day late or by hand (manage.py sweep --on DATE): a promise is a
date in the database, never a message waiting in the broker.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("config")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    # Every morning: what time does to promises, then reminders and escalations.
    "sweep": {"task": "deadlines.sweep", "schedule": crontab(hour=8, minute=30)},
    # Every hour of the day until nine in the evening: a sweep that was missed is made up, nobody is told at night.
    "sweep made up": {"task": "deadlines.sweep", "schedule": crontab(hour="9-21", minute=30)},
    # Every minute: mail that is waiting.
    "mail": {"task": "notifications.send_mail", "schedule": crontab()},
    # Every hour: the end of the audit chain, written outside the database.
    "audit anchor": {"task": "audit.anchor", "schedule": crontab(minute=5)},
    # Every night: sessions that have expired.
    "sessions": {"task": "core.clear_sessions", "schedule": crontab(hour=3, minute=20)},
}
