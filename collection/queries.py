"""The forms and items …

Two questions are kept apart: that a form was filed (forms_visible_to) and what stands in it (items_visible_to).
Whatever depends on the second, 无情况 and the number of items included, is answered for one reader.
"""

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from collection.enums import FILED, TO_FILL, FormStatus, HandedTo, ItemStatus, PeriodKind, Report
from collection.models import CollectionForm, HandOver, InformationItem, Period
from core import clock
from core.dates import Quarter
from core.gates import DISCIPLINE, Role
from organisations.models import Appointment, Person, Unit, in_force
from organisations.queries import active_units, reporting_points
from powers.enums import Status as PowerStatus
from riskpoints.enums import IN_REGISTER

OVERSEERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD)
FORM_READERS = (*OVERSEERS, Role.COLLECTOR)
ABOVE = (Role.TOWN_LEADER, Role.CENTRE_OFFICER)
SORTS = {
    "unit": ("unit__position", "unit", "-period__code"),
    "period": ("period__code", "unit__position", "unit"),
    "reported": ("first_submitted_on", "unit__position", "pk"),
}


# -- items -----------------------------------------------------------------------------------------------


def items_visible_to(user):
    """The unit's collectors, whoever typed a draft, and who judges it once reported; never whom it names."""
    return _with_names(_seen(user))


def judged_by(user):
    """Reported items whose judgement is this user's matter: 镇纪委's, or the centre's (art. 36)."""
    return _with_names(_unnamed(user).filter(_judged(user)))


def to_triage(user):
    return judged_by(user).filter(status=ItemStatus.REPORTED).order_by("entered_at", "pk")


def items_in(form, user):
    """Of the form's items those the reader may see, in the order they were written."""
    return items_visible_to(user).filter(form=form).order_by("pk")


def hanging_on(thing, user):
    """The reader's items on a risk point or a power, the latest first; none for anything else."""
    paths = {"riskpoints.riskpoint": "risk_point", "powers.power": "power"}
    path = paths.get(thing._meta.label_lower)
    return items_visible_to(user).filter(**{path: thing.pk}) if path else InformationItem.objects.none()


def _with_names(items):
    return items.select_related(
        "unit",
        "form__period",
        "form__unit",
        "subject_unit",
        "subject_post__unit",
        "subject_person",
        "risk_point",
        "power",
    )


def _seen(user):
    collected = Q(unit__in=user.own_units(Role.COLLECTOR))  # a successor finishes what was begun
    typed = Q(status=ItemStatus.DRAFT, entered_by=user) & typed_for(user)
    return _unnamed(user).filter(collected | typed | _judged(user))


def _judged(user) -> Q:
    straight = Q(unit__is_direct_point=True) | _about(is_discipline_staff=True)
    town = Q(unit__in=user.reach(*DISCIPLINE)) & ~straight
    centre = Q(unit__in=user.reach(Role.CENTRE_OFFICER)) & straight
    return (town | centre) & ~Q(status=ItemStatus.DRAFT)


def _unnamed(user):
    """Items that name neither the user nor a post the user holds."""
    return InformationItem.objects.filter(~_about(pk=user.person_id))


def _about(**who) -> Q:
    """That an item names such a person, or a post one holds today or held when it was found."""
    people = Person.objects.filter(**who)
    held = in_force(clock.today()) | in_force(OuterRef("found_on"))
    holders = Appointment.objects.filter(held, post=OuterRef("subject_post"), person__in=people)
    return Q(Exists(people.filter(pk=OuterRef("subject_person")))) | Q(Exists(holders))


# -- forms -----------------------------------------------------------------------------------------------


def forms_visible_to(user):
    """That a form was filed: its collectors and head, 镇纪委, the leaders and the centre.

    Each form has `shown_nil`: whether this reader may know of 无情况.
    """
    units = user.reach(*OVERSEERS) | user.own_units(Role.COLLECTOR)
    forms = CollectionForm.objects.filter(unit__in=units).annotate(shown_nil=_shown_nil(user))
    return forms.select_related("period", "unit", "filled_by__person")


def _shown_nil(user) -> Case:
    """Who reads a form's items knows 无情况 by seeing none, so that a hidden item does not show itself by its absence.

    Leaders and the centre are told; a unit's head learns only that the form was filed.
    """
    insiders = Q(unit__in=user.own_units(Role.COLLECTOR)) | Q(
        unit__in=user.reach(*DISCIPLINE), unit__is_direct_point=False
    )
    return Case(
        When(~Q(status__in=FILED), then=Value(False)),
        When(insiders, then=~Exists(_seen(user).filter(form=OuterRef("pk")))),
        When(unit__in=user.reach(*ABOVE), then=F("is_nil")),
        default=Value(False),
    )


def typed_for(user) -> Q:
    """The forms and items of units for which the user may type (代录)."""
    town = Q(unit__in=user.reach(Role.INFORMATION_OFFICER), unit__is_direct_point=False)
    return town | Q(unit__in=user.reach(Role.CENTRE_OFFICER), unit__is_direct_point=True)


def received_by(user) -> Q:
    """The forms and items of units whose forms the user receives."""
    town = Q(unit__in=user.reach(*DISCIPLINE), unit__is_direct_point=False)
    return town | Q(unit__in=user.reach(Role.CENTRE_OFFICER), unit__is_direct_point=True)


def to_fill(user):
    """The unfiled forms of the units the user collects for, the oldest first."""
    return unfiled(forms_visible_to(user).filter(unit__in=user.own_units(Role.COLLECTOR)))


def to_chase(user, today):
    """Overdue forms the user may type in: the village says by telephone what it has to say."""
    return unfiled(forms_visible_to(user).filter(typed_for(user), period__due_on__lt=today))


def to_receive(user):
    """Filed forms that wait to be accepted by this user; not those the user typed."""
    waiting = forms_visible_to(user).filter(received_by(user), status=FormStatus.SUBMITTED)
    return waiting.exclude(filled_by=user)


def unfiled(forms):
    return forms.filter(status__in=TO_FILL).order_by("period__due_on", "pk")


def current_form(user):
    """The form a collector has to think of now: the oldest unfiled one, or else the last that was filed."""
    waiting = with_items_seen(to_fill(user), user).first()
    if waiting:
        return waiting
    own = forms_visible_to(user).filter(unit__in=user.own_units(Role.COLLECTOR), status__in=FILED)
    return with_items_seen(own, user).order_by("-period__code", "pk").first()


def history_of(unit, user):
    """The unit's forms as the reader may know them, the newest first."""
    forms = forms_visible_to(user).filter(unit=unit)
    return with_items_seen(forms, user).order_by("-period__code")


def with_items_seen(forms, user):
    """With `items_seen`: how many of its items the reader may see."""
    items = _seen(user).filter(form=OuterRef("pk")).order_by().values("form")
    count = Subquery(items.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    return forms.annotate(items_seen=Coalesce(count, 0))


def units_seen(user):
    """The units whose forms the user sees, for a filter."""
    return Unit.objects.filter(pk__in=forms_visible_to(user).order_by().values("unit"))


def sorted_by(forms, sort: str):
    """In the order of a name of SORTS, its first field reversed with a minus in front."""
    first, *rest = SORTS[sort.removeprefix("-")]
    return forms.order_by(F(first).desc() if sort.startswith("-") else first, *rest)


def reported(forms, what: str, user, today):
    """The forms of one of Report."""
    late = Q(first_submitted_on__gt=F("period__due_on"))
    if what == Report.TO_RECEIVE:
        return forms.filter(pk__in=to_receive(user).order_by().values("pk"))
    return forms.filter(
        {
            Report.ON_TIME: Q(status__in=FILED) & ~late,
            Report.LATE: Q(status__in=FILED) & late,
            Report.OVERDUE: Q(status__in=TO_FILL, period__due_on__lt=today),
            Report.NIL: Q(shown_nil=True),
        }[what]
    )


def hand_overs_of(form, user):
    """已转办: seen by the unit's collectors, whoever noted it, and by the body it was carried to."""
    own = Q(form__unit__in=user.own_units(Role.COLLECTOR)) | Q(by=user)
    town = Q(handed_to=HandedTo.TOWN, form__unit__in=user.reach(*DISCIPLINE))
    above = Q(handed_to=HandedTo.ABOVE, form__unit__in=user.reach(Role.CENTRE_OFFICER))
    return HandOver.objects.filter(own | town | above, form=form)


# -- periods ---------------------------------------------------------------------------------------------


def latest_quarter() -> Quarter | None:
    latest = Period.objects.filter(kind=PeriodKind.QUARTER).order_by("-code").first()
    return Quarter.parse(latest.code) if latest else None


def points_without_form(quarter: Quarter, on):
    """Reporting points of the day that were there in the quarter and have no form for it, or one that was stopped."""
    have = CollectionForm.objects.filter(period__code=quarter.code).exclude(status=FormStatus.STOPPED)
    points = reporting_points(on).filter(active_from__lte=quarter.last_day)
    return points.exclude(pk__in=have.values("unit"))


def to_stop(on):
    """Unfiled forms of units that report no more."""
    return CollectionForm.objects.filter(status__in=TO_FILL).exclude(unit__in=reporting_points(on))


# -- what an item may be about ---------------------------------------------------------------------------


def subjects_for(unit, user, besides: InformationItem) -> dict[str, dict]:
    """By group: this unit, its posts and people, 镇纪委 staff, other units by name only; and what `besides` names already.

    Never the writer nor a post the writer holds: nobody reports on themselves.
    """
    own_posts = Appointment.objects.filter(in_force(clock.today()), person=user.person_id).values("post")
    posts = unit.posts.exclude(pk__in=own_posts).select_related("unit")
    people = Person.objects.exclude(pk=user.person_id).select_related("unit")
    above = unit.ancestors().order_by().values_list("pk", flat=True)
    staff = people.filter(unit__in=list(above), is_discipline_staff=True)
    groups = {
        "本单位": _by_code("unit", [unit]),
        "本单位岗位": _by_code("post", posts),
        "本单位人员": _by_code("person", people.filter(unit=unit)),
        "镇纪委人员": _by_code("person", staff),
        "其他单位": _by_code("unit", active_units(clock.today()).exclude(pk=unit.pk)),
    }
    if besides.pk and not any(subject_code(besides) in things for things in groups.values()):
        groups["原来所填"] = {subject_code(besides): _subject(besides)}
    return groups


def _by_code(kind: str, things) -> dict:
    return {f"{kind}-{thing.pk}": thing for thing in things}


def subject_code(item: InformationItem) -> str:
    return f"{item.subject_kind}-{_subject(item).pk}"


def _subject(item: InformationItem):
    return item.subject_person or item.subject_post or item.subject_unit


def risk_points_of(unit, *, besides: int | None = None):
    return unit.risk_points.filter(Q(status__in=IN_REGISTER) | Q(pk=besides))


def powers_of(unit, *, besides: int | None = None):
    return unit.powers.filter(Q(status=PowerStatus.CONFIRMED) | Q(pk=besides))
