"""Two people at one button of a scheme: one after the other (art. 48)."""

import pytest
from django.db import connection

from assessment import workflow
from assessment.models import Scheme
from core.gates import Role
from core.verdict import Refusal
from tests.assessment.test_schemes import NAME, changed, drafted
from tests.collection.test_at_once import together
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def test_two_drafts_put_into_force_at_the_same_moment_leave_one_in_force(zhang, sun, town):
    other = UserFactory(person__unit=town, role=Role.DISCIPLINE_SECRETARY)
    first, second = drafted(zhang), drafted(zhang)
    done = together(
        lambda: workflow.put_into_force(first, by=sun),
        lambda: workflow.put_into_force(second, by=other),
    )
    assert [scheme.status for scheme in done] == ["in_force", "in_force"]  # each had its moment
    found = Scheme.objects.filter(pk__in=[first.pk, second.pk]).values_list("status", flat=True)
    assert sorted(found) == ["in_force", "retired"]


def test_two_copies_at_the_same_moment_are_two_versions(zhang, qian):
    origin, told = drafted(zhang), {"name": NAME, "applies_to": "every", "year_from": 2027}
    copies = together(
        lambda: workflow.copy_scheme(origin, by=zhang, **told),
        lambda: workflow.copy_scheme(origin, by=qian, **told),
    )
    assert sorted(copy.version for copy in copies) == [2, 3]


def test_of_two_changes_at_the_same_moment_one_is_refused(zhang, qian):
    scheme = drafted(zhang)
    done = together(lambda: changed(scheme, zhang), lambda: changed(scheme, qian))
    assert sum(isinstance(each, Refusal) for each in done) == 1
    scheme.refresh_from_db()
    assert scheme.edition == 2
