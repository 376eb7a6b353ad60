"""People in front of a screen: they log in through the door, follow links by their words and press buttons by theirs.

Every page they come to is looked at: nothing scrolls sideways at 360 px, and axe finds nothing the first time an
address of its kind is met. That no request leaves the machine and no script fails is new_page's to watch.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.factories import PASSWORD
from tests.harness.browser import DESKTOP

NARROW = {"width": 360, "height": 740}


class Visitor:
    def __init__(self, page, user, met: set):
        self.page, self.user, self.met = page, user, met

    def logs_in(self) -> "Visitor":
        self.page.goto(reverse("organisations:login"))
        self.page.get_by_label("登录名").fill(self.user.username)
        self.page.get_by_label("密码").fill(PASSWORD)
        return self.presses("登录")

    def goes_to(self, address: str) -> "Visitor":
        response = self.page.goto(address)
        assert response.status == 200, f"{self.user} {address}: {response.status}"
        return self.looks()

    def follows(self, words: str) -> "Visitor":
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words).first.click()
        return self.looks()

    def presses(self, words: str, *, sure: bool = False) -> "Visitor":
        """A deed that cannot be taken back asks first; sure answers it."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).click()
            if sure:
                self.page.get_by_role("dialog").get_by_role("button", name="确定").click()
        return self.looks()

    def writes(self, **words: str) -> "Visitor":
        """Into fields by their labels."""
        for label, text in words.items():
            self.page.get_by_label(label).fill(text)
        return self

    def ticks(self, *labels: str) -> "Visitor":
        for label in labels:
            self.page.get_by_label(label).check()
        return self

    def reads(self, words: str) -> "Visitor":
        self.page.get_by_text(words).first.wait_for()
        return self

    def looks(self) -> "Visitor":
        self.page.wait_for_load_state()
        self.is_narrow_enough()
        if (kind := re.sub(r"\d+", "N", self.page.url.split("?")[0])) not in self.met:
            self.met.add(kind)
            report = Axe().run(self.page)
            assert report.response["passes"], self.page.url
            assert report.violations_count == 0, f"{self.page.url}\n{report.generate_report()}"
        return self

    def is_narrow_enough(self) -> None:
        own = self.page.viewport_size
        self.page.set_viewport_size(NARROW)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], self.page.url
        self.page.set_viewport_size(own)


@pytest.fixture
def visitor(new_page):
    """visitor(zhang) sits at a desk, visitor(zhou, PHONE) holds a phone; both are logged in."""
    met = set()

    def arrive(user, viewport=DESKTOP) -> Visitor:
        return Visitor(new_page(viewport), user, met).logs_in()

    return arrive
