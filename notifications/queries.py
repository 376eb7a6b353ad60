"""The notifications of one user, and the mail that waits."""

from datetime import datetime

from django.db.models import QuerySet

from notifications.models import Notification, OutgoingMail


def visible_to(user) -> QuerySet[Notification]:
    """Everybody sees their own and nobody else's."""
    return Notification.objects.filter(recipient=user)


def unread(user) -> QuerySet[Notification]:
    return visible_to(user).filter(read_at__isnull=True)


def unread_count(user) -> int:
    return unread(user).count()


def waiting_mail(now: datetime) -> QuerySet[OutgoingMail]:
    """The letters whose time has come, those that waited longest first."""
    return OutgoingMail.objects.filter(sent_at__isnull=True, due_at__lte=now).order_by("due_at", "pk")
