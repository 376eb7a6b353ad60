"""A day in November, and nine who sit in the town's party committee: 赵 is its chair, 孙 stands for 纪委."""

from datetime import date

import pytest

from core import clock
from decisions import workflow
from decisions.models import Attendance, Meeting
from tests.factories import PersonFactory
from tests.factories.decisions import AgendaItemFactory, MeetingFactory

TODAY = date(2026, 11, 24)
FOR = "群众需要，资金有保障。"


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield TODAY


@pytest.fixture
def committee(town, zhao, sun):
    """The chair first."""
    others = [PersonFactory(name=f"委员{n}", unit=town, title="党委委员") for n in range(1, 8)]
    return [zhao.person, sun.person, *others]


@pytest.fixture
def meeting(town, committee, zhang) -> Meeting:
    """Planned for today, 张 records, everybody has the materials."""
    return MeetingFactory(unit=town, chair=committee[0], members=committee, recorder=zhang)


@pytest.fixture
def going(town, committee, zhang) -> Meeting:
    return MeetingFactory(unit=town, chair=committee[0], members=committee, recorder=zhang, status="open")


@pytest.fixture
def before(going, caizheng):
    """An item that lies before the meeting."""
    return AgendaItemFactory(unit=caizheng, meeting=going, status="under_way")


def presences(meeting, *, away=()) -> dict:
    rows = Attendance.objects.filter(meeting=meeting)
    return {row.pk: ("absent", "出差") if row.person in away else ("present", "") for row in rows}


def speak(item, people, by, view="agree", reason=FOR):
    for person in people:
        workflow.express(item, by=by, person=person, view=view, reason=reason)


def everybody_speaks(item, committee, by, views=()):
    """The chair, who stands first in the committee, last. `views` are those of the others, then 同意."""
    others = committee[1:]
    said = [*views, *["agree"] * (len(others) - len(views))]
    for person, view in zip(others, said, strict=True):
        workflow.express(item, by=by, person=person, view=view, reason=FOR)
    workflow.express(item, by=by, person=committee[0], view="agree", reason=FOR)
