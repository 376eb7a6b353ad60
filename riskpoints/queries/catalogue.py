"""分级目录 (art. 25)."""

from datetime import date
from typing import NamedTuple

from core.dates import cn
from core.disclosable import Disclosed, DisclosureState
from core.gates import BUSINESS, DISCIPLINE, Role
from organisations.enums import UnitKind
from organisations.models import Person, Unit
from powers.models import Power
from riskpoints import rules
from riskpoints.enums import CatalogueStatus, Status
from riskpoints.models import RiskCatalogue, RiskPoint
from riskpoints.queries.register import BY_LEVEL, whole


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


def towns_with_catalogue(user):
    """The towns whose catalogue the user may see."""
    return Unit.objects.filter(pk__in=user.reach(*BUSINESS), kind=UnitKind.TOWN)


def towns_to_send(user):
    return Unit.objects.filter(pk__in=user.reach(*DISCIPLINE), kind=UnitKind.TOWN)


def is_current(catalogue) -> bool:
    """Whether the register still says what was sent."""
    return rules.digest(catalogue_rows(catalogue.unit)) == catalogue.sha256


# -- on show (arts. 10, 25) ------------------------------------------------------------------------------


class Withheld(NamedTuple):
    """What the registers keep from the public now: ids of points, names of powers, also those they had before."""

    points: set[int]
    powers: set[str]


class PublicPart(NamedTuple):
    rows: tuple[tuple[str, ...], ...]
    withheld: int

    @property
    def sha256(self) -> str:
        return rules.digest([list(row) for row in self.rows])


def withheld() -> Withheld:
    points = RiskPoint.objects.filter(disclosure=DisclosureState.WITHHELD)
    powers = Power.objects.filter(disclosure=DisclosureState.WITHHELD).order_by()
    once = Power.history.filter(id__in=powers.values("pk")).order_by()
    names = powers.values_list("name").union(once.values_list("name"))
    return Withheld(set(points.order_by().values_list("pk", flat=True)), {name for (name,) in names})


def public_part(catalogue, withheld: Withheld) -> PublicPart:
    """The rows whose points were open when it was disclosed, and are so still."""
    hidden = withheld.points.union(catalogue.withheld)
    shown = [row for row in catalogue.rows if row["id"] not in hidden]
    rows = tuple(rules.public_row(row, withheld.powers) for row in shown)
    return PublicPart(rows, len(catalogue.rows) - len(shown))


def people_named(catalogue, part: PublicPart) -> list[tuple[str, str]]:
    """Points whose public text holds the name of somebody in the register of persons: (point, name)."""
    people = Person.objects.filter(unit__in=below(catalogue.unit)).order_by()
    names = set(people.values_list("name", flat=True))
    return [
        (row[0], name) for row in part.rows for name in sorted(names) if any(name in cell for cell in row)
    ]


def disclosed(today: date) -> list[Disclosed]:
    """For the public site: the catalogues as they were approved, less what is withheld.

    How many are withheld stays inside: a number that changes would tell that something was.
    """
    shown = RiskCatalogue.objects.filter(disclosed_on__lte=today, withdrawn_on=None).select_related("unit")
    catalogues = list(shown)
    now = withheld() if catalogues else None
    return [_disclosed(catalogue, public_part(catalogue, now)) for catalogue in catalogues]


def _disclosed(catalogue, part: PublicPart) -> Disclosed:
    return Disclosed(
        topic="risks",
        number=catalogue.pk,
        title=str(catalogue),
        body=f"{cn(catalogue.decided_on)}经上级批准。公开{len(part.rows)}项，依法不公开的不列入。",
        unit_name=catalogue.unit.name,
        published_on=catalogue.disclosed_on,
        approved_by=catalogue.disclosed_by,
        sha256=part.sha256,
        headings=rules.PUBLIC_HEADINGS,
        rows=part.rows,
    )


def on_show_instead(catalogue) -> RiskCatalogue | None:
    """The other catalogue of the town that the public reads now."""
    others = RiskCatalogue.objects.filter(unit=catalogue.unit_id).exclude(pk=catalogue.pk)
    return others.filter(disclosed_on__isnull=False, withdrawn_on=None).select_related("unit").first()


def to_disclose(user):
    """The newest approved catalogue of each town of the secretary, unless it was on show already."""
    towns = user.reach(Role.DISCIPLINE_SECRETARY)
    approved = RiskCatalogue.objects.filter(unit__in=towns, status=CatalogueStatus.APPROVED)
    newest = {catalogue.unit_id: catalogue for catalogue in approved.order_by("decided_on", "pk")}
    return [catalogue for catalogue in newest.values() if catalogue.disclosed_on is None]
