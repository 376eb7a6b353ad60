"""Risk points and what is done about them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from organisations.rules import sort_key
from riskpoints.enums import Level, RiskType, Status
from riskpoints.models import ControlMeasure, RiskPoint
from tests.factories.organisations import UnitFactory


class RiskPointFactory(DjangoModelFactory):
    """At 个人自查 by default; RiskPointFactory(registered=True) stands in the register."""

    class Meta:
        model = RiskPoint

    class Params:
        registered = factory.Trait(
            status=Status.REGISTERED, reviewed_by="镇纪委纪委书记 孙正平", reviewed_on=date(2026, 3, 3)
        )

    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence(lambda n: f"第{n}处审核把关不严")
    manifestation = "不入户核查，凭关系认定。"
    risk_type = RiskType.PROCESS
    level = Level.MEDIUM
    sort_key = factory.LazyAttribute(lambda point: sort_key(point.name))
    valid_from = date(2026, 1, 1)
    changed_on = date(2026, 1, 1)


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = ControlMeasure

    risk_point = factory.SubFactory(RiskPointFactory)
    content = factory.Sequence(lambda n: f"第{n}项措施：双人复核并签字")
    starts_on = date(2026, 1, 1)
