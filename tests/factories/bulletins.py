"""A bulletin in any state, with its number, its paper and its readers once it is out."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from documents.models import NumberSeries
from earlywarnings.enums import GIVEN_UP, OUT, BulletinKind, BulletinStatus
from earlywarnings.models import Bulletin, BulletinReader
from tests.factories.earlywarnings import NoticeFactory, NumberFactory
from tests.factories.organisations import UnitFactory, UserFactory

APPROVED = (BulletinStatus.APPROVED, *OUT)


def once(statuses, then, otherwise=None):
    """A value a bulletin has in these states."""
    return factory.LazyAttribute(lambda bulletin: then if bulletin.status in statuses else otherwise)


def series():
    return NumberSeries.objects.get_or_create(code="七镇纪廉阅", year=2025)[0]


class BulletinFactory(DjangoModelFactory):
    """A complete summary of a quarter; with warning= the case of it. `circulated` lists who was to read it."""

    class Meta:
        model = Bulletin
        skip_postgeneration_save = True

    class Params:
        out = factory.LazyAttribute(lambda bulletin: bulletin.status in OUT)
        approved = factory.LazyAttribute(lambda bulletin: bulletin.status in APPROVED)

    status = BulletinStatus.DRAFT
    unit = factory.SubFactory(UnitFactory)
    warning = None
    kind = factory.LazyAttribute(lambda b: BulletinKind.CASE if b.warning else BulletinKind.SUMMARY)
    period = factory.LazyAttribute(lambda bulletin: "" if bulletin.warning else "2026Q3")
    title = "三季度情况"
    said = factory.LazyAttribute(lambda bulletin: CASE if bulletin.warning else {"chapters": []})
    said_on = date(2026, 11, 2)
    causes = "检查不够。"
    next_steps = "每月检查一次。"
    drafted_by = factory.SubFactory(UserFactory)
    drafted_on = date(2026, 11, 2)
    approved_by = factory.Maybe("approved", factory.SubFactory(UserFactory))
    approved_by_text = once(APPROVED, "镇纪委审批人", "")
    approved_on = once(APPROVED, date(2026, 11, 3))
    issued_by = factory.Maybe("out", factory.SubFactory(UserFactory))
    issued_on = once(OUT, date(2026, 11, 4))
    number = factory.Maybe(
        "out",
        factory.SubFactory(
            NumberFactory,
            series=factory.LazyFunction(series),
            text=factory.LazyAttribute(lambda number: f"七镇纪廉阅〔2025〕{number.serial}号"),
        ),
    )
    document = factory.Maybe(
        "out",
        factory.SubFactory(
            NoticeFactory, kind="bulletin", title="三季度情况", number=factory.SelfAttribute("..number")
        ),
    )
    given_up_on = once(GIVEN_UP, date(2026, 11, 5))
    given_up_reason = once(GIVEN_UP, "数据有误。", "")

    @factory.post_generation
    def circulated(bulletin, create, extracted, **kwargs):
        for user in extracted or ():
            BulletinReader.objects.create(bulletin=bulletin, user=user, as_text="指定人员")


CASE = {
    "unit_kind": "village",
    "of_person": False,
    "tier": "yellow",
    "risk_type": "process",
    "measures": ["letter"],
    "half_year": "2026H2",
    "causes": ["process"],
    "on_time": True,
    "sent_back": False,
}
