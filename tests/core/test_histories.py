"""How things stood at a moment."""

from datetime import date

import pytest

from core import clock
from core.histories import as_of
from organisations.models import Post
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def names(day) -> list[str]:
    with clock.at(day) as moment:
        return [row.name for row in as_of(Post, moment)]


def test_the_last_word_of_a_day_counts_also_where_two_were_said_in_one_moment(town):
    with clock.at(date(2026, 3, 2)):
        post = PostFactory(unit=town, name="先写的")
        post.name = "后写的"
        post.save()
    with clock.at(date(2026, 4, 1)):
        post.delete()

    assert names(date(2026, 3, 1)) == []
    assert names(date(2026, 3, 2)) == ["后写的"]
    assert names(date(2026, 4, 1)) == []
