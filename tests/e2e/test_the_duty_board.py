"""履职清单 on a desktop and on a phone: from the board to the page where it is put right, and a hit that is none."""

import pytest
from django.urls import reverse

from duties.models import Dismissal
from tests.e2e.conftest import NARROW
from tests.factories import MeasureFactory, RiskPointFactory

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def point(xishan):
    MeasureFactory(risk_point=RiskPointFactory(unit=xishan, registered=True))
    return RiskPointFactory(unit=xishan, name="低保审核把关不严", registered=True)


def leave_out(visitor):
    return visitor.page.locator("main li").get_by_role("link", name="不作为问题")


def test_on_a_desktop_a_hit_that_is_none_is_left_out_and_taken_back(visitor, point, zhang):
    desk = visitor(zhang).follows("履职清单").reads("待办 1 项")
    desk.follows("在册风险点都有防控措施").reads("“低保审核把关不严”还没有防控措施")
    with desk.page.expect_navigation():
        leave_out(desk).click()
    desk.looks().writes(为什么不是问题="项目已取消，本月退出。").presses("列为不作为问题")
    desk.reads("已列为不作为问题")
    assert Dismissal.objects.get().unit == point.unit
    with desk.page.expect_navigation():
        desk.page.get_by_label("范围").get_by_role("link", name="不作为问题").click()
    desk.looks().reads("项目已取消，本月退出。").presses("重新作为问题").reads("还没有防控措施")
    desk.goes_to(reverse("duties:board")).reads("待办 1 项")


def test_on_a_phone_a_head_comes_to_the_page_where_it_is_put_right(visitor, point, li):
    phone = visitor(li, NARROW)
    phone.goes_to(reverse("duties:board")).reads("待办 1 项")
    assert phone.page.get_by_text("没有要核对的事项").is_visible()
    phone.follows("在册风险点都有防控措施").reads("怎么办：打开风险点，补上防控措施。")
    assert leave_out(phone).count() == 0
    phone.follows("低保审核把关不严")
    assert phone.page.url.endswith(point.get_absolute_url())
