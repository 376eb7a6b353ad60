"""The public reads what was approved, as it was approved, without an account (art. 10)."""

import hashlib
from datetime import date

import pytest
from django.urls import reverse

from core import clock
from core.verdict import Refusal
from disclosure import workflow
from disclosure.models import Publication

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def publish(by, **options):
    with clock.at(TODAY):
        return workflow.publish(
            by=by,
            topic="powers",
            title="城建办职权目录",
            body="1. <i>宅基地审批</i>",
            unit_name="城建办",
            **options,
        )


def test_anybody_reads_a_publication_with_its_hash(client, sun):
    publication = publish(sun)
    assert publication.sha256 == hashlib.sha256(publication.body.encode()).hexdigest()
    assert "城建办职权目录" in client.get(reverse("disclosure:index")).content.decode()
    page = client.get(publication.get_absolute_url()).content.decode()
    assert "&lt;i&gt;宅基地审批" in page
    assert publication.sha256 in page


@pytest.mark.parametrize("who", ["zhang", "li", "zhao", "zheng"])
def test_only_the_secretary_publishes(request, who):
    with pytest.raises(Refusal, match="镇纪委书记"):
        publish(request.getfixturevalue(who))
    assert not Publication.objects.exists()


def test_what_is_over_or_not_yet_begun_is_not_shown(client, sun):
    publication = publish(sun, until=date(2026, 11, 30))
    for day, status in ((date(2026, 11, 23), 404), (date(2026, 11, 30), 200), (date(2026, 12, 1), 404)):
        with clock.at(day):
            assert client.get(publication.get_absolute_url()).status_code == status
            listed = "城建办职权目录" in client.get(reverse("disclosure:index")).content.decode()
            assert listed is (status == 200)


def test_a_page_of_the_list_that_does_not_exist_shows_one_that_does(client, sun):
    publish(sun)
    assert "城建办职权目录" in client.get(reverse("disclosure:index"), {"page": "999"}).content.decode()
