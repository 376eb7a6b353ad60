"""The joint papers …"""

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core import clock
from core.gates import DISCIPLINE, Role
from decisions.enums import Outcome, Status
from decisions.enums.joint import UNDER_WAY, JointStatus
from decisions.models import AgendaItem, JointPaper, JointSignature, JointSigner
from decisions.queries.items import visible_to as items_visible_to
from organisations.enums import UnitKind
from organisations.models import Person, Unit, User, in_force

OWN = (Role.UNIT_HEAD, Role.COLLECTOR)
DRAFTERS = (*DISCIPLINE, Role.TOWN_LEADER, *OWN)
READERS = DRAFTERS


def visible_to(user) -> QuerySet[JointPaper]:
    """The unit's own head and collector, whoever signs it, 镇纪委, and the leaders above the unit. Nobody else."""
    reached = user.reach(*DISCIPLINE, Role.TOWN_LEADER) | user.own_units(*OWN)
    signed = JointSigner.objects.filter(person=user.person_id).order_by().values("paper")
    answered = JointSignature.objects.filter(person=user.person_id).order_by().values("paper")
    seen = Q(unit__in=reached) | Q(pk__in=signed) | Q(pk__in=answered)
    return JointPaper.objects.filter(seen).select_related("unit")


def units_of(user) -> QuerySet[Unit]:
    """For which units the user drafts: a department for itself, the town's people for the town."""
    own = Q(pk__in=user.own_units(*OWN), kind=UnitKind.DEPARTMENT)
    town = Q(pk__in=user.own_units(*DISCIPLINE, Role.TOWN_LEADER), kind=UnitKind.TOWN)
    return Unit.objects.filter(own | town)


def units_in(papers: QuerySet) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=papers.order_by().values("unit"))


def counts(papers: QuerySet) -> dict[str, int]:
    return papers.order_by().aggregate(
        every=Count("pk"), under_way=Count("pk", filter=Q(status__in=UNDER_WAY))
    )


def under_way(papers: QuerySet) -> QuerySet:
    return papers.filter(status__in=UNDER_WAY)


def leaders_for(unit: Unit) -> QuerySet[Person]:
    """Who can sign: the heads of the unit and of the town above it, and the town's leading group."""
    line = [pk for pk in (unit.pk, unit.parent_id if unit.kind != UnitKind.TOWN else None) if pk]
    today = clock.today()
    mains = Q(
        in_force(today, "appointments__"), appointments__post__unit__in=line, appointments__post__is_head=True
    )
    group = Q(in_force(today, "portfolios__"), portfolios__unit__in=line)
    found = Person.objects.filter(mains | group).order_by().values("pk")
    return Person.objects.filter(pk__in=found).select_related("unit")


def signers_of(paper: JointPaper) -> list[JointSigner]:
    return list(paper.signers.select_related("person"))


def live_signatures(paper: JointPaper) -> QuerySet[JointSignature]:
    return paper.signatures.filter(voided_at=None)


def every_signature(paper: JointPaper) -> list[JointSignature]:
    """The voided ones too, the latest first."""
    return list(paper.signatures.select_related("entered_by__person").order_by("-pk"))


def next_signer(paper: JointPaper) -> JointSigner | None:
    """Whose turn it is; None when all have signed, or nobody has been chosen."""
    signed = live_signatures(paper).order_by().values("person")
    return paper.signers.exclude(person__in=signed).select_related("person").first()


def has_account(person: Person) -> bool:
    return User.objects.filter(person=person, is_active=True).exists()


def users_of(person: Person) -> QuerySet[User]:
    return User.objects.filter(person=person, is_active=True)


def passed_items(unit: Unit) -> QuerySet[AgendaItem]:
    """What a meeting decided for the unit, and passed."""
    decided = AgendaItem.objects.filter(unit=unit, status=Status.DECIDED, outcome=Outcome.PASSED)
    return decided.select_related("meeting")


def items_to_link(unit: Unit, user) -> QuerySet[AgendaItem]:
    """Of them those the drafter may read: a collector is offered none that are about people."""
    return passed_items(unit).filter(pk__in=items_visible_to(user).order_by().values("pk"))


def to_sign(user) -> QuerySet[JointPaper]:
    """It is the user's turn: as many have signed as stand before."""
    live = JointSignature.objects.filter(paper=OuterRef("paper"), voided_at=None).order_by()
    number = Subquery(live.values("paper").annotate(number=Count("pk")).values("number"))
    turn = JointSigner.objects.filter(person=user.person_id, paper__status=JointStatus.SIGNING)
    turn = turn.annotate(done=Coalesce(number, 0)).filter(position=F("done") + 1)
    return JointPaper.objects.filter(pk__in=turn.order_by().values("paper")).select_related("unit")
