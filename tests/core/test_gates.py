"""Gates: closed unless they say otherwise."""

import pytest
from django.http import HttpResponse

from core.gates import (
    BUSINESS,
    DISCIPLINE,
    OFFICERS,
    Role,
    may_enter,
    open_to,
    open_to_members,
    open_to_public,
)
from core.verdict import Refusal


class Somebody:
    def __init__(self, *roles):
        self.roles = roles

    def holds(self, *roles, unit=None):
        return any(role in roles for role in self.roles)


@open_to(Role.COLLECTOR, Role.UNIT_HEAD)
def page(request, number):
    """A page of two roles."""
    return HttpResponse(f"page {number}")


@pytest.fixture
def ask(rf):
    def asked(*roles):
        request = rf.get("/")
        request.user = Somebody(*roles)
        return page(request, number=7)

    return asked


@pytest.mark.parametrize("role", Role)
def test_a_gate_opens_to_its_roles_and_to_no_others(ask, role):
    if role in (Role.COLLECTOR, Role.UNIT_HEAD):
        assert ask(role).content == b"page 7"
    else:
        with pytest.raises(Refusal, match="这一页面向信息采集员、单位负责人开放"):
            ask(role)


def test_a_gate_stays_closed_to_somebody_without_a_role(ask):
    with pytest.raises(Refusal, match="。$"):
        ask()


def test_one_of_several_roles_is_enough():
    assert may_enter(Somebody(Role.TOWN_LEADER, Role.COLLECTOR), [Role.COLLECTOR])


def test_every_gate_can_be_read_off_its_view():
    @open_to_public
    def public(request): ...

    @open_to_members
    def members(request): ...

    assert page.gate == {Role.COLLECTOR, Role.UNIT_HEAD}
    assert (public.gate, members.gate) == ("public", "members")
    assert (page.__name__, page.__doc__) == ("page", "A page of two roles.")


def test_only_a_public_page_goes_without_a_login():
    @open_to_public
    def public(request): ...

    @open_to_members
    def members(request): ...

    assert public.login_required is False
    assert getattr(members, "login_required", True)
    assert getattr(page, "login_required", True)


def test_roles_are_either_business_or_an_office_of_the_system():
    assert set(BUSINESS) | set(OFFICERS) == set(Role)
    assert not set(BUSINESS) & set(OFFICERS)
    assert set(DISCIPLINE) < set(BUSINESS)
