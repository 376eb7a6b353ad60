"""What a user does with the inbox. Reading is not a deed for the audit, so nothing is recorded."""

from audit.log import move
from core import clock
from core.rows import lock
from core.verdict import require
from notifications import access, queries
from notifications.models import Notification


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
