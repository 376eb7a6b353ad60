"""The findings of art. 47 and 49, what they rest on, and who is held responsible …"""

from dataclasses import dataclass

from django.db.models import F, Prefetch, Q

from assessment.enums import PENDING
from assessment.models import Finding, FindingEvidence, Responsibility
from core import clock
from core.gates import CENTRE, DISCIPLINE, Role
from decisions.queries import findings_visible_to as checks_visible_to
from decisions.queries import visible_to as items_visible_to
from earlywarnings.queries import visible_to as warnings_visible_to
from earlywarnings.queries.inspections import visible_to as inspections_visible_to
from organisations.enums import UnitKind
from organisations.models import Person, User
from organisations.queries import active_units

READERS = (*DISCIPLINE, Role.TOWN_LEADER, *CENTRE, Role.UNIT_HEAD)
FOUND_ON = (UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.DEPARTMENT)  # enterprises only report (art. 36)
# the field of the evidence, and what of it the reader may open
OPENS = {
    "warning": warnings_visible_to,
    "item": items_visible_to,
    "check_found": checks_visible_to,
    "inspection": inspections_visible_to,
}


def visible_to(user):
    """镇纪委 sees its town's, leaders theirs, the upper body those on a town and what was reported to it, a unit's head
    its own once it was sent to be heard, and whoever was held responsible once told.

    Nobody sees one that holds them responsible before they are told, whatever else they are.
    """
    staff = Q(unit__in=user.reach(*DISCIPLINE))
    above = Q(unit__in=user.reach(*CENTRE)) & (Q(unit__kind=UnitKind.TOWN) | Q(reported_up_on__isnull=False))
    sent = Q(sent_on__isnull=False)
    led = Q(unit__in=user.reach(Role.TOWN_LEADER)) & (sent | ~Q(unit__in=user.own_units(Role.TOWN_LEADER)))
    headed = Q(unit__in=user.own_units(Role.UNIT_HEAD)) & sent
    mine = Responsibility.objects.filter(person=user.person_id)
    told = Q(pk__in=mine.exclude(told_on=None).values("finding"))
    unaware = mine.filter(told_on=None, revoked_on=None).values("finding")
    seen = Finding.objects.filter(staff | above | led | headed | told).exclude(pk__in=unaware)
    return seen.select_related(
        "unit__parent", "drafted_by__person", "confirmed_by__person", "typed_by__person"
    )


def overseen_by(user) -> frozenset[int]:
    return user.reach(*DISCIPLINE, Role.TOWN_LEADER, *CENTRE)


def hears_the_unit(user, finding) -> bool:
    """Who reads what the unit says for itself: those above it, and its head; not whoever else was held responsible."""
    return finding.unit_id in overseen_by(user) | user.own_units(Role.UNIT_HEAD)


def responsibilities_visible_to(user):
    """Those above the unit read all, its head those who were told, everybody else only their own."""
    above = Q(finding__unit__in=overseen_by(user))
    told = Q(told_on__isnull=False)
    within = Q(finding__unit__in=user.own_units(Role.UNIT_HEAD)) | Q(person=user.person_id)
    rows = Responsibility.objects.filter(above | told & within, finding__in=visible_to(user))
    related = ("person__unit", "recorded_by__person", "finding__unit__parent")
    return rows.select_related(*related)


def responsibilities_of(finding, user):
    return responsibilities_visible_to(user).filter(finding=finding)


def listed(findings, user):
    """With the responsibilities the reader may know of; a fixed number of queries."""
    rows = Prefetch("responsibilities", responsibilities_visible_to(user).filter(revoked_on=None), "held")
    return findings.prefetch_related(rows, "evidence")


def years(user) -> list[int]:
    return [day.year for day in visible_to(user).order_by().dates("found_on", "year", order="DESC")]


def under_way(user):
    """What still waits for somebody: to be sent, heard, confirmed."""
    return visible_to(user).filter(status__in=PENDING).order_by("found_on", "pk")


def untold(user):
    """Who was held responsible and has not been told yet, for those who would tell them."""
    rows = responsibilities_visible_to(user).filter(finding__unit__in=user.reach(*DISCIPLINE, *CENTRE))
    return rows.filter(told_on=None, revoked_on=None)


def reported_and_open(user):
    """Reported to the upper body, which has held nobody responsible since."""
    found = visible_to(user).filter(unit__in=user.reach(*CENTRE), reported_up_on__isnull=False)
    return found.exclude(responsibilities__recorded_on__gte=F("reported_up_on"))


def of_sheet(sheet, user):
    """The findings of the sheet's unit and year: beside the score, never in it (art. 48 has no points for them)."""
    return visible_to(user).filter(unit=sheet.unit_id, found_on__year=sheet.year)


def resting_on(user, field: str, thing):
    return visible_to(user).filter(**{f"evidence__{field}": thing.pk}).distinct()


def units_to_find(user):
    """镇纪委 its town and what lies below it, the upper body the towns."""
    below = Q(pk__in=user.reach(*DISCIPLINE))
    towns = Q(pk__in=user.reach(*CENTRE), kind=UnitKind.TOWN)
    return active_units(clock.today()).filter(below | towns, kind__in=FOUND_ON)


def people_to_hold(finding, user):
    """The unit's own people and those of the town above it, in charge of it; never oneself."""
    above = finding.unit.parent
    units = [finding.unit_id, *([above.pk] if above and above.kind == UnitKind.TOWN else [])]
    return Person.objects.filter(unit__in=units).exclude(pk=user.person_id).select_related("unit")


def sees_it_already(person, finding) -> bool:
    """Whether the person's account opens the finding now: then they are told before they are held responsible."""
    account = User.objects.filter(person=person, is_active=True).select_related("person").first()
    return bool(account) and visible_to(account).filter(pk=finding.pk).exists()


def account_of(person):
    return User.objects.filter(person=person, is_active=True)


def is_held_already(finding, person, consequence: str) -> bool:
    rows = Responsibility.objects.filter(finding=finding, consequence=consequence, revoked_on=None)
    return rows.filter(person=person).exists()


def names(user, finding) -> bool:
    return Responsibility.objects.filter(finding=finding, person=user.person_id, revoked_on=None).exists()


@dataclass(frozen=True)
class Shown:
    """A line of evidence as this reader sees it; without an address where the thing itself does not open."""

    text: str
    url: str


def evidence_of(finding, user, *, handles: bool) -> list[Shown]:
    """Whoever handles it reads every line; others only what opens to them, and what stands there in words alone."""
    rows = list(finding.evidence.select_related(*OPENS))
    opens = {field: _opening(field, rows, user) for field in OPENS}
    shown = []
    for row in rows:
        field = next((name for name in OPENS if getattr(row, f"{name}_id")), "")
        if not field:
            shown.append(Shown(row.text, row.url if handles else ""))
        elif getattr(row, f"{field}_id") in opens[field]:
            shown.append(Shown(row.text, getattr(row, field).get_absolute_url()))
        elif handles:
            shown.append(Shown(row.text, ""))
    return shown


def _opening(field: str, rows: list[FindingEvidence], user) -> set[int]:
    wanted = [getattr(row, f"{field}_id") for row in rows if getattr(row, f"{field}_id")]
    return set(OPENS[field](user).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
