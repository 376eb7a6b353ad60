"""An inspection in any state, with the findings it has then."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from earlywarnings.enums import CARRIED_OUT, InspectionStatus, InspectionSubject, Outcome
from earlywarnings.models import Finding, Inspection
from tests.factories.organisations import PersonFactory, UnitFactory, UserFactory


def once(carried_out, otherwise):
    """A value an inspection has from the day it was carried out."""
    return factory.LazyAttribute(lambda i: carried_out if i.status in CARRIED_OUT else otherwise)


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    number = factory.LazyAttribute(lambda finding: finding.inspection.findings.count() + 1)
    text = "自查没有记录"
    requirement = "补齐记录"
    due_on = date(2026, 12, 1)


class InspectionFactory(DjangoModelFactory):
    """A planned look at a whole unit; with post=, risk_point= or warning= at that one."""

    class Meta:
        model = Inspection
        skip_postgeneration_save = True

    status = InspectionStatus.PLANNED
    unit = factory.SubFactory(UnitFactory)
    warning = None
    post = None
    risk_point = None
    subject = factory.LazyAttribute(
        lambda i: next(
            (name for name in ("warning", "post", "risk_point") if getattr(i, name)), InspectionSubject.UNIT
        )
    )
    planned_on = date(2026, 11, 10)
    focus = "防控措施的执行记录"
    planned_by = factory.SubFactory(UserFactory)
    inspected_on = once(date(2026, 11, 10), None)
    looked_at = once("查看台账。", "")
    outcome = once(Outcome.PARTLY, "")
    conclusion = once("部分措施没有落实。", "")
    recorded_by = factory.LazyAttribute(lambda i: i.planned_by if i.status in CARRIED_OUT else None)
    closed_on = factory.LazyAttribute(
        lambda i: date(2026, 11, 20) if i.status == InspectionStatus.CLOSED else None
    )
    cancelled_reason = factory.LazyAttribute(
        lambda i: "改在下月。" if i.status == InspectionStatus.CANCELLED else ""
    )

    @factory.post_generation
    def inspectors(inspection, create, extracted, **kwargs):
        inspection.inspectors.set([PersonFactory(name="督查员")] if extracted is None else extracted)

    @factory.post_generation
    def findings(inspection, create, extracted, **kwargs):
        wanted = 1 if extracted is None else extracted
        for _ in range(wanted if inspection.status in CARRIED_OUT else 0):
            FindingFactory(inspection=inspection)
