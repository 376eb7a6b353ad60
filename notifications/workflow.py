"""What a user does with the inbox and its letters. Reading is not a deed for the audit; wanting letters is."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from notifications import access, queries
from notifications.models import Notification, Subscription


@move
def read(notification: Notification, *, by) -> Notification:
    """Mark one as read; the first reading counts."""
    notification = lock(notification)
    require(access.may_read(by, notification))
    if notification.read_at is None:
        notification.read_at = clock.now()
        notification.save(update_fields=["read_at"])
    return notification


@move
def read_all(*, by) -> int:
    return queries.unread(by).update(read_at=clock.now())


@move
def subscribe(kind: str, *, by, what: str) -> None:
    """From today on; a second time changes nothing. `what` is the letter's name, for the audit."""
    require(access.may_subscribe(by))
    _, is_new = Subscription.objects.get_or_create(user=by, kind=kind, defaults={"since": clock.today()})
    if is_new:
        record("notifications.subscribed", by, by=by, what=what)


@move
def unsubscribe(kind: str, *, by, what: str) -> None:
    gone, _ = Subscription.objects.filter(user=by, kind=kind).delete()
    if gone:
        record("notifications.unsubscribed", by, by=by, what=what)
