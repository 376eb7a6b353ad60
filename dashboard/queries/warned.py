"""The life of the reader's warnings as it stood on a day, told from the dates they bear …"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Case, Count, Min, Q, Value, When

from dashboard import rules
from dashboard.queries.marks import Cell, MatrixRow, Stat, rows_of
from dashboard.rules import Moment
from earlywarnings import queries as warnings
from earlywarnings.enums import IN_HAND, ISSUED, Status, Tier

STEPS = {
    "signed": "signed_on",
    "received": "received_on",
    "answered": "first_answered_on",
    "verified": "verified_on",
    "closed": "closed_on",
}
LABELS = {step: label for step, (label, _) in warnings.REACHED.items()}
WAITS = dict(zip(STEPS, list(STEPS)[1:], strict=False))  # where a warning waits, and the step it waits for


def issued(day: date) -> Q:
    """Signed by the day, and not revoked nor reported up until then."""
    later = Q(status=Status.REVOKED, revoked_on__gt=day) | Q(
        status=Status.REPORTED_UP, reported_up_on__gt=day
    )
    return Q(signed_on__lte=day) & (Q(status__in=ISSUED) | later)


def in_hand(day: date) -> Q:
    """Issued and neither closed nor superseded on the day."""
    ended_later = Q(closed_on__gt=day) | Q(superseded_on__gt=day)
    going_on = Q(status__in=(*IN_HAND, Status.REVOKED, Status.REPORTED_UP)) & ~Q(closed_on__lte=day)
    return issued(day) & (going_on | ended_later)


def reached(step: str, day: date) -> Q:
    """Of those signed in the year of the day."""
    return issued(day) & Q(signed_on__year=day.year) & _by(step, day)


def waiting(step: str, day: date) -> Q:
    """Come as far as the step and no further, whenever it was signed."""
    return in_hand(day) & _by(step, day) & ~_by(WAITS[step], day)


def _by(step: str, day: date) -> Q:
    """Whoever has come to a later step has come past this one."""
    later = list(STEPS).index(step)
    return reduce(or_, (Q(**{f"{field}__lte": day}) for field in list(STEPS.values())[later:]))


def furthest(day: date) -> Case:
    dates = reversed(STEPS.items())
    return Case(*(When(**{f"{field}__lte": day}, then=Value(step)) for step, field in dates))


@dataclass(frozen=True)
class Flow:
    """Tier × step, and under each step who waits there and for how long."""

    heads: list[str]
    rows: list[MatrixRow]  # the label is the tier's name in code
    waiting: list[Cell]
    longest: list[Cell]
    in_hand: Stat
    states: list[tuple[str, int, str]]  # by status, of today alone


def flow(user, moment: Moment, url: str) -> Flow:
    """One query: the warnings in groups of those that stand alike."""
    groups = _groups(user, moment)
    rows = [
        MatrixRow(tier, [_cell(tier, step, _reached(groups, tier, step), moment, url) for step in STEPS])
        for tier in Tier.values
    ]
    now, before = (sum(g["number"] for g in groups if g[when]) for when in ("hand_now", "hand_before"))
    to_hand = f"{url}?state=in_hand" if moment.is_today else rows_of("in_hand", moment)
    return Flow(
        list(LABELS.values()),
        rows,
        [_waiting_cell(step, _waiting(groups, step), moment) for step in WAITS],
        [_longest_cell(_waiting(groups, step), step, moment.on) for step in WAITS],
        Stat("在办预警", now, rules.against(now, before), to_hand),
        _by_status(groups) if moment.is_today else [],
    )


def _groups(user, moment: Moment) -> list[dict]:
    on = moment.on
    seen = (
        warnings.visible_to(user)
        .order_by()
        .values("tier", "status")
        .annotate(
            step=furthest(on),
            this_year=_flag(issued(on) & Q(signed_on__year=on.year)),
            hand_now=_flag(in_hand(on)),
            hand_before=_flag(in_hand(moment.before)),
        )
    )
    return list(seen.annotate(number=Count("pk"), **{f"since_{s}": Min(STEPS[s]) for s in WAITS}))


def _flag(condition: Q) -> Case:
    """Unlike the bare condition never unknown."""
    return Case(When(condition, then=Value(True)), default=Value(False))


def _reached(groups: list[dict], tier: str, step: str) -> int:
    past = list(STEPS)[list(STEPS).index(step) :]
    return sum(g["number"] for g in groups if g["this_year"] and g["tier"] == tier and g["step"] in past)


def _waiting(groups: list[dict], step: str) -> list[dict]:
    return [group for group in groups if group["hand_now"] and group["step"] == step]


def _by_status(groups: list[dict]) -> list[tuple[str, int, str]]:
    """As they stand now; of a past day only the dates tell."""
    counts = Counter()
    for group in groups:
        counts[group["status"]] += group["number"]
    return [(status.label, counts[status], status.value) for status in Status if counts[status]]


def _cell(tier: str, step: str, count: int, moment: Moment, url: str) -> Cell:
    if not count:
        return Cell("0", f"is-{tier}")
    listed = f"{url}?year={moment.on.year}&tier={tier}&reached={step}"
    return Cell(
        str(count),
        f"is-{tier}",
        listed if moment.is_today else rows_of("reached", moment, tier=tier, step=step),
    )


def _waiting_cell(step: str, groups: list[dict], moment: Moment) -> Cell:
    number = sum(group["number"] for group in groups)
    return Cell(f"{number} 件", "", rows_of("waiting", moment, step=step)) if number else Cell("—")


def _longest_cell(groups: list[dict], step: str, on: date) -> Cell:
    earliest = min((group[f"since_{step}"] for group in groups), default=None)
    return Cell(f"{(on - earliest).days} 天" if earliest else "—")


def rows_in_hand(user, moment: Moment, asked: dict):
    return _listed(user, in_hand(moment.on), asked)


def rows_reached(user, moment: Moment, asked: dict):
    return _listed(user, reached(asked["step"] or "signed", moment.on), asked)


def rows_waiting(user, moment: Moment, asked: dict):
    step = asked["step"] if asked["step"] in WAITS else "signed"
    return _listed(user, waiting(step, moment.on), asked, STEPS[step])


def _listed(user, condition: Q, asked: dict, order: str = "signed_on"):
    found = warnings.visible_to(user).filter(condition).order_by(order, "pk")
    return found.filter(tier=asked["tier"]) if asked["tier"] else found
