"""Commitments and reports in any state; the rows are written as after the moves."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from declarations.enums import FROZEN, Addressee, CommitmentStatus, MatterKind, MatterStatus
from declarations.models import Commitment, CommitmentTemplate, MatterReport
from declarations.rules.commitments import STARTER, fingerprint
from tests.factories.organisations import PersonFactory, UnitFactory, UserFactory

SIGNED = date(2026, 3, 2)


class CommitmentTemplateFactory(DjangoModelFactory):
    class Meta:
        model = CommitmentTemplate

    unit = factory.SubFactory(UnitFactory)
    title = STARTER["title"]
    integrity = STARTER["integrity"]
    supervision = STARTER["supervision"]
    service = STARTER["service"]
    starts_on = date(2026, 1, 1)


class CommitmentFactory(DjangoModelFactory):
    """A draft; CommitmentFactory(status=…) has come as far as its status says."""

    class Meta:
        model = Commitment

    person = factory.SubFactory(PersonFactory)
    unit = factory.SelfAttribute("person.unit")
    post_text = factory.SelfAttribute("person.title")
    year = 2026
    template = factory.SubFactory(CommitmentTemplateFactory, unit=factory.SelfAttribute("..unit"))
    title = factory.SelfAttribute("template.title")
    body = factory.LazyAttribute(lambda made: made.template.body)
    promise1 = "每月5日前把收支逐笔上墙公布。"
    status = CommitmentStatus.DRAFT
    entered_by = factory.SubFactory(UserFactory)
    signed_on = factory.LazyAttribute(lambda made: SIGNED if made.status in FROZEN else None)

    @factory.lazy_attribute
    def signed_name(self):
        frozen = self.status in FROZEN
        return f"{self.person.name}（{self.unit.name}{self.post_text}）" if frozen else ""

    @factory.lazy_attribute
    def sha256(self):
        if self.status not in FROZEN:
            return ""
        known = ("person", "unit", "post_text", "title", "body", "promise1", "signed_on")
        return fingerprint(Commitment(**{name: getattr(self, name) for name in known}).sealed_text)

    @factory.lazy_attribute
    def published_on(self):
        return SIGNED if self.status == CommitmentStatus.PUBLISHED else None

    @factory.lazy_attribute
    def published_by(self):
        return "镇纪委副书记" if self.status == CommitmentStatus.PUBLISHED else ""

    @factory.lazy_attribute
    def withdrawn_on(self):
        return SIGNED if self.status == CommitmentStatus.WITHDRAWN else None

    @factory.lazy_attribute
    def withdrawn_reason(self):
        return "日期写错" if self.status == CommitmentStatus.WITHDRAWN else ""


class MatterReportFactory(DjangoModelFactory):
    """Reported to 镇纪委; MatterReportFactory(status=…) has come as far as its status says."""

    class Meta:
        model = MatterReport

    person = factory.SubFactory(PersonFactory)
    unit = factory.SelfAttribute("person.unit")
    addressee = Addressee.STAFF
    kind = MatterKind.FAMILY_EVENT
    happens_on = date(2026, 12, 1)
    content = "女儿办婚宴十桌。"
    status = MatterStatus.REPORTED
    reported_on = date(2026, 11, 20)
    entered_by = factory.SubFactory(UserFactory)

    @factory.lazy_attribute
    def read_on(self):
        return self.reported_on if self.status in (MatterStatus.READ, MatterStatus.FILED) else None

    @factory.lazy_attribute
    def filed_on(self):
        return self.reported_on if self.status == MatterStatus.FILED else None
