"""The whole life of a form on one page: who may make which move in which state, and why not."""

from itertools import product

import pytest

from collection import access
from collection.access import ITEM_MOVES, MOVES
from collection.enums import WRITABLE, FormStatus, ItemStatus
from tests.factories import FormFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db

OFFICERS = ("zhang", "qian")  # 预警信息员
TOWN = (*OFFICERS, "sun")
NOBODY = ("li", "wang", "zhao", "zheng", "feng", "chen")
EVERYBODY = ("zhou", "firm", *TOWN, "wu", *NOBODY)
FILLING = ("add_item", "submit", "submit_nil")
RECEIVING = ("accept", "return_form")

# A form of 西山村 is filled by 周 or typed by an officer, and received by 镇纪委; one of the enterprise, a direct point, by
# its own collector or the centre, and received by the centre. `submit` needs an item, `submit_nil` none.
FILLERS = {"village": ("zhou", *OFFICERS), "enterprise": ("firm", "wu")}
RECEIVERS = {"village": TOWN, "enterprise": ("wu",)}


def allowed(kind: str) -> set:
    fillers, receivers = FILLERS[kind], RECEIVERS[kind]
    return {
        *product(WRITABLE, fillers, FILLING),
        *product([FormStatus.SUBMITTED], receivers, RECEIVING),
        *product(
            [FormStatus.SUBMITTED], fillers[:1], ["withdraw"]
        ),  # its collector; who typed it is asked below
        *product([FormStatus.ACCEPTED], fillers, ["correct"]),
        *product(FormStatus, fillers, ["hand_over"]),
    }


@pytest.fixture
def cast(request, town, enterprise):
    people = {who: request.getfixturevalue(who) for who in EVERYBODY if who != "firm"}
    return people | {"firm": UserFactory(unit=enterprise, role="collector", name="韩会计")}


@pytest.mark.parametrize("status", FormStatus)
@pytest.mark.parametrize("kind", ["village", "enterprise"])
def test_moves_of_a_form(kind, status, cast, xishan, enterprise):
    unit = {"village": xishan, "enterprise": enterprise}[kind]
    form = FormFactory(unit=unit, status=status)
    verdicts = {
        (who, move): MOVES[move](cast[who], form) for who, move in product(cast, MOVES) if move != "submit"
    }
    for who, user in cast.items():  # each with an item of his own to send
        item = ItemFactory(form=form, unit=unit, entered_by=user)
        verdicts[who, "submit"] = MOVES["submit"](user, form)
        item.delete()

    found = {(status, who, move) for (who, move), verdict in verdicts.items() if verdict}
    assert found == {entry for entry in allowed(kind) if entry[0] == status}
    assert all(verdict.reason.endswith("。") for verdict in verdicts.values() if not verdict)


@pytest.mark.parametrize("item_status", ItemStatus)
@pytest.mark.parametrize("status", FormStatus)
def test_moves_of_an_item(status, item_status, cast, xishan):
    form = FormFactory(unit=xishan, status=status, is_nil=False)
    item = ItemFactory(form=form, unit=xishan, entered_by=cast["zhang"], status=item_status)

    verdicts = {(who, move): ITEM_MOVES[move](cast[who], item) for who in cast for move in ITEM_MOVES}

    writable = status in WRITABLE and item_status == ItemStatus.DRAFT
    writers = ("zhou", "zhang") if writable else ()  # the collector, and the officer who typed it; not 钱
    assert {entry for entry, verdict in verdicts.items() if verdict} == set(
        product(writers, ("change_item", "remove_item"))
    )
    assert all(verdict.reason.endswith("。") for verdict in verdicts.values() if not verdict)


@pytest.mark.parametrize("item_status", ItemStatus)
@pytest.mark.parametrize("kind", ["village", "enterprise"])
def test_article_36_who_judges_an_item(kind, item_status, cast, xishan, enterprise):
    unit = {"village": xishan, "enterprise": enterprise}[kind]
    item = ItemFactory(reported=True, unit=unit)
    item.status = item_status
    item.save()

    verdicts = {who: access.may_handle(user, item) for who, user in cast.items()}

    judges = set() if item_status == ItemStatus.DRAFT else set(RECEIVERS[kind])
    assert {who for who, verdict in verdicts.items() if verdict} == judges
    assert all(verdict.reason.endswith("。") for verdict in verdicts.values() if not verdict)


def test_nobody_accepts_the_form_he_typed_himself(cast, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, filled_by=cast["zhang"])

    assert "另一位同志" in access.may_accept(cast["zhang"], form).reason
    assert access.may_accept(cast["qian"], form)
    assert access.may_return_form(cast["zhang"], form), "but may find his own slip"


def test_who_typed_a_form_takes_it_back_and_no_other_officer(cast, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, filled_by=cast["qian"])

    assert access.may_withdraw(cast["qian"], form)
    assert access.may_withdraw(cast["zhou"], form), "his own unit's"
    assert "代录人撤回" in access.may_withdraw(cast["zhang"], form).reason


@pytest.mark.parametrize("status", [ItemStatus.TRIAGED, ItemStatus.HANDED_OVER])
@pytest.mark.parametrize(("who", "move"), [("zhang", "return_form"), ("zhou", "withdraw")])
def test_article_39_a_form_with_a_judged_item_is_neither_sent_back_nor_taken_back(
    who, move, status, cast, xishan
):
    item = ItemFactory(reported=True, unit=xishan)
    item.status = status
    item.save()

    verdict = MOVES[move](cast[who], item.form)

    assert (bool(verdict), verdict.article) == (False, 39)


@pytest.mark.parametrize(("status", "words"), [("submitted", "镇纪委退回"), ("accepted", "已经接收")])
def test_the_refusal_says_whom_to_ask(status, words, cast, xishan):
    assert words in access.may_fill(cast["zhou"], FormFactory(unit=xishan, status=status)).reason


def test_a_direct_point_is_told_to_ask_the_centre(cast, enterprise):
    form = FormFactory(unit=enterprise, status=FormStatus.SUBMITTED)

    assert "预警中心退回" in access.may_fill(cast["firm"], form).reason


@pytest.mark.parametrize("status", ItemStatus)
def test_moves_of_an_item_without_a_form(status, cast, enterprise):
    item = ItemFactory(form=None, unit=enterprise, entered_by=cast["firm"], status=status)

    verdicts = {(who, move): ITEM_MOVES[move](cast[who], item) for who in cast for move in ITEM_MOVES}

    allowed = {("firm", "withdraw_item")} if status == ItemStatus.REPORTED else set()
    assert {entry for entry, verdict in verdicts.items() if verdict} == allowed
    assert all(verdict.reason.endswith("。") for verdict in verdicts.values() if not verdict)


def test_who_reports_an_item_at_any_time(cast, xishan, enterprise):
    assert {who for who, user in cast.items() if access.may_report_item(user, enterprise)} == {"firm", "wu"}
    assert not any(access.may_report_item(user, xishan) for user in cast.values())
