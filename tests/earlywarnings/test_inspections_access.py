"""Who sees an inspection in which state, and who may do what to it and its findings."""

from datetime import date

import pytest

from core import clock
from core.gates import Role
from earlywarnings.access.inspections import FINDING_MOVES, MOVES
from earlywarnings.enums import CARRIED_OUT, InspectionStatus, Status
from earlywarnings.models import Finding, Inspection
from earlywarnings.queries import inspections as queries
from earlywarnings.workflow import inspecting
from notifications.models import Notification
from organisations.models import RoleAssignment
from tests.factories import AppointmentFactory, InspectionFactory, PostFactory, RiskPointFactory
from tests.fixtures import member

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
# 张 has planned it, 李 heads the inspected unit. 王, 周, 赵, 吴 and the three officers may never do anything.
STAFF = "张钱孙"
ALLOWED = {
    InspectionStatus.PLANNED: dict.fromkeys(STAFF, "attach cancel carry_out change"),
    InspectionStatus.FOLLOWED_UP: dict.fromkeys(STAFF, "attach") | {"李": "attach"},
    InspectionStatus.CLOSED: dict.fromkeys(STAFF, "attach"),
    InspectionStatus.CANCELLED: {},
}
READERS = {
    InspectionStatus.PLANNED: "张钱孙赵吴",
    InspectionStatus.FOLLOWED_UP: "张钱孙李赵吴",
    InspectionStatus.CLOSED: "张钱孙李赵吴",
    InspectionStatus.CANCELLED: "张钱孙赵吴",
}
GIVEN = {
    "change": {"version": 1, "inspectors": [], "focus": "别的"},
    "carry_out": {"inspected_on": TODAY, "looked_at": "台账", "outcome": "in_place", "conclusion": "好"},
    "cancel": {"reason": "改期。"},
    "attach": {"files": []},
    "report": {"measure": "已改。"},
    "check": {"mended_on": TODAY, "result": "好。"},
    "return_finding": {"result": "不行。"},
}


@pytest.fixture
def cast(zhang, qian, sun, li, wang, zhou, zhao, wu, zheng, feng, chen):
    people = (zhang, qian, sun, li, wang, zhou, zhao, wu, zheng, feng, chen)
    return {user.name[0]: user for user in people}


@pytest.fixture
def inspect(xishan, zhang):
    def make(status=InspectionStatus.PLANNED, **values):
        return InspectionFactory(**{"status": status, "unit": xishan, "planned_by": zhang} | values)

    return make


def allowed(cast, thing, moves=MOVES) -> dict[str, str]:
    found = {}
    for name, user in cast.items():
        verdicts = {move: may(user, thing) for move, may in moves.items()}
        assert all(verdict or verdict.reason.endswith("。") for verdict in verdicts.values())
        granted = sorted(move for move, verdict in verdicts.items() if verdict)
        found |= {name: " ".join(granted)} if granted else {}
    return found


def readers(inspection, cast) -> str:
    return "".join(name for name, user in cast.items() if inspection in queries.visible_to(user))


# -- who sees it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", InspectionStatus)
def test_who_sees_an_inspection(status, cast, inspect):
    assert readers(inspect(status), cast) == READERS[status]


@pytest.mark.parametrize("status", InspectionStatus)
def test_whom_the_warning_names_sees_it_once_it_is_carried_out(status, cast, inspect, warn, xishan):
    lin = member(xishan, "林永强", Role.COLLECTOR, "会计")
    inspection = inspect(status, warning=warn(Status.ANSWERED, person=lin.person))
    expected = READERS[status] + ("林" if status in CARRIED_OUT else "")
    assert readers(inspection, cast | {"林": lin}) == expected


@pytest.mark.parametrize("status", InspectionStatus)
def test_a_head_above_the_unit_sees_it_once_it_is_carried_out(status, inspect, town):
    mayor = member(town, "马镇长", Role.UNIT_HEAD)
    assert (inspect(status) in queries.visible_to(mayor)) is (status in CARRIED_OUT)


def test_an_inspector_with_an_account_sees_what_to_look_at(cast, inspect, town):
    guest = member(town, "何干事", Role.COLLECTOR)
    inspection = inspect(inspectors=[guest.person])
    assert readers(inspection, cast | {"何": guest}) == "张钱孙赵吴何"
    assert list(queries.visible_to(guest)) == [inspection]


CONCERNED = ["named", "recused", "holder", "holder_of_a_point", "head"]


@pytest.fixture
def concerning_qian(inspect, warn, qian, xishan):
    """An inspection that concerns 钱 of the discipline staff, in one of the ways it can."""

    def make(how, status):
        post = PostFactory(unit=xishan)
        if how == "named":
            return inspect(status, warning=warn(Status.ANSWERED, person=qian.person))
        if how == "recused":
            return inspect(status, warning=warn(Status.ANSWERED, recused=[qian.person]))
        if how == "head":
            RoleAssignment.objects.create(
                user=qian, role=Role.UNIT_HEAD, unit=xishan, starts_on=date(2026, 1, 1)
            )
            return inspect(status)
        AppointmentFactory(person=qian.person, post=post)
        point = RiskPointFactory(unit=xishan, registered=True, post=post)
        return inspect(status, **({"post": post} if how == "holder" else {"risk_point": point}))

    return make


@pytest.mark.parametrize("how", CONCERNED)
def test_the_staff_it_concerns_does_not_see_it_coming(how, concerning_qian, qian, zhang):
    inspection = concerning_qian(how, InspectionStatus.PLANNED)
    assert inspection not in queries.visible_to(qian)
    assert inspection in queries.visible_to(zhang)


@pytest.mark.parametrize("how", CONCERNED)
@pytest.mark.parametrize("status", CARRIED_OUT)
def test_the_staff_it_concerns_sees_it_afterwards_and_handles_nothing(how, status, concerning_qian, qian):
    inspection = concerning_qian(how, status)
    assert inspection in queries.visible_to(qian)
    granted = allowed({"钱": qian}, inspection).get("钱", "")
    assert granted == ("attach" if how == "head" and status == InspectionStatus.FOLLOWED_UP else "")
    assert not FINDING_MOVES["check"](qian, inspection.findings.get())


# -- who may do what -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", InspectionStatus)
def test_who_may_do_what_to_an_inspection(status, cast, inspect):
    assert allowed(cast, inspect(status)) == ALLOWED[status]


def test_it_is_closed_once_every_finding_is_mended(cast, inspect):
    inspection = inspect(InspectionStatus.FOLLOWED_UP)
    inspection.findings.update(mended_on=TODAY, checked_by=cast["张"], result="好。")
    closers = dict.fromkeys(STAFF, "attach close")
    assert allowed(cast, inspection) == closers | {"李": "attach"}


@pytest.mark.parametrize("status", InspectionStatus)
def test_a_refused_move_changes_nothing_and_tells_nobody(status, cast, inspect, refused):
    inspection = inspect(status)
    before = Inspection.objects.values().get()
    with clock.at(TODAY):
        for name, user in cast.items():
            for move in MOVES.keys() - set(ALLOWED[status].get(name, "").split()):
                given = GIVEN.get(move, {}) | ({"thing": inspection.unit} if move == "change" else {})
                assert refused(getattr(inspecting, move), inspection, by=user, **given)
    assert Inspection.objects.values().get() == before
    assert not Notification.objects.exists()


FINDINGS = {
    "open": dict.fromkeys(STAFF, "check") | {"李": "report"},
    "reported": dict.fromkeys(STAFF, "check return_finding"),
    "mended": {},
}
STATES = {
    "open": {},
    "reported": {"reported_on": TODAY},
    "mended": {"mended_on": TODAY, "result": "好。"},
}


@pytest.mark.parametrize("state", STATES)
def test_who_may_do_what_to_a_finding(state, cast, inspect, refused):
    inspection = inspect(InspectionStatus.FOLLOWED_UP)
    inspection.findings.update(checked_by=cast["张"], **STATES[state])
    finding = inspection.findings.get()
    assert allowed(cast, finding, FINDING_MOVES) == FINDINGS[state]
    before = Finding.objects.values().get()
    with clock.at(TODAY):
        for name, user in cast.items():
            for move in FINDING_MOVES.keys() - set(FINDINGS[state].get(name, "").split()):
                assert refused(getattr(inspecting, move), finding, by=user, **GIVEN[move])
    assert Finding.objects.values().get() == before
