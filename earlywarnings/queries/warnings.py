"""The warnings …"""

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, When

from collection import queries as items
from core import clock
from core.gates import CENTRE, DISCIPLINE, Role
from deadlines.queries import latest
from earlywarnings import rules
from earlywarnings.enums import COUNTED, ENDED, IN_HAND, ISSUED, Body, Status, Tier
from earlywarnings.models import EarlyWarning, Response, Transfer
from earlywarnings.queries.people import with_signatories
from organisations.models import Portfolio, in_force
from rulebook.queries import setting


def visible_to(user):
    """The staff of the body see what it handles, leaders what was signed, the upper body this and what was reported to it.

    A warned unit or person, and the leader in charge, see theirs once it is served, a warned unit's collectors once
    it is received and they may write in the answer; the unit's body in the town then sees what the upper body has
    served. Before that nobody whom it names or who was recused sees anything of it, whatever else they are.
    """
    return _with_names(_seen(user)).exclude(_barred(user), delivered_on=None)


def _seen(user):
    signed, served = Q(signed_on__isnull=False), Q(delivered_on__isnull=False)
    reported, by_town = Q(reported_up_on__isnull=False), Q(body=Body.TOWN)
    staff = Q(unit__in=user.reach(*DISCIPLINE)) & (by_town | reported | served)
    leaders = Q(unit__in=user.reach(Role.TOWN_LEADER)) & (signed & by_town | served)
    upper = Q(unit__in=user.reach(*CENTRE)) & (signed | reported | ~by_town)
    writes = _writes(user) & Q(person=None, received_on__isnull=False)
    return EarlyWarning.objects.filter(staff | leaders | upper | (_concerned(user) & served) | writes)


def _concerned(user) -> Q:
    """The warned unit or person, and the leader in charge."""
    units = user.reach(Role.UNIT_HEAD) | user.headed_units
    return Q(unit__in=units) | Q(person=user.person_id) | _in_charge(user)


def _writes(user) -> Q:
    return Q(unit__in=user.own_units(Role.COLLECTOR))


def that_may_wait_for(user):
    """Of what is in progress only that whose next step could be this user's.

    Whoever is no staff has a step in what concerns them, and as 镇领导 knows of what is signed in red (art. 45): a leader who
    sees a thousand warnings in hand is not asked about each of them.
    """
    waiting = in_progress(visible_to(user))
    if user.holds(*DISCIPLINE, *CENTRE):
        return waiting
    to_know = Q(status=Status.SIGNED, tier=Tier.RED, acknowledged_on=None)
    return waiting.filter(_concerned(user) | _writes(user) | to_know)


def _barred(user) -> Q:
    recusals = EarlyWarning.recused.through.objects
    recused = Exists(recusals.filter(earlywarning=OuterRef("pk"), person=user.person_id))
    return Q(person=user.person_id) | Q(unit__in=user.headed_units) | Q(recused)


def handled_by(user):
    """Those of which the user may know where they came from, as access.handles says of one."""
    town, upper = (user.reach(*rules.STAFF[body]) for body in (Body.TOWN, Body.UPPER))
    above = Q(body=Body.UPPER) | Q(reported_up_on__isnull=False)
    handled = Q(body=Body.TOWN, unit__in=town) | above & Q(unit__in=upper)
    return visible_to(user).filter(handled).exclude(_barred(user))


def _in_charge(user) -> Q:
    """包村领导, or whoever's portfolio includes the department (art. 18)."""
    portfolios = Portfolio.objects.filter(in_force(clock.today()), person=user.person_id)
    return Q(unit__sponsor=user.person_id) | Q(unit__in=portfolios.values("department"))


def _with_names(warnings):
    return warnings.select_related("unit", "person__unit", "number", "risk_point", "supervisor", "follows")


def in_hand(warnings):
    return warnings.filter(status__in=IN_HAND)


def in_progress(warnings):
    """Everything that still waits for somebody, with what the question of the next step needs."""
    waiting = with_signatories(warnings.exclude(status__in=ENDED)).select_related("handler__person")
    return waiting.prefetch_related("measures", "problems", "responses", "extensions", "recused")


def whole(warnings):
    """With everything the record page asks of one."""
    with_receipt = with_signatories(warnings).select_related(
        "delivery",
        "drafted_by__person",
        "handler__person",
        "unit",
        "person__unit",
        "number",
        "risk_point",
        "supervisor",
        "follows__number",
    )
    people = ("answered_by__person", "verified_by__person", "second_by__person")
    answers = Prefetch("responses", Response.objects.select_related(*people))
    transfers = Prefetch("transfers", Transfer.objects.select_related("was__person", "now__person"))
    return with_receipt.prefetch_related(
        "measures",
        "problems",
        answers,
        "responses__answers__problem",
        "responses__evidence__attachment",
        "extensions",
        "recused",
        transfers,
    )


def tally(warnings, on) -> dict[str, int]:
    """How many are in hand and how many late, in one query."""
    counts = {"every": Count("pk"), "in_hand": Count("pk", filter=Q(status__in=IN_HAND))}
    return warnings.order_by().aggregate(**counts, late=Count("pk", filter=_late(on)))


def late(warnings, on):
    """Answers that are due before the day and not there."""
    return warnings.filter(_late(on))


def _late(on) -> Q:
    first = Q(status=Status.RECEIVED, answer_due_on__lt=on)
    return first | Q(status=Status.SENT_BACK, reanswer_due_on__lt=on)


def not_signed_for_since(day):
    """Served on the day or before and still not signed for."""
    return EarlyWarning.objects.filter(status=Status.DELIVERED, delivered_on__lte=day)


def issued_in(warnings, year: int):
    """Of the warnings those signed in the year and not revoked."""
    return warnings.filter(status__in=ISSUED, signed_on__year=year)


def counted_in(warnings, year: int):
    """Of the warnings those that take points in the year of signing (art. 48); a revoked one gives them back."""
    return warnings.filter(status__in=COUNTED, signed_on__year=year)


def by_status(warnings) -> dict[str, int]:
    return dict(warnings.order_by().values_list("status").annotate(Count("pk")))


# How far an issued warning has come: the steps of the leaders' page and of the list's filter.
REACHED = {
    "signed": ("已签批", Q(signed_on__isnull=False)),
    "received": ("已签收", Q(received_on__isnull=False)),
    "answered": ("已回告", Q(first_answered_on__isnull=False)),
    "verified": ("已复核", Q(verified_on__isnull=False)),
    "closed": ("已销号", Q(closed_on__isnull=False)),
}


def reached(warnings, step: str):
    """Of the issued warnings those that have come as far as the step."""
    return warnings.filter(REACHED[step][1], status__in=ISSUED)


def counts_by_tier_and_step(warnings) -> dict[str, dict[str, int]]:
    """One query for the whole table."""
    counts = {step: Count("pk", filter=condition) for step, (_, condition) in REACHED.items()}
    rows = warnings.order_by().values("tier").annotate(**counts)
    return {row["tier"]: row for row in rows}


def matching(warnings, search: str):
    """The warnings that hold every word of the search: in the number, the matter, the unit or the person's name."""
    for word in search.split():
        found = Q()
        for field in ("title", "number__text", "unit__name", "person__name"):
            found |= Q(**{f"{field}__icontains": word})
        warnings = warnings.filter(found)
    return warnings


DUE = Case(
    When(status=Status.RECEIVED, then="answer_due_on"), When(status=Status.SENT_BACK, then="reanswer_due_on")
)


def sorted_by(warnings, sort: str):
    """By unit, day of signing or due day; a minus in front reverses."""
    name, rising = sort.removeprefix("-"), not sort.startswith("-")
    if name == "due":
        due = DUE.asc(nulls_last=True) if rising else DUE.desc(nulls_last=True)
        return warnings.order_by(due, "pk")
    sign = "" if rising else "-"
    fields = {"unit": ("unit__position", "unit_id", "pk"), "drafted": ("drafted_on", "pk")}[name]
    return warnings.order_by(*(f"{sign}{field}" for field in fields))


def follower_of(warning):
    """The warning one tier up that was drafted after this one failed, unless it was given up or revoked."""
    return warning.followers.exclude(status__in=(Status.DISCARDED, Status.REVOKED)).first()


def line_of(warning, user):
    """The warning it follows and those that follow it, as far as the reader may know of them."""
    return visible_to(user).filter(Q(pk=warning.follows_id) | Q(follows=warning.pk))


def issuer_of(warning) -> tuple[str, str]:
    """The issuing body and its 机关代字: the town's, or the upper body's for what that handles."""
    upper = "upper_" if warning.body == Body.UPPER else ""
    return setting(f"documents.{upper}issuing_body"), setting(f"documents.{upper}issuing_code")


def sources_of(warning, user):
    """The items behind a warning that the reader may see: the warned never do."""
    return items.items_visible_to(user).filter(warnings=warning)


def source_numbers(warning, user):
    """Every item behind it, for those who handle it; `readable` where they may read the item too."""
    mine = set(sources_of(warning, user).order_by().values_list("pk", flat=True))
    found = list(warning.items.select_related("unit").order_by("pk"))
    for item in found:
        item.readable = item.pk in mine
    return found


def hanging_on(thing, user):
    """The reader's warnings on a risk point or a power, and of those he handles the ones that came of an item: what was
    served says nothing of its source, not to the unit's own collectors either. None for anything else."""
    paths = {"riskpoints.riskpoint": "risk_point", "powers.power": "risk_point__power"}
    name = thing._meta.label_lower
    if name == "collection.informationitem":
        return handled_by(user).filter(items=thing.pk)
    return (
        visible_to(user).filter(**{paths[name]: thing.pk}) if name in paths else EarlyWarning.objects.none()
    )


def last_response(warning):
    responses = warning.responses.prefetch_related("answers__problem")
    return responses.select_related("answered_by__person").last()


def response_deadline(warning):
    return latest(rules.RESPONSE, warning)


def problem_rows(warning) -> list[dict]:
    return list(warning.problems.values("text", "requirement", "due_on"))


def open_problems(warning) -> list[dict]:
    """What was not put right: the problems whose last answer did not pass; their day is to be set anew."""
    last = warning.responses.last()
    passed = last.answers.filter(passed=True).values("problem") if last else []
    return list(warning.problems.exclude(pk__in=passed).values("text", "requirement"))


def noticed(user):
    """The warnings with a document. The files themselves are left in the database until one is asked for."""
    return visible_to(user).filter(notice__isnull=False)
