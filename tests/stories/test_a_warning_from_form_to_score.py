"""One warning's whole life, through the browser's own requests: from a village's form to a point off its score."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assessment.queries import explained
from collection import sweep as collection_sweep
from core import clock
from documents.models import IssuedDocument
from earlywarnings.models import EarlyWarning
from notifications.models import Notification
from riskpoints.enums import Status as PointStatus
from riskpoints.models import RiskPoint
from tests.stories.desk import Desk, problem_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(xishan):
    day = date(2026, 1, 5)
    return RiskPoint.objects.create(
        unit=xishan,
        name="集体资产发包不公开",
        risk_type="process",
        manifestation="发包前不公示",
        status=PointStatus.REGISTERED,
        level="medium",
        valid_from=day,
        changed_on=day,
        reviewed_on=day,
    )


def test_from_a_villages_form_to_a_point_off_its_score(point, xishan, zhou, zhang, qian, sun, li, zhao, wang):
    village, officer, second, secretary, head, leader = (Desk(u) for u in (zhou, zhang, qian, sun, li, zhao))

    with clock.at(date(2026, 10, 8)):
        collection_sweep.open_quarters(date(2026, 10, 8))
        home = village.reads("/")
        assert "2026年第四季度" in home
        assert "本季度无情况" in home

    with clock.at(date(2026, 11, 2)):
        form = xishan.forms.get()
        assert "检举" in village.reads(reverse("collection:ask", args=[form.pk]))
        village.does(
            "collection:add_item",
            form.pk,
            found_on="2026-11-01",
            source="daily",
            subject=f"unit-{xishan.pk}",
            summary="村集体鱼塘发包未公示，群众有议论。",
            risk_point=point.pk,
        )
        assert "已报送" in village.does("collection:submit", form.pk)

    with clock.at(date(2026, 11, 3)):
        officer.does("collection:accept", form.pk)
        assert "研判1条新的预警信息" in officer.reads("/")
        item = form.items.get()
        assert "鱼塘" in officer.reads(reverse("earlywarnings:triage", args=[item.pk]))
        officer.does(
            "earlywarnings:draft",
            query=f"?item={item.pk}&unit={xishan.pk}&tier=yellow",
            risk_point=point.pk,
            title="集体鱼塘发包未公示",
            facts="村集体鱼塘发包前未按规定公示。",
            rule_violated="村集体资产资源管理制度第五条",
            measures=["letter"],
            requirements="补办公示并完善制度。",
            supervisor=zhang.person.pk,
            evaluation="现场核查公示记录",
            case_handling="on",
            case_handling_note="不属于问题线索",
            **problem_rows(text="发包前未公示", requirement="补办公示七日", due_on="2026-11-20"),
        )
        warning = EarlyWarning.objects.get()
        assert head.client.get(warning.get_absolute_url()).status_code == 404, (
            "nothing is seen before it is served"
        )
        officer.does("earlywarnings:submit", warning.pk)
        second.does("earlywarnings:approve", warning.pk)
        secretary.does("earlywarnings:sign", warning.pk)

    warning.refresh_from_db()
    assert warning.number.text == "七镇纪廉预〔2026〕1号"
    pdf = b"".join(officer.client.get(reverse("earlywarnings:notice_pdf", args=[warning.pk])))
    assert pdf.startswith(b"%PDF")
    assert pdf == bytes(IssuedDocument.objects.get().pdf)

    with clock.at(date(2026, 11, 4)):
        officer.does("earlywarnings:deliver", warning.pk, delivered_on="2026-11-04", way="in_person")
        assert "签收黄色预警通知书" in head.reads("/")
        page = head.does("earlywarnings:sign_for", warning.pk)
        assert "11月4日签收，自次日起算30日，应于12月4日（含）前回告。" in page

    with clock.at(date(2026, 11, 25)):
        warning.refresh_from_db()
        problem = warning.problems.get()
        answer = {
            f"p{problem.pk}-measure": "已补办公示七日。",
            f"p{problem.pk}-person": "李长河",
            f"p{problem.pk}-done_on": "2026-11-20",
            "system": "发包制度没有写明公示环节。",
            "rules_improved": "修订了集体资产发包制度。",
        }
        assert "待复核" in head.does("earlywarnings:answer", warning.pk, **answer)

    with clock.at(date(2026, 11, 26)):
        answered = warning.responses.get().answers.get()
        officer.does("earlywarnings:verify", warning.pk, **{f"a{answered.pk}-passed": "yes"})
        assert "已销号" in officer.does("earlywarnings:close", warning.pk)

        secretary.does("assessment:open_year")
        sheet = xishan.sheets.get()
        page = head.reads(sheet.get_absolute_url())
        assert warning.get_absolute_url() in page
        assert "−1" in page
        assert explained(sheet, li)["result"].deducted == Decimal(1)
        assert explained(sheet, li)["result"].score == Decimal(99)

        overview = leader.reads("/")
        assert f"{reverse('earlywarnings:index')}?year=2026&amp;tier=yellow&amp;reached=closed" in overview

    stranger = Desk(wang)
    assert stranger.client.get(warning.get_absolute_url()).status_code == 404
    assert stranger.client.get(sheet.get_absolute_url()).status_code == 404
    assert "鱼塘" not in stranger.reads(reverse("earlywarnings:index"))
    assert not Notification.objects.filter(recipient=wang, text__contains="西山").exists()
