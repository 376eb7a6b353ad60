"""What the beat asks of this floor."""

from celery import shared_task

from audit import anchor


@shared_task(name="audit.anchor")
def anchor_chain() -> int:
    """Hourly (config/celery.py): note outside the database where the chain ends."""
    return anchor.append()
