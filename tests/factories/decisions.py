"""Matters, items and meetings in any state; the rows are written as after the moves."""

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from decisions.enums import HELD, MeetingStatus, Presence, Seat, Status
from decisions.models import AgendaItem, Attendance, Fulfilment, Matter, Meeting
from decisions.queries import required
from tests.factories.organisations import PersonFactory, UnitFactory

DAY = date(2026, 11, 24)


class MatterFactory(DjangoModelFactory):
    class Meta:
        model = Matter

    unit = factory.SubFactory(UnitFactory, town=True)
    code = factory.Sequence(lambda n: f"4-{n}")
    name = "大额资金使用"
    category = "funds"
    threshold = 100_000
    starts_on = date(2026, 1, 1)


class MeetingFactory(DjangoModelFactory):
    """Planned; MeetingFactory(status=…) has come as far as its status says. `members` sit in it, the first is its chair.

    Everybody was delivered the materials three days before; from the opening on everybody is present.
    """

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory, town=True)
    title = "镇党委会第1次会议"
    held_on = DAY
    chair = factory.SubFactory(PersonFactory, unit=factory.SelfAttribute("..unit"))
    status = MeetingStatus.PLANNED

    @factory.lazy_attribute
    def discipline_present(self):
        return "" if self.status in (MeetingStatus.PLANNED, MeetingStatus.CANCELLED) else "孙正平"

    @factory.lazy_attribute
    def opened_at(self):
        return timezone.now() if self.status == MeetingStatus.OPEN or self.status in HELD else None

    @factory.post_generation
    def members(self, create, people, **kwargs):
        seat_all(self, people if people is not None else [self.chair])

    @factory.post_generation
    def supervisors(self, create, people, **kwargs):
        seat_all(self, people or [], seat=Seat.SUPERVISOR)


def seat_all(meeting, people, seat=Seat.MEMBER) -> None:
    came = meeting.status == MeetingStatus.OPEN or meeting.status in HELD
    first = meeting.attendances.count() + 1
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            person=person,
            post_text=person.title,
            seat=seat,
            position=position,
            presence=Presence.PRESENT if came else Presence.EXPECTED,
            delivered_at=timezone.make_aware(timezone.datetime(2026, 11, 20, 9)),
        )
        for position, person in enumerate(people, first)
    )


class AgendaItemFactory(DjangoModelFactory):
    """Proposed; AgendaItemFactory(ready=True) has everything that must come first, with a meeting it is on the agenda."""

    class Meta:
        model = AgendaItem
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    category = "funds"
    title = factory.Sequence(lambda n: f"第{n}号议题")
    proposal = "安排资金三十万元。"
    amount = 300_000
    payee = "某建筑公司"

    @factory.lazy_attribute
    def status(self):
        return Status.SCHEDULED if getattr(self, "meeting", None) else Status.PROPOSED

    @factory.post_generation
    def ready(self, create, is_ready, **kwargs):
        if is_ready or (is_ready is None and self.meeting_id):
            fulfil_all(self)


def fulfil_all(item) -> None:
    kinds = [one.kind for one in required(item) if one.kind != "assessment"]
    Fulfilment.objects.bulk_create(
        Fulfilment(
            item=item,
            kind=kind,
            done_on=date(2026, 11, 2),
            given_by="财政所",
            document="原件",
            entered_by="周",
        )
        for kind in kinds
    )
