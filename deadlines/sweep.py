"""What time does to promises: finds what is due and tells each person of each stage once.

Safe to run twice, two at a time, a day late, or to kill: a batch is one transaction, in which the promises are
locked and the Told rows and the inbox rows are written together.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from typing import NamedTuple

from django.db import transaction

from core import registries
from deadlines import queries, rules
from deadlines.models import Deadline, Told, kind_of
from notifications.outbox import Message, tell_all

BATCH = 500


class Word(NamedTuple):
    """A stage that has been reached, and the users who have not been told of it: at least one."""

    deadline: Deadline
    stage: int
    recipients: list


def run(on: date) -> dict[str, int]:
    """First the moves of the other apps, then the words. Returns how many of each.

    Every step runs even where one before it failed; the failure is raised at the end.
    """
    counts = Counter()
    with ExitStack() as steps:  # unwound from the last one put in
        for step in (tell_due, *reversed(registries.sweepers)):
            steps.callback(lambda step=step: counts.update(step(on)))
    return dict(counts)


def tell_due(on: date) -> dict[str, int]:
    """Every open promise that has reached a stage, batch by batch in the order of their numbers."""
    directory = queries.Directory(on)
    counts = Counter(deadlines=0, told=0, unaddressed=0)
    last = 0
    while last is not None:
        last = _tell_batch(on, last, directory, counts)
    return dict(counts)


@transaction.atomic
def _tell_batch(on: date, after: int, directory: queries.Directory, counts: Counter) -> int | None:
    """Tell one batch; return its last number, or None when nothing is left.

    Rows that are locked are being moved or told by somebody else: the next sweep finds them.
    """
    due = queries.to_be_told(on).filter(pk__gt=after)
    deadlines = list(due.select_for_update(skip_locked=True)[:BATCH])
    told = queries.told_of(deadlines)
    words = []
    for deadline in deadlines:
        deadline.directory, deadline.unit = directory, directory.units[deadline.unit_id]
        words += _words(deadline, on, told[deadline.pk], counts)
    Told.objects.bulk_create(_told(word, user, on) for word in words for user in word.recipients)
    counts["told"] += tell_all(_message(word) for word in words)
    counts["deadlines"] += len(deadlines)
    return deadlines[-1].pk if len(deadlines) == BATCH else None


def _words(deadline: Deadline, on: date, told: set, counts: Counter) -> Iterator[Word]:
    """The stages reached by the day. Somebody who was told of a nearer reminder is not told of an earlier one."""
    recipients_of = kind_of(deadline).recipients or queries.ladder
    for stage in rules.stages(deadline.due_on, on, since=deadline.reopened_on):
        covering = {stage} if stage < 0 else set(range(stage + 1))
        reached = {pk for due_on, known, pk in told if due_on == deadline.due_on and known in covering}
        recipients = list(recipients_of(deadline, stage))
        counts["unaddressed"] += not recipients
        if untold := [user for user in recipients if user.pk not in reached]:
            yield Word(deadline, stage, untold)


def _told(word: Word, user, on: date) -> Told:
    return Told(deadline=word.deadline, due_on=word.deadline.due_on, stage=word.stage, recipient=user, on=on)


def _message(word: Word) -> Message:
    deadline, stage, recipients = word
    key = f"deadline:{deadline.pk}:{deadline.due_on}:{stage}"
    return Message(recipients, key, kind_of(deadline).wording(deadline, stage), deadline.url)
