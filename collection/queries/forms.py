"""The forms …"""

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from collection.enums import FILED, SENT, TO_FILL, WRITABLE, FormStatus, HandedTo, Report
from collection.models import CollectionForm, HandOver
from collection.queries.items import items_seen_by
from collection.queries.scope import received_by, typed_for
from core.gates import DISCIPLINE, Role
from organisations.models import Unit

OVERSEERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD)
FORM_READERS = (*OVERSEERS, Role.COLLECTOR)
ABOVE = (Role.TOWN_LEADER, Role.CENTRE_OFFICER)
SORTS = {
    "unit": ("unit__position", "unit", "-period__code"),
    "period": ("period__code", "unit__position", "unit"),
    "reported": ("first_submitted_on", "unit__position", "pk"),
}


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
        When(~Q(status__in=SENT), then=Value(False)),
        When(insiders, then=~Exists(items_seen_by(user).filter(form=OuterRef("pk")))),
        When(unit__in=user.reach(*ABOVE), then=F("is_nil")),
        default=Value(False),
    )


def to_fill(user):
    """The unfiled forms of the units the user collects for, the oldest first."""
    return unfiled(forms_visible_to(user).filter(unit__in=user.own_units(Role.COLLECTOR)))


def to_write(user):
    """Those, and the forms whose correction has begun and is not yet sent."""
    own = forms_visible_to(user).filter(unit__in=user.own_units(Role.COLLECTOR), status__in=WRITABLE)
    return own.order_by("period__due_on", "pk")


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
    items = items_seen_by(user).filter(form=OuterRef("pk")).order_by().values("form")
    count = Subquery(items.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    return forms.annotate(items_seen=Coalesce(count, 0))


def with_typing(forms, user):
    """With `may_type`: whether the reader may say for the unit what it has not said yet (代录)."""
    others = typed_for(user) & Q(status__in=TO_FILL) & ~Q(unit__in=user.own_units(Role.COLLECTOR))
    return forms.annotate(may_type=Case(When(others, then=Value(True)), default=Value(False)))


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
