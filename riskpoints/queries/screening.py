"""排查活动: those a user sees, how far each unit has come, and what one post has before it (art. 14)."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from core.gates import BUSINESS, DISCIPLINE, Role
from organisations.enums import UnitKind
from organisations.models import Unit
from organisations.queries import holders_of
from powers import queries as powers
from powers.models import Power
from riskpoints import rules
from riskpoints.enums import EDITORS, STAGES, Layer, Outcome, RiskType, Stage, Status
from riskpoints.models import Assignment, ControlMeasure, LibraryRiskPoint, RiskPoint, Screening, Share
from riskpoints.queries.library import library
from riskpoints.queries.register import in_register

SUGGESTED, FOUND = 6, 20
HEADS = "书记，主任，领导班子"  # what registers elsewhere call those who head a unit
UNITS_OWN = STAGES[:-1]  # the stages a unit does itself; 组织审查 is 镇纪委's


def screenings_visible_to(user):
    """Whoever sees the register of one of its units."""
    mine = Share.objects.filter(screening=OuterRef("pk"), unit__in=user.reach(*BUSINESS))
    return Screening.objects.filter(Exists(mine)).select_related("unit")


def with_progress(screenings, user):
    """Each with how many assignments the reader may see, and how many of them are done."""
    seen = Q(shares__unit__in=user.reach(*BUSINESS))
    done = seen & Q(shares__assignments__status=Stage.DONE)
    return screenings.order_by("-opened_on", "-pk").annotate(
        of=Count("shares__assignments", filter=seen), done=Count("shares__assignments", filter=done)
    )


def assignments_visible_to(user):
    """Who sees the unit's risk points sees what it has to look through."""
    found = Assignment.objects.filter(share__unit__in=user.reach(*BUSINESS))
    return found.select_related("share__unit", "share__screening", "post")


def by_place(assignments):
    """Unit by unit: the unit itself first, then its sections, then its posts, the main one leading."""
    return assignments.order_by("share__unit__position", "share__unit", "pk")


def waiting_for(assignments, user):
    """The open ones whose next step is the user's own, not merely one he may take on behalf of somebody."""
    own, heads = user.own_units(*EDITORS), user.own_units(Role.UNIT_HEAD, *DISCIPLINE)
    steps = Q(status__in=(Stage.DRAFT, Stage.SECTION), share__unit__in=own)
    steps |= Q(status=Stage.LEADER, share__unit__in=heads)
    steps |= Q(status=Stage.ORGANISATION, share__unit__in=user.reach(*DISCIPLINE))
    return assignments.filter(steps)


def waiting_by_stage(user) -> dict[str, int]:
    """How many assignments wait for the user at each stage. One query."""
    rows = waiting_for(Assignment.objects.filter(share__ended_on=None), user).order_by()
    return dict(rows.values_list("status").annotate(Count("pk")))


def first_due(user):
    """The day by which the nearest of them must be done."""
    rows = waiting_for(Assignment.objects.filter(share__ended_on=None), user)
    return (
        rows.order_by("share__screening__due_on").values_list("share__screening__due_on", flat=True).first()
    )


def progress(screening, user) -> list[tuple[Unit, dict[str, int]]]:
    """Unit by unit how many assignments stand where; only the units the reader may open. Two queries."""
    rows = Assignment.objects.filter(share__screening=screening, share__unit__in=user.reach(*BUSINESS))
    counts: dict[int, dict[str, int]] = {}
    for unit, status, outcome, number in (
        rows.order_by().values_list("share__unit", "status", "outcome").annotate(Count("pk"))
    ):
        cells = counts.setdefault(unit, {})
        for name in (status, "all", *(["none"] if (status, outcome) == (Stage.DONE, Outcome.NONE) else [])):
            cells[name] = cells.get(name, 0) + number
    return [(unit, counts[unit.pk]) for unit in Unit.objects.filter(pk__in=counts)]


def not_done(screening):
    """What would stay undone if it were closed now."""
    found = Assignment.objects.filter(share__screening=screening, status__in=STAGES)
    return by_place(found.select_related("share__unit", "post"))


def towns_to_screen(user):
    """The towns whose discipline staff the user is."""
    return Unit.objects.filter(pk__in=user.reach(*DISCIPLINE), kind=UnitKind.TOWN)


def units_to_screen(user):
    """Enterprises only report, and a unit that is being screened is not screened twice at a time."""
    busy = Share.objects.filter(unit=OuterRef("pk"), ended_on=None)
    units = powers.units_with_powers().filter(pk__in=user.reach(*DISCIPLINE))
    return units.exclude(Exists(busy)).order_by("position", "pk")


def busy_units(units):
    """Those of the units that are being screened already."""
    return Unit.objects.filter(pk__in=Share.objects.filter(unit__in=units, ended_on=None).values("unit"))


def still_with_the_unit(share) -> bool:
    """Whether the unit itself still has something to do in its share."""
    return share.assignments.filter(status__in=UNITS_OWN).exists()


def sections_of(unit) -> list[str]:
    """The sections the unit's registers know: those that exercise its powers or have points of their own."""
    of_powers = (
        Power.objects.filter(unit=unit).exclude(section="").order_by().values_list("section", flat=True)
    )
    points = RiskPoint.objects.filter(unit=unit, layer=Layer.SECTION).exclude(status=Status.RETIRED)
    of_points = points.exclude(section="").order_by().values_list("section", flat=True)
    return sorted({section[:60] for section in (*of_powers, *of_points)})


# -- one assignment --------------------------------------------------------------------------------------


def written_in(assignment):
    """The points written in the assignment, each with its measures in force."""
    measures = Prefetch("measures", ControlMeasure.objects.filter(ends_on=None))
    points = assignment.points.exclude(status=Status.RETIRED).select_related("unit")
    return points.prefetch_related(measures).order_by("pk")


def standing_for(assignment):
    """What the register already holds for the same post, section or unit, not written in this assignment."""
    points = in_register(RiskPoint.objects.filter(unit=assignment.share.unit_id, layer=assignment.layer))
    points = points.exclude(assignment=assignment)
    if assignment.layer == Layer.POST:
        points = points.filter(post=assignment.post_id)
    if assignment.layer == Layer.SECTION:
        points = points.filter(section=assignment.section)
    confirmed = Assignment.confirmed.through.objects.filter(
        assignment=assignment.pk, riskpoint=OuterRef("pk")
    )
    return points.annotate(is_confirmed=Exists(confirmed)).order_by("sort_key", "pk")


def unconfirmed_for(assignment):
    return standing_for(assignment).filter(is_confirmed=False)


def people_of(assignment) -> list[str]:
    """Who holds the post today; nobody for a section or a unit."""
    if not assignment.post_id:
        return []
    return [str(person) for person in holders_of([assignment.post]).get(assignment.post_id, [])]


def powers_of(assignment):
    """The powers the post or the section has a hand in; for a unit all of them."""
    found = Power.objects.filter(unit=assignment.share.unit_id)
    if assignment.layer == Layer.POST:
        found = Power.objects.filter(steps__post=assignment.post_id)
    if assignment.layer == Layer.SECTION:
        found = found.filter(section=assignment.section)
    return powers.catalogue(found).distinct().order_by("sort_key", "pk")


def suggestions(assignment, search: str = "") -> list[LibraryRiskPoint]:
    """Examples from similar posts, the most alike first, or those that are searched for; not what is copied already."""
    taken = set(written_in(assignment).values_list("source", flat=True))
    entries = library(search).filter(fits_a_town=True)
    open_to_copy = [entry for entry in entries if rules.source_of(entry.number) not in taken]
    if search:
        return open_to_copy[:FOUND]
    alike = likeness_to(assignment)
    ranked = sorted(pair for entry in open_to_copy if (pair := (-alike(entry), entry.number, entry))[0])
    return [entry for *_, entry in ranked[:SUGGESTED]]


def likeness_to(assignment):
    """Judges an example by the unit, the post or section, and what its duties say."""
    unit, post = assignment.unit, assignment.post
    words = [unit.short_name, assignment.whose, *([post.duties] if post else [])]
    words += [HEADS] if post and post.is_head else []
    usual = {Layer.SECTION: RiskType.PROCESS, Layer.UNIT: RiskType.SYSTEM}.get(assignment.layer)
    village = unit.kind == UnitKind.VILLAGE
    return lambda entry: rules.likeness(words, entry, village=village, usual=usual)


def prefilled_for(assignment, user) -> dict:
    """What the empty form of a new point already knows."""
    power = powers_of(assignment).filter(pk__in=powers.visible_to(user).values("pk")).first()
    return {"post": assignment.post, "section": assignment.section, "layer": assignment.layer} | (
        {"power": power} if power else {}
    )


def steps_of(assignment) -> list[tuple[str, bool]]:
    """The four stages, each with whether it is behind."""
    at = assignment.stopped_at or assignment.status
    behind = len(STAGES) if at == Stage.DONE else STAGES.index(at)
    return [(stage.label, number < behind) for number, stage in enumerate(STAGES)]
