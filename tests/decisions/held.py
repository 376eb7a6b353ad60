"""A meeting of the town's leading group, held from its call to its end as a recorder would."""

from datetime import date
from decimal import Decimal

from core import clock
from decisions import workflow
from decisions.enums import View
from organisations.models import Person
from tests.factories import PersonFactory

DAY = date(2026, 11, 24)
TITLE, PAYEE = "农村道路维修资金", "白山路桥公司"


def old_member(town) -> Person:
    """A member without an account."""
    found = Person.objects.filter(name="马德福", unit=town).first()
    return found or PersonFactory(name="马德福", unit=town, title="人大主席")


def proposed(unit, by, **content):
    """A matter of funds, with everything that has to come before the meeting."""
    said = {
        "category": "funds",
        "title": TITLE,
        "proposal": "安排资金维修道路。\n从镇级预算列支。",
        "amount": Decimal("860000"),
        "payee": PAYEE,
    }
    item = workflow.propose(unit, by=by, **(said | content))
    for kind in ("spending_plan", "finance_opinion", "leader_consent", "office_meeting"):
        if item.category == "funds":
            workflow.fulfil(
                item, by=by, kind=kind, done_on=clock.today(), given_by="财政所", document="财审〔2026〕8号"
            )
    return item


def opened(town, by, chair, items, *, members=(), absent=(), recorder=None):
    """The chair last among the members; 纪委 is one of them or there to watch."""
    called = [chair, *members, *absent]
    meeting = workflow.plan(
        town,
        by=by,
        members=called,
        supervisors=[by.person] if by.person not in called else [],
        title="党委会第9次会议",
        kind="party",
        held_on=clock.today(),
        place="镇政府会议室",
        chair=chair,
        recorder=recorder or by,
    )
    for item in items:
        workflow.schedule(item, meeting, by=by)
    workflow.deliver(meeting, by=by, people=[*called, by.person])
    there = {
        row.pk: ("absent", "因公出差") if row.person in absent else ("present", "")
        for row in meeting.attendances.select_related("person")
    }
    return workflow.open_meeting(meeting, by=by, presences=there)


def decided(item, by, *, views: dict, resolution="同意，由财政所落实。"):
    """`views` by person, the chair's last."""
    item.refresh_from_db()
    workflow.take_up(item, by=by)
    for person, view in views.items():
        workflow.express(item, by=by, person=person, view=view, reason=f"{person}的理由。")
    agree = sum(view == View.AGREE for view in views.values())
    outcome = "passed" if 2 * agree > len(views) else "rejected"
    return workflow.settle(item, by=by, outcome=outcome, resolution=resolution)


def held(town, by, chair, *, sun, absent=(), unit=None, recorder=None, **content):
    """Chair, secretary and a member without an account, all for it; closed, and not yet signed."""
    members = [sun.person, old_member(town)]
    item = proposed(unit or town, by, **content)
    meeting = opened(town, by, chair, [item], members=members, absent=absent, recorder=recorder)
    views = dict.fromkeys([*members, chair], View.AGREE)
    decided(item, by, views=views)
    meeting.refresh_from_db()
    return workflow.close_meeting(meeting, by=by)


def signed(meeting, by, *users):
    """By each account there is; whoever has none is signed for from the paper."""
    accounts = {user.person_id: user for user in users}
    for row in meeting.attendances.filter(seat="member", presence="present").select_related("person"):
        if user := accounts.get(row.person_id):
            workflow.sign(row, by=user)
        else:
            workflow.sign_for(row, by=by, paper="党政办2026年第3卷")
    meeting.refresh_from_db()
    return meeting


def frozen(meeting, by, *users):
    return workflow.freeze(signed(meeting, by, *users), by=by)
