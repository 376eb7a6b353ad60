"""The items a reader may see. That a form was filed is another question: forms."""

from django.db.models import Exists, OuterRef, Q, Subquery

from collection.enums import JUDGED, ItemStatus
from collection.models import InformationItem
from collection.queries.scope import typed_for
from core import clock
from core.gates import DISCIPLINE, Role
from organisations.models import Appointment, Person, in_force


def items_visible_to(user):
    """The unit's collectors, whoever typed a draft, and who judges it once reported; never whom it names."""
    return with_names(items_seen_by(user))


def judged_by(user):
    """Reported items whose judgement is this user's matter: 镇纪委's, or the centre's (art. 36)."""
    return with_names(unnamed(user).filter(_judged(user)))


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


def hanging_on_any(user, *, powers, points):
    """The reader's items on any of the powers or risk points."""
    return items_visible_to(user).filter(Q(power__in=powers) | Q(risk_point__in=points))


def items_to_mend(form, user):
    """Reported items the user may write again once the form is open to him: what he could have written as a draft."""
    written = _collected(user) | Q(entered_by=user) & typed_for(user)
    return unnamed(user).filter(written, form=form, status=ItemStatus.REPORTED)


def judged_since(form, user):
    """Items judged since the form was last sent; what an earlier version held as judged was so before."""
    before = InformationItem.history.filter(versions__form=form, status__in=JUDGED)
    return items_in(form, user).filter(status__in=JUDGED).exclude(pk__in=before.values("id"))


def last_rows(form):
    """The latest row of history of each item of the form: what stands in it now."""
    rows = InformationItem.history.filter(id=OuterRef("pk")).order_by("-history_id").values("history_id")
    return form.items.annotate(row=Subquery(rows[:1])).order_by("pk").values_list("row", flat=True)


def with_names(items):
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


def items_seen_by(user, rows=InformationItem.objects):
    """`rows` are the items, or the rows of their history: each names whom it named then."""
    typed = Q(status=ItemStatus.DRAFT, entered_by=user) & typed_for(user)
    return unnamed(user, rows).filter(_collected(user) | typed | _judged(user))


def _collected(user) -> Q:
    return Q(unit__in=user.own_units(Role.COLLECTOR))  # a successor finishes what was begun


def _judged(user) -> Q:
    straight = Q(unit__is_direct_point=True) | about(is_discipline_staff=True)
    town = Q(unit__in=user.reach(*DISCIPLINE)) & ~straight
    centre = Q(unit__in=user.reach(Role.CENTRE_OFFICER)) & straight
    return (town | centre) & ~Q(status=ItemStatus.DRAFT)


def unnamed(user, rows=InformationItem.objects):
    """Items that name neither the user nor a post the user holds."""
    return rows.filter(~about(pk=user.person_id))


def about(**who) -> Q:
    """That an item names such a person, or a post one holds today or held when it was found."""
    people = Person.objects.filter(**who)
    held = in_force(clock.today()) | in_force(OuterRef("found_on"))
    holding = Appointment.objects.filter(person__in=people)
    holders = holding.filter(held, post=OuterRef("subject_post"))
    by_post = Q(subject_post__in=holding.values("post")) & Q(
        Exists(holders)
    )  # the first settles most rows at once
    return Q(Exists(people.filter(pk=OuterRef("subject_person")))) | by_post
