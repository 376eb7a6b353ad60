"""预警 in Chromium: an officer who drafts, a village head on a phone, and somebody who sees with other means.

The server runs on the machine's own day here; nothing depends on which it is.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from earlywarnings.enums import Status, Tier
from earlywarnings.models import EarlyWarning
from tests.factories import ItemFactory
from tests.harness.browser import DESKTOP

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NARROW = {"width": 360, "height": 740}
LONG = "村集体鱼塘发包前未按规定公示也未召开村民代表会议讨论ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@pytest.fixture
def at_work(new_page, client):
    """A page on which the user is logged in."""

    def open_page(user, viewport=DESKTOP, **options):
        client.force_login(user)
        page = new_page(viewport, **options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": "http://localhost"}])
        return page

    return open_page


@pytest.fixture
def item(xishan):
    return ItemFactory(reported=True, unit=xishan, summary=LONG)


def test_an_officer_drafts_from_an_item_and_nothing_typed_is_lost_on_a_mistake(at_work, zhang, item):
    page = at_work(zhang)
    page.goto(reverse("earlywarnings:triage_list"))
    page.get_by_label(f"选择{item}").check()
    page.get_by_role("button", name="合并起草预警").click()
    page.get_by_role("button", name="起草黄色预警").click()

    page.get_by_label("事由").fill("集体鱼塘发包未公示")
    page.get_by_label("违反的规定").fill("资产资源管理制度第五条")
    page.get_by_label("函询整改").check()
    page.get_by_label("总的要求").fill("补办公示。")
    page.get_by_label("评估方式").fill("现场核查")
    page.get_by_label("已核对，不属于应转问题线索处置的情形").check()
    for number in (0, 1):
        page.locator(f"[name=problem-{number}-text]").fill(f"第{number}个问题")
        page.locator(f"[name=problem-{number}-due_on]").fill("2099-01-05")
        page.get_by_role("button", name="再加一个问题").click()
    page.get_by_text("移除").nth(2).click()
    page.get_by_role("button", name="保存草稿").click()

    page.get_by_role("alert").wait_for()
    mistakes = page.get_by_role("alert").get_by_role("link")
    assert mistakes.all_inner_texts() == ["整改要求：这个字段是必填项。"] * 2
    assert page.get_by_label("事由").input_value() == "集体鱼塘发包未公示"
    for number in (0, 1):
        page.locator(f"[name=problem-{number}-requirement]").fill("补办公示七日")
    page.get_by_role("button", name="保存草稿").click()

    page.get_by_text("预警已起草，请核对后提交审核。").wait_for()
    assert [problem.text for problem in EarlyWarning.objects.get().problems.all()] == [
        "第0个问题",
        "第1个问题",
    ]


def test_a_village_head_signs_for_and_answers_on_a_phone(at_work, li, through):
    warning = through("deliver")
    page = at_work(li, NARROW)
    page.goto("/")
    with page.expect_navigation():  # whole: the question before the deed is asked by a script
        page.get_by_role("link", name="签收黄色预警通知书").click()
    page.get_by_role("button", name="签收", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    page.get_by_text("已签收，请于").wait_for()

    with page.expect_navigation():  # whole: what is typed is kept by a script
        page.get_by_role("link", name="填写回告").click()
    page.get_by_label("整改措施（问题1）").fill("已补办公示七日。")
    page.get_by_label("责任人（问题1）").fill("李长河")
    page.get_by_label("制度机制方面").fill("制度没有写明公示环节。")
    page.reload()  # the bus went through a tunnel
    assert page.get_by_label("整改措施（问题1）").input_value() == "已补办公示七日。"
    page.get_by_label("还没有完成的事项和原因").fill("公示期未满。")
    page.get_by_role("button", name="提交回告").click()

    page.get_by_text("回告已提交，等待复核。").wait_for()
    warning.refresh_from_db()
    assert warning.status == Status.ANSWERED


def addresses(warn, item, xishan) -> list[tuple[str, str]]:
    """Every kind of page, each as whoever works on it."""
    words = {"title": LONG, "facts": LONG, "requirements": LONG, "rule_violated": LONG}
    made = {status: warn(status, **words, problems=2) for status in Status}
    blue = warn(Status.RECEIVED, tier=Tier.BLUE, **words)
    personal = warn(Status.ANSWERED, person=xishan.supervision_head)
    start = f"{reverse('earlywarnings:draft')}?item={item.pk}"

    def page(verb: str, status: Status) -> str:
        return reverse(f"earlywarnings:{verb}", args=[made[status].pk])

    staff = [
        reverse("earlywarnings:index"),
        f"{reverse('earlywarnings:index')}?q=nothing",
        reverse("earlywarnings:triage_list"),
        reverse("earlywarnings:triage", args=[item.pk]),
        start,
        f"{start}&unit={xishan.pk}&tier=red",
        f"{start}&unit={xishan.pk}&tier=blue",
        page("change", Status.DRAFT),
        page("deliver", Status.SIGNED),
        page("verify", Status.ANSWERED),
        page("return_to_draft", Status.REVIEW),
        *(warning.get_absolute_url() for warning in made.values()),
    ]
    head = [
        reverse("earlywarnings:index"),
        page("answer", Status.RECEIVED),
        page("answer", Status.SENT_BACK),
        reverse("earlywarnings:answer", args=[blue.pk]),
        reverse("earlywarnings:add_opinion", args=[personal.pk]),
        made[Status.DELIVERED].get_absolute_url(),
    ]
    return [("zhang", address) for address in staff] + [("li", address) for address in head]


def test_axe_finds_nothing_and_nothing_scrolls_sideways(at_work, zhang, li, warn, item, xishan):
    pages = {
        "zhang": at_work(zhang, NARROW, bypass_csp=True),
        "li": at_work(li, NARROW, bypass_csp=True),
    }
    for name, address in addresses(warn, item, xishan):
        page = pages[name]
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], address
        report = Axe().run(page)
        assert report.violations_count == 0, f"{address}\n{report.generate_report()}"
