"""分级目录 (art. 25): frozen, sent to the level above, approved or sent back there."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.verdict import Refusal
from notifications.models import Notification
from riskpoints import workflow
from riskpoints.models import RiskCatalogue, RiskPoint
from tests.factories import MeasureFactory, RiskPointFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def points(xishan, donggou):
    low = RiskPointFactory(unit=xishan, registered=True, level="low", name="西山的低风险")
    high = RiskPointFactory(unit=donggou, registered=True, level="high", name="东沟的高风险")
    MeasureFactory(risk_point=high, content="双人复核")
    MeasureFactory(risk_point=high, content="停了的", ends_on=date(2026, 2, 1))
    RiskPointFactory(unit=xishan, name="还在自查的")
    return [high, low]


@pytest.fixture
def sent(points, town, zhang):
    return workflow.send_catalogue(town, by=zhang)


def test_it_holds_what_was_examined_the_high_ones_first(sent, points):
    assert [(row["name"], row["level"]) for row in sent.rows] == [
        ("东沟的高风险", "high"),
        ("西山的低风险", "low"),
    ]
    assert sent.rows[0]["measures"] == ["双人复核"]
    assert sent.rows[0]["unit"] == "东沟村"


def test_the_level_above_is_told_approves_and_the_town_is_told(client, wu, sent, zhang):
    assert Notification.objects.get(recipient=wu, text__contains="分级目录已报送").url
    client.force_login(wu)
    client.post(reverse("riskpoints:approve_catalogue", args=[sent.pk]))
    sent.refresh_from_db()
    assert (sent.status, sent.decided_by.endswith("吴海峰")) == ("approved", True)
    assert Notification.objects.filter(recipient=zhang, text__contains="已由上级批准").exists()
    with pytest.raises(Refusal, match="已经批准或退回"):
        workflow.return_catalogue(sent, by=wu, reason="晚了")


def test_it_is_sent_back_with_a_reason_and_then_sent_again(client, sent, wu, zhang, town):
    with pytest.raises(Refusal, match="已有一份目录在等待"):
        workflow.send_catalogue(town, by=zhang)
    client.force_login(wu)
    url = reverse("riskpoints:return_catalogue", args=[sent.pk])
    assert "这个字段是必填项。" in client.post(url, {"reason": ""}).content.decode()
    body = client.post(url, {"reason": "措施太笼统"}, follow=True).content.decode()
    assert "退回：措施太笼统" in body
    assert workflow.send_catalogue(town, by=zhang).status == "submitted"


def test_the_town_does_not_approve_its_own_catalogue(sent, sun):
    with pytest.raises(Refusal, match="由上级预警中心批准"):
        workflow.approve_catalogue(sent, by=sun)


def test_what_still_waits_to_be_examined_comes_first(points, town, zhang, xishan):
    RiskPointFactory(unit=xishan, status="unchecked")
    with pytest.raises(Refusal, match="还有1个在册待核的风险点"):
        workflow.send_catalogue(town, by=zhang)


def test_an_empty_register_makes_no_catalogue(town, zhang):
    with pytest.raises(Refusal, match="编不成目录"):
        workflow.send_catalogue(town, by=zhang)


def test_a_later_change_leaves_it_as_it_was_and_says_so(client, sent, points, sun):
    client.force_login(sun)
    page = client.get(sent.get_absolute_url()).content.decode()
    assert "报送以后登记有变动" not in page
    RiskPoint.objects.filter(pk=points[0].pk).update(name="改了名的")
    page = client.get(sent.get_absolute_url()).content.decode()
    assert "报送以后登记有变动" in page and "东沟的高风险" in page and "改了名的" not in page
    exported = b"".join(client.get(reverse("riskpoints:export_catalogue", args=[sent.pk, "csv"]))).decode(
        "utf-8-sig"
    )
    assert "东沟的高风险" in exported and "改了名的" not in exported


def test_a_village_does_not_read_the_whole_towns_catalogue(client, sent, li):
    client.force_login(li)
    assert "分级目录" in client.get(reverse("riskpoints:catalogues")).content.decode()
    assert str(sent) not in client.get(reverse("riskpoints:catalogues")).content.decode()
    for url in (sent.get_absolute_url(), reverse("riskpoints:export_catalogue", args=[sent.pk, "csv"])):
        assert client.get(url).status_code == 404


def test_the_database_keeps_one_waiting(sent, town):
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskCatalogue.objects.create(unit=town, year=2026, rows=[], sha256="0", sent_on=date(2026, 3, 3))
