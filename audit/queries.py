"""The audit rows: those of a thing, those an auditor may read, all of them in order."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypedDict

from django.db.models import Q

from audit import rules
from audit.chain import Mark
from audit.models import AuditEvent, AuditHead
from audit.sentences import sentence, shown
from core.gates import Role


class Line(TypedDict):
    """One line of a record page's timeline."""

    at: object
    who: str
    what: str


def visible_to(user):
    """What was done in the units the auditor's role reaches, and what belongs to no unit."""
    return AuditEvent.objects.filter(Q(unit_id__in=user.reach(Role.AUDIT_OFFICER)) | Q(unit_id=None))


def of(thing):
    """Every deed done to the thing, newest first."""
    return AuditEvent.objects.filter(object_type=thing._meta.label_lower, object_id=str(thing.pk))


def timeline_of(thing, *more, without: Iterable[str] = ()) -> list[Line]:
    """Who did what to the thing (and to further things of the same record), newest first. One query.

    `without` are verbs this reader is not told of.
    """
    found = Q()
    for each in (thing, *more):
        found |= Q(object_type=each._meta.label_lower, object_id=str(each.pk))
    return timeline(AuditEvent.objects.filter(found).exclude(verb__in=without))


def latest_on(things: Iterable[tuple[str, int]], *, since: date) -> Line | None:
    """The last deed since the day that was done to any of the things, each a label and a number."""
    found = Q(pk__in=[])
    for label, number in things:
        found |= Q(object_type=label, object_id=str(number))
    event = AuditEvent.objects.filter(found, at__date__gte=since).order_by("-sequence").first()
    return line(event) if event else None


def timeline(events) -> list[Line]:
    """Any events as lines."""
    return [line(event) for event in events]


def line(event: AuditEvent) -> Line:
    return {"at": event.at, "who": who(event), "what": sentence(event)}


def full_line(event: AuditEvent) -> dict:
    """One line of the auditor's list."""
    return {"event": event, "who": who(event), "what": sentence(event)}


def details(event: AuditEvent) -> list[tuple[str, str]]:
    """The details of the deed, each in words."""
    return [(name, shown(value)) for name, value in event.details.items()]


def up_to_now(events):
    """The events up to the present end of the chain, so that what is appended meanwhile is not among them."""
    return events.filter(sequence__lte=head_mark().sequence)


def who(event: AuditEvent) -> str:
    return f"{event.actor_name}（{event.actor_post}）" if event.actor_post else event.actor_name


def rows_in_order() -> Iterator[dict]:
    """The whole chain as plain rows, streamed."""
    return AuditEvent.objects.order_by("sequence").values(*rules.SEALED, "mac").iterator(chunk_size=2000)


def head_mark() -> Mark:
    head = AuditHead.objects.get(pk=1)
    return Mark(head.sequence, head.mac, "链头")
