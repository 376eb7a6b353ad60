"""Reports on a period, as they would stand after the moves; and polls."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from collection.enums import PeriodKind, ReportKind
from collection.models import PeriodReport, Poll
from core.gates import Role
from tests.factories.collection import PeriodFactory
from tests.factories.organisations import UnitFactory, UserFactory


class ReportFactory(DjangoModelFactory):
    """An unsent half-year report for 2026H2; ReportFactory(of_quarter=True, unit=town) is a town's consolidated Q4."""

    class Meta:
        model = PeriodReport

    class Params:
        of_quarter = factory.Trait(
            kind=ReportKind.CONSOLIDATED,
            period=factory.SubFactory(PeriodFactory),
            due_on=date(2027, 1, 11),
        )

    kind = ReportKind.ANALYSIS
    period = factory.SubFactory(
        PeriodFactory,
        code="2026H2",
        kind=PeriodKind.HALF_YEAR,
        opened_on=date(2027, 1, 1),
        due_on=date(2027, 1, 15),
    )
    unit = factory.SubFactory(UnitFactory, village=True)
    due_on = date(2027, 1, 15)
    arithmetic = "2026年下半年止于12月31日，其后第15日为2027年1月15日，应于2027年1月15日（含）前报送。"


class PollFactory(DjangoModelFactory):
    """95 of 100 villagers asked on 10 November answered, 90 of them satisfied."""

    class Meta:
        model = Poll

    kind = "poll"
    unit = factory.SubFactory(UnitFactory, village=True)
    title = "村务公开满意度"
    held_on = date(2026, 11, 10)
    asked_whom = "村民代表"
    asked = 100
    answered = 95
    satisfied = 90
    result = "多数满意，希望公开栏更新快一些。"
    recorded_by = factory.SubFactory(UserFactory, role=Role.INFORMATION_OFFICER)
