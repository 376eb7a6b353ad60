"""manage.py seed_demo: into an empty database of a development machine only."""

import pytest
from django.core.management import CommandError, call_command

from organisations.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_it_is_refused_outside_development():
    with pytest.raises(CommandError, match="for development only"):
        call_command("seed_demo")
    assert not User.objects.exists()


def test_it_is_refused_where_somebody_has_an_account(settings):
    settings.DEMO = True
    UserFactory()
    with pytest.raises(CommandError, match="already has accounts"):
        call_command("seed_demo")
    assert User.objects.count() == 1
