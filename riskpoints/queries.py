"""The risk points a user sees, and what hangs together with one."""

from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.urls import reverse

from core.gates import BUSINESS, DISCIPLINE
from core.registries import Link
from deadlines import queries as deadlines
from organisations.enums import UnitKind
from organisations.models import Unit
from organisations.queries import head_of, leader_in_charge
from powers import queries as powers
from powers.models import Power
from riskpoints import rules
from riskpoints.enums import EDITORS, IN_REGISTER, REVIEW_KIND, Level, RiskType, Status
from riskpoints.models import ControlMeasure, LibraryRiskPoint, RiskCatalogue, RiskPoint
from rulebook.queries import settings_in_force

SEARCHED = ("name", "manifestation", "link", "section")
LISTED = (
    *("name", "level", "section", "risk_type", "link", "status", "changed_on"),
    *("unit__name", "unit__short_name", "power__name"),
)
BY_LEVEL = Case(
    *(When(level=level, then=Value(rank)) for rank, level in enumerate(Level)), default=Value(len(Level))
)
SORTS = {
    "unit": ("unit_id", "sort_key", "pk"),
    "name": ("sort_key", "pk"),
    "level": (BY_LEVEL, "unit_id", "sort_key", "pk"),
    "changed": ("changed_on", "pk"),
}


def visible_to(user):
    """Whoever holds a business role sees the risk points of its unit and of all below it; officers see none."""
    return RiskPoint.objects.filter(unit__in=user.reach(*BUSINESS)).select_related("unit")


def listed(points):
    """With what a list shows beside each: its power, and whether anything is done about it (art. 16)."""
    measured = Exists(ControlMeasure.objects.filter(risk_point=OuterRef("pk"), ends_on=None))
    return points.select_related("power").annotate(has_measure=measured).only(*LISTED)


def matching(points, search: str):
    """The points that hold every word of the search; two characters of a longer word suffice."""
    for word in search.split():
        found = Q()
        for field in SEARCHED:
            found |= Q(**{f"{field}__icontains": word})
        points = points.filter(found)
    return points


def sorted_by(points, sort: str):
    """In the order of a name of SORTS, reversed with a minus in front."""
    first, *rest = SORTS[sort.removeprefix("-")]
    if not sort.startswith("-"):
        return points.order_by(first, *rest)
    if isinstance(first, Case):
        return points.order_by(first.desc(), *rest)
    return points.order_by(f"-{first}", *(f"-{name}" for name in rest))


def whole(points):
    """With everything the record page and an export show."""
    measures = Prefetch("measures", ControlMeasure.objects.select_related("responsible"))
    related = points.select_related("unit", "power", "step", "post", "drafted_by")
    return related.prefetch_related(measures)


def in_register(points):
    return points.filter(status__in=IN_REGISTER)


def measures_seen(user):
    """The measures of every point the user sees."""
    return ControlMeasure.objects.filter(risk_point__in=visible_to(user)).select_related("risk_point__unit")


def measures_with_executions(point):
    """The point's measures, those in force first, each with what was done about it."""
    measures = point.measures.select_related("responsible").prefetch_related("executions")
    return measures.order_by(F("ends_on").asc(nulls_first=True), "pk")


def due_for_review(points):
    """Art. 15: those of the register whose power or post has changed since they were last looked at."""
    changed = Q(power__changed_on__gt=F("reviewed_on")) | Q(post__changed_on__gt=F("reviewed_on"))
    return points.filter(changed, status=Status.REGISTERED)


def to_be_flagged():
    """Those due for review of whom nobody has been told yet."""
    told = deadlines.still_open().filter(
        kind=REVIEW_KIND, subject_type=RiskPoint._meta.label_lower, subject_id=OuterRef("pk")
    )
    points = due_for_review(RiskPoint.objects.exclude(Exists(told)))
    return points.select_related("unit", "power", "post")


def changes_since_review(point) -> list[str]:
    """What has changed, in words; empty where it is not due for review."""
    if point.status != Status.REGISTERED:
        return []
    days = (
        ("职权调整", point.power.changed_on if point.power_id else None),
        ("岗位或任职变动", point.post.changed_on if point.post_id else None),
    )
    return [words for words, day in days if day and day > point.reviewed_on]


def heat(points) -> list[tuple]:
    """For each unit its points of the register by type: [(unit, [[(level, how many)] for every type])]. One query."""
    rows = in_register(points).exclude(level="").order_by()
    counts = {
        (unit, risk_type, level): number
        for unit, risk_type, level, number in rows.values_list("unit", "risk_type", "level").annotate(
            number=Count("pk")
        )
    }
    units = Unit.objects.filter(pk__in={unit for unit, *_ in counts}).order_by("pk")
    return [
        (
            unit,
            [
                (kind, [(level, n) for level in Level if (n := counts.get((unit.pk, kind, level)))])
                for kind in RiskType
            ],
        )
        for unit in units
    ]


def prefilled(user, unit, asked) -> dict:
    """What a link to the empty form already knows: the power and the step it was opened from."""
    power = powers_to_hang_on(user, unit).filter(pk__in=numbers(asked.get("power"))).first()
    step = power and power.steps.filter(pk__in=numbers(asked.get("step"))).first()
    return {"power": power, "step": step, "link": step.name if step else ""} if power else {}


def numbers(text: str | None) -> list[int]:
    return [int(text)] if text and text.isascii() and text.isdigit() and len(text) < 18 else []


def units_seen(user):
    """The units whose risk points the user sees, for a filter: their names alone."""
    return Unit.objects.filter(pk__in=user.reach(*BUSINESS)).only("name", "short_name")


def units_to_write_for(user):
    """The units for which the user may draft risk points today."""
    return powers.units_with_powers().filter(pk__in=user.reach(*EDITORS))


def powers_to_hang_on(user, unit):
    """The powers a point of the unit may belong to, as far as the user sees them."""
    return powers.of_unit(unit).filter(pk__in=powers.visible_to(user).values("pk"))


def thresholds(on: date | None = None) -> rules.Thresholds:
    """How levels are judged on the day. One query."""
    values = settings_in_force(on)
    return rules.Thresholds(
        high=values["riskpoints.high_score"],
        medium=values["riskpoints.medium_score"],
        decision_floor=values["riskpoints.decision_floor"],
        approval_floor=values["riskpoints.approval_floor"],
    )


def proposal_for(point, on: date | None = None) -> rules.Proposal:
    """What the point's likelihood, harm and link propose under the settings of the day."""
    return rules.proposed_level(
        point.likelihood,
        point.harm,
        is_major_decision=point.is_major_decision,
        decides_on_resources=point.decides_on_resources,
        thresholds=thresholds(on),
    )


def answerable(point) -> list[tuple[str, str]]:
    """Art. 18: who answers for the point's level, role by role, with the name where the register knows it."""
    duty = rules.duty(point.level)
    if duty is None:
        return []
    head = head_of(point.unit)
    leader = leader_in_charge(point.unit) if rules.HEAD in duty.who else None
    names = {rules.HEAD: leader or head, rules.SECTION: head}
    return [(role, str(names.get(role) or "")) for role in duty.who]


def library(search: str = ""):
    """示例库: examples to copy from."""
    found = LibraryRiskPoint.objects.all()
    for word in search.split():
        found = found.filter(
            Q(name__icontains=word) | Q(manifestation__icontains=word) | Q(post__icontains=word)
        )
    return found


def links_for_point(user, point) -> list[Link]:
    """The chain's first three joints for a risk point, for its own page and for every page above it."""
    seen = point.unit_id in user.reach(*BUSINESS)
    page = point.get_absolute_url() if seen else ""
    links = powers.links_for_power(user, point.power) if point.power_id else []
    level = f"（{point.get_level_display()}）" if point.level else ""
    links.append(Link("风险点", f"{point.name}{level}", page, point.status in IN_REGISTER, point.reviewed_on))
    measures = [measure.content for measure in point.measures.all() if measure.is_current]
    text = (
        measures[0][:40] + (f" 等{len(measures)}条" if len(measures) > 1 else "")
        if measures
        else "还没有措施"
    )
    links.append(Link("防控措施", text, f"{page}#measures" if page else "", bool(measures)))
    return links


def links_from_power(user, power) -> list[Link]:
    """The risk points that hang on a power: the one itself, or their number with the way to the list."""
    points = list(visible_to(user).filter(power=power).exclude(status=Status.RETIRED)[:100])
    if not points:
        return [Link("风险点", "还没有排查", done=False)]
    if len(points) == 1:
        return links_for_point(user, points[0])[1:]
    done = all(point.status in IN_REGISTER for point in points)
    return [
        Link("风险点", f"{len(points)} 个风险点", f"{reverse('riskpoints:index')}?power={power.pk}", done)
    ]


def chain_links(user, thing) -> list[Link]:
    """Provider of the chain for the two things of these floors."""
    if isinstance(thing, RiskPoint):
        return links_for_point(user, thing)
    return links_from_power(user, thing) if isinstance(thing, Power) else []


def marks_on(steps) -> dict[int, list[RiskPoint]]:
    """Provider of the marks on a procedure: the points of each step, in the register or on their way."""
    marks: dict[int, list[RiskPoint]] = {step.pk: [] for step in steps}
    for point in RiskPoint.objects.filter(step__in=marks).exclude(status=Status.RETIRED):
        marks[point.step_id].append(point)
    return marks


# -- 分级目录 (art. 25) -----------------------------------------------------------------------------------


def catalogue_rows(town) -> list[dict]:
    """Every examined point of the town and of all below it, the high ones first."""
    points = whole(RiskPoint.objects.filter(unit__in=below(town), status=Status.REGISTERED))
    return [
        rules.catalogue_row(
            point,
            [measure.content for measure in point.measures.all() if measure.is_current],
            point.responsible_text or "、".join(rules.duty(point.level).who),
        )
        for point in points.order_by(BY_LEVEL, "unit_id", "sort_key", "pk")
    ]


def unchecked_in(town) -> int:
    return RiskPoint.objects.filter(unit__in=below(town), status=Status.UNCHECKED).count()


def below(town) -> list[int]:
    return [town.pk, *Unit.objects.filter(parent=town).values_list("pk", flat=True)]


def catalogues_visible_to(user):
    """Whoever sees the whole town, and the level above; a unit sees only its own points in the register."""
    return RiskCatalogue.objects.filter(unit__in=user.reach(*BUSINESS), unit__kind=UnitKind.TOWN)


def towns_to_send(user):
    return Unit.objects.filter(pk__in=user.reach(*DISCIPLINE), kind=UnitKind.TOWN)


def is_current(catalogue) -> bool:
    """Whether the register still says what was sent."""
    return rules.digest(catalogue_rows(catalogue.unit)) == catalogue.sha256
