"""A living register (art. 15), and where risk sits (art. 18)."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from audit.models import AuditEvent
from core import clock
from core.verdict import Refusal
from deadlines.models import Deadline
from organisations.models import Post
from powers import workflow as powers
from riskpoints import queries, workflow
from riskpoints.models import RiskPoint
from tests.factories import MeasureFactory, PowerFactory, RiskPointFactory

pytestmark = pytest.mark.django_db

REVIEWED, CHANGED, SWEPT = date(2026, 3, 2), date(2026, 9, 1), date(2026, 9, 2)


@pytest.fixture
def point(xishan, li):
    post = li.person.appointments.get().post
    power = PowerFactory(unit=xishan, confirmed=True)
    point = RiskPointFactory(
        unit=xishan, power=power, post=post, status="registered", level="high", reviewed_on=REVIEWED
    )
    MeasureFactory(risk_point=point)
    return point


@pytest.fixture
def changed(point, li):
    with clock.at(CHANGED):
        powers.change(point.power, by=li, content="改了内容")
    return RiskPoint.objects.get(pk=point.pk)


def promises(point):
    return Deadline.objects.filter(kind="riskpoint_review", subject_id=point.pk)


def test_nothing_is_asked_of_what_has_not_changed(point):
    call_command("sweep", "--on", "2026-09-02")
    assert not promises(point).exists()


def test_article_15_a_changed_power_gives_thirty_days_to_look_again_once(changed, li):
    call_command("sweep", "--on", "2026-09-02")
    call_command("sweep", "--on", "2026-09-05")
    promise = promises(changed).get()
    assert (promise.started_on, promise.due_on, promise.unit) == (SWEPT, date(2026, 10, 2), changed.unit)
    assert promise.arithmetic == "9月2日发现职权调整，自次日起算30日，应于10月2日（含）前复核。"
    assert AuditEvent.objects.filter(verb="riskpoints.review_asked").count() == 1


def test_article_15_so_does_a_change_of_the_post_or_of_whoever_holds_it(point):
    Post.objects.filter(pk=point.post_id).update(changed_on=CHANGED)
    call_command("sweep", "--on", "2026-09-02")
    assert "发现岗位或任职变动" in promises(point).get().arithmetic


def test_the_unit_looks_again_and_the_promise_is_kept(client, changed, li):
    call_command("sweep", "--on", "2026-09-02")
    client.force_login(li)
    with clock.at(SWEPT):
        home = client.get("/").content.decode()
        assert "复核1个风险点" in home
        listed = client.get(reverse("riskpoints:index"), {"review": "due"}).content.decode()
        assert changed.name in listed
        page = client.get(changed.get_absolute_url()).content.decode()
        assert "审查以后有职权调整" in page and "复核：仍然合适" in page
        body = client.post(reverse("riskpoints:review", args=[changed.pk]), follow=True).content.decode()
    assert "已复核，仍然合适。" in body and "复核：仍然合适" not in body
    assert (promises(changed).get().state, promises(changed).get().met_on) == ("met", SWEPT)
    with clock.at(SWEPT):
        assert "复核1个风险点" not in client.get("/").content.decode()


def test_whoever_changes_it_instead_keeps_the_promise_once_it_is_examined(changed, li, zhang):
    call_command("sweep", "--on", "2026-09-02")
    with clock.at(SWEPT):
        point = workflow.change(changed, by=li, manifestation="换了表现形式")
        assert promises(point).get().state == "open"
        workflow.register(point, by=zhang)
    assert promises(point).get().state == "met"


def test_a_point_that_leaves_the_register_owes_nothing(changed, zhang):
    call_command("sweep", "--on", "2026-09-02")
    workflow.retire(changed, by=zhang, reason="职权取消")
    assert promises(changed).get().state == "cancelled"


def test_only_whoever_answers_for_the_unit_says_it_still_fits(changed, zhou, wang):
    for user in (zhou, wang):
        with pytest.raises(Refusal, match="复核由单位负责人办理"):
            workflow.review(changed, by=user)


def test_there_is_nothing_to_look_at_again_without_a_change(point, li):
    with pytest.raises(Refusal, match="现在不用复核"):
        workflow.review(point, by=li)


def test_the_map_counts_what_stands_in_the_register_and_opens_it(client, li, zhang, xishan, donggou, point):
    RiskPointFactory(unit=xishan, status="unchecked", level="low", risk_type=point.risk_type)
    RiskPointFactory(unit=xishan, status="draft", level="low", risk_type=point.risk_type)
    RiskPointFactory(unit=donggou, status="registered", reviewed_on=REVIEWED, level="high")

    rows = dict(queries.heat(queries.visible_to(zhang)))
    assert [unit.short_name for unit in rows] == ["西山村", "东沟村"]
    assert dict(rows[xishan])[point.risk_type] == [("high", 1), ("low", 1)]

    client.force_login(li)
    body = client.get(reverse("riskpoints:heat")).content.decode()
    assert "西山村" in body and "东沟村" not in body
    asked = {"unit": xishan.pk, "risk_type": point.risk_type, "level": "low", "status": "in_register"}
    listed = client.get(reverse("riskpoints:index"), asked).content.decode()
    assert "共 1 个风险点" in listed
