"""The first start, and what must be true at every one."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from core.gates import OFFICERS, Role
from organisations import checks, lockout
from organisations.models import Unit, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
OPTIONS = {
    "centre": "浑水区惩防办",
    "town": "七道江镇",
    "system": "郑文博",
    "security": "冯立新",
    "audit": "陈素芳",
}


def bootstrap(**options) -> str:
    out = io.StringIO()
    call_command("bootstrap", **(OPTIONS | options), stdout=out)
    return out.getvalue()


def test_bootstrap_makes_two_units_and_three_officers_with_one_role_each():
    bootstrap()

    town = Unit.objects.get(name="七道江镇")
    assert (town.parent.name, town.has_leading_group) == ("浑水区惩防办", True)
    assert {user.username: user.role_rows for user in User.objects.all()} == {
        role.value.removesuffix("_officer"): ((role, town.parent_id),) for role in OFFICERS
    }
    assert AuditEvent.objects.filter(actor_name="系统").count() == 11


def test_the_printed_password_lets_the_officer_in_to_change_it(client):
    password = re.search(r"security  (\S+)", bootstrap())[1]

    client.post(reverse("organisations:login"), {"username": "security", "password": password})

    assert client.get("/").url == reverse("organisations:password")


def test_bootstrap_refuses_a_system_that_has_users():
    UserFactory()
    with pytest.raises(CommandError, match="系统已有账号，不能再次初始化。"):
        bootstrap()
    assert not Unit.objects.filter(name="七道江镇").exists()


def test_bootstrap_wants_three_different_people():
    with pytest.raises(CommandError, match="三个不同的姓名"):
        bootstrap(security="郑文博")


def test_the_first_officers_can_bring_in_everybody_else():
    """Nobody is needed who could not have been made through the pages."""
    from organisations import workflow

    bootstrap()
    system, security = (User.objects.get(username=name) for name in ("system", "security"))
    town = Unit.objects.get(name="七道江镇")

    user, _ = workflow.enrol(town, by=system, name="张晓梅", title="纪委委员", username="zhang")
    workflow.give_role(user, Role.INFORMATION_OFFICER, town, by=security)
    workflow.create_unit(
        by=User.objects.get(pk=user.pk), parent=town, name="西山村", short_name="西山村", kind="village"
    )

    assert Unit.objects.filter(name="西山村", parent=town).exists()


def test_the_database_has_no_superuser():
    with pytest.raises(IntegrityError, match="user_no_superuser"), transaction.atomic():
        UserFactory(is_superuser=True)
    assert checks.there_is_no_superuser(None, ["default"]) == []


def test_createsuperuser_makes_none():
    with pytest.raises((CommandError, AttributeError, TypeError)):
        call_command("createsuperuser", username="root", interactive=False)
    assert not User.objects.filter(username="root").exists()


def test_the_limits_of_the_lock_are_those_of_the_settings(settings):
    assert (settings.AXES_FAILURE_LIMIT, settings.AXES_COOLOFF_TIME * 60, lockout.NAME_LIMIT) == (5, 15, 20)
