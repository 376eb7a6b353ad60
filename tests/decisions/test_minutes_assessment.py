"""廉政风险评估报告 on paper (art. 33)."""

import pytest
from django.urls import reverse

from decisions import workflow
from tests.decisions import held as made
from tests.decisions.test_minutes import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessed(xishan, zhang):
    item = made.proposed(xishan, zhang, needs_assessment=True)
    workflow.assess(
        item,
        by=zhang,
        powers="工程项目管理",
        points="工程变更（高）：随意增项",
        measures="变更须集体研究",
        analysis="措施能够防住。\n变更须再评估。",
        conclusion="feasible",
        assessed_by="镇纪委、财政所",
        assessed_on=made.DAY,
    )
    return item


def test_the_report_says_project_powers_points_measures_and_advice(client, assessed, zhang):
    client.force_login(zhang)
    text = text_of(client.get(reverse("decisions:assessment_file", args=[assessed.pk, "docx"])))
    for said in (
        "廉政风险评估报告",
        "农村道路维修资金",
        "金额：860,000.00元",
        "工程项目管理",
        "随意增项",
        "变更须集体研究",
        "变更须再评估。",
        "可行",
        "镇纪委、财政所",
    ):
        assert said in text


@pytest.mark.slow
def test_the_report_comes_as_pdf(client, assessed, zhang):
    client.force_login(zhang)
    response = client.get(reverse("decisions:assessment_file", args=[assessed.pk, "pdf"]))
    content = b"".join(response) if response.streaming else response.content
    assert content.startswith(b"%PDF")


@pytest.mark.parametrize(("who", "status"), [("li", 200), ("zhou", 200), ("wang", 404)])
def test_the_report_goes_to_whoever_reads_the_item(request, client, assessed, who, status):
    client.force_login(request.getfixturevalue(who))
    url = reverse("decisions:assessment_file", args=[assessed.pk, "docx"])
    assert client.get(url).status_code == status


def test_an_item_without_a_report_has_no_file(client, xishan, zhang):
    item = made.proposed(xishan, zhang)
    client.force_login(zhang)
    for extension in ("docx", "exe"):
        url = reverse("decisions:assessment_file", args=[item.pk, extension])
        assert client.get(url).status_code == 404
