"""The whole life of a power on one page: who may make which move in which state, and why not."""

import pytest

from powers import access
from powers.access import MOVES
from powers.enums import Status
from powers.models import PowerKind
from tests.factories import BasisFactory, PowerFactory

pytestmark = pytest.mark.django_db

STATES = {status: {"confirmed_on": "2026-03-03"} if status is Status.CONFIRMED else {} for status in Status}
DISCIPLINE = ("zhang", "qian", "sun")
EDITORS = ("li", "zhou", *DISCIPLINE)
EVERYBODY = (*EDITORS, "wang", "zhao", "wu", "zheng", "feng", "chen")
# The power of 西山村 was drafted by 张, so 张 does not check it.
ALLOWED = {(status, who, "change") for status in Status if status is not Status.CANCELLED for who in EDITORS}
ALLOWED |= {(Status.DRAFT, who, "review") for who in ("qian", "sun")}
ALLOWED |= {(Status.REVIEWED, who, "confirm") for who in ("qian", "sun")}
ALLOWED |= {
    (status, who, "to_regularise")
    for status in (Status.DRAFT, Status.REVIEWED, Status.CONFIRMED)
    for who in DISCIPLINE
}
ALLOWED |= {
    (status, who, "cancel")
    for status in (Status.REVIEWED, Status.CONFIRMED, Status.TO_REGULARISE)
    for who in DISCIPLINE
}
ALLOWED |= {(Status.DRAFT, who, "cancel") for who in EDITORS}
ALLOWED |= {(status, who, "adjust") for status in Status if status != Status.DRAFT for who in DISCIPLINE}


@pytest.fixture
def cast(request, town):
    return {who: request.getfixturevalue(who) for who in EVERYBODY}


@pytest.mark.parametrize("status", Status)
def test_moves(status, cast, xishan):
    power = PowerFactory(unit=xishan, status=status, drafted_by=cast["zhang"], **STATES[status])
    BasisFactory(power=power)

    verdicts = {(who, move): MOVES[move](user, power) for who, user in cast.items() for move in MOVES}

    allowed = {(status, who, move) for (who, move), verdict in verdicts.items() if verdict}
    assert allowed == {entry for entry in ALLOWED if entry[0] == status}
    assert all(verdict.reason.endswith("。") for verdict in verdicts.values() if not verdict)


def test_who_may_fill_in_a_new_power_for_a_village(cast, xishan):
    assert {who for who, user in cast.items() if access.may_create(user, xishan)} == set(EDITORS)


def test_an_enterprise_and_the_centre_have_no_catalogue(zhang, enterprise, centre):
    assert "企业" in access.may_create(zhang, enterprise).reason
    assert "预警中心" in access.may_create(zhang, centre).reason


def test_article_8_a_power_without_a_basis_cannot_be_confirmed(sun, xishan):
    power = PowerFactory(unit=xishan, status=Status.REVIEWED)

    verdict = access.may_confirm(sun, power)

    assert (bool(verdict), verdict.article) == (False, 8)
    assert "没有法规依据的职权不能确认" in verdict.reason


def test_article_8_a_basis_that_waits_to_be_verified_is_none_yet(sun, xishan):
    power = PowerFactory(unit=xishan, status=Status.REVIEWED)
    BasisFactory(power=power, is_unverified=True)

    assert "待核" in access.may_confirm(sun, power).reason


@pytest.mark.parametrize(
    ("kind", "basis", "enough"),
    [
        ("行政许可", "village", False),
        ("行政许可", "portfolio", False),
        ("村级小微权力", "village", True),
        ("村级小微权力", "portfolio", False),
        ("班子成员分管人财物和业务权责", "portfolio", True),
        ("班子成员分管人财物和业务权责", "document", True),
    ],
)
def test_article_13_internal_documents_are_enough_only_for_their_kind_of_power(
    kind, basis, enough, sun, xishan
):
    power = PowerFactory(unit=xishan, status=Status.REVIEWED, kind=PowerKind.objects.get(name=kind))
    BasisFactory(power=power, kind=basis)

    assert bool(access.may_confirm(sun, power)) is enough


def test_a_kind_that_was_abolished_is_for_reading_only(sun, xishan):
    power = PowerFactory(
        unit=xishan, status=Status.REVIEWED, kind=PowerKind.objects.get(name="非行政许可审批")
    )
    BasisFactory(power=power)

    assert "只供查阅" in access.may_confirm(sun, power).reason
