"""The warnings …"""

from django.db.models import Count, Q

from core.gates import DISCIPLINE, Role
from earlywarnings.enums import (
    AWAITING_ANSWER,
    BEFORE_DELIVERY,
    BEFORE_SIGNING,
    COUNTED,
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


def awaiting_answer():
    return EarlyWarning.objects.filter(status__in=AWAITING_ANSWER)


def late(warnings, on):
    """Answers that are due before the day and not there."""
    return warnings.filter(status__in=AWAITING_ANSWER, answer_due_on__lt=on)


def not_signed_for_since(day):
    """Served on the day or before and still not signed for."""
    return EarlyWarning.objects.filter(status=Status.DELIVERED, delivered_on__lte=day)


def counted_in(year: int, units=None):
    """Warnings that take points in the year of signing (art. 48); a revoked one gives them back."""
    warnings = EarlyWarning.objects.filter(status__in=COUNTED, signed_on__year=year)
    if units is not None:
        warnings = warnings.filter(unit__in=units)
    return warnings.select_related("unit", "number").order_by("signed_on", "pk")


def by_status(warnings) -> dict[str, int]:
    return dict(warnings.order_by().values_list("status").annotate(Count("pk")))
