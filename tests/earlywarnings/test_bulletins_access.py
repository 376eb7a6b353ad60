"""Who sees a bulletin in which state, and who may do what to it."""

from datetime import date

import pytest

from core import clock
from core.gates import Role
from earlywarnings.access.bulletins import MOVES, may_draft
from earlywarnings.enums import OUT, Body, BulletinStatus, Status
from earlywarnings.models import Bulletin
from earlywarnings.queries import bulletins as queries
from earlywarnings.workflow import telling
from notifications.models import Notification
from organisations.models import RoleAssignment
from tests.factories import BulletinFactory
from tests.fixtures import member

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
# 张 has drafted it, 孙 is the secretary. 李 heads the unit of the case. Nobody else may ever do anything.
ALLOWED = {
    BulletinStatus.DRAFT: dict.fromkeys("张钱孙", "change discard submit"),
    BulletinStatus.REVIEW: {"张": "return_bulletin"} | dict.fromkeys("钱孙", "approve return_bulletin"),
    BulletinStatus.APPROVED: dict.fromkeys("张钱", "return_bulletin") | {"孙": "issue return_bulletin"},
    BulletinStatus.ISSUED: {"孙": "withdraw"},
    BulletinStatus.WITHDRAWN: {},
    BulletinStatus.DISCARDED: {},
}
GIVEN = {
    "change": {"version": 1, "title": "别的"},
    "return_bulletin": {"reason": "改。"},
    "withdraw": {"reason": "有误。"},
    "discard": {"reason": "不要了。"},
}


@pytest.fixture
def cast(zhang, qian, sun, li, wang, zhou, zhao, wu, zheng, feng, chen):
    people = (zhang, qian, sun, li, wang, zhou, zhao, wu, zheng, feng, chen)
    return {user.name[0]: user for user in people}


@pytest.fixture
def tell(town, zhang):
    def make(status=BulletinStatus.DRAFT, **values):
        return BulletinFactory(**{"status": status, "unit": town, "drafted_by": zhang} | values)

    return make


def allowed(cast, bulletin) -> dict[str, str]:
    found = {}
    for name, user in cast.items():
        verdicts = {move: may(user, bulletin) for move, may in MOVES.items()}
        assert all(verdict or verdict.reason.endswith("。") for verdict in verdicts.values())
        granted = sorted(move for move, verdict in verdicts.items() if verdict)
        found |= {name: " ".join(granted)} if granted else {}
    return found


def readers(bulletin, cast) -> str:
    return "".join(name for name, user in cast.items() if bulletin in queries.visible_to(user))


# -- who sees it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", BulletinStatus)
def test_nobody_sees_a_draft_but_staff_and_afterwards_only_those_in_circulation(status, cast, tell):
    """赵 leads the town and 吴 sits at the centre: they see what was circulated to them, and nothing else."""
    listed = [cast[name] for name in "李赵"]
    bulletin = tell(status, circulated=listed)
    assert readers(bulletin, cast) == ("张钱孙李赵" if status in OUT else "张钱孙")


@pytest.mark.parametrize("status", BulletinStatus)
@pytest.mark.parametrize("how", ["person", "recused"])
def test_whom_the_case_concerns_sees_no_draft_of_it_and_handles_nothing(how, status, cast, tell, warn):
    qian = cast["钱"]
    whom = {"person": qian.person} if how == "person" else {"recused": [qian.person]}
    bulletin = tell(status, warning=warn(Status.CLOSED, **whom))
    assert (bulletin in queries.visible_to(qian)) is (status in OUT)
    assert allowed({"钱": qian}, bulletin) == {}


def test_nor_does_a_head_who_serves_in_the_discipline_body(cast, tell, warn, town):
    RoleAssignment.objects.create(
        user=cast["李"], role=Role.INFORMATION_OFFICER, unit=town, starts_on=date(2026, 1, 1)
    )
    bulletin = tell(BulletinStatus.REVIEW, warning=warn(Status.CLOSED))
    assert bulletin not in queries.visible_to(cast["李"])
    assert allowed({"李": cast["李"]}, bulletin) == {}


def test_another_town_sees_nothing(tell, centre):
    from tests.factories import UnitFactory

    elsewhere = UnitFactory(town=True, name="八道江镇", parent=centre)
    foreign = member(elsewhere, "冷书记", Role.DISCIPLINE_SECRETARY, is_discipline_staff=True)
    for status in BulletinStatus:
        assert tell(status) not in queries.visible_to(foreign)


def test_only_cases_that_do_not_concern_them_are_offered(warn, zhang, qian, sun):
    mine = warn(Status.CLOSED, person=qian.person)
    other, told = warn(Status.CLOSED), warn(Status.CLOSED)
    BulletinFactory(unit=other.unit.parent, warning=told)
    warn(Status.RECEIVED)
    kept_from_qian = warn(Status.CLOSED, recused=[qian.person])
    warn(Status.CLOSED, body=Body.UPPER)
    assert set(queries.cases_to_tell(zhang)) == {mine, other, kept_from_qian}
    assert set(queries.cases_to_tell(qian)) == {other}


# -- who may do what -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", BulletinStatus)
def test_who_may_do_what_to_a_bulletin(status, cast, tell):
    assert allowed(cast, tell(status, circulated=list(cast.values()))) == ALLOWED[status]


def test_who_may_draft(cast, town, warn):
    for warning in (None, warn(Status.CLOSED)):
        bulletin = Bulletin(unit=town, warning=warning)
        assert "".join(name for name, user in cast.items() if may_draft(user, bulletin)) == "张钱孙"


@pytest.mark.parametrize("status", BulletinStatus)
def test_a_refused_move_changes_nothing_and_tells_nobody(status, cast, tell, refused):
    bulletin = tell(status)
    before = Bulletin.objects.values().get()
    with clock.at(TODAY):
        for name, user in cast.items():
            for move in MOVES.keys() - set(ALLOWED[status].get(name, "").split()):
                assert refused(getattr(telling, move), bulletin, by=user, **GIVEN.get(move, {}))
    assert Bulletin.objects.values().get() == before
    assert not Notification.objects.exists()
