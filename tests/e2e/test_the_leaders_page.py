"""全镇一览 of the demo town, on a desktop and on a phone: every mark opens the rows it counted, a past day is chosen by
the keyboard, a day to come is refused at its field, and the paper is one sheet."""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from core import clock
from demo.build import build
from organisations.models import User
from tests.e2e.conftest import NARROW, Visitor
from tests.harness.browser import DESKTOP

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
OVERVIEW = "/overview/"
ENOUGH = 12  # of the many cells of a matrix; all of them are followed in tests/dashboard
MARKS = ".stat[href], .matrix--large a, .matrix--plain a, .state-line a"
CELLS = ".cols .matrix a"


@pytest.fixture
def leader():
    build(clock.today())
    return User.objects.get(username="lingdao")


@pytest.fixture
def arrives(new_page, leader):
    """With a session of their own each."""

    def arrive(viewport) -> Visitor:
        client = Client()
        client.force_login(leader)
        page = new_page(viewport)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": "http://localhost"}])
        return Visitor(page, leader, set())

    return arrive


def marks(page, selector) -> list[tuple[str, str]]:
    """The number or word of each mark, and its address; those within the page are none."""
    found = page.locator(selector).evaluate_all(
        "all => all.map(a => [(a.querySelector('b') || a).textContent, a.getAttribute('href')])"
    )
    return [(text, url) for text, url in found if not url.startswith("#")]


def wrong(page, found) -> list[tuple]:
    """Marks whose page does not open, or says another number than they do."""
    return [(text, url, said) for text, url in found if (said := rows_behind(page, url)) != number(text)]


def number(text: str) -> int:
    return int(re.findall(r"\d+", text)[-1])


def rows_behind(page, url: str) -> int | None:
    answer = page.request.get(url)
    counted = re.search(r"共 (\d+) ", answer.text())  # a list without rows says no number
    return None if answer.status != 200 else int(counted[1]) if counted else 0


def test_a_leader_reads_opens_goes_back_and_prints(arrives):
    desk = arrives(DESKTOP).goes_to(OVERVIEW).reads("预警走到哪一步")
    page = desk.page
    found = marks(page, MARKS)
    assert len(found) > 20
    cells = marks(page, CELLS)
    counted = [(text, url) for text, url in cells if text.isdigit()]
    assert wrong(page, found + counted[:ENOUGH]) == []
    forms = [url for text, url in cells if "/collection/" in url]
    assert {page.request.get(url).status for url in forms[:ENOUGH]} == {200}

    page.emulate_media(media="print")
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1
    page.emulate_media(media="screen")

    a_past_day_by_the_keyboard(desk)
    phone = arrives(NARROW).goes_to(f"{OVERVIEW}?on=2026-09-30").reads("截至2026年9月30日")
    phone.follows("今天")
    phone.page.locator(".stat[href^='/overview/rows/late']").click()
    phone.looks().reads("一览上的数字就是这些")
    phone.follows("一览").reads("各单位逾期的事")


def a_past_day_by_the_keyboard(desk) -> None:
    page = desk.page
    field = page.get_by_role("textbox", name="看哪一天")
    tomorrow = clock.today() + timedelta(1)
    for day, sentence in ((tomorrow, "这一天还没到"), (clock.today() - timedelta(40), "与上季末")):
        field.focus()
        field.fill(day.isoformat())
        with page.expect_navigation():
            page.keyboard.press("Enter")
        desk.looks().reads(sentence)
    assert wrong(page, marks(page, MARKS)) == []
