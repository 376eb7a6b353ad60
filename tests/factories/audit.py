"""Rows of the chain for tests that need many: sealed as log.py seals them, unless told otherwise."""

from datetime import timedelta

from django.conf import settings

from audit.models import AuditEvent, AuditHead
from audit.rules import SHA256, seal
from core import clock

EVENT = {
    "actor_id": 7,
    "actor_name": "张晓梅",
    "actor_post": "七道江镇纪委委员",
    "verb": "test.done",
    "object_type": "test.thing",
    "object_id": "1",
    "object_text": "一件事",
    "unit_id": None,
    "unit_name": "",
    "address": "10.0.0.9",
    "details": {},
}


def sealed(rows, *, previous: str = "", start: int = 1) -> list[dict]:
    """The rows as a chain: numbered, each sealed to the one before it."""
    chain = []
    for sequence, row in enumerate(rows, start=start):
        whole = (
            {"at": clock.now() + timedelta(seconds=sequence), "algorithm": SHA256, "key_id": "k1"}
            | EVENT
            | row
        )
        whole |= {"sequence": sequence, "previous": previous}
        previous = seal(whole, settings.AUDIT_KEYS[whole["key_id"]])
        chain.append(whole | {"mac": previous})
    return chain


def events(*rows: dict) -> list[AuditEvent]:
    """Append the rows to the chain in the database, bypassing the deeds."""
    head = AuditHead.objects.get(pk=1)
    chain = sealed(rows, previous=head.mac, start=head.sequence + 1)
    made = AuditEvent.objects.bulk_create([AuditEvent(**row) for row in chain])
    AuditHead.objects.filter(pk=1).update(sequence=chain[-1]["sequence"], mac=chain[-1]["mac"])
    return made
