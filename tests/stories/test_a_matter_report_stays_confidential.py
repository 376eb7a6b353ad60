"""A village cadre reports a banquet: 镇纪委 reads it, and nobody else learns a word of it (art. 24)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

from core import clock
from core.gates import Role
from declarations.models import MatterReport
from tests.factories import EarlyWarningFactory
from tests.fixtures import member
from tests.stories.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET, ASKED, ANSWERED, REMARKED = (
    "紫薇花厅设宴九桌",
    "请写明菱角饭庄几号",
    "补写琥珀色请柬",
    "提醒勿用白鹭牌酒",
)
WORDS = (SECRET, ASKED, ANSWERED, REMARKED)
TODAY = date(2026, 11, 24)


def addresses(patterns, namespace=""):
    """Every address of the site that needs no argument, and those of the first things behind the others."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and namespace:
            yield from possible(f"{namespace}:{pattern.name}")


def possible(name: str):
    for arguments in ((), (MatterReport.objects.get().pk,), ("csv",)):
        try:
            yield reverse(name, args=arguments)
        except NoReverseMatch:
            continue


def everything_for(user) -> str:
    """What the user's browser can get hold of: every page, every list and export, searched for the words as well."""
    client, found = Client(), []
    client.force_login(user)
    for address in sorted(set(addresses(get_resolver().url_patterns))):
        gate = resolve(address).func.gate
        if gate not in ("members", "public") and not user.holds(*gate):
            continue  # refused at the door, as the table of every page proves
        page = read(client, address)
        found.append(page)
        if "</form>" in page and "<table" in page:  # a list: searched for it, and taken away as a file
            found += [read(client, address, q=SECRET[:4]), read(client, address, format="xlsx")]
    return "\n".join(found)


def read(client, address: str, **query) -> str:
    response = client.get(address, query)
    content = b"".join(response) if response.streaming else response.content
    return content.decode(errors="replace")


def test_a_report_of_a_banquet(xishan, donggou, zhang, qian, sun, li, wang, zhao, wu, zheng, feng, chen):
    cadre = member(xishan, "林永强", Role.COLLECTOR, "会计")
    accountant = member(xishan, "马玉兰", Role.COLLECTOR, "报账员")
    with clock.at(TODAY):
        EarlyWarningFactory(unit=donggou, status="received")  # 王 is warned of something else meanwhile
        reporter, officer, second = (Desk(user) for user in (cadre, zhang, qian))
        reporter.does("declarations:report", kind="banquet", happens_on="2026-12-01", content=SECRET)
        report = MatterReport.objects.get()

        assert "阅知1份重大事项报告" in officer.reads("/")
        officer.does("declarations:ask", report.pk, text=ASKED)
        assert ASKED in reporter.reads(report.get_absolute_url())
        reporter.does("declarations:supplement", report.pk, text=ANSWERED)
        assert ANSWERED in second.reads(report.get_absolute_url())
        second.does("declarations:read", report.pk, text=REMARKED, version=3)
        own_page = reporter.reads(report.get_absolute_url())
        assert SECRET in own_page
        assert REMARKED not in own_page

        for user in (li, accountant, wang, zhao, wu, zheng, feng, chen):
            seen = everything_for(user)
            assert [word for word in WORDS if word in seen] == [], user.name
            assert report.get_absolute_url() not in seen, user.name
        assert SECRET in everything_for(zhang)

        secretary, handler = Desk(sun), Desk(zhao)
        secretary.does("declarations:lend", report.pk, user=zhao.pk, until="2026-11-25")
        assert SECRET in handler.reads(report.get_absolute_url())

    with clock.at(date(2026, 11, 26)):
        assert handler.client.get(report.get_absolute_url()).status_code == 404
        officer.does("declarations:file", report.pk)
        assert "已归档" in reporter.reads(report.get_absolute_url())
