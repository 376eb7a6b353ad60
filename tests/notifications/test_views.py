"""The inbox: one's own, nobody else's."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.verdict import Refusal
from notifications import queries, workflow
from notifications.models import Notification
from notifications.outbox import tell_once

pytestmark = pytest.mark.django_db

INBOX = "/inbox/"


@pytest.fixture
def as_li(client, li):
    client.force_login(li)
    return client


def tell(user, number=1, url="/articles/"):
    tell_once([user], key=f"tests:{number}", text=f"第{number}号预警已签发，请签收。", url=url)
    return Notification.objects.get(recipient=user, key=f"tests:{number}")


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_inbox_shows_ones_own_and_nobody_elses(as_li, li, wang):
    tell(li, 1)
    tell(wang, 2)

    page = text(as_li.get(INBOX))

    assert "第1号预警已签发" in page
    assert "第2号" not in page
    assert "1 条未读" in page


def test_an_empty_inbox_says_what_comes_here(as_li):
    assert "没有消息。" in text(as_li.get(INBOX))


def test_opening_a_message_marks_it_and_leads_to_its_page(as_li, li):
    notification = tell(li)

    with clock.at(date(2026, 11, 25)):
        response = as_li.post(reverse("notifications:read", args=[notification.pk]))
    as_li.post(reverse("notifications:read", args=[notification.pk]))

    assert response.headers["Location"] == "/articles/"
    notification.refresh_from_db()
    assert f"{notification.read_at:%Y-%m-%d}" == "2026-11-25"  # the first reading counts
    assert queries.unread_count(li) == 0


@pytest.mark.parametrize("url", ["", "//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_a_message_without_a_page_of_ours_leads_back_to_the_inbox(as_li, li, url):
    response = as_li.post(reverse("notifications:read", args=[tell(li, url=url).pk]))

    assert response.headers["Location"] == INBOX


def test_a_message_of_somebody_else_is_not_found_and_stays_unread(as_li, wang):
    notification = tell(wang)

    assert as_li.post(reverse("notifications:read", args=[notification.pk])).status_code == 404
    assert queries.unread_count(wang) == 1


def test_reading_for_somebody_else_is_refused(li, wang):
    with pytest.raises(Refusal, match="不是发给您的"):
        workflow.read(tell(wang), by=li)


def test_all_are_marked_at_once_ones_own_only(as_li, li, wang):
    for number in range(3):
        tell(li, number)
    tell(wang, 9)

    page = text(as_li.post(reverse("notifications:read_all"), follow=True))

    assert "3 条消息已标为已读。" in page
    assert "没有未读的消息" in page
    assert queries.unread_count(wang) == 1


def test_the_unread_ones_can_be_shown_alone(as_li, li):
    workflow.read(tell(li, 1), by=li)
    tell(li, 2)

    page = text(as_li.get(INBOX, {"show": "unread"}))

    assert "第2号" in page
    assert "第1号" not in page


@pytest.mark.parametrize("name", ["read", "read_all"])
def test_a_link_cannot_mark_anything(as_li, li, name):
    notification = tell(li)
    args = [notification.pk] if name == "read" else []

    assert as_li.get(reverse(f"notifications:{name}", args=args)).status_code == 405
    assert queries.unread_count(li) == 1


def test_html_in_a_message_is_shown_as_it_is(as_li, li):
    tell_once([li], key="tests:html", text="<script>alert(1)</script>")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text(as_li.get(INBOX))


def test_three_messages_cost_no_more_questions_than_one(as_li, li):
    asked = []
    for number in range(3):
        tell(li, number)
        with CaptureQueriesContext(connection) as queries_made:
            page = text(as_li.get(INBOX))
        asked.append(len(queries_made))

    assert page.count("号预警已签发") == 3
    assert asked[0] == asked[2] <= 12


def test_a_long_inbox_has_pages(as_li, li):
    for number in range(31):
        tell(li, number)

    assert len(as_li.get(INBOX).context["page"]) == 30
    assert "第0号" in text(as_li.get(INBOX, {"page": 2}))
