"""The whole life of a warning on one page: who may do what in which state."""

from datetime import date
from types import SimpleNamespace

import pytest

from core import clock
from core.gates import Role
from earlywarnings import access, workflow
from earlywarnings.access import MOVES
from earlywarnings.enums import Status, Tier
from earlywarnings.models import EarlyWarning
from notifications.models import Notification
from organisations.enums import ManagedBy
from organisations.models import RoleAssignment
from tests.factories.earlywarnings import has_come
from tests.fixtures import member

pytestmark = pytest.mark.django_db

# 张 has drafted it, 孙 is the secretary, 李 heads the warned unit. 吴 and 韩 are of the upper body.
# 周, its collector, writes in the answer. 王, 赵 and the three officers may never do anything.
WRITING = {"李": "save_answer answer ask_extension", "周": "save_answer"}
WATCHED = {"张": "transfer", "钱": "transfer", "孙": "revoke transfer"}
ALLOWED = {
    Status.DRAFT: dict.fromkeys("张钱孙", "change add_items discard submit transfer"),
    Status.REVIEW: {
        "张": "return_to_draft transfer",
        "钱": "approve return_to_draft transfer",
        "孙": "approve return_to_draft transfer",
    },
    Status.TO_SIGN: {
        "张": "return_to_draft transfer",
        "钱": "return_to_draft transfer",
        "孙": "return_to_draft sign transfer",
    },
    Status.SIGNED: {"张": "deliver transfer", "钱": "deliver transfer", "孙": "deliver revoke transfer"},
    Status.DELIVERED: {"李": "sign_for"} | WATCHED,
    Status.RECEIVED: WRITING | WATCHED,
    Status.ANSWERED: {"张": "verify transfer", "钱": "verify transfer", "孙": "verify revoke transfer"},
    # 孙, who signed it, has also passed the answer
    Status.SECOND_LOOK: {
        "张": "second_look transfer",
        "钱": "second_look transfer",
        "孙": "revoke transfer",
    },
    Status.SENT_BACK: WRITING | WATCHED,
    Status.VERIFIED: {"张": "close transfer", "钱": "close transfer", "孙": "close revoke transfer"},
    Status.CLOSED: {"孙": "revoke"},
    Status.SUPERSEDED: {"孙": "revoke"},
    Status.REVOKED: {},
    Status.REPORTED_UP: dict.fromkeys("吴韩", "take_up return_down"),
    Status.DISCARDED: {},
}
# What each move is given beside `by`.
GIVEN = {
    "add_items": {"items": []},
    "take_out": {"item": None},
    "discard": {"reason": "写错了单位。"},
    "return_down": {"reason": "请核实。"},
    "change": {"version": 1, "tier": Tier.YELLOW, "measures": ["letter"]},
    "return_to_draft": {"reason": "请核实。"},
    "deliver": {"way": "in_person"},
    "save_answer": {"version": 0, "content": {}},
    "answer": {"causes": {"duty": "失察"}},
    "ask_extension": {"to_day": date(2026, 12, 20), "reason": "公示期未满。"},
    "refuse_extension": {"reason": "时间够用。"},
    "add_opinion": {"opinion": "同意。"},
    "verify": {"passed": {}, "comments": {}},
    "second_look": {"passed": True},
    "revoke": {"reason": "事实有误。"},
    "rewarn": {"tier": Tier.RED, "measures": ["supervised"]},
}


@pytest.fixture(autouse=True)
def before_anything_is_due():
    with clock.at(date(2026, 11, 20)):
        yield


@pytest.fixture
def cast(zhang, qian, sun, li, wang, zhou, zhao, wu, han, zheng, feng, chen):
    people = (zhang, qian, sun, li, wang, zhou, zhao, wu, han, zheng, feng, chen)
    return {user.name[0]: user for user in people}


def allowed(cast, warning) -> dict[str, str]:
    """Who may do what, as the table has it; every refusal is a sentence."""
    found = {}
    for name, user in cast.items():
        verdicts = {move: may(user, warning) for move, may in MOVES.items()}
        assert all(verdict or verdict.reason.endswith("。") for verdict in verdicts.values())
        granted = sorted(move for move, verdict in verdicts.items() if verdict)
        found |= {name: " ".join(granted)} if granted else {}
    return found


def table(rows: dict[str, str]) -> dict[str, str]:
    return {name: " ".join(sorted(moves.split())) for name, moves in rows.items()}


@pytest.mark.parametrize("status", Status)
def test_who_may_do_what_to_a_warning_on_a_unit(status, cast, warn):
    assert allowed(cast, warn(status, signed_by=signer(cast, status))) == table(ALLOWED[status])


def signer(cast, status):
    """孙, once it is signed."""
    return cast["孙"] if has_come(SimpleNamespace(status=status), Status.SIGNED) else None


# A red one: 赵, one of the leaders, must know of it before it is served.
RED = ALLOWED | {Status.SIGNED: {"赵": "acknowledge"} | WATCHED}


@pytest.mark.parametrize("status", Status)
def test_who_may_do_what_to_a_red_warning(status, cast, warn):
    warning = warn(status, tier=Tier.RED, measures=["supervised"], signed_by=signer(cast, status))
    assert allowed(cast, warning) == table(RED[status])


@pytest.mark.parametrize("status", Status)
def test_a_refused_move_changes_nothing_and_tells_nobody(status, cast, warn, refused):
    warning = warn(status, signed_by=signer(cast, status))
    before = EarlyWarning.objects.values().get()
    for name, user in cast.items():
        for move in MOVES.keys() - set(ALLOWED[status].get(name, "").split()):
            given = {"to": cast["钱"], "reason": "出差。"} if move == "transfer" else GIVEN.get(move, {})
            assert refused(getattr(workflow, move), warning, by=user, **given)
    assert EarlyWarning.objects.values().get() == before
    assert warning.history.count() == 1
    assert not Notification.objects.exists()


# A person is warned: 林, who works in 西山村 and has an account but no role.
PERSONAL = ALLOWED | {
    Status.DELIVERED: {"林": "sign_for"} | WATCHED,
    Status.RECEIVED: {"林": "save_answer answer ask_extension"} | WATCHED,
    Status.ANSWERED: {"李": "add_opinion"} | WATCHED,
    Status.SENT_BACK: {"林": "save_answer answer ask_extension"} | WATCHED,
}


@pytest.mark.parametrize("status", Status)
def test_who_may_do_what_to_a_warning_on_a_person(status, cast, warn, lin):
    warning = warn(status, person=lin.person, signed_by=signer(cast, status))
    assert allowed(cast | {"林": lin}, warning) == table(PERSONAL[status])


@pytest.fixture
def lin(xishan):
    return member(xishan, "林永强", Role.COLLECTOR, "会计")


def test_a_personal_answer_is_checked_once_the_head_has_added_an_opinion(cast, warn, lin):
    warning = warn(Status.ANSWERED, person=lin.person)
    warning.responses.update(head_opinion="情况属实。", head_name="李长河")
    assert allowed(cast, warning) == table(ALLOWED[Status.ANSWERED])


def test_on_a_warned_head_the_leader_in_charge_adds_the_opinion(cast, warn, li):
    warning = warn(Status.ANSWERED, person=li.person)
    assert allowed(cast, warning) == table({"赵": "add_opinion"} | WATCHED)


def test_where_neither_head_nor_leader_has_an_account_the_opinion_is_entered_for_them(
    zhang, qian, sun, li, zhou, warn
):
    """代录: 赵, the leader in charge, is in the register without an account."""
    warning = warn(Status.ANSWERED, person=li.person)
    cast = {"张": zhang, "钱": qian, "孙": sun, "李": li, "周": zhou}
    typed = {"张": "add_opinion transfer", "钱": "add_opinion transfer", "孙": "add_opinion revoke transfer"}
    assert allowed(cast, warning) == typed


@pytest.mark.parametrize("gone", ["never", "closed", "over"])
@pytest.mark.parametrize(
    ("status", "move"),
    [(Status.DELIVERED, "sign_for"), (Status.RECEIVED, "answer"), (Status.SENT_BACK, "answer")],
)
def test_where_the_unit_has_no_head_with_an_account_the_discipline_body_writes_for_it(
    status, move, gone, zhang, zhou, li, warn
):
    warning = warn(status)
    assert not MOVES[move](zhang, warning)
    if gone == "never":
        RoleAssignment.objects.filter(user=li).delete()
    elif gone == "closed":
        li.is_active = False
        li.save()
    else:
        RoleAssignment.objects.filter(user=li).update(ends_on="2026-01-01")
    assert MOVES[move](zhang, warning)
    assert access.writes_on_behalf(zhang, warning, move)
    assert not MOVES[move](zhou, warning)


def test_a_warned_person_without_an_account_is_written_for(zhang, li, warn, xishan):
    warning = warn(Status.DELIVERED, person=xishan.supervision_head)
    assert access.may_sign_for(zhang, warning)
    assert not access.may_sign_for(li, warning)


def test_whoever_typed_an_answer_for_somebody_does_not_check_it(zhang, qian, warn):
    warning = warn(Status.ANSWERED)
    warning.responses.update(answered_by=zhang, on_behalf_of="李长河")
    assert access.may_verify(zhang, warning).reason == "这份回告由您代录，请由另一位同志复核。"
    assert access.may_verify(qian, warning)


# -- 管理权限 and recusal --------------------------------------------------------------------------------


def test_article_41_the_town_signs_nothing_on_a_person_managed_above(cast, warn, lin):
    lin.person.managed_by = ManagedBy.UPPER
    lin.person.save()
    warning = warn(Status.TO_SIGN, person=lin.person)
    staff = "report_up return_to_draft transfer"
    assert allowed(cast, warning) == {"张": staff, "钱": staff, "孙": staff}
    assert access.may_sign(cast["孙"], warning) == (
        False,
        "林永强同志由上级管理，镇纪委不能签发，请报上级纪检监察机关。",
        41,
    )


def test_article_41_the_town_signs_nothing_on_its_own_discipline_staff(cast, warn, qian, town):
    warning = warn(Status.TO_SIGN, person=qian.person, unit=town)
    staff = "report_up return_to_draft transfer"
    assert allowed(cast, warning) == {"张": staff, "孙": staff}


def test_what_the_town_may_sign_is_not_reported_up(sun, warn):
    verdict = access.may_report_up(sun, warn(Status.TO_SIGN))
    assert verdict.reason == "该预警在镇纪委管理权限之内，请直接签批。"


def test_the_secretary_does_not_sign_what_he_drafted(cast, warn, sun):
    warning = warn(Status.TO_SIGN, drafted_by=sun)
    assert access.may_sign(sun, warning).reason == "起草人不能签批自己起草的预警。"


@pytest.mark.parametrize("status", Status)
def test_whoever_a_warning_names_handles_nothing_of_it(status, warn, qian, town):
    warning = warn(status, person=qian.person, unit=town)
    own = {"sign_for", "save_answer", "answer", "ask_extension"}
    assert {move for move, may in MOVES.items() if may(qian, warning)} <= own


@pytest.mark.parametrize("status", Status)
def test_a_head_who_serves_in_the_discipline_body_handles_nothing_on_his_own_unit(status, warn, li, town):
    RoleAssignment.objects.create(user=li, role=Role.INFORMATION_OFFICER, unit=town, starts_on="2026-01-01")
    granted = {move for move, may in MOVES.items() if may(li, warn(status))}
    assert granted <= {"sign_for", "save_answer", "answer", "ask_extension"}


def test_nobody_drafts_a_warning_on_themselves(zhang, li, town, xishan):
    assert access.may_draft(zhang, town)
    assert access.may_draft(zhang, town, zhang.person).reason == "您是这件预警的当事人，应当回避。"
    assert not access.may_draft(li, xishan)


def test_nobody_drafts_what_they_are_to_stay_out_of(zhang, qian, xishan):
    assert access.may_draft(zhang, xishan, None, [qian.person])
    verdict = access.may_draft(zhang, xishan, None, [qian.person, zhang.person])
    assert verdict.reason == "这件预警起草时已定您回避。"


def test_article_36_an_enterprise_only_reports(zhang, enterprise):
    assert access.may_draft(zhang, enterprise) == (False, "企业只报送信息，不作为预警对象。", 36)
