"""The pages of 参阅: the forms, the list, the record with its receipts, the files; and what whose page tells."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEvent
from core import clock
from core.gates import Role
from earlywarnings.enums import BulletinStatus, Status
from earlywarnings.models import Bulletin
from earlywarnings.workflow import telling
from tests.factories import BulletinFactory, ItemFactory
from tests.fixtures import member

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 8)
INDEX = reverse("earlywarnings:bulletins")
DRAFT = reverse("earlywarnings:draft_bulletin")
NAMES = ("西山", "李长河", "鱼塘", "七镇纪廉预")
WORDS = {"title": "某村预警案例", "causes": "检查不够。", "next_steps": "每月检查一次。"}


@pytest.fixture
def opened(client):
    def read(user, address, wanted=200, **query):
        client.force_login(user)
        with clock.at(TODAY):
            response = client.get(address, query)
        assert response.status_code == wanted
        return b"".join(response) if response.streaming else response.content.decode()

    return read


@pytest.fixture
def sent(client):
    """Send a form as somebody, and read the page it leads to."""

    def send(user, address, wanted=200, **data):
        client.force_login(user)
        with clock.at(TODAY):
            response = client.post(address, data, follow=True)
        assert response.status_code == wanted
        return response.content.decode()

    return send


@pytest.fixture
def tell(town, zhang):
    def make(status=BulletinStatus.ISSUED, **values):
        return BulletinFactory(**{"status": status, "unit": town, "drafted_by": zhang} | values)

    return make


@pytest.fixture
def closed(warn):
    return warn(Status.CLOSED, title="西山鱼塘发包未公示", facts="李长河把西山鱼塘包给了亲戚。")


def to(name, *args) -> str:
    return reverse(f"earlywarnings:{name}", args=args)


# -- the forms -------------------------------------------------------------------------------------------


def test_one_question_first_then_what_the_system_says_beside_the_form(opened, zhang, closed):
    body = opened(zhang, DRAFT)
    assert "西山村 西山鱼塘发包未公示" in body
    assert "2026年第三季度" in body
    body = opened(zhang, DRAFT, warning=closed.pk)
    assert "镇纪委在工作中发现某村存在廉政风险" in body
    assert 'value="某村廉政风险黄色预警案例"' in body
    body = opened(zhang, DRAFT, period="2026Q4")
    assert "预警总数1件（上期0件）" in body
    assert 'value="2026年第四季度廉政风险预警情况"' in body
    assert "案情简述" not in body


@pytest.mark.parametrize(
    "query", [{"warning": "999999"}, {"warning": "x"}, {"period": "2026Q9"}, {"period": ""}, {"x": "1"}]
)
def test_an_address_that_names_nothing_asks_again(query, opened, zhang, closed):
    assert "编写参阅：从哪里来" in opened(zhang, DRAFT, **query)


def test_a_draft_goes_through_four_hands_in_the_browser(sent, opened, zhang, qian, sun, zhao, closed):
    body = sent(zhang, f"{DRAFT}?warning={closed.pk}", **WORDS, story="公开栏没有更新。", to_heads="on")
    assert "参阅已起草" in body
    bulletin = Bulletin.objects.get()
    assert "已提交审批" in sent(zhang, to("submit_bulletin", bulletin.pk))
    assert "审批通过，请镇纪委书记印发" in sent(qian, to("approve_bulletin", bulletin.pk))
    page = opened(sun, to("issue_bulletin", bulletin.pk))
    assert "同级党政班子（1人）" in page
    assert "保留这些名称的理由" not in page
    assert "已印发七镇纪廉阅〔2026〕1号" in sent(sun, to("issue_bulletin", bulletin.pk))
    assert "公开栏没有更新。" in opened(zhao, bulletin.get_absolute_url())
    assert "参阅已撤回" in sent(sun, to("withdraw_bulletin", bulletin.pk), reason="数据有误。")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "必填"),
        ({"title": "题" * 101}, "100"),
        ({"units": ["999999"]}, "选择一个有效的选项"),
        ({"people": ["x"]}, "不是一个有效的值"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_lost(changed, told, sent, zhang, closed):
    body = sent(zhang, f"{DRAFT}?warning={closed.pk}", **WORDS | {"story": "公开栏没有更新。"} | changed)
    assert told in body
    assert "公开栏没有更新。" in body
    assert not Bulletin.objects.exists()


def test_a_draft_read_before_a_colleague_changed_it_shows_both_versions(sent, zhang, qian, tell):
    bulletin = tell(BulletinStatus.DRAFT)
    address = to("change_bulletin", bulletin.pk)
    assert "修改已保存" in sent(qian, address, **WORDS | {"version": "1", "causes": "甲的话。"})
    body = sent(zhang, address, **WORDS | {"version": "1", "causes": "乙的话。"})
    assert "别人已经改过这条记录" in body
    assert "甲的话。" in body
    assert Bulletin.objects.get().causes == "甲的话。"


def test_a_name_is_pointed_out_before_issuing_and_asks_for_a_reason(opened, sent, sun, zhang, tell, closed):
    bulletin = tell(BulletinStatus.APPROVED, warning=closed, causes="西山村的书记失察。")
    for user, address in ((zhang, bulletin.get_absolute_url()), (sun, to("issue_bulletin", bulletin.pk))):
        body = opened(user, address)
        assert "文中还有这些名称" in body
        assert "西山村、西山" in body
    issue = to("issue_bulletin", bulletin.pk)
    assert "必填" in sent(sun, issue, reason="")
    assert Bulletin.objects.get().status == BulletinStatus.APPROVED
    assert "已印发" in sent(sun, issue, reason="已经公开通报过。")


# -- the record ------------------------------------------------------------------------------------------


def test_a_reader_reads_and_the_staff_sees_who_has_not(opened, tell, zhao, wu, zhang):
    bulletin = tell(circulated=[zhao, wu])
    body = opened(zhang, bulletin.get_absolute_url())
    assert "已阅0人，未阅2人" in body
    assert "检查不够。" in opened(zhao, bulletin.get_absolute_url())
    body = opened(zhang, bulletin.get_absolute_url())
    assert "已阅1人，未阅1人" in body
    assert body.count("未阅</span>") == 1


def test_a_reader_sees_neither_the_list_nor_the_way_it_came(opened, tell, zhao, wu, closed):
    bulletin = tell(warning=closed, circulated=[zhao, wu])
    body = opened(zhao, bulletin.get_absolute_url())
    for words in ("传阅", "办理记录", "内部办理", "来源预警", "吴海峰", *NAMES):
        assert words not in body.replace("七镇纪廉阅", "")
    for name in ("bulletin_docx", "change_bulletin", "withdraw_bulletin"):
        opened(zhao, to(name, bulletin.pk), wanted=403)
    assert opened(zhao, to("bulletin_pdf", bulletin.pk)).startswith(b"%PDF")


def test_a_withdrawn_one_says_why_and_shows_no_more(opened, tell, zhao, zhang):
    bulletin = tell(BulletinStatus.WITHDRAWN, circulated=[zhao])
    body = opened(zhao, bulletin.get_absolute_url())
    assert "数据有误。" in body
    assert "检查不够。" not in body
    assert "检查不够。" in opened(zhang, bulletin.get_absolute_url())
    for user in (zhao, zhang):
        opened(user, to("bulletin_pdf", bulletin.pk), wanted=404)


def test_every_number_of_a_summary_opens_its_rows_for_the_staff(opened, zhang, zhao, town, closed, warn):
    with clock.at(TODAY):
        bulletin = telling.draft(town, by=zhang, period="2026Q4", **WORDS)
    address = to("bulletin_rows", bulletin.pk, "warnings", "tier-yellow")
    assert f'href="{address}"' in opened(zhang, bulletin.get_absolute_url())
    body = opened(zhang, address)
    assert closed.get_absolute_url() in body
    opened(zhao, address, wanted=403)
    for chapter, key in (("warnings", "tier-green"), ("people", "every"), ("items", "tier-yellow")):
        opened(zhang, to("bulletin_rows", bulletin.pk, chapter, key), wanted=404)


def test_the_closed_warning_offers_to_tell_of_it(opened, zhang, li, closed, warn):
    words = f"{DRAFT}?warning={closed.pk}"
    assert words in opened(zhang, closed.get_absolute_url())
    assert words not in opened(li, closed.get_absolute_url())
    assert DRAFT not in opened(zhang, warn(Status.ANSWERED).get_absolute_url())
    BulletinFactory(warning=closed, unit=closed.unit.parent)
    assert words not in opened(zhang, closed.get_absolute_url())


# -- the list --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_three_than_for_one(count, opened, zhang, zhao, wu, tell, warn):
    for _ in range(count):
        tell(circulated=[zhao, wu][:count])
        tell(BulletinStatus.DRAFT, warning=warn(Status.CLOSED))
    with CaptureQueriesContext(connection) as asked:
        body = opened(zhang, INDEX)
    assert body.count('<th scope="row">') == 2 * count
    assert sum("earlywarnings_bulletin" in query["sql"] for query in asked.captured_queries) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_asks_no_more_for_three_than_for_one(count, opened, zhang, zhao, wu, li, tell):
    bulletin = tell(circulated=[zhao, wu, li][:count])
    with CaptureQueriesContext(connection) as asked:
        body = opened(zhang, bulletin.get_absolute_url())
    assert body.count("未阅</span>") == count
    ours = [query for query in asked.captured_queries if "earlywarnings_bulletin" in query["sql"]]
    assert len(ours) == 5  # the record, its units and people, its receipt for this reader, its readers


@pytest.mark.parametrize("count", [1, 3])
def test_the_things_to_do_ask_no_more_for_three_than_for_one(count, opened, sun, tell, warn):
    for _ in range(count):
        tell(BulletinStatus.REVIEW)
        tell(BulletinStatus.APPROVED, warning=warn(Status.CLOSED))
        tell(BulletinStatus.DRAFT)
    with CaptureQueriesContext(connection) as asked:
        body = opened(sun, "/")
    assert (body.count("审批参阅</b>"), body.count("印发参阅</b>")) == (count, count)
    assert "提交参阅审批" not in body  # that waits for who drafted it
    assert sum("earlywarnings_bulletin" in query["sql"] for query in asked.captured_queries) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["三季度情况", "某村案例"]),
        ({"kind": "case"}, ["某村案例"]),
        ({"status": "draft"}, ["某村案例"]),
        ({"year": "2026"}, ["三季度情况"]),
        ({"q": "三季度 七镇纪廉阅"}, ["三季度情况"]),
        ({"q": "没有"}, []),
        ({"year": "abc"}, []),
        ({"status": "gone"}, []),
    ],
)
def test_the_list_and_the_workbook_are_narrowed_alike(query, found, client, zhang, tell, closed):
    tell()
    tell(BulletinStatus.DRAFT, warning=closed, title="某村案例")
    client.force_login(zhang)
    with clock.at(TODAY):
        book = openpyxl.load_workbook(BytesIO(b"".join(client.get(INDEX, query | {"format": "xlsx"}))))
        page = client.get(INDEX, query).context["page"]
    rows = list(book.active.values)[1:]
    assert sorted(bulletin.title for bulletin in page) == sorted(found) == sorted(row[2] for row in rows)
    assert not any(name in str(rows) for name in NAMES)
    assert AuditEvent.objects.get(verb="bulletin.export").details == {"rows": len(found)}


def test_who_is_not_on_the_list_learns_nothing_of_it(client, opened, wang, zhou, zhao, tell, closed):
    """The title is a secret too: 王 and 周 are not in the circulation, and 赵 is not yet."""
    secret = "机密标题"
    issued = tell(title=secret, circulated=[zhao])
    review = tell(BulletinStatus.REVIEW, title=secret, warning=closed)
    for user in (wang, zhou):
        for address in (INDEX, "/", f"{INDEX}?q={secret}"):
            assert secret not in opened(user, address).replace(f'value="{secret}"', "")
        for name in ("bulletin", "bulletin_pdf"):
            opened(user, to(name, issued.pk), wanted=404)
    assert opened(zhao, INDEX).count(secret) == 1
    for name in ("bulletin", "bulletin_pdf"):
        opened(zhao, to(name, review.pk), wanted=404)


def test_the_centre_and_leaders_see_drafts_of_nobody(opened, wu, zhao, tell, town):
    tell(BulletinStatus.APPROVED, title="还没印发的")
    for user in (wu, zhao, member(town, "何委员", Role.TOWN_LEADER)):
        assert "还没印发的" not in opened(user, INDEX)


def test_items_a_reader_may_not_open_are_not_behind_his_numbers(opened, zhang, town, xishan, qian):
    """An item on 钱 of the staff is the centre's matter: it is in no number of the town's bulletin."""
    ItemFactory(reported=True, unit=xishan, about=qian.person, subject_unit=xishan)
    with clock.at(TODAY):
        bulletin = telling.draft(town, by=zhang, period="2026Q4", **WORDS)
    assert "信息总数0条" in opened(zhang, bulletin.get_absolute_url())
