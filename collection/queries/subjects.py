"""What an item may be about."""

from django.db.models import Q

from collection.enums import SubjectKind
from collection.models import InformationItem
from core import clock
from organisations.models import Appointment, Person, in_force
from organisations.queries import active_units
from powers.enums import Status as PowerStatus
from riskpoints.enums import IN_REGISTER


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


def chosen_subject(code: str, thing) -> dict:
    """A choice of subjects_for as the fields of an item."""
    kind = SubjectKind(code.split("-")[0])
    return {
        "subject_kind": kind,
        "subject_unit": thing if kind == SubjectKind.UNIT else thing.unit,
        "subject_post": thing if kind == SubjectKind.POST else None,
        "subject_person": thing if kind == SubjectKind.PERSON else None,
    }


def likeness(item: InformationItem) -> tuple:
    """What makes two items of one form the same thing said twice."""
    return item.found_on, item.summary, subject_code(item)


def is_among(item: InformationItem, items) -> bool:
    return likeness(item) in map(likeness, items.filter(found_on=item.found_on, summary=item.summary))


def risk_points_of(unit, *, besides: int | None = None):
    return unit.risk_points.filter(Q(status__in=IN_REGISTER) | Q(pk=besides))


def powers_of(unit, *, besides: int | None = None):
    return unit.powers.filter(Q(status=PowerStatus.CONFIRMED) | Q(pk=besides))
