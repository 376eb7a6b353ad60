"""The forms and items …"""

from django.db.models import Count, Q

from collection.enums import FormStatus, ItemStatus, PeriodKind
from collection.models import CollectionForm, InformationItem, Period
from core import clock
from core.dates import Quarter
from core.gates import DISCIPLINE, Role
from organisations.models import Appointment, in_force

FORM_READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD, Role.COLLECTOR)
FILED = (FormStatus.SUBMITTED, FormStatus.ACCEPTED)


def forms_visible_to(user):
    """That a form was filed: its unit, its head, 镇纪委, the leaders and the centre; what is in it is items' own matter."""
    forms = CollectionForm.objects.filter(unit__in=user.reach(*FORM_READERS))
    return forms.select_related("period", "unit", "filled_by__person")


def items_visible_to(user):
    """Whoever entered it and 镇纪委, or the centre for direct points and items on 镇纪委 itself; never whom it names."""
    return (
        InformationItem.objects.filter(_of_the_collector(user) | _of_the_town(user) | _of_the_centre(user))
        .exclude(subject_person=user.person_id)
        .exclude(subject_post__in=posts_held_by(user.person_id))
        .select_related(
            "unit", "form__period", "subject_unit", "subject_post", "subject_person", "risk_point", "power"
        )
    )


def posts_held_by(person_id: int):
    return Appointment.objects.filter(in_force(clock.today()), person=person_id).values("post")


def _of_the_collector(user) -> Q:
    """The unit's collector, so that a successor can finish what was begun."""
    return Q(unit__in=user.own_units(Role.COLLECTOR))


def _of_the_town(user) -> Q:
    on_staff = Q(subject_person__is_discipline_staff=True)
    reported = ~Q(status=ItemStatus.DRAFT) | Q(entered_by=user)
    return Q(unit__in=user.reach(*DISCIPLINE), unit__is_direct_point=False) & ~on_staff & reported


def _of_the_centre(user) -> Q:
    on_staff = Q(subject_person__is_discipline_staff=True)
    straight = Q(unit__is_direct_point=True) | on_staff
    return Q(unit__in=user.reach(Role.CENTRE_OFFICER)) & straight & ~Q(status=ItemStatus.DRAFT)


def items_of(form):
    return form.items.select_related("subject_unit", "subject_post", "subject_person", "risk_point")


def to_triage(user):
    return items_visible_to(user).filter(status=ItemStatus.REPORTED).order_by("entered_at", "pk")


def latest_quarter() -> Quarter | None:
    latest = Period.objects.filter(kind=PeriodKind.QUARTER).order_by("-code").first()
    return Quarter.parse(latest.code) if latest else None


def periods():
    return Period.objects.all()


def missing(period: Period):
    """Forms of the period nobody has filed."""
    return period.forms.exclude(status__in=FILED)


def filed_counts(forms) -> dict[str, int]:
    return dict(forms.order_by().values_list("status").annotate(Count("pk")))
