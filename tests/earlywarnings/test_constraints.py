"""What the database itself refuses, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from earlywarnings.enums import Measure, Status, Tier
from earlywarnings.models import Delivery, EarlyWarning, Triage, WarningMeasure
from earlywarnings.rules import DOCUMENTS, MEASURES
from tests.factories import EarlyWarningFactory, ItemFactory

pytestmark = pytest.mark.django_db


def refused(deed, *args, **kwargs) -> bool:
    try:
        with transaction.atomic():
            deed(*args, **kwargs)
    except IntegrityError:
        return True
    return False


def written(warning, **values) -> bool:
    """Whether the database takes the values for the row."""
    return not refused(EarlyWarning.objects.filter(pk=warning.pk).update, **values)


@pytest.mark.parametrize("tier", Tier)
def test_article_42_exactly_the_legal_pairs_of_tier_and_measure_are_stored(tier):
    warning = EarlyWarningFactory(tier=tier)
    warning.measures.all().delete()
    stored = {
        measure
        for measure in Measure
        if not refused(WarningMeasure.objects.create, warning=warning, tier=tier, measure=measure)
    }
    assert stored == set(MEASURES[tier])


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite cannot add a foreign key to a table")
@pytest.mark.parametrize("tier", Tier)
def test_article_42_a_measure_keeps_to_the_tier_of_its_warning(tier):
    warning = EarlyWarningFactory(tier=Tier.YELLOW)
    WarningMeasure.objects.filter(warning=warning).delete()

    def smuggle():
        WarningMeasure.objects.create(warning=warning, tier=tier, measure=MEASURES[tier][0])
        connection.check_constraints()

    assert refused(smuggle) is (tier != Tier.YELLOW)


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("kind", sorted(set(DOCUMENTS.values())))
def test_article_42_the_document_follows_the_tier(tier, kind):
    warning = EarlyWarningFactory(tier=tier)
    assert written(warning, document_kind=kind) is (DOCUMENTS[tier] == kind)


@pytest.mark.parametrize(
    ("status", "values"),
    [
        (Status.TO_SIGN, {"status": Status.SIGNED}),
        (Status.SIGNED, {"number": None}),
        (Status.SIGNED, {"notice": None}),
        (Status.SIGNED, {"status": Status.DELIVERED}),
        (Status.DELIVERED, {"status": Status.RECEIVED}),
        (Status.RECEIVED, {"answer_due_on": None}),
        (Status.SENT_BACK, {"reanswer_due_on": None}),
        (Status.RECEIVED, {"status": Status.REVOKED}),
        (Status.DRAFT, {"status": Status.DISCARDED}),
        (Status.SIGNED, {"status": Status.DISCARDED, "discarded_reason": "误", "discarded_on": "2026-11-03"}),
    ],
    ids=str,
)
def test_no_status_without_what_it_promises(status, values):
    assert not written(EarlyWarningFactory(status=status), **values)


@pytest.mark.parametrize("approver", ["reviewed_by", "signed_by"])
def test_nobody_approves_what_they_drafted(approver):
    warning = EarlyWarningFactory(status=Status.SIGNED)
    assert not written(warning, **{approver: warning.drafted_by})


def test_a_refusal_to_sign_needs_two_deliverers():
    warning = EarlyWarningFactory(status=Status.DELIVERED)
    receipts = Delivery.objects.filter(warning=warning)
    assert refused(receipts.update, refused_to_sign=True)
    assert not refused(receipts.update, refused_to_sign=True, second_deliverer="钱国栋")


def test_no_action_needs_a_reason(zhang):
    item = ItemFactory(reported=True)
    row = {"item": item, "decided_by": zhang, "decided_at": item.entered_at}
    assert refused(Triage.objects.create, decision="none", **row)
    assert not refused(Triage.objects.create, decision="watch", **row)
