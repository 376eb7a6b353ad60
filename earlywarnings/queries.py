"""The warnings …"""

from django.db.models import Count, Q

from collection import queries as items
from core.gates import DISCIPLINE, Role
from deadlines.queries import latest
from earlywarnings import rules
from earlywarnings.enums import (
    AWAITING_ANSWER,
    BEFORE_DELIVERY,
    BEFORE_SIGNING,
    COUNTED,
    ENDED,
    IN_HAND,
    Status,
)
from earlywarnings.models import EarlyWarning


def visible_to(user):
    """Staff see their town's; leaders and the centre see signed ones; a warned unit or person sees theirs once served.

    Whoever a warning names sees nothing of it before it is served, whatever their role.
    """
    return _with_names(_visible(user)).exclude(person=user.person_id, status__in=BEFORE_DELIVERY)


def _visible(user):
    staff = Q(unit__in=user.reach(*DISCIPLINE))
    leaders = Q(unit__in=user.reach(Role.TOWN_LEADER)) & ~Q(status__in=BEFORE_SIGNING)
    centre = Q(unit__in=user.reach(Role.CENTRE_OFFICER)) & ~Q(status__in=BEFORE_SIGNING)
    served = Q(unit__in=user.reach(Role.UNIT_HEAD)) | Q(person=user.person_id)
    return EarlyWarning.objects.filter(staff | leaders | centre | (served & ~Q(status__in=BEFORE_DELIVERY)))


def _with_names(warnings):
    return warnings.select_related("unit", "person", "number", "risk_point")


def in_hand(warnings):
    return warnings.filter(status__in=IN_HAND)


def in_progress(warnings):
    """Everything that still waits for somebody, with what the next-step question needs."""
    return warnings.exclude(status__in=ENDED).prefetch_related("measures", "problems", "responses")


def awaiting_answer():
    return EarlyWarning.objects.filter(status__in=AWAITING_ANSWER)


def late(warnings, on):
    """Answers that are due before the day and not there."""
    return warnings.filter(status__in=AWAITING_ANSWER, answer_due_on__lt=on)


def not_signed_for_since(day):
    """Served on the day or before and still not signed for."""
    return EarlyWarning.objects.filter(status=Status.DELIVERED, delivered_on__lte=day)


def counted(warnings, year: int):
    """Of the warnings those signed in the year and not revoked."""
    return warnings.filter(status__in=COUNTED, signed_on__year=year)


def counted_in(year: int, units=None):
    """Warnings that take points in the year of signing (art. 48); a revoked one gives them back."""
    warnings = counted(EarlyWarning.objects.all(), year)
    if units is not None:
        warnings = warnings.filter(unit__in=units)
    return warnings.select_related("unit", "number").order_by("signed_on", "pk")


def by_status(warnings) -> dict[str, int]:
    return dict(warnings.order_by().values_list("status").annotate(Count("pk")))


def with_notice(user):
    return visible_to(user).filter(notice__isnull=False).select_related("notice__number")


def items_to_triage(user):
    """Items waiting for this user's judgement, oldest first."""
    return items.to_triage(user)


def items_chosen(user, ids) -> list:
    """Of the items of the address those the user may still draft from."""
    wanted = [int(pk) for pk in ids if pk.isdecimal()]
    return list(items.to_triage(user).filter(pk__in=wanted))


def similar_to(item, user):
    """Items on the same person, post, power or risk point, or else the same unit, within a year."""
    same = Q(subject_unit=item.subject_unit_id)
    for name in ("subject_person", "subject_post", "power", "risk_point"):
        if value := getattr(item, f"{name}_id"):
            same |= Q(**{name: value})
    since = rules.similar_since(item.found_on)
    return items.items_visible_to(user).filter(same, found_on__gte=since).exclude(pk=item.pk)[:20]


def sources_of(warning, user):
    """The items behind a warning that the reader may see: the warned never do."""
    return items.items_visible_to(user).filter(warnings=warning)


def hanging_on(thing, user):
    """The reader's warnings on a risk point, a power or an item; none for anything else."""
    paths = {
        "riskpoints.riskpoint": "risk_point",
        "powers.power": "risk_point__power",
        "collection.informationitem": "items",
    }
    path = paths.get(thing._meta.label_lower)
    return visible_to(user).filter(**{path: thing.pk}) if path else EarlyWarning.objects.none()


def responses_to(warning):
    return warning.responses.prefetch_related("answers__problem").select_related(
        "answered_by__person", "verified_by__person"
    )


def last_response(warning):
    return warning.responses.last()


def response_deadline(warning):
    return latest(rules.RESPONSE, warning)


def problem_rows(warning) -> list[dict]:
    return list(warning.problems.values("text", "requirement", "due_on"))


# How far a signed warning has come: the steps of the leaders' page and of the list's filter.
REACHED = {
    "signed": ("已签批", Q(signed_on__isnull=False)),
    "received": ("已签收", Q(received_on__isnull=False)),
    "answered": ("已回告", Q(first_answered_on__isnull=False)),
    "verified": ("已复核", Q(verified_on__isnull=False)),
    "closed": ("已销号", Q(closed_on__isnull=False)),
}


def reached(warnings, step: str):
    """Of the warnings that count those that have come as far as the step."""
    return warnings.filter(REACHED[step][1], status__in=COUNTED)


def counts_by_tier_and_step(warnings) -> dict[str, dict[str, int]]:
    """One query for the whole table."""
    counts = {step: Count("pk", filter=condition) for step, (_, condition) in REACHED.items()}
    rows = warnings.order_by().values("tier").annotate(**counts)
    return {row["tier"]: row for row in rows}
