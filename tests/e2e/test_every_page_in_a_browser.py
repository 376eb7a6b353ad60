"""Every page that opens for somebody, opened by them in Chromium: no script fails, no policy is broken, no request leaves
the machine (new_page watches), nothing scrolls sideways on a narrow phone, axe finds nothing."""

import pytest
from django.test import Client
from django.urls import reverse_lazy

from tests.e2e.conftest import Visitor
from tests.test_every_page import CAST, TABLE, address, made

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DOOR = reverse_lazy("organisations:login")
FILES = {
    *("export", "template", "template_file", "notice_pdf", "notice_docx", "report_pdf", "report_docx"),
    *(
        "leaders_pdf",
        "bulletin_pdf",
        "bulletin_docx",
        "inspection_file",
        "receipt_pdf",
        "scan",
        "evidence",
        "handling_paper",
    ),
    *(
        "attachment",
        "version_file",
        "procedure",
        "export_cases",
        "export_catalogue",
        "case_template",
        "import_template",
        "commitment_file",
        "minutes_file",
        "assessment_file",
        "joint_file",
        "village_file",
        "village_notice",
        "scheme_template",
        "export_scheme",
        "sheet_file",
    ),
}
NAMED_LIKE_A_FILE = {"assessment:evidence"}  # a page, where earlywarnings' is an attachment

FRAGMENTS = {"proposal"}  # a script asks for it and puts it into its page


@pytest.fixture
def things(request, xishan, town, zhang, sun, li, zhou, wang, zhao, wu, zheng, feng, chen):
    return made(xishan, town, zhang, sun, zhou, li)


@pytest.fixture
def arrives(new_page):
    """A visitor whose session is there already; one window each, and a client each, which would end the session before."""
    windows = {}

    def arrive(user) -> Visitor:
        if user.pk not in windows:
            client = Client()
            client.force_login(user)
            page = new_page()
            cookie = client.cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": "http://localhost"}])
            windows[user.pk] = Visitor(page, user, set())
        return windows[user.pk]

    return arrive


def test_every_page(request, things, arrives):
    """Everybody's first page, and each further address as the first of the cast for whom it opens; what is no page but
    a file is saved, and never shown by the browser."""
    for who in CAST[:-1]:
        arrives(request.getfixturevalue(who)).goes_to("/")
    for name, letters in TABLE.items():
        if "o" not in letters[:-1] or name.split(":")[1] in FRAGMENTS:
            continue
        visitor = arrives(request.getfixturevalue(CAST[letters.index("o")]))
        if name.split(":")[1] in FILES and name not in NAMED_LIKE_A_FILE:
            sent = visitor.page.request.get(address(name, things))
            assert sent.headers.get("content-disposition", "").startswith("attachment"), name
        else:
            visitor.goes_to(address(name, things))
            assert name == "organisations:login" or str(DOOR) not in visitor.page.url, name
