"""分级目录 (art. 25)."""

from core.gates import BUSINESS, DISCIPLINE
from organisations.enums import UnitKind
from organisations.models import Unit
from riskpoints import rules
from riskpoints.enums import Status
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


def towns_to_send(user):
    return Unit.objects.filter(pk__in=user.reach(*DISCIPLINE), kind=UnitKind.TOWN)


def is_current(catalogue) -> bool:
    """Whether the register still says what was sent."""
    return rules.digest(catalogue_rows(catalogue.unit)) == catalogue.sha256
