"""The items …"""

from datetime import timedelta

from django.db.models import Count, F, Q

from core import clock
from core.gates import DISCIPLINE, Role
from decisions.enums import ABOUT_PEOPLE, Conclusion, Outcome, Prerequisite, Seat, Status
from decisions.models import AgendaItem, Attendance, Fulfilment, Matter, Meeting, RiskAssessment
from decisions.rules import prerequisites, splitting
from decisions.rules.prerequisites import Required
from organisations.models import Appointment, Person, Portfolio, Unit, in_force
from organisations.queries import active_units
from rulebook.queries import setting

READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.UNIT_HEAD, Role.COLLECTOR)
HEARD_IN_THE_ROOM = tuple(
    f"decisions.{verb}" for verb in ("expressed", "taken_back", "stepped_back", "tallied", "put_back")
)
KEEPERS = (*DISCIPLINE, Role.TOWN_LEADER)  # of a town's meetings


def visible_to(user):
    """镇纪委 and the leaders see their units' items, who sits in a meeting sees what is put to it, and a unit its own:
    its head all of them, its collector those that are not about people."""
    kept = Q(unit__in=user.reach(*KEEPERS))
    own = Q(unit__in=user.own_units(Role.UNIT_HEAD))
    typed = Q(unit__in=user.own_units(Role.COLLECTOR)) & ~Q(category__in=ABOUT_PEOPLE)
    sat_in = Q(meeting__in=_sat_in(user))
    found = AgendaItem.objects.filter(kept | own | typed | sat_in)
    return found.select_related("unit", "meeting", "leader", "matter")


def meetings_visible_to(user):
    found = Meeting.objects.filter(Q(unit__in=user.reach(*KEEPERS)) | Q(pk__in=_sat_in(user)))
    return found.select_related("unit", "chair", "recorder__person")


def _sat_in(user):
    """Meetings the user records or was called to; who only sits in for an item has no claim on the rest."""
    called = Attendance.objects.filter(person=user.person_id).exclude(seat=Seat.ATTENDEE)
    return Meeting.objects.filter(Q(recorder=user.pk) | Q(pk__in=called.values("meeting"))).values("pk")


def fulfilments_visible_to(user):
    return Fulfilment.objects.filter(item__in=visible_to(user)).select_related("item")


def attendances_visible_to(user):
    return Attendance.objects.filter(meeting__in=meetings_visible_to(user)).select_related(
        "meeting", "person"
    )


def meetings_listed(user):
    """With how many items each has, and how many of them were decided."""
    decided = Count("items", filter=Q(items__status=Status.DECIDED))
    listed = meetings_visible_to(user).annotate(all_items=Count("items"), decided_items=decided)
    return listed.order_by("-held_on", "-pk")


def matters_seen(user):
    """The lists of the units the user has to do with and of all above them; what has ended stands last."""
    units = Unit.objects.filter(pk__in=user.reach(*READERS))
    seen = Matter.objects.filter(unit__in=lines_of(units)).select_related("unit")
    return seen.order_by("unit", F("ends_on").asc(nulls_first=True), "code", "pk")


def hears_views(user, item) -> bool:
    """Who said what is for those who sat there, 镇纪委 and the leaders; a unit hears what was decided."""
    if item.unit_id in user.reach(*KEEPERS):
        return True
    return item.meeting_id is not None and meetings_visible_to(user).filter(pk=item.meeting_id).exists()


def opinions_on(item):
    return item.opinions.select_related("person")


def units_to_propose(user):
    """Units for which the user may put something on the agenda."""
    reached = user.reach(*KEEPERS) | user.own_units(Role.UNIT_HEAD, Role.COLLECTOR)
    return active_units(clock.today()).filter(pk__in=reached)


def matters_for(units):
    """The lists in force that any of the units may use."""
    today = clock.today()
    in_force = Matter.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)
    return in_force.filter(unit__in=lines_of(units)).select_related("unit")


def leaders_over(units):
    """Members of the leading groups of the units or of those above them (分管领导)."""
    today, line = clock.today(), lines_of(units)
    heads = Appointment.objects.filter(in_force(today), post__unit__in=line, post__is_head=True).values(
        "person"
    )
    charged = Portfolio.objects.filter(in_force(today), unit__in=line).values("person")
    return Person.objects.filter(Q(pk__in=heads) | Q(pk__in=charged)).order_by("pk")


def lines_of(units) -> set[int]:
    """Ids of the units and of all above them."""
    above = dict(Unit.objects.order_by().values_list("pk", "parent_id"))
    line: set[int] = set()
    for pk in units.order_by().values_list("pk", flat=True):
        while pk is not None and pk not in line:
            line.add(pk)
            pk = above[pk]
    return line


# -- what comes before a meeting -------------------------------------------------------------------------


def required(item) -> tuple[Required, ...]:
    return prerequisites.required(
        item.category,
        is_technical=item.is_technical,
        touches_public=item.touches_public,
        needs_assessment=item.needs_assessment,
        further=item.matter.prerequisites if item.matter else (),
    )


def checklist(item) -> list[tuple[Required, object]]:
    """Each prerequisite with what fulfils it, or None. Two queries."""
    met: dict = {row.kind: row for row in item.fulfilments.all()}
    if report := assessment_of(item):
        met[Prerequisite.ASSESSMENT] = report
    return [(one, met.get(one.kind)) for one in required(item)]


def missing(item) -> list[Required]:
    return [one for one, met in checklist(item) if met is None]


def assessment_of(item) -> RiskAssessment | None:
    return RiskAssessment.objects.filter(item=item).first()


def is_advised_against(item) -> bool:
    report = assessment_of(item)
    return report is not None and report.conclusion != Conclusion.FEASIBLE


def is_below_its_line(item) -> bool:
    """Such an item need not come to a meeting; it may."""
    return splitting.is_below(item.amount, item.matter.threshold if item.matter else None)


def split_with(item) -> list[AgendaItem]:
    """Other items of the same unit to the same payee (or under the same title) within the period, when together they
    reach the line that each stays below."""
    threshold = item.matter.threshold if item.matter else None
    if not splitting.is_below(item.amount, threshold):
        return []
    day = item.meeting.held_on if item.meeting else clock.today()
    days = timedelta(days=setting("decisions.split_days"))
    alike = Q(title=item.title) | Q(payee=item.payee) & ~Q(payee="")
    others = (
        AgendaItem.objects.filter(alike, unit=item.unit, amount__gt=0)
        .exclude(pk=item.pk)
        .exclude(status=Status.WITHDRAWN)
        .exclude(outcome=Outcome.REJECTED)
        .filter(Q(meeting=None) | Q(meeting__held_on__range=(day - days, day + days)))
    )
    others = list(others.order_by("pk"))
    return others if splitting.is_split(item.amount, [other.amount for other in others], threshold) else []


def split_seen(user, item) -> list[AgendaItem]:
    """Of them those the reader may open: a collector learns nothing of what is about people."""
    others = split_with(item)
    seen = visible_to(user).filter(pk__in=[other.pk for other in others]).values_list("pk", flat=True)
    known = set(seen.order_by()) if others else set()
    return [other for other in others if other.pk in known]


def to_schedule(meeting):
    """Proposed items that this meeting may take up: of its unit or of one below it."""
    units = Unit.objects.descendants(meeting.unit, include_self=True).values("pk")
    waiting = AgendaItem.objects.filter(unit__in=units, status=Status.PROPOSED)
    return waiting.select_related("unit", "matter", "leader").order_by("pk")
