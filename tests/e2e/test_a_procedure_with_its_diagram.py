"""A procedure written in Chromium: drawn while it is typed, found wanting, put right, confirmed and taken along."""

import pytest

from organisations.models import Post
from powers.enums import Status
from powers.models import Power
from tests.factories import AppointmentFactory, PostFactory

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clerk(xishan, zhou):
    post = PostFactory(unit=xishan, name="报账员岗")
    AppointmentFactory(post=post, person=zhou.person)
    return post


def writes_step(page, number: int, name: str, duty: str, post: Post):
    if number:
        page.get_by_role("button", name="再加一个环节").click()
    page.locator(f"[name=steps-{number}-name]").fill(name)
    page.locator(f"[name=steps-{number}-duty]").select_option(label=duty)
    page.locator(f"[name=steps-{number}-post]").select_option(value=str(post.pk))


def test_a_procedure_is_drawn_refused_in_one_hand_and_confirmed_in_two(
    visitor, xishan, clerk, li, zhou, zhang, qian, sun
):
    secretary = li.person.appointments.get().post

    # 周 writes it down as it has always been done: by herself.
    collector = visitor(zhou)
    collector.goes_to("/powers/new/")
    page = collector.page
    collector.writes(职权名称="印章使用审批")
    page.locator("[name=kind]").select_option(label="村级小微权力")
    page.locator("[name=bases-0-kind]").select_option(label="村民自治规定")
    page.locator("[name=bases-0-title]").fill("西山村印章管理制度")
    writes_step(page, 0, "受理", "受理", clerk)
    writes_step(page, 1, "审查", "审查", clerk)
    writes_step(page, 2, "批准", "批准", clerk)
    page.locator("svg", has_text="报账员岗").filter(has_text="批准").first.wait_for()
    collector.reads("第九条").looks()
    collector.presses("存为草稿").reads("报账员岗")

    # 张 reviews it, 孙 cannot confirm it.
    power = Power.objects.get()
    visitor(zhang).goes_to(power.get_absolute_url()).follows("审核").presses("审核")
    head = visitor(sun)
    head.goes_to(power.get_absolute_url()).reads("批准").reads("第九条")
    assert not head.page.get_by_role("button", name="确认", exact=True).count()

    # 周 gives the approval to 李; now it holds.
    collector.goes_to(f"/powers/{power.pk}/change/")
    page.locator("[name=steps-2-post]").select_option(value=str(secretary.pk))
    collector.presses("保存为新草稿")
    visitor(qian).goes_to(power.get_absolute_url()).follows("审核").presses("审核")
    head.goes_to(power.get_absolute_url()).presses("确认", sure=True)
    power.refresh_from_db()
    assert power.status == Status.CONFIRMED

    with head.page.expect_download() as download:
        head.page.get_by_role("link", name="PDF").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
