"""The publications the public may read: shown from their day until their last."""

from django.db.models import Q

from core import clock
from disclosure.models import Publication


def on_show():
    today = clock.today()
    still = Q(until__isnull=True) | Q(until__gte=today)
    return Publication.objects.filter(still, published_on__lte=today)
