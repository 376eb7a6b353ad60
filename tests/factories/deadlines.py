"""Promises, about nothing in particular: the subject is a number nobody looks up."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from deadlines.models import Deadline
from tests.factories.organisations import UnitFactory


class DeadlineFactory(DjangoModelFactory):
    """Open, from 24 November 2026, due on 24 December."""

    class Meta:
        model = Deadline

    kind = "tests.answer"
    subject_type = "tests.subject"
    subject_id = factory.Sequence(lambda n: n + 1)
    unit = factory.SubFactory(UnitFactory)
    title = factory.Sequence(lambda n: f"第{n}号整改回告")
    started_on = date(2026, 11, 24)
    due_on = date(2026, 12, 24)
    article = 43
    arithmetic = "11月24日签收，自次日起算30日，应于12月24日（含）前回告。"
    url = "/subjects/"
