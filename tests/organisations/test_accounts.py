"""Accounts and roles: three officers who check each other."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password

from audit.models import AuditEvent
from audit.sentences import sentence
from core import clock
from core.gates import BUSINESS, OFFICERS, Role
from core.verdict import Refusal
from organisations import workflow
from organisations.models import Person, RoleAssignment, User
from tests.factories import PASSWORD, PersonFactory, RoleAssignmentFactory, UserFactory

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def newcomer(xishan):
    return UserFactory(unit=xishan, name="孟秀兰")


def fresh(user) -> User:
    return User.objects.get(pk=user.pk)


# -- accounts --------------------------------------------------------------------------------------------


def test_a_new_account_has_a_temporary_password_that_must_be_changed(xishan, zheng):
    person = PersonFactory(unit=xishan, name="孟秀兰")

    user, password = workflow.create_account(person, by=zheng, username="meng")

    assert user.must_change_password
    assert check_password(password, fresh(user).password)
    assert not user.assignments.exists()
    event = AuditEvent.objects.get()
    assert sentence(event) == "为孟秀兰开设了账号meng"
    assert password not in str(event.details)


def test_somebody_unknown_is_entered_together_with_the_account(xishan, zheng):
    user, _ = workflow.enrol(xishan, by=zheng, name="孟秀兰", title="文书", username="meng")

    assert user.post_text == "西山村文书"
    assert [event.verb for event in AuditEvent.objects.order_by("sequence")] == [
        "organisations.person_added",
        "organisations.account_created",
    ]


def test_nobody_is_entered_when_the_account_is_refused(xishan, feng):
    with pytest.raises(Refusal):
        workflow.enrol(xishan, by=feng, name="孟秀兰", title="文书", username="meng")
    assert not Person.objects.filter(name="孟秀兰").exists()


def test_a_person_has_one_account(zhou, zheng):
    with pytest.raises(Refusal, match="周小燕已有账号"):
        workflow.create_account(zhou.person, by=zheng, username="zhou2")


def test_a_reset_password_is_temporary_and_the_old_one_is_gone(zhou, zheng):
    password = workflow.reset_password(zhou, by=zheng)

    assert fresh(zhou).must_change_password
    assert check_password(password, fresh(zhou).password)
    assert not check_password(PASSWORD, fresh(zhou).password)


def test_a_disabled_account_does_not_log_in_until_the_security_officer_lets_it(zhou, zheng, feng, rf):
    workflow.disable(zhou, by=zheng)
    assert authenticate(rf.post("/"), username=zhou.username, password=PASSWORD) is None

    with pytest.raises(Refusal, match="由安全管理员恢复"):
        workflow.enable(zhou, by=zheng)
    workflow.enable(zhou, by=feng)

    assert authenticate(rf.post("/"), username=zhou.username, password=PASSWORD) == zhou


@pytest.mark.parametrize("officer", ["feng", "chen"])
def test_the_last_officer_of_a_kind_is_not_disabled(officer, zheng, request):
    last = request.getfixturevalue(officer)
    with pytest.raises(Refusal, match="是唯一的"):
        workflow.disable(last, by=zheng)


def test_an_officer_with_a_colleague_can_be_disabled(chen, centre, zheng):
    UserFactory(role=Role.AUDIT_OFFICER, unit=centre)
    workflow.disable(chen, by=zheng)
    assert not fresh(chen).is_active


# -- roles -----------------------------------------------------------------------------------------------


def test_the_security_officer_gives_a_role_and_it_counts_at_once(newcomer, xishan, feng):
    workflow.give_role(newcomer, Role.COLLECTOR, xishan, by=feng)

    assert fresh(newcomer).holds(Role.COLLECTOR, unit=xishan)
    assert sentence(AuditEvent.objects.get()) == "授予孟秀兰西山村的信息采集员角色"


def test_a_role_ends_at_once_and_keeps_its_days(newcomer, xishan, feng):
    row = RoleAssignmentFactory(user=newcomer, role=Role.COLLECTOR, unit=xishan)

    workflow.end_role(row, by=feng)

    row.refresh_from_db()
    assert row.ends_on == TODAY - timedelta(days=1)
    assert not fresh(newcomer).holds(Role.COLLECTOR)


def test_a_role_given_today_and_taken_back_today_leaves_only_its_audit_rows(newcomer, xishan, feng):
    row = workflow.give_role(newcomer, Role.COLLECTOR, xishan, by=feng)
    workflow.end_role(row, by=feng)

    assert not RoleAssignment.objects.filter(user=newcomer).exists()
    assert [sentence(event) for event in AuditEvent.objects.order_by("sequence")] == [
        "授予孟秀兰西山村的信息采集员角色",
        "收回孟秀兰西山村的信息采集员角色",
    ]


def test_nobody_gives_or_ends_a_role_of_his_own(feng, centre):
    with pytest.raises(Refusal, match="不能更改自己的角色"):
        workflow.give_role(feng, Role.CENTRE_OFFICER, centre, by=feng)
    with pytest.raises(Refusal, match="不能更改自己的角色"):
        workflow.end_role(feng.assignments.get(), by=feng)


OTHERS = (*OFFICERS, Role.TOWN_LEADER, Role.CENTRE_OFFICER)


@pytest.mark.parametrize(
    ("officer", "other"), [(one, other) for one in OFFICERS for other in OTHERS if one != other]
)
def test_an_officer_holds_nothing_beside_his_office(officer, other, centre, town, feng):
    """Whichever comes first, and even when the other begins only later."""
    user = UserFactory(unit=centre)
    seat = {Role.TOWN_LEADER: town}.get(other, centre)
    workflow.give_role(user, officer, centre, by=feng)

    with pytest.raises(Refusal, match="三员账号|不能兼任"):
        workflow.give_role(user, other, seat, by=feng, on=TODAY + timedelta(days=30))
    assert [row.role for row in RoleAssignment.objects.filter(user=user)] == [officer]


def test_a_former_officer_may_take_up_business(centre, feng):
    user = UserFactory(unit=centre)
    row = RoleAssignmentFactory(user=user, role=Role.AUDIT_OFFICER, unit=centre)
    workflow.end_role(row, by=feng)

    assert workflow.give_role(user, Role.CENTRE_OFFICER, centre, by=feng).pk


def test_a_role_is_not_given_twice_on_one_unit(zhou, xishan, feng):
    with pytest.raises(Refusal, match="无需重复授予"):
        workflow.give_role(zhou, Role.COLLECTOR, xishan, by=feng)


def test_one_person_may_report_for_two_villages(zhou, donggou, feng):
    workflow.give_role(zhou, Role.COLLECTOR, donggou, by=feng)
    assert len(fresh(zhou).reach(Role.COLLECTOR)) == 2


def test_a_collector_is_not_set_over_the_whole_town(newcomer, town, feng):
    with pytest.raises(Refusal, match="信息采集员只能设在村、站办所、企业"):
        workflow.give_role(newcomer, Role.COLLECTOR, town, by=feng)


def test_a_role_whose_days_are_over_does_not_count(newcomer, xishan):
    RoleAssignmentFactory(user=newcomer, role=Role.COLLECTOR, unit=xishan, ends_on=TODAY - timedelta(days=1))
    RoleAssignmentFactory(
        user=newcomer, role=Role.UNIT_HEAD, unit=xishan, starts_on=TODAY + timedelta(days=1)
    )
    assert fresh(newcomer).role_rows == ()


# -- the whole table -------------------------------------------------------------------------------------

CAST = ("zhang", "qian", "sun", "li", "zhou", "wang", "zhao", "wu", "zheng", "feng", "chen")
MAY = {
    "create_unit": {"zhang", "qian"},
    "change_unit": {"zhang", "qian"},
    "add_person": {"zhang", "qian", "zheng"},
    "create_post": {"zhang", "qian"},
    "appoint": {"zhang", "qian"},
    "put_in_charge": {"zhang", "qian"},
    "lend_unit": {"zhang", "qian", "sun"},
    "create_account": {"zheng"},
    "reset_password": {"zheng"},
    "disable": {"zheng", "feng"},
    "give_role": {"feng"},
    "end_role": {"feng"},
}


def deeds(town, xishan, target, by):
    from tests.factories import PostFactory

    unemployed = PersonFactory(unit=xishan)
    fields = {"name": "新村", "short_name": "新村", "kind": "village"}
    return {
        "create_unit": lambda: workflow.create_unit(by=by, parent=town, **fields),
        "change_unit": lambda: workflow.change_unit(xishan, by=by, position=2),
        "add_person": lambda: workflow.add_person(xishan, by=by, name="孟凡"),
        "create_post": lambda: workflow.create_post(xishan, by=by, name="会计"),
        "appoint": lambda: workflow.appoint(unemployed, PostFactory(unit=xishan), by=by, on=TODAY),
        "put_in_charge": lambda: workflow.put_in_charge(unemployed, xishan, by=by, field="other", on=TODAY),
        "lend_unit": lambda: workflow.lend_unit(xishan, target, by=by, until=TODAY),
        "create_account": lambda: workflow.create_account(unemployed, by=by, username="new"),
        "reset_password": lambda: workflow.reset_password(target, by=by),
        "disable": lambda: workflow.disable(target, by=by),
        "give_role": lambda: workflow.give_role(target, Role.UNIT_HEAD, xishan, by=by),
        "end_role": lambda: workflow.end_role(target.assignments.get(), by=by),
    }


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("deed", MAY)
def test_who_may_do_what(deed, who, request, town, xishan):
    target = UserFactory(role=Role.COLLECTOR, unit=xishan)
    by = request.getfixturevalue(who)
    do = deeds(town, xishan, target, by)[deed]

    if who in MAY[deed]:
        do()
        assert AuditEvent.objects.first().actor_id == by.pk
    else:
        with pytest.raises(Refusal, match="。$"):
            do()
        assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("role", BUSINESS)
def test_no_business_role_reaches_accounts_and_no_officer_reaches_business(role, zheng, feng, chen):
    assert not any(officer.reach(role) for officer in (zheng, feng, chen))
