"""The inspections …"""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from core import clock
from core.gates import DISCIPLINE, Role
from earlywarnings.enums import CARRIED_OUT, RECTIFIED, InspectionStatus
from earlywarnings.models import Finding, Inspection
from earlywarnings.queries.warnings import visible_to as warnings_visible_to
from organisations.enums import UnitKind
from organisations.models import Appointment, Person, Post, RoleAssignment, Unit, in_force
from organisations.queries import active_units
from riskpoints.models import RiskPoint
from riskpoints.queries import in_register

OVERSEERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER)


def visible_to(user):
    """镇纪委, the leaders and the centre see those of their units, and inspectors theirs; the inspected unit's head,
    and whom the inspected warning names, once it is carried out. Before that nobody whom it concerns sees it coming.
    """
    overseen = Q(unit__in=user.reach(*OVERSEERS)) | Q(pk__in=_inspected_by(user))
    told = Q(unit__in=user.reach(Role.UNIT_HEAD)) | Q(warning__person=user.person_id)
    seen = Inspection.objects.filter(overseen | told & Q(status__in=CARRIED_OUT))
    return _with_names(seen.exclude(~Q(status__in=CARRIED_OUT) & concerning(user)))


def _inspected_by(user):
    return Inspection.inspectors.through.objects.filter(person=user.person_id).values("inspection")


def concerning(user) -> Q:
    """Whom the warning names, who holds the post or heads the unit: they neither inspect nor handle it."""
    named = Q(warning__person=user.person_id)
    held = Q(post__in=user.held_posts) | Q(risk_point__post__in=user.held_posts)
    return named | held | Q(unit__in=user.own_units(Role.UNIT_HEAD))


def handled_by(user):
    """镇纪委's, without those that concern the user."""
    seen = Inspection.objects.filter(unit__in=user.reach(*DISCIPLINE)).exclude(concerning(user))
    return _with_names(seen)


def _with_names(inspections):
    return inspections.select_related("unit", "warning__unit", "warning__number", "post__unit", "risk_point")


def listed(inspections):
    """With how many findings each has and how many are still open."""
    still_open = Q(findings__mended_on=None)
    return inspections.annotate(
        found=Count("findings"), open=Count("findings", filter=still_open & Q(findings__isnull=False))
    )


def whole(inspections):
    """With everything the record page asks of one."""
    findings = Prefetch(
        "findings", Finding.objects.select_related("reported_by__person", "checked_by__person")
    )
    people = Prefetch("inspectors", Person.objects.select_related("unit"))
    related = inspections.select_related("planned_by__person", "recorded_by__person", "warning__person")
    return related.prefetch_related(findings, people)


def findings_seen(user):
    """The findings of the inspections the user sees."""
    seen = visible_to(user).order_by().values("pk")
    return Finding.objects.filter(inspection__in=seen).select_related(
        "inspection__unit", "inspection__warning__unit", "inspection__warning__number",
        "inspection__post__unit", "inspection__risk_point",
    )  # fmt: skip


def matching(inspections, search: str):
    """Those that hold every word of the search."""
    for word in search.split():
        found = Q()
        for field in (
            "unit__name",
            "post__name",
            "risk_point__name",
            "warning__number__text",
            "focus",
            "conclusion",
        ):
            found |= Q(**{f"{field}__icontains": word})
        inspections = inspections.filter(found)
    return inspections


def tally(inspections, on: date) -> dict[str, int]:
    """How many wait, are followed up and have a finding past its day, in one query."""
    late = Exists(overdue_findings(on).filter(inspection=OuterRef("pk")))
    waiting = {status.value: Count("pk", filter=Q(status=status)) for status in InspectionStatus}
    return inspections.order_by().aggregate(every=Count("pk"), late=Count("pk", filter=late), **waiting)


def overdue_findings(on: date):
    return Finding.objects.filter(mended_on=None, reported_on=None, due_on__lt=on)


def late(inspections, on: date):
    """Those with a finding past its day that nobody has reported as mended."""
    return inspections.filter(Exists(overdue_findings(on).filter(inspection=OuterRef("pk"))))


def of_warning(warning, user):
    """How the warning's rectification was looked at, as far as the reader may see."""
    return visible_to(user).filter(warning=warning)


# -- what may be looked at, and by whom ------------------------------------------------------------------


def units_to_inspect(user):
    """Enterprises only report (art. 36); nobody inspects a unit of their own."""
    units = active_units(clock.today()).filter(pk__in=user.reach(*DISCIPLINE))
    return units.exclude(kind=UnitKind.ENTERPRISE).exclude(pk__in=user.own_units(Role.UNIT_HEAD))


def posts_to_inspect(unit: Unit, user):
    return Post.objects.filter(unit=unit).exclude(pk__in=user.held_posts).select_related("unit")


def points_to_inspect(unit: Unit):
    return in_register(RiskPoint.objects.filter(unit=unit))


def warnings_to_inspect(unit: Unit, user):
    """The unit's served warnings that are in force and do not name the user."""
    served = warnings_visible_to(user).filter(unit=unit, status__in=RECTIFIED)
    return served.exclude(person=user.person_id)


def inspectors_for(user):
    """The people of the discipline body's own unit, and discipline staff elsewhere below it."""
    own = Q(unit__in=user.own_units(*DISCIPLINE))
    staff = Q(unit__in=user.reach(*DISCIPLINE), is_discipline_staff=True)
    people = Person.objects.filter(own | staff).select_related("unit")
    return people.order_by(F("is_discipline_staff").desc(), "sort_key", "pk")


def concerned(inspection) -> set[int]:
    """Ids of the people the matter concerns: whom the warning names, who holds the post, who heads or works in the
    unit. Of the discipline staff only those whom the matter itself is about.
    """
    today, unit = clock.today(), inspection.unit
    head_post = Q(post__unit=unit, post__is_head=True)
    holders = Appointment.objects.filter(in_force(today), Q(post=inspection.looked_at_post) | head_post)
    heads = RoleAssignment.objects.filter(in_force(today), role=Role.UNIT_HEAD, unit=unit)
    found = (
        Q(pk=inspection.warning.person_id if inspection.warning else None)
        | Q(pk__in=holders.values("person"))
        | Q(pk__in=heads.values("user__person"))
        | Q(unit=unit, is_discipline_staff=False)
    )
    return set(Person.objects.filter(found).order_by().values_list("pk", flat=True))
