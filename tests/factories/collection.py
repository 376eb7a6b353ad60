"""Periods, forms and what stands in them; the rows are written as they would stand after the moves."""

from datetime import date, datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from collection.enums import SENT, FormStatus, ItemStatus, SubjectKind
from collection.models import CollectionForm, InformationItem, Period
from core.gates import Role
from organisations.models import Person, Post
from tests.factories.organisations import UnitFactory, UserFactory

FILED_AT = timezone.make_aware(datetime(2026, 11, 20, 10))


class PeriodFactory(DjangoModelFactory):
    """2026年第四季度, due on 5 January 2027; PeriodFactory(code=…, due_on=…) another."""

    class Meta:
        model = Period
        django_get_or_create = ("code",)

    code = "2026Q4"
    opened_on = date(2026, 10, 1)
    due_on = date(2027, 1, 5)
    arithmetic = "2026年第四季度止于12月31日，其后第5日为2027年1月5日，应于2027年1月5日（含）前报送。"


class FormFactory(DjangoModelFactory):
    """Open by default; FormFactory(status=FormStatus.SUBMITTED) was filed on 20 November by a collector of its unit."""

    class Meta:
        model = CollectionForm

    class Params:
        was_filed = factory.LazyAttribute(
            lambda form: form.status not in (FormStatus.OPEN, FormStatus.STOPPED)
        )

    period = factory.SubFactory(PeriodFactory)
    unit = factory.SubFactory(UnitFactory, village=True)
    status = FormStatus.OPEN
    is_nil = factory.LazyAttribute(lambda form: form.status in SENT)
    submitted_at = factory.LazyAttribute(lambda form: FILED_AT if form.was_filed else None)
    first_submitted_on = factory.LazyAttribute(lambda form: FILED_AT.date() if form.was_filed else None)
    accepted_on = factory.LazyAttribute(
        lambda form: date(2026, 11, 21) if form.status == FormStatus.ACCEPTED else None
    )
    returned_reason = factory.LazyAttribute(
        lambda form: "请写清日期。" if form.status == FormStatus.RETURNED else ""
    )

    @factory.lazy_attribute
    def filled_by(self):
        return UserFactory(unit=self.unit, role=Role.COLLECTOR) if self.was_filed else None


class ItemFactory(DjangoModelFactory):
    """A draft in an open form; ItemFactory(reported=True) stands in a filed one. `about` is a unit, a post or a person."""

    class Meta:
        model = InformationItem

    class Params:
        about = None
        reported = factory.Trait(
            status=ItemStatus.REPORTED,
            form=factory.SubFactory(
                FormFactory, unit=factory.SelfAttribute("..unit"), status=FormStatus.SUBMITTED, is_nil=False
            ),
        )

    unit = factory.SubFactory(UnitFactory, village=True)
    form = factory.SubFactory(FormFactory, unit=factory.SelfAttribute("..unit"))
    found_on = date(2026, 11, 18)
    summary = factory.Sequence(lambda n: f"第{n}件：集体鱼塘发包没有公示。")
    status = ItemStatus.DRAFT
    entered_by = factory.SubFactory(UserFactory, unit=factory.SelfAttribute("..unit"), role=Role.COLLECTOR)
    entered_at = FILED_AT

    @factory.lazy_attribute
    def subject_kind(self):
        kinds = {Post: SubjectKind.POST, Person: SubjectKind.PERSON}
        return kinds.get(type(self.about), SubjectKind.UNIT)

    @factory.lazy_attribute
    def subject_unit(self):
        return self.about.unit if isinstance(self.about, (Post, Person)) else self.about or self.unit

    @factory.lazy_attribute
    def subject_post(self):
        return self.about if isinstance(self.about, Post) else None

    @factory.lazy_attribute
    def subject_person(self):
        return self.about if isinstance(self.about, Person) else None
