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

app.conf.beat_schedule = {}
_ = crontab
