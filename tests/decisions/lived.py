"""A meeting lived through its own moves, for tests of what comes after it."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from core import clock
from decisions import queries, workflow
from decisions.enums import Presence
from decisions.queries import missing

DAY = date(2026, 11, 20)
BEFORE = timedelta(days=3)


def at(day: date, hour: int = 9):
    return clock.at(datetime(day.year, day.month, day.day, hour))


def proposed(unit, by, *, complete=True, title="农村公路维修", category="funds", **content):
    item = workflow.propose(
        unit,
        by=by,
        category=category,
        title=title,
        proposal="安排资金。",
        **{"amount": Decimal(80000)} | content,
    )
    for one in missing(item) if complete else []:
        if one.kind == "assessment":
            assess(item, by)
        else:
            done = {"done_on": clock.today(), "given_by": "财政所", "document": "有文件"}
            workflow.fulfil(item, by=by, kind=one.kind, **done)
    return item


def assess(item, by, conclusion="feasible"):
    said = {"points": "围标", "measures": "公开招标", "analysis": "可控", "assessed_by": "镇纪委"}
    return workflow.assess(item, by=by, conclusion=conclusion, assessed_on=clock.today(), **said)


def planned(town, by, people, *, day=DAY, **content):
    """`people`: the chair first, then the other members; whoever is discipline staff among them watches."""
    content = {"title": "党委会", "kind": "party", "held_on": day, "chair": people[0]} | content
    return workflow.plan(town, by=by, members=people, **content)


def opened(meeting, by, absent=()):
    rows = queries.attendances_of(meeting)
    presences = {
        row.pk: (Presence.ABSENT, "出差") if row.person in absent else (Presence.PRESENT, "") for row in rows
    }
    return workflow.open_meeting(meeting, by=by, presences=presences)


def decided(item, by, views: dict, outcome="passed", reason="", resolution="同意。"):
    """`views` by person, in the order they are spoken."""
    workflow.take_up(item, by=by)
    for person, view in views.items():
        workflow.express(item, by=by, person=person, view=view, reason="符合规定。")
    return workflow.settle(item, by=by, outcome=outcome, reason=reason, resolution=resolution)


def held(town, by, people, *, day=DAY, delivered=BEFORE, unit=None, views=None, outcome="passed", **content):
    """One item through one meeting, closed; the item."""
    emergency = content.pop("emergency", "")
    with at(day - BEFORE):
        item = proposed(unit or town, by, **content)
        called = {"is_emergency": True, "emergency_reason": emergency} if emergency else {}
        meeting = planned(town, by, people, day=day, **called)
        item = workflow.schedule(item, meeting, by=by)
    with at(day - delivered):
        workflow.deliver(meeting, by=by, people=people)
    with at(day):
        opened(meeting, by)
        views = views or dict.fromkeys([*people[1:], people[0]], "agree")
        decided(item, by, views, outcome, reason="抢险不能等" if outcome == "passed" else "")
    with at(day, 11):
        workflow.close_meeting(meeting, by=by)
    item.refresh_from_db()
    return item
