"""Telling people once. Inbox rows and the mail behind them are data of the caller's own transaction."""

from collections.abc import Iterable
from typing import NamedTuple

from core import clock
from notifications.models import Notification, OutgoingMail


class File(NamedTuple):
    """What goes with the mail, made for its one recipient; the inbox links to the page instead."""

    name: str
    content: bytes


class Message(NamedTuple):
    recipients: Iterable
    key: str
    text: str
    url: str = ""
    file: File | None = None


def tell_once(recipients: Iterable, *, key: str, text: str, url: str = "", file: File | None = None) -> int:
    """Tell each user at most once per key; return how many were new.

    Keys read "app:number:stage". The text may leave by mail: nothing confidential goes into it.
    """
    return tell_all([Message(recipients, key, text, url, file)])


def tell_all(messages: Iterable[Message]) -> int:
    """Many messages in three queries, however many there are."""
    addressed = {
        (user.pk, message.key): (user, message) for message in messages for user in message.recipients
    }
    known = _known(addressed)
    new = [addressed[pair] for pair in sorted(addressed.keys() - known)]  # one order for all: no deadlock
    if new:
        Notification.objects.bulk_create([_inbox_row(*pair) for pair in new], ignore_conflicts=True)
        letters = [_letter(user, message) for user, message in new if user.email]
        OutgoingMail.objects.bulk_create(letters, ignore_conflicts=True)
    return len(new)


def was_told(user, key: str) -> bool:
    return Notification.objects.filter(recipient=user, key=key).exists()


def _known(addressed: dict) -> set[tuple[int, str]]:
    people, keys = {pk for pk, _ in addressed}, {key for _, key in addressed}
    rows = Notification.objects.filter(recipient__in=people, key__in=keys).order_by()
    return set(rows.values_list("recipient_id", "key"))


def _inbox_row(user, message: Message) -> Notification:
    return Notification(
        recipient=user, key=message.key, text=message.text, url=message.url, created_at=clock.now()
    )


def _letter(user, message: Message) -> OutgoingMail:
    name, content = message.file or ("", b"")
    return OutgoingMail(
        recipient=user,
        key=message.key,
        address=user.email,
        text=message.text,
        file_name=name,
        file=content,
        created_at=clock.now(),
    )
