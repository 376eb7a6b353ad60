"""The life of the reader's warnings as it stood on a day, told from the dates they bear …"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

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
    return Q(**{f"{STEPS[step]}__lte": day})


@dataclass(frozen=True)
class Flow:
    """Tier × step, and under each step who waits there and for how long."""

    heads: list[str]
    rows: list[MatrixRow]  # the label is the tier's name in code
    waiting: list[Cell]
    longest: list[Cell]
    in_hand: Stat


def flow(user, moment: Moment, url: str) -> Flow:
    """One query for the whole table and for what is in hand."""
    on = moment.on
    counts = {step: Count("pk", filter=reached(step, on)) for step in STEPS}
    waits = {f"wait_{step}": Count("pk", filter=waiting(step, on)) for step in WAITS}
    since = {f"since_{step}": Min(STEPS[step], filter=waiting(step, on)) for step in WAITS}
    hands = {
        "now": Count("pk", filter=in_hand(on)),
        "before": Count("pk", filter=in_hand(moment.before)),
    }
    seen = warnings.visible_to(user).filter(signed_on__lte=on).order_by()
    found = {row["tier"]: row for row in seen.values("tier").annotate(**counts, **waits, **since, **hands)}
    rows = found.values()
    now, before = (sum(row[name] for row in rows) for name in hands)
    to_hand = f"{url}?state=in_hand" if moment.is_today else rows_of("in_hand", moment)
    return Flow(
        list(LABELS.values()),
        [MatrixRow(tier, _cells(tier, found.get(tier, {}), moment, url)) for tier in Tier.values],
        [_waiting_cell(step, sum(row[f"wait_{step}"] for row in rows), moment) for step in WAITS],
        [_longest_cell([row[f"since_{step}"] for row in rows], on) for step in WAITS],
        Stat("在办预警", now, rules.against(now, before), to_hand),
    )


def _cells(tier: str, counts: dict, moment: Moment, url: str) -> list[Cell]:
    return [_cell(tier, step, counts.get(step, 0), moment, url) for step in STEPS]


def _cell(tier: str, step: str, count: int, moment: Moment, url: str) -> Cell:
    if not count:
        return Cell("0", f"is-{tier}")
    listed = f"{url}?year={moment.on.year}&tier={tier}&reached={step}"
    return Cell(
        str(count),
        f"is-{tier}",
        listed if moment.is_today else rows_of("reached", moment, tier=tier, step=step),
    )


def _waiting_cell(step: str, count: int, moment: Moment) -> Cell:
    return Cell(f"{count} 件", "", rows_of("waiting", moment, step=step)) if count else Cell("—")


def _longest_cell(days: list[date | None], on: date) -> Cell:
    earliest = min((day for day in days if day), default=None)
    return Cell(f"{(on - earliest).days} 天" if earliest else "—")


def by_status(user) -> list[tuple[str, int, str]]:
    """As they stand now; of a past day only the dates tell."""
    counts = warnings.by_status(warnings.visible_to(user))
    return [(status.label, counts[status], status.value) for status in Status if counts.get(status)]


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
