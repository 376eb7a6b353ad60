"""Past meetings from a list and out again: all or nothing, nobody guessed, and again without a change."""

import hashlib
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import AuditEvent
from core.verdict import Refusal
from decisions import imports, queries, tables, workflow
from decisions.enums import Check
from decisions.models import AgendaItem, Finding, Meeting
from tests.decisions.lived import held
from tests.factories import PersonFactory
from tests.factories.decisions import AgendaItemFactory, MatterFactory

pytestmark = pytest.mark.django_db

COMMON = (
    "序号,会议名称,会议类型,会议时间,主持人,参会人,会议通知,会议纪要,议题名称,任务来源,专项名称,事项编码,关联会议,关联议题,列席人员,审议结果,"
    "是否通过,是否报国资委,是否听取意见,听取意见情况,议题材料,议题决议,备注"
)
HEADINGS = f"{COMMON},议题类别"
ROW = {
    "序号": "1",
    "会议名称": "党委会第1次",
    "会议类型": "党委（党组）会",
    "会议时间": "2026-03-12 9:00",
    "主持人": "赵启明",
    "参会人": "赵启明、孙正平、张晓梅、委员1（请假：出差）",
    "会议通知": "3月9日发",
    "会议纪要": "纪要5号",
    "议题名称": "公路维修",
    "任务来源": "上级",
    "列席人员": "李长河",
    "审议结果": "孙正平：同意（急需）；张晓梅：不同意；赵启明：同意",
    "是否通过": "是",
    "是否听取意见": "是",
    "听取意见情况": "座谈",
    "议题材料": "方案",
    "议题决议": "同意安排80000元。",
    "备注": "无",
    "议题类别": "大额资金使用",
}


def row(**changes) -> str:
    said = ROW | changes
    return ",".join(f'"{said.get(name, "")}"' for name in HEADINGS.split(","))


def second(**changes) -> str:
    return row(
        **{"议题名称": "评先", "议题类别": "评先表模", "主持人": "", "参会人": "", "序号": "2"} | changes
    )


@pytest.fixture
def people(committee, zhang, li):
    return committee


def content(*rows) -> bytes:
    return "\n".join((HEADINGS, *rows)).encode()


def sent(client, user, data: bytes, name="会议.csv", *, checked=True):
    client.force_login(user)
    said = {"file": SimpleUploadedFile(name, data)}
    if checked:
        said["checked"] = hashlib.sha256(data).hexdigest()
    return client.post(reverse("decisions:import"), said, follow=True).content.decode()


def test_a_meeting_of_two_items_comes_in_after_it_was_looked_at(client, zhang, town, people, xishan):
    data = content(row(), second(提交单位="西山村"))
    looked = sent(client, zhang, data, checked=False)
    assert "检查通过" in looked and "新增2行" in looked and not Meeting.objects.exists()

    assert "已导入：新增2行" in sent(client, zhang, data)
    meeting = Meeting.objects.get()
    assert (meeting.status, meeting.is_imported, meeting.held_on) == ("closed", True, date(2026, 3, 12))
    assert (meeting.chair.name, meeting.discipline_present) == ("赵启明", "孙正平、张晓梅")
    seats = list(meeting.attendances.values_list("person__name", "seat", "presence", "absence_reason"))
    assert seats == [
        ("赵启明", "member", "present", ""),
        ("孙正平", "member", "present", ""),
        ("张晓梅", "member", "present", ""),
        ("委员1", "member", "absent", "出差"),
        ("李长河", "attendee", "present", ""),
    ]
    first, other = meeting.items.order_by("position")
    said = [(one.person.name, one.view, one.reason) for one in first.opinions.all()]
    assert said == [
        ("孙正平", "agree", "急需"),
        ("张晓梅", "disagree", tables.NO_REASON),
        ("赵启明", "agree", tables.NO_REASON),
    ]
    assert first.counted == {
        "members": 4,
        "present": 3,
        "agree": 2,
        "disagree": 1,
        "defer": 0,
        "recused": 0,
        "invalid": 0,
    }
    assert (first.registration.notice, first.registration.remark) == ("3月9日发", "无")
    assert (other.category, other.resolution) == ("honour", "同意安排80000元。")
    event = AuditEvent.objects.get(verb="decisions.imported")
    assert event.details["sha256"] == hashlib.sha256(data).hexdigest() and event.details["items"] == 2


def test_the_same_list_again_changes_nothing(client, zhang, people):
    data = content(row(), second())
    sent(client, zhang, data)
    again = sent(client, zhang, data)
    assert "未变2行" in again or "没有要保存的变化" in again
    assert (Meeting.objects.count(), AgendaItem.objects.count()) == (1, 2)
    assert AuditEvent.objects.filter(verb="decisions.imported").count() == 1


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"是否通过": "否"}, "是否通过", "已登记为“通过”"),
        ({"审议结果": "孙正平：同意"}, "审议结果", "不能用导入改变"),
        ({"参会人": "赵启明、孙正平"}, "参会人", "不能用导入改变"),
        ({"议题名称": "另一个议题"}, "议题名称", "不能用导入增加议题"),
        ({"备注": "改了"}, "备注", "已登记为“无”"),
    ],
)
def test_what_stands_here_is_not_changed_by_a_file(client, zhang, people, changes, column, words):
    sent(client, zhang, content(row()))
    body = sent(client, zhang, content(row(**changes)))
    assert words in body and column in body
    assert AgendaItem.objects.get().outcome == "passed"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"主持人": "无此人"}, "没有“无此人”"),
        ({"主持人": "委员2"}, "参会人里没有主持人“委员2”"),
        ({"参会人": "赵启明、孙正平、孙正平"}, "“孙正平”写了两次"),
        ({"参会人": "赵启明、李长河"}, "没有“李长河”"),  # of a village, not of the town
        ({"参会人": ""}, "第一行须写明"),
        ({"审议结果": "委员5：同意"}, "“委员5”不在参会人里"),
        ({"审议结果": "孙正平：同意；孙正平：不同意"}, "写了两次"),
        ({"审议结果": "大家都同意"}, "看不懂"),
        ({"列席人员": "某专家"}, "没有“某专家”"),
        ({"会议时间": "三月"}, "请写成日期"),
        ({"会议时间": "2027-03-12"}, "会议还没有开"),
        ({"会议类型": "村民会"}, "不在可选范围内"),
        ({"是否通过": ""}, "不能为空"),
        ({"事项编码": "Z9"}, "事项清单里没有“Z9”"),
        ({"议题类别": ""}, "请写明事项编码"),
        ({"会议纪要": "长" * 301}, "最多300个字"),
    ],
)
def test_one_wrong_cell_saves_nothing_and_is_named(client, zhang, people, changes, words):
    good = row(会议名称="另一次会议")
    body = sent(client, zhang, content(good, row(**changes)))
    assert words in body and "第 3 行" in body
    assert not Meeting.objects.exists() and not AuditEvent.objects.filter(verb="decisions.imported").exists()


def test_a_name_that_two_people_bear_is_never_guessed(client, zhang, town, people):
    PersonFactory(name="孙正平", unit=town, title="副镇长")
    assert "不止一位“孙正平”，请写成“孙正平[职务]”" in sent(client, zhang, content(row()))
    assert not Meeting.objects.exists()
    told = {name: ROW[name].replace("孙正平", "孙正平[纪委书记]") for name in ("参会人", "审议结果")}
    assert "已导入" in sent(client, zhang, content(row(**told)))
    assert Meeting.objects.get().discipline_present == "孙正平、张晓梅"
    assert "没有要保存的变化" in sent(client, zhang, content(row(**told)), checked=False)


def test_rows_of_one_meeting_agree_and_name_an_item_once(client, zhang, people):
    assert "与第2行的同一次会议写得不一样" in sent(client, zhang, content(row(), second(主持人="孙正平")))
    assert "写了两行" in sent(client, zhang, content(row(), second(议题名称="公路维修")))
    assert not Meeting.objects.exists()


def test_the_category_comes_from_the_list_of_matters(client, zhang, town, people):
    matter = MatterFactory(unit=town, code="A-1", category="project")
    assert "是重大项目安排" in sent(client, zhang, content(row(事项编码="A-1")))
    sent(client, zhang, content(row(事项编码="A-1", 议题类别="")))
    item = AgendaItem.objects.get()
    assert (item.matter, item.category) == (matter, "project")


def test_what_was_wrong_in_the_past_comes_in_and_is_found(client, zhang, sun, town, people):
    """Nobody of 纪委, a tie called passed, an office meeting, no prerequisites: facts, not faults of the file."""
    wrong = row(
        参会人="赵启明、委员2、委员3、委员4",
        会议类型="行政办公会",
        审议结果="赵启明：同意；委员2：同意；委员3：不同意；委员4：不同意",
    )
    assert "已导入" in sent(client, zhang, content(wrong))
    assert Meeting.objects.get().discipline_present == ""
    assert set(Finding.objects.values_list("check_kind", flat=True)) == {
        Check.NO_DISCIPLINE,
        Check.CHAIR_NOT_LAST,
        Check.LATE_MATERIALS,
        Check.NO_PREREQUISITE,
        Check.WRONG_MEETING,
        Check.ARITHMETIC,
        Check.OVERRULED,
    }


def test_a_ballot_comes_in_as_numbers_and_nobodys_vote(client, zhang, people):
    sent(client, zhang, content(row(审议结果="无记名票决：同意2票，不同意1票")))
    item = AgendaItem.objects.get()
    assert (item.way, item.counted["agree"], item.opinions.exists()) == ("ballot", 2, False)
    assert Check.ARITHMETIC in Finding.objects.values_list(
        "check_kind", flat=True
    )  # two of four is no majority


def test_views_of_absent_members_are_written_and_not_counted(client, zhang, people):
    sent(client, zhang, content(row(审议结果=f"{ROW['审议结果']}；委员1：不同意（书面）")))
    item = AgendaItem.objects.get()
    assert item.opinions.get(person__name="委员1").is_written
    assert item.counted["disagree"] == 1


@pytest.mark.parametrize("who", ["zhao", "li", "zhou", "wang", "wu", "zheng"])
def test_only_the_discipline_commission_brings_meetings_in(request, client, town, people, who):
    user = request.getfixturevalue(who)
    assert "已导入" not in sent(client, user, content(row()))
    assert not Meeting.objects.exists()
    with pytest.raises(Refusal, match="纪委登记"):
        workflow.take_in_meetings([{"unit": town}], by=user, file="x", sha256="x")


# -- out ----------------------------------------------------------------------------------------------------


def exported(client, user, kind="xlsx", query="") -> bytes:
    client.force_login(user)
    return b"".join(client.get(reverse("decisions:export", args=[kind]) + query))


@pytest.fixture
def all_kinds(client, zhang, town, people, sun, xishan):
    """Everything a list can hold, and a meeting that was held here."""
    MatterFactory(unit=town, code="A-1", category="funds")
    first = row(事项编码="A-1", 会议地点="三楼")
    ballot = second(审议结果="无记名票决：同意3票", 议题名称="票决")
    contest = second(
        审议结果="差额票决：应选1人\n甲3票（当选）\n乙0票", 议题名称="差额", 议题类别="重要人事任免"
    )
    deferred = second(是否通过="缓议", 议题名称="缓议的")
    assert "已导入" in sent(client, zhang, content(first, ballot, contest, deferred))
    item = held(town, zhang, [people[0], people[1], zhang.person], unit=xishan, payee="=甲公司")
    workflow.propose(town, by=zhang, category="matter", title="还没有上会", proposal="x")
    return item


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_export_comes_in_again_without_a_change(client, zhang, all_kinds, kind):
    data = exported(client, zhang, kind)
    looked = sent(client, zhang, data, f"导出.{kind}", checked=False)
    assert "未变5行" in looked and "没有要保存的变化" in looked


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_export_comes_in_elsewhere_without_loss(client, zhang, all_kinds, kind):
    before, data = facts(), exported(client, zhang, kind)
    forget_all()
    assert "已导入：新增5行" in sent(client, zhang, data, f"导出.{kind}")
    assert facts() == before


def facts():
    items = AgendaItem.objects.order_by("meeting__held_on", "position")
    return [tables.exported(0, item, hears=True, shared=set()) for item in queries.written_items(items)]


def forget_all():
    Finding.objects.all().delete()
    for item in AgendaItem.objects.all():
        for name in ("opinions", "recusals", "candidates", "fulfilments"):
            getattr(item, name).all().delete()
        if hasattr(item, "registration"):
            item.registration.delete()
        item.delete()
    for meeting in Meeting.objects.all():
        meeting.attendances.all().delete()
        meeting.delete()


def test_an_export_has_the_common_header_first_and_is_a_deed(client, zhang, all_kinds):
    rows = list(load_workbook(io.BytesIO(exported(client, zhang))).active.values)
    assert list(rows[0][:23]) == COMMON.split(",")
    assert [line[8] for line in rows[1:]] == ["公路维修", "票决", "差额", "缓议的", "农村公路维修"]
    assert AuditEvent.objects.get(verb="decisions.export").details == {"rows": 5}
    assert Decimal(rows[-1][27]) == 80000


def test_an_export_holds_exactly_what_is_filtered(client, zhang, all_kinds):
    rows = list(load_workbook(io.BytesIO(exported(client, zhang, query="?outcome=deferred"))).active.values)
    assert [line[8] for line in rows[1:]] == ["缓议的"]


@pytest.mark.parametrize(("who", "hears"), [("zhang", True), ("zhao", True), ("li", False)])
def test_who_said_what_goes_out_only_to_those_who_hear_views(request, client, all_kinds, xishan, who, hears):
    """李 heads 西山村, which proposed the item, and did not sit in that meeting."""
    text = exported(client, request.getfixturevalue(who), "csv").decode()
    assert "农村公路维修" in text
    assert ("符合规定。" in text) is hears
    if not hears:
        assert "公路维修资金" not in text and "票决" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_an_export_asks_the_same_questions_for_one_item_and_for_three(
    client, town, zhang, people, count, django_assert_num_queries
):
    for number in range(count):
        held(town, zhang, [people[0], people[1], zhang.person], title=f"事项{number}")
    client.force_login(zhang)
    exported(client, zhang, "csv")
    with django_assert_num_queries(26):
        text = exported(client, zhang, "csv").decode()
    assert text.count("党委（党组）会") == count


def test_a_formula_in_a_title_stays_text(client, zhang, town, people):
    AgendaItemFactory(unit=town)
    held(town, zhang, [people[0], people[1], zhang.person], title="=1+1")
    assert "'=1+1" in exported(client, zhang, "csv").decode()


# -- at the machine, and the form to fill ------------------------------------------------------------------


def test_the_command_checks_and_takes_in(tmp_path, capsys, town, people):
    file = tmp_path / "会议.csv"
    file.write_bytes(content(row(), second()))
    call_command("import_decisions", file, "--check", "--json", "--unit", "七道江镇")
    assert json.loads(capsys.readouterr().out)["created"] == 2 and not Meeting.objects.exists()
    call_command("import_decisions", file, "--unit", "七道江镇")
    assert Meeting.objects.get().items.count() == 2

    file.write_bytes(content(row(会议名称="x", 主持人="无此人")))
    with pytest.raises(CommandError):
        call_command("import_decisions", file, "--json", "--unit", "七道江镇")
    rejected = json.loads(capsys.readouterr().out.splitlines()[-1])["rejected"]
    assert [(one["row"], one["column"]) for one in rejected] == [(2, "主持人")]


def test_the_template_offers_what_may_be_chosen_and_its_example_is_understood(client, zhang, town):
    client.force_login(zhang)
    book = load_workbook(io.BytesIO(b"".join(client.get(reverse("decisions:import_template")))))
    sheet = book["填写"]
    assert [cell.value.rstrip("*") for cell in sheet[1]][:23] == COMMON.split(",")
    offered = {cell.value for line in book["选项"].iter_rows() for cell in line}
    assert {"党委（党组）会", "暂缓决策", "大额资金使用", town.name} <= offered
    for column, cell in zip(tables.columns(), book["示例"][2], strict=True):
        column.read(cell.value)


def test_a_list_with_a_wrong_row_is_read_with_few_questions(
    town, zhang, people, django_assert_max_num_queries
):
    """What rows speak of is read once; a file that is refused writes nothing."""
    many = [row(会议名称=f"第{n}次") for n in range(40)]
    with django_assert_max_num_queries(16):
        upload = SimpleUploadedFile("x.csv", content(*many, row(主持人="无此人")))
        report = imports.read_meetings(upload, by=zhang, units=queries.units_to_register(zhang))
    assert (report.rows, len(report.rejected)) == (41, 1)


def test_what_the_list_said_stands_on_the_page_of_the_item(client, zhang, people):
    sent(client, zhang, content(row(听取意见情况="<i>座谈</i>")))
    client.force_login(zhang)
    page = client.get(AgendaItem.objects.get().get_absolute_url()).content.decode()
    assert "补录登记" in page and "&lt;i&gt;座谈" in page and "纪要5号" in page
