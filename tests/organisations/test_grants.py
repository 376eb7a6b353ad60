"""Exceptions to the roles, thinly wrapped."""

from datetime import timedelta

import pytest

from core import clock
from core.gates import Role
from organisations import grants
from organisations.models import Loan, Unit

pytestmark = pytest.mark.django_db
PERM = "inspect_unit"


def test_a_loan_holds_through_its_last_day(li, zhang, donggou):
    until = clock.today() + timedelta(days=3)
    grants.lend(li, PERM, donggou, by=zhang, until=until)

    assert grants.lent(li, PERM, Unit) == {donggou.pk}
    with clock.at(until):
        assert grants.lent(li, PERM, Unit) == {donggou.pk}
    with clock.at(until + timedelta(days=1)):
        assert grants.lent(li, PERM, Unit) == frozenset()
        assert not grants.loans_of(donggou, PERM).exists()


def test_a_loan_without_an_end_holds_until_it_is_taken_back(li, zhang, donggou):
    grants.lend(li, PERM, donggou, by=zhang)
    with clock.at(clock.today() + timedelta(days=999)):
        assert grants.lent(li, PERM, Unit) == {donggou.pk}

    grants.take_back(li, PERM, donggou)
    assert grants.lent(li, PERM, Unit) == frozenset()


def test_lending_again_moves_the_last_day_instead_of_adding_a_row(li, zhang, sun, donggou):
    grants.lend(li, PERM, donggou, by=zhang, until=clock.today())
    grants.lend(li, PERM, donggou, by=sun, until=clock.today() + timedelta(days=9))

    loan = Loan.objects.get()
    assert (loan.lent_by, loan.until) == (sun, clock.today() + timedelta(days=9))


def test_a_loan_counts_for_one_user_one_permission_and_one_kind_of_thing(li, zhou, zhang, donggou, wang):
    grants.lend(li, PERM, donggou, by=zhang)

    assert grants.lent(zhou, PERM, Unit) == frozenset()
    assert grants.lent(li, "change_unit", Unit) == frozenset()
    assert grants.lent(li, PERM, type(wang.person)) == frozenset()


def test_a_loan_is_not_a_role(li, zhang, donggou):
    grants.lend(li, PERM, donggou, by=zhang)
    assert not li.holds(Role.UNIT_HEAD, unit=donggou)
