"""Two people at one paper at the same moment: what was signed is what stands there (art. 35)."""

import pytest
from django.db import connection

from core import clock
from decisions.enums.joint import JointStatus
from decisions.models import JointPaper
from decisions.workflow import joint as workflow
from tests.decisions.conftest import TODAY
from tests.decisions.test_joint import ma, zheng_mayor  # noqa: F401
from tests.earlywarnings.test_at_once import at_once
from tests.factories.joint import papered, passed_item, seen_by

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def on_the_day(deed):
    def lived():
        with clock.at(TODAY):
            return deed()

    return lived


@pytest.fixture
def paper(caizheng, ma, zhao, zheng_mayor):  # noqa: F811
    item = passed_item(caizheng, zhao.person)
    return papered(caizheng, by=ma, signers=[zhao, zheng_mayor], upto=JointStatus.SIGNING, item=item)


def test_one_leader_in_two_windows_signs_once(paper, zhao):
    seen = seen_by(paper)
    deed = on_the_day(lambda: workflow.sign(paper, by=zhao, seen=seen))
    done = at_once(deed, deed)
    assert sum(isinstance(each, str) for each in done) == 1
    assert paper.signatures.count() == 1


def test_two_signers_at_once_sign_in_their_order_or_the_second_is_told(paper, zhao, zheng_mayor):  # noqa: F811
    seen = seen_by(paper)
    at_once(
        on_the_day(lambda: workflow.sign(paper, by=zhao, seen=seen)),
        on_the_day(lambda: workflow.sign(paper, by=zheng_mayor, seen=seen)),
    )
    names = [each.person for each in paper.signatures.order_by("pk")]
    assert names in ([zhao.person], [zhao.person, zheng_mayor.person])


def test_no_live_signature_is_ever_bound_to_other_words(paper, ma, zhao):  # noqa: F811
    """Signed first, the change voids it; changed first, the signature is refused."""
    seen = seen_by(paper)
    at_once(
        on_the_day(lambda: workflow.sign(paper, by=zhao, seen=seen)),
        on_the_day(lambda: workflow.change(paper, by=ma, amount="99000.00")),
    )
    now = seen_by(JointPaper.objects.get(pk=paper.pk))
    assert not paper.signatures.filter(voided_at=None).exclude(sha256=now).exists()
    assert now != seen
