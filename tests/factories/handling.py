"""A person's handling in any state, with everything that comes before it; the rows are written as after the moves."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from earlywarnings.enums.handling import TOOK_PLACE, Assessment, Grade, HandlingStatus
from earlywarnings.models.handling import Handling, Milestone
from tests.factories.organisations import PersonFactory, UserFactory

OPENED = date(2026, 11, 2)
HELD = date(2026, 11, 6)


class HandlingFactory(DjangoModelFactory):
    """A talk that has not been held yet; HandlingFactory(grade=…, status=…) has come as far as its status says."""

    class Meta:
        model = Handling
        skip_postgeneration_save = True

    class Params:
        took_place = factory.LazyAttribute(lambda handling: handling.status in TOOK_PLACE)
        talked = factory.LazyAttribute(lambda h: h.took_place and h.grade != Grade.EXPLAIN)
        explained = factory.LazyAttribute(lambda h: h.took_place and h.grade == Grade.EXPLAIN)
        assessed = factory.LazyAttribute(lambda handling: handling.status == HandlingStatus.CLOSED)

    grade = Grade.TALK
    status = HandlingStatus.PENDING
    person = factory.SubFactory(PersonFactory)
    unit = factory.LazyAttribute(lambda handling: handling.person.unit)
    reason = factory.Sequence(lambda n: f"第{n}件：接待群众不耐心。")
    opened_by = factory.SubFactory(UserFactory)
    opened_on = OPENED
    planned_on = HELD
    held_on = factory.LazyAttribute(lambda handling: HELD if handling.talked else None)
    place = factory.LazyAttribute(lambda handling: "镇纪委谈话室" if handling.talked else "")
    talkers = factory.LazyAttribute(lambda handling: "张晓梅、钱国栋" if handling.talked else "")
    said = factory.LazyAttribute(lambda handling: "指出问题，提出要求。" if handling.talked else "")
    statement = factory.LazyAttribute(lambda handling: "接受提醒。" if handling.talked else "")
    explanation = factory.LazyAttribute(lambda handling: "情况属实，已改正。" if handling.explained else "")
    explained_on = factory.LazyAttribute(lambda handling: HELD if handling.explained else None)
    explained_by = factory.Maybe("explained", factory.SubFactory(UserFactory))
    outcome = factory.LazyAttribute(lambda h: Assessment.SUFFICIENT if h.assessed else "")
    assessment = factory.LazyAttribute(lambda handling: "已改正。" if handling.assessed else "")
    assessed_on = factory.LazyAttribute(lambda handling: date(2026, 11, 20) if handling.assessed else None)
    assessed_by = factory.Maybe("assessed", factory.SubFactory(UserFactory))
    cancelled_reason = factory.LazyAttribute(
        lambda handling: "登记有误。" if handling.status == HandlingStatus.CANCELLED else ""
    )

    @factory.lazy_attribute
    def known_on(self):
        if self.grade == Grade.EXPLAIN:
            return OPENED
        return HELD if self.talked else None

    @factory.post_generation
    def plan(handling, create, extracted, **kwargs):
        if handling.grade != Grade.ADMONISH or not handling.held_on:
            return
        met = None if handling.status == HandlingStatus.RECTIFYING else date(2026, 11, 18)
        for number in range(1, (extracted or 2) + 1):
            Milestone.objects.create(
                handling=handling,
                number=number,
                text=f"整改事项{number}",
                due_on=date(2026, 12, number),
                met_on=met,
                note="已完成。" if met else "",
            )
