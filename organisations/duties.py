"""What the regulation asks of the register of units (art. 18, 27)."""

from django.db.models import Exists, OuterRef

from core.duties import Duty, Hit
from core.gates import BUSINESS
from organisations import queries
from organisations.enums import UnitKind
from organisations.models import Appointment, in_force

WITHOUT_HEAD = (UnitKind.CENTRE, UnitKind.ENTERPRISE)
KEEPER = "预警信息员"


def working_units(user, today):
    active = queries.active_units(today).exclude(kind__in=WITHOUT_HEAD)
    return queries.units_visible_to(user).filter(pk__in=active.order_by().values("pk"))


def headless(units, today):
    held = Appointment.objects.filter(in_force(today), post__unit=OuterRef("pk"), post__is_head=True)
    return units.filter(~Exists(held))


def four_areas(user, today):
    return queries.of_four_areas(queries.portfolios_visible_to(user).filter(in_force(today)))


def of_main_leaders(portfolios, today):
    mains = Appointment.objects.filter(in_force(today), person=OuterRef("person"), post__is_head=True)
    return portfolios.filter(Exists(mains.filter(post__unit=OuterRef("unit"))))


DUTIES = (
    Duty(
        name="heads_in_post",
        article=18,
        title="每个单位都有在任的主要负责人",
        remedy="打开单位，在主要负责人岗位上登记任职。",
        waits_for=KEEPER,
        readers=BUSINESS,
        among=working_units,
        amiss=headless,
        tell=lambda unit: Hit(f"{unit}没有在任的主要负责人", unit.get_absolute_url()),
        unit="pk",
    ),
    Duty(
        name="four_not_direct",
        article=27,
        title="党政正职不直接分管财务、人事、物资采购、工程项目",
        remedy="打开单位，把这一分管交给班子其他成员。",
        waits_for=KEEPER,
        readers=BUSINESS,
        among=four_areas,
        amiss=of_main_leaders,
        tell=lambda portfolio: Hit(
            f"{portfolio.person}是党政正职，直接分管{portfolio.get_field_display()}",
            portfolio.unit.get_absolute_url(),
        ),
    ),
)
