"""The risk points a user sees, and how they are judged."""

from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Value, When

from core.gates import BUSINESS
from deadlines import queries as deadlines
from organisations.models import Unit
from organisations.queries import head_of, leader_in_charge
from powers import queries as powers
from riskpoints import rules
from riskpoints.enums import EDITORS, IN_REGISTER, REVIEW_KIND, Level, RiskType, Status
from riskpoints.models import ControlMeasure, RiskPoint
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
    related = points.select_related("unit", "power", "step", "post", "drafted_by", "assignment")
    return related.prefetch_related(measures)


def in_register(points):
    return points.filter(status__in=IN_REGISTER)


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
