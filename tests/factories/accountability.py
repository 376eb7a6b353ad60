"""Findings in any state, and responsibilities on them; the rows are written as after the moves."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from assessment.enums import ESTABLISHED, Capacity, Consequence, Failing, FindingStatus
from assessment.models import Finding, Responsibility
from tests.factories.organisations import PersonFactory, UnitFactory, UserFactory

FOUND, SENT, STATED, CONFIRMED = (date(2026, 11, day) for day in (2, 4, 10, 12))
HEARD = ESTABLISHED | {FindingStatus.HEARD}


def when(statuses, value, otherwise=None):
    return factory.LazyAttribute(lambda finding: value if finding.status in statuses else otherwise)


class FindingFactory(DjangoModelFactory):
    """A draft; FindingFactory(status=…) has come as far as its status says, through the hearing of the unit."""

    class Meta:
        model = Finding

    unit = factory.SubFactory(UnitFactory)
    kind = Failing.SCREENING
    facts = factory.Sequence(lambda n: f"第{n}件：三个风险点没有防控措施。")
    found_on = FOUND
    found_by = "镇纪委督查"
    status = FindingStatus.DRAFT
    drafted_by = factory.SubFactory(UserFactory)
    drafted_on = FOUND
    sent_on = when(set(FindingStatus) - {FindingStatus.DRAFT}, SENT)
    statement_due_on = when(set(FindingStatus) - {FindingStatus.DRAFT}, date(2026, 11, 30))
    statement = when(HEARD, "情况属实，正在补。", "")
    stated_on = when(HEARD, STATED)
    stated_by = when(HEARD, "李长河", "")
    confirmation = when(ESTABLISHED, "事实清楚。", "")
    confirmed_on = when(ESTABLISHED, CONFIRMED)
    confirmed_by = factory.Maybe(
        factory.LazyAttribute(lambda finding: finding.status in ESTABLISHED), factory.SubFactory(UserFactory)
    )
    dismissed_reason = when({FindingStatus.DISMISSED}, "已经改正。", "")
    dismissed_on = when({FindingStatus.DISMISSED}, CONFIRMED)
    remedy = when({FindingStatus.RECTIFIED}, "措施已补齐。", "")
    rectified_on = when({FindingStatus.RECTIFIED}, CONFIRMED)


class ResponsibilityFactory(DjangoModelFactory):
    """Decided and told."""

    class Meta:
        model = Responsibility

    finding = factory.SubFactory(FindingFactory, status=FindingStatus.HELD)
    person = factory.SubFactory(PersonFactory, unit=factory.SelfAttribute("..finding.unit"))
    capacity = Capacity.OTHER
    consequence = Consequence.CRITICISM
    decided_by = "镇党委"
    decided_on = CONFIRMED
    paper_number = "七党发〔2026〕9号"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_on = CONFIRMED
    told_on = CONFIRMED
