"""Housekeeping that belongs to no floor."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="core.clear_sessions")
def clear_sessions() -> None:
    """Nightly (config/celery.py): expired sessions leave the table."""
    call_command("clearsessions")
