"""The commitments …"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from core import clock
from core.disclosable import Disclosed
from core.gates import BUSINESS, DISCIPLINE, Role
from declarations.enums import IN_FORCE, CommitmentStatus, Standing
from declarations.models import Commitment, CommitmentTemplate, Practice
from declarations.rules import commitments as rules
from organisations.enums import UnitKind
from organisations.models import Appointment, Person, Portfolio, Unit, User, in_force
from organisations.queries import active_units

OVERSEERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER)
TYPISTS = (Role.COLLECTOR, Role.INFORMATION_OFFICER)
NEITHER = (
    UnitKind.CENTRE,
    UnitKind.ENTERPRISE,
)  # the one is above the town, the other only reports (art. 36)


# -- who sees what ---------------------------------------------------------------------------------------


def visible_to(user):
    """One's own; what one looks after; and what was signed in the units one answers for or leads.

    A draft is nobody's business but its writer's, 镇纪委's, and where the writer has no account of whoever types.
    """
    typed = typed_for(user)
    own = Q(person=user.person_id)
    kept = Q(unit__in=user.reach(*DISCIPLINE))
    on_paper = Q(person__unit__in=typed) & ~Q(person__in=people_with_account().values("pk"))
    led = user.own_units(Role.UNIT_HEAD) | user.reach(Role.TOWN_LEADER, Role.CENTRE_OFFICER)
    signed = Q(unit__in=typed | led) & ~Q(status=CommitmentStatus.DRAFT)
    seen = Commitment.objects.filter(own | kept | on_paper | signed)
    return seen.select_related("person", "unit")


def typed_for(user) -> frozenset[int]:
    """Ids of the units for whose people without an account the user types what they signed."""
    return user.own_units(Role.COLLECTOR) | user.reach(Role.INFORMATION_OFFICER)


def templates_visible_to(user):
    return CommitmentTemplate.objects.filter(unit__in=user.reach(*DISCIPLINE)).select_related("unit")


def practices_visible_to(user):
    return Practice.objects.filter(commitment__in=visible_to(user)).select_related(
        "commitment__person", "commitment__unit"
    )


# -- one person ------------------------------------------------------------------------------------------


def own(user):
    """The user's own, the newest first, with what was reported on them."""
    return Commitment.objects.filter(person=user.person_id).select_related("person", "unit")


def of_year(person: Person, year: int) -> Commitment | None:
    """What the person has for the year and did not have to take down."""
    kept = Commitment.objects.filter(person=person, year=year).exclude(status=CommitmentStatus.WITHDRAWN)
    return kept.select_related("person", "unit").first()


def has_one(person: Person, year: int) -> bool:
    return of_year(person, year) is not None


def is_head(person: Person) -> bool:
    held = Appointment.objects.filter(in_force(clock.today()), person=person)
    return held.filter(post__unit=person.unit_id, post__is_head=True).exists()


def template_for(person: Person) -> CommitmentTemplate | None:
    """The wording the person signs today."""
    line = [person.unit_id, *person.unit.ancestors().values_list("pk", flat=True)]
    return rules.fitting(
        templates_in_force().filter(unit__in=line), unit_kind=person.unit.kind, is_head=is_head(person)
    )


def templates_in_force():
    return CommitmentTemplate.objects.filter(in_force(clock.today()))


def attends(person: Person) -> bool:
    """Whether the person signs and reports with an account of their own."""
    return people_with_account().filter(pk=person.pk).exists()


def people_with_account():
    held = in_force(clock.today(), "user__assignments__")
    return Person.objects.filter(held, user__is_active=True, user__assignments__role__in=BUSINESS).distinct()


# -- who has to sign -------------------------------------------------------------------------------------


def signers(on: date):
    """Heads of units and members of leading groups: whoever holds a main post, or is in charge of something (art. 23)."""
    mains = Appointment.objects.filter(in_force(on), person=OuterRef("pk"), post__is_head=True)
    portfolios = Portfolio.objects.filter(in_force(on), person=OuterRef("pk"))
    units = active_units(on).exclude(kind__in=NEITHER)
    return Person.objects.filter(Exists(mains) | Exists(portfolios), unit__in=units).select_related("unit")


def has_to_sign(person: Person) -> bool:
    return signers(clock.today()).filter(pk=person.pk).exists()


def signers_without_account(user):
    """Whose commitment of this year the user still has to type."""
    year = clock.today().year
    done = Commitment.objects.filter(person=OuterRef("pk"), year=year, status__in=IN_FORCE)
    waiting = signers(clock.today()).filter(~Exists(done), unit__in=typed_for(user))
    return waiting.exclude(pk__in=people_with_account().values("pk")).order_by(
        "unit__position", "unit_id", "pk"
    )


def people_to_type_for(user):
    """Everybody without an account whom the user may type for, not only who has to sign."""
    people = Person.objects.filter(unit__in=typed_for(user)).exclude(
        pk__in=people_with_account().values("pk")
    )
    return people.exclude(unit__kind__in=NEITHER).select_related("unit").order_by("unit__position", "pk")


def overview(user, year: int):
    """Who has to sign and who did so unasked, each with `standing` and `commitment_id`. One query."""
    today = clock.today()
    on = min(today, date(year, 12, 31))
    kept = Commitment.objects.filter(person=OuterRef("pk"), year=year).exclude(
        status=CommitmentStatus.WITHDRAWN
    )
    seen = kept if user.holds(*DISCIPLINE) else kept.exclude(status=CommitmentStatus.DRAFT)
    people = Person.objects.filter(unit__in=user.reach(*OVERSEERS)).annotate(
        obliged=Exists(signers(on).filter(pk=OuterRef("pk"))),
        commitment_id=Subquery(seen.values("pk")[:1]),
        signed_on=Subquery(seen.values("signed_on")[:1]),
        state=Subquery(seen.values("status")[:1]),
        practised=Exists(Practice.objects.filter(commitment__person=OuterRef("pk"), commitment__year=year)),
    )
    listed = people.filter(Q(obliged=True) | Q(commitment_id__isnull=False)).select_related("unit")
    return listed.order_by("unit__position", "unit_id", "-obliged", "sort_key", "pk")


def by_standing(people, standing: str):
    if standing == Standing.NOTHING:
        return people.filter(state=None, obliged=True)
    return people.filter(state=standing)


def tally(people) -> dict[str, int]:
    """How many have to sign, have signed, are on show."""
    states = list(people.values_list("obliged", "state"))
    return {
        "obliged": sum(obliged for obliged, _ in states),
        "missing": sum(obliged and state not in IN_FORCE for obliged, state in states),
        "signed": sum(state in IN_FORCE for _, state in states),
        "published": sum(state == CommitmentStatus.PUBLISHED for _, state in states),
    }


def units_of(user):
    return Unit.objects.filter(pk__in=user.reach(*OVERSEERS)).exclude(kind__in=NEITHER)


def years(user) -> list[int]:
    """This year, and every year there is something of."""
    found = set(visible_to(user).order_by().values_list("year", flat=True))
    return sorted(found | {clock.today().year}, reverse=True)


# -- on show ---------------------------------------------------------------------------------------------


def to_publish(user):
    """Signed, and waiting to be shown to the public; one's own and what one typed waits for somebody else."""
    signed = Commitment.objects.filter(status=CommitmentStatus.SIGNED, unit__in=user.reach(*DISCIPLINE))
    return signed.exclude(Q(person=user.person_id) | Q(entered_by=user.pk)).select_related("person", "unit")


def practices_to_publish(user):
    """Reported on something that is on show, and not shown yet."""
    shown = Q(commitment__status=CommitmentStatus.PUBLISHED, commitment__unit__in=user.reach(*DISCIPLINE))
    theirs = Q(commitment__person=user.person_id) | Q(entered_by=user.pk)
    return Practice.objects.filter(shown, published_on=None).exclude(theirs)


def disclosed(today: date) -> list[Disclosed]:
    """For the public site: the words as they were signed, and what was kept of them."""
    shown = Commitment.objects.filter(status=CommitmentStatus.PUBLISHED, published_on__lte=today)
    shown = shown.select_related("person", "unit").prefetch_related("practices")
    return [_disclosed(commitment, today) for commitment in shown]


def _disclosed(commitment: Commitment, today: date) -> Disclosed:
    kept = [
        (practice.label, practice.text)
        for practice in commitment.practices.all()
        if practice.published_on and practice.published_on <= today
    ]
    return Disclosed(
        topic="commitments",
        number=commitment.pk,
        title=str(commitment),
        body=commitment.sealed_text,
        unit_name=commitment.unit.name,
        published_on=commitment.published_on,
        approved_by=commitment.published_by,
        sha256=commitment.sha256,
        additions=tuple((f"{label}践诺情况", text) for label, text in kept),
    )


def users_of(person: Person):
    return User.objects.filter(person=person, is_active=True)


def home_of(user) -> Unit | None:
    """The unit for which the user keeps the templates: where the discipline role was given."""
    return Unit.objects.filter(pk__in=user.own_units(*DISCIPLINE)).first()
