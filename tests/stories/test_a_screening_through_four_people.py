"""A screening: opened, found by a collector, helped by the section, checked by the head, examined, in the register."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from deadlines.models import Deadline
from riskpoints.enums import Found, Status
from riskpoints.models import Assignment, RiskPoint, Screening
from tests.factories import PostFactory
from tests.stories.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

POINT = {
    "name": "印章外带不登记",
    "risk_type": "duty",
    "manifestation": "村集体印章由一人保管，外带使用不登记。",
    "layer": "post",
    "likelihood": 3,
    "harm": 3,
    "level": "",
    "line": "daily",
    "found_by": "mutual",
    "disclosure": "open",
    "disclosure_mode": "long_term",
    "valid_from": "2026-11-05",
    "measures-TOTAL_FORMS": 1,
    "measures-INITIAL_FORMS": 0,
    "measures-0-content": "两人保管，外带须登记并经书记批准",
    "measures-0-cadence": "",
}


def test_opened_looked_through_sent_back_and_examined_by_four_people(xishan, zhang, qian, li, zhou, wang):
    keeper = PostFactory(unit=xishan, name="印章管理岗")  # nobody holds it
    officer, second, head, collector = (Desk(user) for user in (zhang, qian, li, zhou))

    with clock.at(date(2026, 11, 2)):
        officer.does("riskpoints:open_screening", title="年度排查", due_on="2026-11-30", units=[xishan.pk])
        screening = Screening.objects.get()
        assert "自查3个岗位或科室的风险点" in collector.reads("/")

    assignment = Assignment.objects.get(post=keeper)
    page = assignment.get_absolute_url()
    with clock.at(date(2026, 11, 5)):
        assert "用印审核" in collector.reads(page)  # the example of a village's keeper of seals
        collector.does("riskpoints:write_in", assignment.pk, **POINT | {"post": keeper.pk})
        point = RiskPoint.objects.get()
        assert (point.assignment, point.found_by, point.status) == (assignment, Found.MUTUAL, Status.DRAFT)
        assert "已送科室帮查" in collector.does("riskpoints:pass_on_assignment", assignment.pk)
        assert "已送领导核查" in collector.does("riskpoints:pass_on_assignment", assignment.pk)
        jump = collector.client.post(reverse("riskpoints:finish_assignment", args=[assignment.pk]))
        assert jump.status_code == 403

    with clock.at(date(2026, 11, 9)):
        assert "核查1项" in head.reads("/")
        head.does("riskpoints:send_back_assignment", assignment.pk, reason="危害写轻了。")
        assert "危害写轻了。" in collector.reads(page)

    with clock.at(date(2026, 11, 10)):
        form = {"harm": 4, "version": point.version, "measures-INITIAL_FORMS": 1, "post": keeper.pk}
        form |= {"measures-0-id": point.measures.get().pk, "measures-0-cadence": "yearly"}
        collector.does("riskpoints:change", point.pk, **POINT | form)
        for desk in (collector, collector, head):
            desk.does("riskpoints:pass_on_assignment", assignment.pk)
        assert "审查1项" in officer.reads("/")

    with clock.at(date(2026, 11, 12)):
        for other in Assignment.objects.exclude(pk=assignment.pk):
            collector.does("riskpoints:report_none", other.pk, reason="不经手人、财、物。")
            for desk in (collector, head):
                desk.does("riskpoints:pass_on_assignment", other.pk)
        assert Deadline.objects.get(kind="screening").met_on == date(2026, 11, 12)
        for one in Assignment.objects.all():
            assert "这项排查已完成" in second.does("riskpoints:finish_assignment", one.pk)

    point.refresh_from_db()
    assert (point.status, point.level, point.reviewed_on) == (Status.REGISTERED, "medium", date(2026, 11, 12))
    progress = officer.reads(screening.get_absolute_url())
    assert "无风险点 2 项" in progress and "3 项" in progress
    assert "组织审查通过，排查完成" in officer.reads(page)
    with clock.at(date(2026, 11, 13)):
        assert "排查已结束" in officer.does("riskpoints:close_screening", screening.pk, reason="")

    stranger = Desk(wang)
    assert stranger.client.get(page).status_code == 404
    assert "印章" not in stranger.reads(reverse("riskpoints:assignments"))
