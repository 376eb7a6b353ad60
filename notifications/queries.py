"""The notifications of one user, and the mail that waits."""

from datetime import date, datetime

from django.db.models import QuerySet

from notifications.models import Notification, OutgoingMail, Subscription
from organisations.models import in_force


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


def subscription(user, kind: str) -> Subscription | None:
    return Subscription.objects.filter(user=user, kind=kind).first()


def subscribers(kind: str, since: date, roles, on: date):
    """Who wanted the letter by that day, and still holds one of the roles on the other."""
    held = in_force(on, "user__assignments__")
    found = Subscription.objects.filter(held, user__assignments__role__in=roles, user__is_active=True)
    return found.filter(kind=kind, since__lte=since).select_related("user__person").distinct()
