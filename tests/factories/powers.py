"""Powers and what belongs to one."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from organisations.rules import sort_key
from powers.enums import Status
from powers.models import DiscretionTable, Power, PowerBasis, PowerCase, PowerKind, ProcedureStep
from tests.factories.organisations import UnitFactory


class PowerFactory(DjangoModelFactory):
    """A draft without bases by default; PowerFactory(bases=True) has one, PowerFactory(confirmed=True) is in the catalogue."""

    class Meta:
        model = Power
        skip_postgeneration_save = True

    class Params:
        confirmed = factory.Trait(
            status=Status.CONFIRMED,
            reviewed_by="镇纪委纪检干事 钱国栋",
            reviewed_on=date(2026, 3, 2),
            confirmed_by="镇纪委纪委书记 孙正平",
            confirmed_on=date(2026, 3, 3),
        )

    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence(lambda n: f"第{n}项审批")
    kind = factory.LazyFunction(lambda: PowerKind.objects.get(name="行政许可"))
    sort_key = factory.LazyAttribute(lambda power: sort_key(power.name))
    valid_from = date(2026, 1, 1)
    changed_on = date(2026, 1, 1)

    @factory.post_generation
    def bases(power, create, extracted, **kwargs):
        if extracted or power.status == Status.CONFIRMED:
            BasisFactory(power=power)


class BasisFactory(DjangoModelFactory):
    class Meta:
        model = PowerBasis

    power = factory.SubFactory(PowerFactory)
    title = "《土地管理法》"
    article = "第六十二条"


class StepFactory(DjangoModelFactory):
    class Meta:
        model = ProcedureStep

    power = factory.SubFactory(PowerFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"第{n}环节")


class TableFactory(DjangoModelFactory):
    """A fine by the area, 0 to 100 元, in two bands that meet at 10 m²."""

    class Meta:
        model = DiscretionTable
        skip_postgeneration_save = True

    power = factory.SubFactory(PowerFactory)
    subject = "个人"
    penalty = "罚款"
    penalty_unit = "元"
    least = 0
    most = 100
    measure = "占地面积"
    measure_unit = "平方米"

    @factory.post_generation
    def bands(table, create, extracted, **kwargs):
        table.bands.create(low=0, high=10, least=0, most=30)
        table.bands.create(low=10, least=30, most=100)


class CaseFactory(DjangoModelFactory):
    """Accepted on 1 December 2026, to be finished within five working days; without entries."""

    class Meta:
        model = PowerCase

    power = factory.SubFactory(PowerFactory, confirmed=True)
    unit = factory.SelfAttribute("power.unit")
    subject = factory.Sequence(lambda n: f"第{n}件")
    accepted_on = date(2026, 12, 1)
    days = 5
    due_on = date(2026, 12, 8)
    arithmetic = "…"
