"""The forms and items …"""

from django.db.models import Count, Q

from collection.enums import FILED, FormStatus, ItemStatus, PeriodKind
from collection.models import CollectionForm, InformationItem, Period
from core import clock
from core.dates import Quarter
from core.gates import DISCIPLINE, Role
from organisations.models import Appointment, Person, in_force
from organisations.queries import active_units
from powers.enums import Status as PowerStatus
from riskpoints.enums import IN_REGISTER

FORM_READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD, Role.COLLECTOR)


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


def subjects_for(unit, user) -> dict[str, dict]:
    """What an item may be about, by group: this unit, other units by name only, this unit's posts and people.

    Never the writer: nobody reports on themselves.
    """
    others = active_units(clock.today()).exclude(pk=unit.pk)
    people = Person.objects.filter(unit=unit).exclude(pk=user.person_id)
    return {
        "本单位": {f"unit-{unit.pk}": unit},
        "本单位岗位": {f"post-{post.pk}": post for post in unit.posts.select_related("unit")},
        "本单位人员": {f"person-{person.pk}": person for person in people.select_related("unit")},
        "其他单位": {f"unit-{other.pk}": other for other in others},
    }


def risk_points_of(unit):
    return unit.risk_points.filter(status__in=IN_REGISTER)


def powers_of(unit):
    return unit.powers.filter(status=PowerStatus.CONFIRMED)


def current_form(user, today):
    """The form a collector has to think of now: the oldest unfiled one, or else this quarter's."""
    forms = forms_visible_to(user).filter(unit__in=user.own_units(Role.COLLECTOR))
    unfiled = forms.exclude(status__in=FILED).order_by("period__due_on").first()
    return unfiled or forms.filter(period__opened_on__lte=today).first()


def history_of(unit):
    return (
        CollectionForm.objects.filter(unit=unit).select_related("period").annotate(items_count=Count("items"))
    )


def forms_to_receive(user):
    """Filed forms that wait to be accepted by this user."""
    forms = forms_visible_to(user).filter(status=FormStatus.SUBMITTED)
    town = Q(unit__in=user.reach(*DISCIPLINE), unit__is_direct_point=False)
    centre = Q(unit__in=user.reach(Role.CENTRE_OFFICER), unit__is_direct_point=True)
    return forms.filter(town | centre)


def items_in(form, user):
    """Of the form's items those the user may see."""
    return items_visible_to(user).filter(form=form).order_by("pk")


def unfiled(forms, units):
    return forms.filter(unit__in=units).exclude(status__in=FILED).order_by("period__due_on", "pk")


def hanging_on(thing, user):
    """The reader's items on a risk point or a power; none for anything else."""
    paths = {"riskpoints.riskpoint": "risk_point", "powers.power": "power"}
    path = paths.get(thing._meta.label_lower)
    return items_visible_to(user).filter(**{path: thing.pk}) if path else InformationItem.objects.none()


def overdue(forms, units, today):
    return unfiled(forms, units).filter(period__due_on__lt=today)
