"""What the regulation asks of the register of risk points and of the catalogue (art. 14, 15, 16, 25)."""

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from core.duties import Duty, Hit
from core.gates import BUSINESS
from riskpoints import queries
from riskpoints.enums import CatalogueStatus, Status
from riskpoints.models import ControlMeasure, RiskCatalogue

HEAD = "单位负责人"
CATALOGUE_STANDS = {
    None: ("还没有报上级批准", "镇纪委"),
    CatalogueStatus.SUBMITTED: ("等待上级批准", "预警中心"),
    CatalogueStatus.RETURNED: ("被上级退回，还没有重新报送", "镇纪委"),
    CatalogueStatus.APPROVED: ("上级已批准，现在没有公开", "镇纪委书记"),
}


def register(user, today):
    return queries.in_register(queries.visible_to(user))


def without_measure(points, today):
    kept = ControlMeasure.objects.filter(risk_point=OuterRef("pk"), ends_on=None)
    return points.filter(~Exists(kept))


def examined(user, today):
    return queries.visible_to(user).filter(status=Status.REGISTERED)


def not_on_show(towns, today):
    """Each with `stands`: how far this year's last catalogue has come."""
    sent = RiskCatalogue.objects.filter(unit=OuterRef("pk"), year=today.year).order_by("-sent_on", "-pk")
    shown = sent.filter(disclosed_on__isnull=False, withdrawn_on=None)
    return towns.filter(~Exists(shown)).annotate(stands=Subquery(sent.values("status")[:1]))


def _catalogue(town) -> Hit:
    words, waits_for = CATALOGUE_STANDS[town.stands]
    return Hit(f"{town}今年的分级目录{words}", reverse("riskpoints:catalogues"), waits_for=waits_for)


DUTIES = (
    Duty(
        name="points_examined",
        article=14,
        title="在册风险点都经过组织审查",
        remedy="打开风险点，核对等级和措施，再送审查。",
        waits_for=HEAD,
        readers=BUSINESS,
        among=register,
        amiss=lambda points, today: points.filter(status=Status.UNCHECKED),
        tell=lambda point: Hit(f"“{point}”在册待核", point.get_absolute_url()),
        index=("riskpoints:index", "status=unchecked"),
    ),
    Duty(
        name="points_reviewed",
        article=15,
        title="职权、岗位或任职变动后，风险点都已复核",
        remedy="打开风险点，看看是否还合适，再点复核。",
        waits_for=HEAD,
        readers=BUSINESS,
        among=examined,
        amiss=lambda points, today: queries.due_for_review(points),
        tell=lambda point: Hit(f"“{point}”变动后还没有复核", point.get_absolute_url()),
        index=("riskpoints:index", "review=due"),
    ),
    Duty(
        name="points_measured",
        article=16,
        title="在册风险点都有防控措施",
        remedy="打开风险点，补上防控措施。",
        waits_for=HEAD,
        readers=BUSINESS,
        among=register,
        amiss=without_measure,
        tell=lambda point: Hit(f"“{point}”还没有防控措施", point.get_absolute_url()),
    ),
    Duty(
        name="catalogue_on_show",
        article=25,
        title="今年的风险分级目录已经批准并公开",
        remedy="打开分级目录，报上级批准，批准后公开。",
        waits_for="镇纪委",
        readers=BUSINESS,
        among=lambda user, today: queries.towns_with_catalogue(user),
        amiss=not_on_show,
        tell=_catalogue,
        unit="pk",
    ),
)
