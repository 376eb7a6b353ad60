"""Two hundred villages send their forms in the same minute, some of them twice: all are stored, each once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from collection.enums import FormStatus
from collection.models import CollectionForm
from core import clock
from core.gates import Role
from tests.factories import FormFactory, PeriodFactory, UnitFactory, UserFactory
from tests.harness.crowd import Visit, gunicorn, rush

VILLAGES, IMPATIENT = 200, 20

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


def visit_of(form) -> Visit:
    collector = UserFactory(role=Role.COLLECTOR, unit=form.unit)
    client = Client()
    client.force_login(collector)
    session = client.cookies["sessionid"].value
    return Visit(reverse("collection:submit_nil", args=[form.pk]), session, {"version": form.version})


def test_two_hundred_forms_in_the_last_minute_are_all_stored_once(town, zhang):
    period = PeriodFactory(due_on=clock.today() + timedelta(1))  # whatever the hour it is
    forms = [FormFactory(period=period, unit=UnitFactory(village=True, parent=town)) for _ in range(VILLAGES)]
    visits = [visit_of(form) for form in forms]

    with gunicorn(connection.settings_dict["NAME"]) as port:
        statuses = rush(port, [*visits, *visits[:IMPATIENT]])

    assert set(statuses[IMPATIENT:VILLAGES]) == {302}
    for first, second in zip(statuses[:IMPATIENT], statuses[VILLAGES:], strict=True):
        assert 302 in (first, second) and {first, second} <= {
            200,
            302,
            403,
        }  # stored by one, told to the other
    filed = CollectionForm.objects.filter(period=period)
    assert {(form.status, form.is_nil, form.days_late, form.version) for form in filed} == {
        (FormStatus.SUBMITTED, True, 0, 2)
    }
    assert AuditEvent.objects.filter(verb="collection.submit_nil").count() == VILLAGES
