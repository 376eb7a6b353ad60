"""The leaders' page on paper, and by mail each quarter to those who want it."""

import io
from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from pypdf import PdfReader

from core import clock
from core.dates import Quarter
from core.verdict import Refusal
from dashboard import letters, queries
from dashboard.rules import LETTER, Moment, goes_out_on
from dashboard.sweep import send_quarterly
from deadlines.rules.calendar import Calendar
from notifications import workflow
from notifications.models import Notification, OutgoingMail, Subscription
from notifications.sweep import send_mail
from organisations.models import RoleAssignment
from tests.dashboard.scene import PAST, SPRING, TODAY, made

pytestmark = pytest.mark.django_db
FIRST = date(2026, 7, 1)  # a Wednesday after the second quarter


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def everything(town, xishan, donggou):
    with clock.at(SPRING):
        made(town, xishan, donggou)


def words(pdf: bytes) -> str:
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    return page.extract_text()


def wants(user, since=SPRING):
    user.email = f"{user.username}@example.org"
    user.save()
    with clock.at(since):
        workflow.subscribe(LETTER, by=user, what=letters.WHAT)
    return user


def swept(on) -> int:
    with clock.at(on):
        return send_quarterly(on)["overviews"]


def test_the_paper_is_one_sheet_with_the_numbers_of_the_screen(client, everything, zhao):
    client.force_login(zhao)
    response = client.get(reverse("dashboard:leaders_pdf"), {"on": "2026-09-30"})
    said = words(b"".join(response.streaming_content))
    overview = queries.overview(zhao, Moment(PAST, TODAY))
    assert response.filename == "全镇廉政风险一览（2026年9月30日）.pdf"
    for one in (
        *(row.label for row in overview.stats),
        "西山村",
        "东沟村",
        "截至2026年9月30日",
        "按赵启明的查看权限统计",
    ):
        assert one in said
    assert letters.pdf(overview, zhao) == letters.pdf(overview, zhao)


def test_the_paper_of_a_head_shows_the_own_unit_alone(everything, li):
    said = words(letters.pdf(queries.overview(li, Moment(TODAY, TODAY)), li))
    assert "本单位廉政风险一览" in said
    assert "西山村" in said
    assert "东沟村" not in said


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        (Calendar(), date(2026, 10, 1)),
        (Calendar({date(2026, 10, n): (False, "国庆节") for n in range(1, 8)}), date(2026, 10, 8)),
    ],
)
def test_it_goes_out_on_the_first_working_day_after_the_quarter(calendar, day):
    assert goes_out_on(Quarter(2026, 3), calendar) == day


def test_it_is_sent_once_a_quarter_and_made_up_when_a_sweep_was_missed(everything, zhao, sun):
    wants(zhao)
    assert [swept(day) for day in (date(2026, 6, 30), FIRST, FIRST, date(2026, 7, 2))] == [1, 1, 0, 0]
    assert swept(date(2026, 12, 3)) == 1  # the third quarter's, two months late
    assert list(Notification.objects.order_by("pk").values_list("recipient", "key")) == [
        (zhao.pk, f"dashboard:overview:{code}") for code in ("2026Q1", "2026Q2", "2026Q3")
    ]


def test_the_mail_brings_the_sheet_of_the_quarters_last_day_and_keeps_no_copy(everything, zhao):
    wants(zhao)
    swept(FIRST)
    send_mail(clock.now())
    (letter,) = mail.outbox
    ((name, content, kind),) = letter.attachments
    assert (letter.to, name, kind) == (
        [zhao.email],
        "全镇廉政风险一览（2026年6月30日）.pdf",
        "application/pdf",
    )
    assert "截至2026年6月30日" in words(content)
    assert "2026年第二季度末" in letter.body
    assert [bytes(row.file) for row in OutgoingMail.objects.all()] == [b""]


def test_everybody_gets_what_they_may_open(everything, zhao, li):
    for user in (zhao, li):
        wants(user)
    assert swept(FIRST) == 2
    said = {row.recipient_id: words(bytes(row.file)) for row in OutgoingMail.objects.all()}
    assert "东沟村" in said[zhao.pk]
    assert "东沟村" not in said[li.pk]


def test_it_goes_only_to_those_who_still_hold_the_role_and_wanted_it_by_then(zhao, sun, wu, li):
    RoleAssignment.objects.filter(user=wants(zhao)).update(ends_on=date(2026, 6, 30))
    wants(sun, since=date(2026, 7, 2))
    wants(wu)
    workflow.unsubscribe(LETTER, by=wu, what=letters.WHAT)
    li.is_active = False
    wants(li)
    assert swept(date(2026, 7, 3)) == 0
    RoleAssignment.objects.filter(user=zhao).update(ends_on=FIRST)
    assert swept(FIRST) == 1


def test_whoever_lost_the_address_is_told_without_mail(zhao):
    wants(zhao)
    zhao.email = ""
    zhao.save()
    assert swept(FIRST) == 1
    assert "请打开页面查看" in Notification.objects.get().text
    assert not OutgoingMail.objects.exists()


def test_a_leader_asks_for_it_on_the_page_and_takes_it_back(client, zhao):
    zhao.email = "zhao@example.org"
    zhao.save()
    client.force_login(zhao)
    assert "每季度寄给我" in client.get("/overview/").content.decode()
    for _ in range(2):
        page = client.post(reverse("dashboard:subscribe"), {"wanted": "yes"}, follow=True)
        assert "把季末的这一页寄到 zhao@example.org" in page.content.decode()
    assert Subscription.objects.get().since == TODAY
    client.post(reverse("dashboard:subscribe"), {"wanted": "no"})
    assert not Subscription.objects.exists()


def test_without_an_address_the_page_says_what_to_do(client, zhao):
    client.force_login(zhao)
    assert "您的账号没有登记邮箱" in client.get("/overview/").content.decode()
    with pytest.raises(Refusal):
        workflow.subscribe(LETTER, by=zhao, what=letters.WHAT)
    assert not Subscription.objects.exists()
