"""The inspections …"""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from core import clock
from core.gates import BUSINESS, CENTRE, DISCIPLINE, Role
from earlywarnings.enums import CARRIED_OUT, RECTIFIED, Body, InspectionStatus
from earlywarnings.models import EarlyWarning, Finding, Inspection
from earlywarnings.queries.warnings import visible_to as warnings_visible_to
from organisations.enums import UnitKind
from organisations.models import Appointment, Person, Post, Unit, in_force
from organisations.queries import active_units, heads_of
from riskpoints.enums import IN_REGISTER, Level
from riskpoints.models import ControlMeasure, RiskPoint
from riskpoints.queries import BY_LEVEL, in_register

FOCUS_LINES = 6
BY_NAME = {model._meta.model_name: model for model in (Unit, Post, RiskPoint, EarlyWarning)}
OVERSEERS = (*DISCIPLINE, Role.TOWN_LEADER, *CENTRE)


def visible_to(user):
    """镇纪委, the leaders and the centre see those of their units, and inspectors theirs; the inspected unit's head,
    and whom the inspected warning names, once it is carried out. Before that nobody whom it concerns sees it coming.
    """
    overseen = Q(unit__in=user.reach(*OVERSEERS)) | Q(pk__in=_inspected_by(user))
    told = Q(unit__in=user.reach(Role.UNIT_HEAD) | user.headed_units) | Q(warning__person=user.person_id)
    seen = Inspection.objects.filter(overseen | told & Q(status__in=CARRIED_OUT))
    return _with_names(seen.exclude(~Q(status__in=CARRIED_OUT) & concerning(user)))


def _inspected_by(user):
    return Inspection.inspectors.through.objects.filter(person=user.person_id).values("inspection")


def concerning(user) -> Q:
    """Whom the warning names or has set aside, who holds the post or heads the unit: they handle nothing of it."""
    named = Q(warning__person=user.person_id) | Q(warning__in=recused_from(user))
    held = Q(post__in=user.held_posts) | Q(risk_point__post__in=user.held_posts)
    return named | held | Q(unit__in=user.headed_units)


def recused_from(user):
    """Ids of the warnings that were drafted to be kept from the user (回避)."""
    recusals = EarlyWarning.recused.through.objects.filter(person=user.person_id)
    return recusals.values("earlywarning")


def handled_by(user):
    """镇纪委's, without those that concern the user."""
    seen = Inspection.objects.filter(unit__in=user.reach(*DISCIPLINE)).exclude(concerning(user))
    return _with_names(seen)


def _with_names(inspections):
    return inspections.select_related("unit", "warning__unit", "warning__number", "post__unit", "risk_point")


def listed(inspections):
    """The latest first, each with how many findings it has and how many are still open."""
    still_open = Q(findings__isnull=False, findings__mended_on=None)
    counts = {"found": Count("findings"), "open": Count("findings", filter=still_open)}
    return inspections.annotate(**counts).order_by("-planned_on", "-pk")


def whole(inspections):
    """With everything the record page asks of one."""
    findings = Prefetch(
        "findings", Finding.objects.select_related("reported_by__person", "checked_by__person")
    )
    people = Prefetch("inspectors", Person.objects.select_related("unit"))
    related = inspections.select_related("planned_by__person", "recorded_by__person", "warning__person")
    return related.prefetch_related(findings, people, "warning__recused")


def in_progress(inspections):
    """Those that still wait for somebody, with what the question of the next step needs."""
    waiting = inspections.filter(status__in=(InspectionStatus.PLANNED, InspectionStatus.FOLLOWED_UP))
    return waiting.prefetch_related("findings", "warning__recused")


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
    return units.exclude(kind=UnitKind.ENTERPRISE).exclude(pk__in=user.headed_units)


def things_to_inspect(unit: Unit, user, besides: Inspection | None = None) -> dict[str, dict]:
    """By group: the unit, its posts, its risk points, its warnings that were signed for; nothing that concerns the
    user. What `besides` looks at stays in the list.
    """
    posts = Post.objects.filter(unit=unit).exclude(pk__in=user.held_posts).select_related("unit")
    points = in_register(RiskPoint.objects.filter(unit=unit)).exclude(post__in=user.held_posts)
    warnings = warnings_visible_to(user).filter(unit=unit, status__in=RECTIFIED, body=Body.TOWN)
    warnings = warnings.exclude(person=user.person_id).exclude(pk__in=recused_from(user))
    groups = {
        "单位": _by_code([unit]),
        "岗位": _by_code(posts),
        "风险点": _by_code(points.select_related("unit").order_by(BY_LEVEL, "sort_key", "pk")),
        "预警整改": _by_code(warnings),
    }
    if besides and besides.pk and not any(code_of(besides.thing) in things for things in groups.values()):
        groups["原来所选"] = _by_code([besides.thing])
    return groups


def thing_called(code: str, user):
    """The thing of a code in an address, with its unit, as far as the user may inspect it; None for anything else."""
    name, _, pk = code.partition("-")
    model = BY_NAME.get(name)
    if model is None or not (pk.isascii() and pk.isdigit() and len(pk) < 18):
        return None
    thing = model.objects.filter(pk=pk).first()
    if thing is None or not units_to_inspect(user).filter(pk=unit_of(thing).pk).exists():
        return None
    groups = things_to_inspect(unit_of(thing), user)
    return next((things[code] for things in groups.values() if code in things), None)


def unit_of(thing) -> Unit:
    return thing if isinstance(thing, Unit) else thing.unit


def url_of_thing(inspection, user) -> str:
    """The page of what was looked at, where there is one and the reader may open it."""
    thing = inspection.thing
    if isinstance(thing, Post):
        thing = inspection.unit
    if isinstance(thing, EarlyWarning) and not warnings_visible_to(user).filter(pk=thing.pk).exists():
        return ""
    if not isinstance(thing, EarlyWarning) and inspection.unit_id not in user.reach(*BUSINESS):
        return ""
    return thing.get_absolute_url()


def _by_code(things) -> dict:
    return {code_of(thing): thing for thing in things}


def code_of(thing) -> str:
    """unit-3, post-7, riskpoint-2, earlywarning-5"""
    return f"{thing._meta.model_name}-{thing.pk}"


def said(thing) -> str:
    """The thing as a list to choose from says it."""
    if isinstance(thing, RiskPoint):
        return f"{thing.name}（{thing.get_level_display()}）"
    if isinstance(thing, EarlyWarning):
        return f"{thing} {thing.title}"
    return thing.name


def focus_on(thing) -> list[str]:
    """What to look at, as far as the register knows: the measures against its 高 points, or what a warning asked."""
    if isinstance(thing, EarlyWarning):
        return list(thing.problems.values_list("requirement", flat=True)) or thing.requirements.splitlines()
    points = {
        "unit": Q(risk_point__unit=thing.pk, risk_point__level=Level.HIGH),
        "post": Q(risk_point__post=thing.pk),
        "riskpoint": Q(risk_point=thing.pk),
    }[thing._meta.model_name]
    measures = ControlMeasure.objects.filter(points, ends_on=None, risk_point__status__in=IN_REGISTER)
    return list(dict.fromkeys(measures.values_list("content", flat=True)[:FOCUS_LINES]))


def inspectors_for(user):
    """The people of the discipline body's own unit, and discipline staff elsewhere below it."""
    own = Q(unit__in=user.own_units(*DISCIPLINE))
    staff = Q(unit__in=user.reach(*DISCIPLINE), is_discipline_staff=True)
    people = Person.objects.filter(own | staff).select_related("unit")
    return people.order_by(F("is_discipline_staff").desc(), "sort_key", "pk")


def concerned(inspection) -> set[int]:
    """Ids of the people the matter concerns: whom the warning names or has set aside, who holds the post, who heads or
    works in the unit. Of the discipline staff only those whom the matter itself is about.
    """
    today, unit, warning = clock.today(), inspection.unit, inspection.warning
    head_post = Q(post__unit=unit, post__is_head=True)
    holders = Appointment.objects.filter(in_force(today), Q(post=inspection.looked_at_post) | head_post)
    found = (
        Q(pk__in=holders.values("person"))
        | Q(pk__in=heads_of(unit).values("person"))
        | Q(unit=unit, is_discipline_staff=False)
    )
    if warning:
        found |= Q(pk=warning.person_id) | Q(pk__in=warning.recused.values("pk"))
    return set(Person.objects.filter(found).order_by().values_list("pk", flat=True))
