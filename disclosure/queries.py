"""The publications the public may read: shown from their day until their last."""

from django.db.models import Q

from core import clock
from core.disclosable import Disclosed
from core.registries import disclosures
from disclosure.enums import Topic
from disclosure.models import Publication


def on_show():
    today = clock.today()
    still = Q(until__isnull=True) | Q(until__gte=today)
    return Publication.objects.filter(still, published_on__lte=today)


def declared() -> list[Disclosed]:
    """What other apps have on show themselves, the newest first; each froze its words when they were signed."""
    today = clock.today()
    found = [each for provider in disclosures for each in provider(today)]
    return sorted(found, key=lambda each: (each.published_on, each.number), reverse=True)


def declared_by_topic() -> list[tuple[str, list[Disclosed]]]:
    """In the order of the topics, without the empty ones."""
    found = declared()
    groups = [(topic.label, [each for each in found if each.topic == topic]) for topic in Topic]
    return [(label, group) for label, group in groups if group]


def declared_one(topic: str, number: int) -> Disclosed | None:
    return next((each for each in declared() if (each.topic, each.number) == (topic, number)), None)
