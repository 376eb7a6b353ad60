"""The pages of reports: written, confirmed and sent in a browser; and nothing on them for whom it is not."""

import io
from datetime import date

import docx
import pdfplumber
import pytest

from collection import workflow
from collection.enums import FormStatus, ItemStatus
from collection.models import PeriodReport
from core import clock
from tests.collection.pages import SECRET, get, post, rows, url
from tests.factories import FormFactory, ItemFactory, ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def january():
    with clock.at(date(2027, 1, 8)):
        yield


def reported(unit, **more):
    form = FormFactory(unit=unit, status=FormStatus.ACCEPTED, is_nil=False)
    return ItemFactory(unit=unit, form=form, status=ItemStatus.REPORTED, summary=SECRET, **more)


def sent(unit, by) -> PeriodReport:
    report = ReportFactory(unit=unit)
    workflow.write_report(report, by=by, causes="制度没有落实", next_steps="每月抽查票据")
    return workflow.submit_report(report, by=by)


def rows_of(report, chapter, key) -> str:
    return url("report_rows", report.pk, chapter, key)


# -- the way -----------------------------------------------------------------------------------------------


def test_a_collector_finds_the_report_writes_two_paragraphs_and_sends_it(client, zhou, xishan):
    reported(xishan)
    report = ReportFactory(unit=xishan)

    _, home = get(client, zhou, "/")
    assert "数字已统计好，写成因和下步措施" in home
    _, page = get(client, zhou, report.get_absolute_url())
    assert url("write_report", report.pk) in page
    _, page = post(
        client, zhou, url("write_report", report.pk), version=1, causes="没有公示制度", next_steps="补办公示"
    )
    assert all(words in page for words in ("没有公示制度", "补办公示", "已保存"))
    _, page = post(client, zhou, url("submit_report", report.pk), version=2)

    assert "已报送，谢谢" in page
    assert "等待镇纪委接收" in page
    assert "分析报告" not in get(client, zhou, "/")[1]


def test_article_38_a_collector_with_nothing_to_report_needs_one_click(client, zhou, xishan):
    FormFactory(unit=xishan, status=FormStatus.ACCEPTED)
    report = ReportFactory(unit=xishan)

    assert "没有报过信息，确认一下就报送" in get(client, zhou, "/")[1]
    _, page = get(client, zhou, report.get_absolute_url())
    assert f'action="{url("confirm_nil_report", report.pk)}"' in page
    assert "本半年没有收到需要预警的信息。" in page
    _, page = post(client, zhou, url("confirm_nil_report", report.pk), version=1)

    assert "本半年没有收到需要预警的信息。" in page
    report.refresh_from_db()
    assert report.status == FormStatus.SUBMITTED


def test_the_town_receives_it_or_sends_it_back_with_a_reason(client, zhou, zhang, xishan):
    report = sent(xishan, zhou)

    _, home = get(client, zhang, "/")
    assert "接收1份报告" in home
    listed, _ = get(client, zhang, url("reports", waiting="to_receive"))
    assert list(listed.context["page"]) == [report]
    post(client, zhang, url("return_report", report.pk), reason="请写细一些", version=3)
    assert "请写细一些" in get(client, zhou, report.get_absolute_url())[1]
    post(client, zhou, url("submit_report", report.pk))
    _, page = post(client, zhang, url("accept_report", report.pk))

    assert "已接收" in page


def test_the_town_consolidates_with_one_click_and_the_centre_finds_it(client, town, sun, wu, xishan):
    reported(xishan)
    report = ReportFactory(unit=town, of_quarter=True)

    assert "核对后报送预警中心" in get(client, sun, "/")[1]
    post(client, sun, url("submit_report", report.pk), version=1)
    _, page = get(client, wu, report.get_absolute_url())

    assert "核对后接收" in page
    assert "信息总数" in page
    assert SECRET not in page


def test_an_officer_types_a_late_villages_report_and_is_asked_for_whom(client, zhang, xishan):
    report = ReportFactory(unit=xishan, due_on=date(2027, 1, 7))

    _, home = get(client, zhang, "/")
    assert "2026年下半年分析报告未报送" in home
    _, page = get(client, zhang, report.get_absolute_url())
    assert f'href="{url("confirm_nil_report", report.pk)}"' in page
    response, _ = post(client, zhang, url("confirm_nil_report", report.pk), version=1, on_behalf_of="")
    assert response.context["form"].errors.keys() == {"on_behalf_of"}
    _, page = post(client, zhang, url("confirm_nil_report", report.pk), version=1, on_behalf_of="周小燕")

    assert "代录，原填写人" in page


def test_what_two_people_write_at_once_is_shown_to_the_second(client, zhou, xishan):
    report = ReportFactory(unit=xishan)
    workflow.write_report(report, by=zhou, causes="先写的", next_steps="先写的")

    response, page = post(
        client, zhou, url("write_report", report.pk), version=1, causes="后写的", next_steps="后写的"
    )

    assert "先写的" in page
    assert "后写的" in page
    report.refresh_from_db()
    assert report.causes == "先写的"


def test_a_report_sent_meanwhile_is_said_beside_the_words_typed(client, zhou, xishan):
    report = sent(xishan, zhou)

    response, page = post(
        client, zhou, url("write_report", report.pk), version=3, causes="又想起一条", next_steps="x"
    )

    assert "已经报送，不能再改" in page
    assert "又想起一条" in page


# -- the numbers -------------------------------------------------------------------------------------------


def test_every_number_opens_its_rows(client, zhou, xishan):
    item = reported(xishan, source="hotline")
    report = sent(xishan, zhou)

    _, page = get(client, zhou, report.get_absolute_url())
    addresses = {rows_of(report, "items", key) for key in ("every", "source-hotline", "type-", "level-")}
    assert all(f'href="{address}"' in page for address in addresses)
    for address in addresses:
        response, opened = get(client, zhou, address)
        assert item.get_absolute_url() in opened
        assert len(response.context["page"]) == 1
    assert item.form.get_absolute_url() in get(client, zhou, rows_of(report, "forms", "due"))[1]


@pytest.mark.parametrize(
    ("chapter", "key"), [("items", "no-such"), ("gossip", "every"), ("forms", "missing")]
)
def test_a_number_that_is_not_there_or_empty_has_no_page(chapter, key, client, zhou, xishan):
    report = sent(xishan, zhou)

    assert get(client, zhou, rows_of(report, chapter, key))[0].status_code == 404


def test_the_centre_reads_the_towns_numbers_and_opens_none_of_its_items(client, town, sun, wu, xishan):
    reported(xishan)
    report = sent(town, sun)

    _, page = get(client, wu, report.get_absolute_url())

    assert rows_of(report, "items", "every") not in page
    assert rows_of(report, "forms", "due") in page
    assert get(client, wu, rows_of(report, "items", "every"))[0].status_code == 404


# -- who sees what -----------------------------------------------------------------------------------------

INSIDE = ("信息总数", "制度没有落实", "每月抽查票据", "无情况", "写了报告的文字部分")


@pytest.mark.parametrize("who", ["li", "zhao", "wu"])
def test_heads_leaders_and_the_centre_learn_that_a_village_reported_and_nothing_more(
    who, request, client, zhou, xishan
):
    reported(xishan)
    report, user = sent(xishan, zhou), request.getfixturevalue(who)

    _, page = get(client, user, report.get_absolute_url())
    _, listed = get(client, user, url("reports"))

    assert "已报送" in page
    assert "西山村" in listed
    assert not any(words in page + listed for words in INSIDE)
    for name in ("report_pdf", "report_docx", "write_report", "return_report"):
        assert client.get(url(name, report.pk)).status_code in (403, 404)
    assert client.get(rows_of(report, "items", "every")).status_code in (403, 404)
    assert client.get(rows_of(report, "forms", "due")).status_code in (403, 404)


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_village_finds_nothing(method, client, zhou, wang, xishan):
    report = sent(xishan, zhou)
    client.force_login(wang)

    for name in (
        "report",
        "report_pdf",
        "write_report",
        "submit_report",
        "confirm_nil_report",
        "accept_report",
    ):
        assert getattr(client, method)(url(name, report.pk)).status_code in (403, 404, 405)
    assert "西山村" not in client.get(url("reports")).content.decode()


def test_of_a_report_that_names_him_a_collector_learns_nothing_from_the_file_either(
    client, zhou, zhang, xishan
):
    reported(xishan, about=zhou.person)
    report = ReportFactory(unit=xishan)

    assert "信息总数 0 0" in pdf_of(client, zhou, report)
    assert "信息总数 1 0" in pdf_of(client, zhang, report)


# -- the files ---------------------------------------------------------------------------------------------


def pdf_of(client, user, report) -> str:
    client.force_login(user)
    content = b"".join(client.get(url("report_pdf", report.pk)))
    with pdfplumber.open(io.BytesIO(content)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def word_of(client, user, report) -> list[str]:
    client.force_login(user)
    opened = docx.Document(io.BytesIO(b"".join(client.get(url("report_docx", report.pk)))))
    return [paragraph.text for paragraph in opened.paragraphs]


def test_article_38_the_report_comes_as_pdf_and_word(client, zhou, xishan):
    reported(xishan, source="hotline")
    report = sent(xishan, zhou)

    pdf, word = pdf_of(client, zhou, report), word_of(client, zhou, report)

    assert "12345热线 1 0" in pdf
    for text in (
        "一、采集报送情况",
        "二、信息情况",
        "三、成因",
        "制度没有落实。",
        "四、下步措施",
        "每月抽查票据。",
    ):
        assert text in pdf
        assert text in word
    assert word[-2:] == [xishan.name, "2027年1月8日"]
    assert "草稿" not in pdf


def test_a_draft_says_so_and_what_is_not_written_yet(client, zhou, xishan):
    reported(xishan)

    text = pdf_of(client, zhou, ReportFactory(unit=xishan))

    assert "（草稿）" in text
    assert "（待写。）" in text


def test_a_nil_report_is_one_line(client, zhou, xishan):
    report = workflow.confirm_nil_report(ReportFactory(unit=xishan), by=zhou)

    assert "本半年没有收到需要预警的信息。" in word_of(client, zhou, report)


def test_a_towns_report_is_signed_by_the_issuing_body(client, town, sun, zhou):
    report = sent(town, sun)

    assert word_of(client, sun, report)[-2:] == ["七道江镇纪律检查委员会", "2027年1月8日"]


# -- lists -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    count, client, zhang, xishan, donggou, caizheng, django_assert_num_queries
):
    for unit in (xishan, donggou, caizheng)[:count]:
        ReportFactory(unit=unit)
    client.force_login(zhang)

    with django_assert_num_queries(
        8
    ):  # session, user, roles, units, count, periods to choose, reports, inbox
        response = client.get(url("reports"))

    assert len(response.context["page"]) == count


@pytest.mark.parametrize("query", [{"kind": "gossip"}, {"period": 99999}, {"waiting": "me"}])
def test_a_condition_that_makes_no_sense_finds_nothing(query, client, zhang, xishan):
    ReportFactory(unit=xishan)

    assert "没有符合条件的报告。" in get(client, zhang, url("reports", **query))[1]


def test_the_file_of_the_list_holds_what_is_filtered_and_no_number_of_an_item(
    client, li, zhou, xishan, donggou
):
    reported(xishan)
    sent(xishan, zhou), ReportFactory(unit=donggou)
    client.force_login(li)

    every = rows(client.get(url("reports", format="xlsx")))

    assert [row[:4] for row in every[1:]] == [("2026年下半年", "西山村", "分析报告", "已报送")]
