"""One warning's whole life in Chromium: a collector on a phone, the officers at their desks, a village head, a town leader.

PostgreSQL, Redis and a Celery worker of its own, as in production: the worker opens the quarter and sends the mail.
The server runs on the machine's own day; nothing here depends on which it is.
"""

import io
from datetime import timedelta

import pypdf
import pytest

from assessment import workflow as assessment
from collection.models import CollectionForm
from core import clock
from deadlines.tasks import sweep
from documents.models import IssuedDocument
from earlywarnings.enums import Status
from earlywarnings.models import EarlyWarning
from notifications.models import OutgoingMail
from notifications.tasks import send_mail
from tests.factories import RiskPointFactory
from tests.harness.browser import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.worker, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SEEN = "村集体鱼塘发包公示期不足七日，有村民议论。"
NEVER_SERVED = "村民"  # how it came to be known is not on the notice


@pytest.fixture
def point(xishan):
    return RiskPointFactory(unit=xishan, name="集体资产发包不公开", registered=True)


def test_from_a_villages_form_to_a_point_off_its_score(
    worker, visitor, point, xishan, zhou, zhang, qian, sun, li, zhao
):
    li.email = "li@example.org"
    li.save()
    assessment.open_year(clock.today().year, by=sun)

    # 周, on a phone: the worker has opened the quarter; one question, one paragraph, sent.
    sweep.delay()
    worker.until(lambda: CollectionForm.objects.filter(unit=xishan).exists())
    collector = visitor(zhou, PHONE)
    collector.follows("填报").reads("是不是检举、控告").follows("不是，继续填报")
    collector.writes(情况摘要=SEEN)
    collector.page.get_by_text("更多（可以不填）").click()
    collector.page.get_by_label("关联风险点").select_option(label=str(point))
    collector.presses("记下这条").follows("报送").presses("确定报送").reads("采集表已报送，谢谢。")

    # 张: accepts the form, weighs the item, drafts a yellow warning.
    officer = visitor(zhang)
    officer.follows("去接收").follows("西山村").presses("接收").reads("采集表已接收。")
    officer.goes_to("/").follows("开始研判").follows("村集体鱼塘").presses("起草预警").presses("起草黄色预警")
    officer.writes(
        事由="集体鱼塘发包未公示",
        事实简述="集体鱼塘发包公示期不足七日。",
        违反的规定="村集体资产资源管理制度第五条",
    )
    officer.ticks("函询整改", "已核对，不属于应转问题线索处置的情形")
    officer.writes(总的要求="补办公示，完善制度。", 评估方式="现场核查公示记录")
    day = clock.today() + timedelta(days=20)
    for name, value in (
        ("text", "发包前未公示"),
        ("requirement", "补办公示七日"),
        ("due_on", day.isoformat()),
    ):
        officer.page.locator(f"[name=problem-0-{name}]").fill(value)
    officer.presses("保存草稿").reads("预警已起草").presses("提交审核").reads("待审核")
    warning = EarlyWarning.objects.get()

    # 钱 reviews, 孙 signs; the notice opens.
    visitor(qian).follows("审核通过").presses("审核通过", sure=True).reads("待签批")
    secretary = visitor(sun)
    secretary.follows("签批").presses("签批", sure=True).reads("待送达")
    secretary.reads(f"七镇纪廉预〔{clock.today().year}〕1号")
    link = secretary.page.get_by_role("link", name="通知书", exact=True)
    notice = secretary.page.request.get(link.get_attribute("href"))
    assert notice.headers["content-type"] == "application/pdf"
    assert notice.body() == bytes(IssuedDocument.objects.get().pdf)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(notice.body())).pages)
    assert "廉政风险预警整改通知书" in "".join(text.split())
    assert NEVER_SERVED not in text

    # 张 delivers; mail leaves through the worker; 李 signs for it and answers.
    officer.goes_to("/").follows("登记送达").presses("登记送达").reads("待签收")
    send_mail.delay()
    worker.until(lambda: OutgoingMail.objects.filter(recipient=li, sent_at__isnull=False).exists())
    head = visitor(li)
    head.follows("签收").presses("签收", sure=True).reads("自次日起算30日")
    head.follows("填写回告").writes(**{"整改措施（问题1）": "已补办公示七日。", "责任人（问题1）": "李长河"})
    head.writes(**{"完成日期（问题1）": clock.today().isoformat(), "制度机制方面": "制度没有写明公示环节。"})
    head.writes(完善了哪些制度="修订了集体资产发包制度。").presses("提交回告").reads("待复核")

    # 张 verifies and closes; the point is off the sheet; 赵 sees where it went.
    officer.goes_to("/").follows("开始复核").ticks("通过").presses("提交复核意见").reads("待销号")
    officer.presses("销号", sure=True).reads("已销号")
    warning.refresh_from_db()
    assert warning.status == Status.CLOSED
    head.goes_to(xishan.sheets.get().get_absolute_url()).reads("−1").follows(str(warning.number)).reads(
        "已销号"
    )
    leader = visitor(zhao)
    flow = leader.page.get_by_role("table", name=f"{clock.today().year}年签批的预警走到哪一步")
    flow.get_by_role("link", name="1", exact=True).last.click()
    leader.looks().follows("集体鱼塘发包未公示").reads("已销号")
    assert leader.page.url.endswith(warning.get_absolute_url())
