"""A screening in Chromium: an officer opens it, a collector finds on a phone, the head checks, another officer examines.

The server runs on the machine's own day; nothing here depends on which it is.
"""

from datetime import timedelta

import pytest

from core import clock
from riskpoints.enums import Status
from riskpoints.models import RiskPoint
from tests.factories import PostFactory
from tests.harness.browser import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_from_an_example_to_the_register(visitor, xishan, donggou, zhang, qian, li, zhou):
    PostFactory(unit=xishan, name="印章管理岗")

    # 张 opens it for 西山村 alone.
    officer = visitor(zhang)
    officer.goes_to("/risk-points/").follows("排查活动").follows("发起第一次排查")
    officer.page.get_by_label("东沟村").uncheck()
    for other in ("财政所", "民政办", "七道江镇"):
        officer.page.get_by_label(other, exact=True).uncheck()
    officer.writes(完成期限=(clock.today() + timedelta(days=20)).isoformat())
    officer.presses("发起并通知各单位").reads("排查已发起").reads("3 项")

    # 周, on a phone: an example copied and made her own; another post has none, and she says why.
    collector = visitor(zhou, PHONE)
    collector.follows("去自查").follows("印章管理岗").reads("用印审核")
    collector.page.get_by_role("listitem").filter(
        has=collector.page.get_by_text("用印审核", exact=True)
    ).get_by_role("button", name="抄这一条").click()
    collector.looks().writes(表现形式="印章由一人保管，外带不登记。").presses("保存").reads(
        "印章管理岗的风险排查"
    )
    collector.presses("写好了，送科室帮查").reads("已送科室帮查。")
    collector.presses("送领导核查").reads("领导核查由单位负责人办理")
    collector.goes_to("/").follows("去自查").follows("党支部书记").follows("没有风险点")
    collector.writes(为什么没有风险点="不经手钱物。").presses("送科室帮查").reads("已报无风险点")

    # 李 checks, 钱 examines.
    visitor(li).follows("去核查").follows("印章管理岗").presses("送组织审查").reads("已送组织审查。")
    second = visitor(qian)
    second.follows("去审查").follows("印章管理岗").presses("审查通过", sure=True).reads("这项排查已完成")

    point = RiskPoint.objects.get()
    assert (point.status, point.post.name) == (Status.REGISTERED, "印章管理岗")
    officer.goes_to("/risk-points/screenings/").reads("1 / 3 项").follows("年廉政风险排查").reads("科室帮查")
