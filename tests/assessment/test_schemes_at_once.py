"""Two secretaries, two drafts, one place: one after the other, and a single scheme is in force (art. 48)."""

import pytest

from assessment import workflow
from assessment.models import Scheme
from core.gates import Role
from tests.assessment.test_schemes import drafted
from tests.collection.test_at_once import together
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
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
