"""A sheet filled in offline: the unit's own drop-downs, the question first, errors by row and cell, all or nothing."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from audit.models import AuditEvent
from collection.enums import FormStatus, ItemStatus
from collection.imports import ItemFile
from collection.models import InformationItem
from core.gates import Role
from core.spreadsheets.writing import XLSX
from tests.collection.conftest import TODAY
from tests.collection.pages import SECRET, get, post, url
from tests.factories import (
    FormFactory,
    PersonFactory,
    PostFactory,
    RiskPointFactory,
    UserFactory,
)
from tests.factories.collection import FILED_AT

pytestmark = pytest.mark.django_db

TOP = 4  # title, question, how; then the headings


@pytest.fixture
def form(xishan):
    return FormFactory(unit=xishan)


def template(client, user, form):
    client.force_login(user)
    response = client.get(url("template", form.pk))
    return load_workbook(BytesIO(response.getvalue()))


def sheet(client, user, form, *rows: dict) -> SimpleUploadedFile:
    """The template of the form with these rows, by heading."""
    book = template(client, user, form)
    page = book.worksheets[0]
    headings = {cell.value.rstrip("*"): cell.column for cell in page[TOP]}
    for number, row in enumerate(rows, TOP + 1):
        for heading, value in row.items():
            page.cell(number, headings[heading], value)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("西山村.xlsx", out.getvalue(), content_type=XLSX)


def upload(client, user, form, file, **more):
    file.seek(0)
    return post(client, user, url("import_items", form.pk), file=file, **{"accusation": "no"} | more)


def look_and_take(client, user, form, file):
    """Both steps, as the page takes them."""
    response, _ = upload(client, user, form, file)
    return upload(client, user, form, file, checked=response.context["digest"])


ROW = {"发现日期": date(2026, 11, 18), "信息来源": "日常了解", "反映对象": "西山村", "情况摘要": SECRET}


# -- the template ---------------------------------------------------------------------------------------


def test_the_template_knows_its_unit_and_asks_first(client, zhou, form, xishan, donggou):
    RiskPointFactory(unit=xishan, registered=True, name="发包风险")
    RiskPointFactory(unit=donggou, registered=True, name="东沟风险")
    PostFactory(unit=xishan, name="报账员")
    PersonFactory(unit=donggou, name="东沟的会计")

    book = template(client, zhou, form)

    page = book.worksheets[0]
    assert page["A1"].value == "七道江镇西山村2026年第四季度廉政风险预警信息采集表"
    assert "是不是检举、控告" in page["A2"].value
    assert "填报人：周小燕" in page["A3"].value and "2027年1月5日（含）前报送" in page["A3"].value
    headings = [cell.value for cell in page[TOP]]
    assert headings[:4] == ["发现日期", "信息来源", "反映对象", "情况摘要*"]
    assert "关联职权" not in headings, "the village has none"
    options = {cell.value for column in book["选项"].columns for cell in column}
    assert {"村务监督委员会反映", "西山村·报账员", "发包风险", "东沟村"} <= options
    assert not {"审计部门", "东沟风险", "东沟的会计"} & options
    ranges = [str(rule.sqref) for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert len(ranges) == 3


def test_the_writer_is_not_among_the_subjects(client, zhou, form):
    book = template(client, zhou, form)

    assert "周小燕" not in {cell.value for column in book["选项"].columns for cell in column}


def test_two_people_of_one_name_are_told_apart(client, zhou, form, xishan):
    people = [PersonFactory(unit=xishan, name="王芳") for _ in range(2)]
    file = sheet(client, zhou, form, ROW | {"反映对象": f"王芳（编号{people[1].pk}）"})

    look_and_take(client, zhou, form, file)

    assert form.items.get().subject_person == people[1]


# -- the question -----------------------------------------------------------------------------------------


def test_the_question_stands_before_the_upload(client, zhou, form):
    _, page = get(client, zhou, form.get_absolute_url())
    assert f'href="{url("ask_import", form.pk)}"' in page
    client.force_login(zhou)
    assert client.get(url("import_items", form.pk)).url == url("ask_import", form.pk)
    _, page = get(client, zhou, url("ask_import", form.pk))
    assert f'href="{url("import_items", form.pk, accusation="no")}"' in page
    assert f'href="{url("hand_over", form.pk)}"' in page


def test_without_its_answer_the_file_is_not_even_read(client, zhou, form):
    file = sheet(client, zhou, form, ROW)

    response, page = upload(client, zhou, form, file, accusation="")

    assert "请先回答上面的问题。" in page
    assert SECRET not in page
    assert "outcome" not in response.context


# -- looking and taking in ---------------------------------------------------------------------------------


def test_a_file_is_looked_at_and_then_taken_in(client, zhou, form, xishan):
    point = RiskPointFactory(unit=xishan, registered=True, name="发包风险")
    second = {"情况摘要": "第二件。", "涉及金额（元）": "12,000.50元", "关联风险点": "发包风险"}
    file = sheet(client, zhou, form, ROW, second)

    response, page = upload(client, zhou, form, file)
    assert "检查通过" in page and "新增2行" in page
    assert SECRET in page and "12,000.50 元" in page, "what will come in is shown"
    assert not InformationItem.objects.exists()
    assert not AuditEvent.objects.exists()
    _, page = upload(client, zhou, form, file, checked=response.context["digest"])

    assert "已导入2条，请核对后报送。" in page
    first, other = form.items.order_by("pk")
    assert (first.found_on, first.summary, first.status) == (date(2026, 11, 18), SECRET, ItemStatus.DRAFT)
    assert (first.entered_by, first.subject_unit) == (zhou, xishan)
    assert (other.found_on, other.source, other.subject_unit) == (TODAY, "daily", xishan)
    assert (str(other.amount), other.risk_point) == ("12000.50", point)
    assert {event.verb for event in AuditEvent.objects.all()} == {"collection.import_items"}
    assert SECRET not in str(list(AuditEvent.objects.values()))


def test_looking_leaves_nothing_behind(client, zhou, form, settings):
    """The words of the file stand on the page that answers, and nowhere on the server."""
    upload(client, zhou, form, sheet(client, zhou, form, ROW))

    assert not InformationItem.objects.exists() and not InformationItem.history.exists()
    assert SECRET not in str(dict(client.session))


def test_another_file_than_the_one_looked_at_is_only_looked_at(client, zhou, form):
    response, _ = upload(client, zhou, form, sheet(client, zhou, form, ROW))
    other = sheet(client, zhou, form, ROW | {"情况摘要": "换了一份。"})

    _, page = upload(client, zhou, form, other, checked=response.context["digest"])

    assert "检查通过" in page
    assert not InformationItem.objects.exists()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"情况摘要": None}, "情况摘要（D 列）"),
        ({"情况摘要": "字" * 301}, "有301个字，最多300个字。"),
        ({"发现日期": "2026年13月1日"}, "没有2026年13月1日这一天"),
        ({"发现日期": date(2026, 11, 25)}, "发现日期不能晚于今天。"),
        ({"发现日期": date(1999, 1, 1)}, "请核对年份"),
        ({"信息来源": "审计部门"}, "「审计部门」不在可选范围内"),
        ({"反映对象": "东沟的会计"}, "「东沟的会计」不在可选范围内"),
        ({"涉及金额（元）": "-5"}, "金额不能是负数。"),
        ({"涉及金额（元）": "很多"}, "输入一个数字"),
        ({"已采取措施": "字" * 301}, "最多300个字"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column_and_nothing_comes_in(
    cells, words, client, zhou, form, donggou
):
    PersonFactory(unit=donggou, name="东沟的会计")
    file = sheet(client, zhou, form, {"情况摘要": "好的一行。"}, ROW | cells)

    response, page = upload(client, zhou, form, file)

    assert "还不能导入" in page and "第 6 行" in page
    assert words in page
    upload(client, zhou, form, file, checked=response.context["digest"])
    assert not InformationItem.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("表.xlsx", b"not a workbook", "扩展名与内容不符"),
        ("表.doc", b"x", "只接受"),
        ("表.csv", "谁,什么\n1,2\n".encode(), "没有找到表头"),
        ("表.csv", "情况摘要\n".encode() + "一件\n".encode() * 101, "上限"),
    ],
)
def test_a_file_that_is_no_such_sheet_is_said(name, content, words, client, zhou, form):
    _, page = upload(client, zhou, form, SimpleUploadedFile(name, content))

    assert words in page


def test_the_same_file_twice_puts_nothing_in_twice(client, zhou, form):
    file = sheet(client, zhou, form, ROW, ROW, {"情况摘要": "第二件。"})
    look_and_take(client, zhou, form, file)

    _, page = upload(client, zhou, form, file)

    assert form.items.count() == 2
    assert "新增0行，改动0行，未变3行" in page


def test_a_form_filed_meanwhile_takes_nothing_in(client, zhou, form):
    file = sheet(client, zhou, form, ROW)
    form.status = FormStatus.SUBMITTED
    form.submitted_at, form.first_submitted_on, form.filled_by = FILED_AT, TODAY, zhou
    form.save()

    response, page = upload(client, zhou, form, file)

    assert "这张采集表已经报送" in page
    assert not InformationItem.objects.exists()


def test_html_in_a_cell_is_shown_as_it_was_typed(client, zhou, form):
    file = sheet(client, zhou, form, ROW | {"情况摘要": "<script>alert(1)</script>"})

    _, page = upload(client, zhou, form, file)

    assert "&lt;script&gt;alert(1)" in page and "<script>alert(1)" not in page


# -- who ------------------------------------------------------------------------------------------------------


def test_nobody_else_gets_the_sheet_or_brings_one(client, zhou, li, wang, zhao, sun, wu, form, donggou):
    stranger = UserFactory(unit=donggou, role=Role.COLLECTOR)
    file = sheet(client, zhou, form, ROW)

    for user in (li, wang, zhao, sun, wu, stranger):
        for name in ("template", "ask_import", "import_items"):
            assert get(client, user, url(name, form.pk, accusation="no"))[0].status_code in (403, 404), name
        upload(client, user, form, file)
    assert not InformationItem.objects.exists()


def test_an_officer_brings_a_village_sheet_and_it_is_his_typing(client, zhang, form):
    look_and_take(client, zhang, form, sheet(client, zhang, form, ROW))

    assert form.items.get().entered_by == zhang


@pytest.mark.parametrize("count", [1, 3])
def test_looking_at_a_file_costs_the_same_for_one_and_three_rows(
    count, client, zhou, form, django_assert_num_queries
):
    file = sheet(client, zhou, form, *[ROW | {"情况摘要": f"第{number}件。"} for number in range(count)])
    look_and_take(client, zhou, form, file)

    file.seek(0)
    with django_assert_num_queries(24):
        outcome = ItemFile(form, by=zhou).look(file)

    assert outcome.report.unchanged == count
