"""Risk points and what is done about them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from organisations.rules import sort_key
from riskpoints.enums import Layer, Level, Outcome, RiskType, Stage, Status
from riskpoints.models import Assignment, ControlMeasure, RiskPoint, Screening, Share
from tests.factories.organisations import PostFactory, UnitFactory


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


class ScreeningFactory(DjangoModelFactory):
    class Meta:
        model = Screening

    unit = factory.SubFactory(UnitFactory, town=True)
    title = "2026年廉政风险排查"
    opened_by = "七道江镇纪委委员 张晓梅"
    opened_on = date(2026, 11, 2)
    due_on = date(2026, 12, 1)


class ShareFactory(DjangoModelFactory):
    class Meta:
        model = Share

    screening = factory.SubFactory(ScreeningFactory, unit=factory.SelfAttribute("..unit.parent"))
    unit = factory.SubFactory(UnitFactory)


class AssignmentFactory(DjangoModelFactory):
    """Of a post: AssignmentFactory(share__unit=village), or share=…; with what its stage asks for."""

    class Meta:
        model = Assignment

    share = factory.SubFactory(ShareFactory)
    layer = Layer.POST
    post = factory.SubFactory(PostFactory, unit=factory.SelfAttribute("..share.unit"))
    status = Stage.DRAFT
    outcome = factory.LazyAttribute(
        lambda one: "" if one.status in (Stage.DRAFT, Stage.NOT_DONE) else Outcome.POINTS
    )
    stopped_at = factory.LazyAttribute(lambda one: Stage.DRAFT if one.status == Stage.NOT_DONE else "")
    done_on = factory.LazyAttribute(lambda one: date(2026, 11, 20) if one.status == Stage.DONE else None)
