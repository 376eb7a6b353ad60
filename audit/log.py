"""The two words every workflow uses: @move around the deed, record() for what was done.

record() only buffers. The outermost @move appends the buffer as its last statement under the head lock, so the
lock order is always thing → number → audit head, and a deed whose audit row cannot be written does not happen.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps

from django.conf import settings
from django.db import transaction

from audit import rules
from audit.models import AuditEvent, AuditHead
from core import clock
from core.middleware import address

_buffer: ContextVar[list | None] = ContextVar("audit_buffer", default=None)


def move(deed: Callable) -> Callable:
    """Run the deed in one transaction and append what it recorded, last. Moves may call moves."""

    @wraps(deed)
    def moved(*args, **kwargs):
        if _buffer.get() is not None:
            return deed(*args, **kwargs)
        events: list[dict] = []
        token = _buffer.set(events)
        try:
            with transaction.atomic():
                result = deed(*args, **kwargs)
                _append(events)
            return result
        finally:
            _buffer.reset(token)

    moved.is_move = True
    return moved


def record(verb: str, thing, *, by, unit=None, **details) -> None:
    """Note a deed: `verb` like "earlywarning.signed", `by` a user or None for the system itself.

    Details are plain values; nothing confidential goes in, since auditors read them.
    """
    events = _buffer.get()
    if events is None:
        raise RuntimeError(f"{verb}: record() is only for use inside a @move")
    unit = unit or getattr(thing, "unit", None)
    events.append(
        {
            "at": clock.now(),
            "actor_id": by.pk if by else None,
            "actor_name": by.name if by else "系统",
            "actor_post": by.post_text if by else "",
            "verb": verb,
            "object_type": thing._meta.label_lower,
            "object_id": str(thing.pk),
            "object_text": str(thing)[:300],
            "unit_id": unit.pk if unit else None,
            "unit_name": str(unit) if unit else "",
            "address": address.get(),
            "details": {name: _plain(value) for name, value in details.items()},
        }
    )


@move
def record_export(verb: str, *, by, rows: int) -> None:
    """That a list left the house is a deed too."""
    record(verb, by, by=by, rows=rows)


def _plain(value):
    """JSON that reads back exactly as written: no floats, no dates."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    return str(value)


def _append(events: list[dict]) -> None:
    if not events:
        return
    head = AuditHead.objects.select_for_update().get(pk=1)
    key_id, key = next(iter(settings.AUDIT_KEYS.items()))
    rows = []
    for event in events:
        row = event | {
            "sequence": head.sequence + 1,
            "algorithm": settings.AUDIT_ALGORITHM,
            "key_id": key_id,
            "previous": head.mac,
        }
        head.sequence, head.mac = row["sequence"], rules.seal(row, key)
        rows.append(AuditEvent(**row, mac=head.mac))
    AuditEvent.objects.bulk_create(rows)
    head.save()
