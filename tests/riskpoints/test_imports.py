"""Registers that come in as files: checked cell by cell, all or nothing, and out again unchanged."""

import io
import json
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import AuditEvent
from core import clock
from core.spreadsheets import stream_csv
from core.verdict import Refusal
from powers.queries import units_with_powers
from riskpoints import imports, workflow
from riskpoints.enums import Cadence, Level, Status
from riskpoints.imports.examples import PACKAGED
from riskpoints.models import ControlMeasure, LibraryRiskPoint, RiskPoint
from tests.factories import MeasureFactory, PostFactory, PowerFactory, RiskPointFactory

pytestmark = pytest.mark.django_db

# what a village writes down by itself (domain notes, 1.1)
VILLAGE = "\n".join(
    [
        "权力名称,廉政风险点,等级,防范措施,责任人,风险类别",
        ',用印审核把关不严,A,"1、加强教育\n2、专人保管（每季度）",村书记,思想道德',
        ",党务公开内容不全,C,定期抽查,村文书,制度机制风险",
        ",征迁信息泄露,未标,,村主任,业务流程风险",
    ]
)


def upload(text: str, name: str = "清单.csv"):
    return ContentFile(text.encode(), name=name)


def read(text: str, *, by=None, unit=None, **options):
    return imports.read_register(upload(text), by=by, units=units_with_powers(), unit=unit, **options)


def exported(client, user) -> str:
    client.force_login(user)
    response = client.get(reverse("riskpoints:export", args=["csv"]))
    return b"".join(response.streaming_content).decode("utf-8-sig")


def counts(report):
    return report.created, report.updated, report.unchanged


def test_a_villages_own_list_comes_in_with_its_levels_kept_and_waiting_to_be_checked(li, xishan):
    report = read(VILLAGE, by=li, unit=xishan)

    assert counts(report) == (3, 0, 0)
    assert list(RiskPoint.objects.values_list("name", "level", "level_source", "status")) == [
        ("党务公开内容不全", Level.LOW, "低", Status.UNCHECKED),
        ("用印审核把关不严", Level.HIGH, "高", Status.UNCHECKED),
        ("征迁信息泄露", "", "", Status.DRAFT),
    ]
    assert list(ControlMeasure.objects.values_list("content", "cadence")) == [
        ("加强教育", Cadence.QUARTERLY),
        ("专人保管", Cadence.QUARTERLY),
        ("定期抽查", Cadence.YEARLY),
    ]


def test_the_same_file_again_changes_nothing(li, xishan):
    read(VILLAGE, by=li, unit=xishan)
    before = list(RiskPoint.objects.values_list("pk", "version", "changed_on"))

    report = read(VILLAGE, by=li, unit=xishan)

    assert counts(report) == (0, 0, 3)
    assert list(RiskPoint.objects.values_list("pk", "version", "changed_on")) == before
    assert AuditEvent.objects.count() == 1


def test_one_audit_row_tells_of_the_whole_file(li, xishan):
    read(VILLAGE, by=li, unit=xishan)

    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_name, event.unit_name) == ("riskpoints.imported", "李长河", "西山村")
    assert (event.details["created"], event.details["changed"], event.details["file"]) == (3, 0, "清单.csv")
    assert len(event.details["sha256"]) == 64


def test_history_knows_who_imported_what(li, xishan):
    read(VILLAGE, by=li, unit=xishan)

    assert {row.history_user for row in RiskPoint.history.all()} == {li}
    assert RiskPoint.history.count() == 3


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_an_export_imports_again_unchanged(extension, client, zhang, li, xishan, caizheng):
    """Whatever people wrote: formulas, quotes, lines, commas, HTML, every kind of field."""
    with clock.at(date(2026, 3, 2)):
        read(VILLAGE, by=li, unit=xishan)
    point = RiskPointFactory(
        unit=caizheng,
        registered=True,
        name="=1+1 补贴,审核",
        manifestation="'引号\"与\n换行 <b>",
        post=PostFactory(unit=caizheng),
        power=PowerFactory(unit=caizheng),
        likelihood=3,
        harm=4,
        proposed_level=Level.MEDIUM,
        level=Level.HIGH,
        level_reason="三年内发生过。",
        decides_on_resources=True,
        valid_until=date(2027, 1, 1),
        key_power="resources",
        indicator="@投诉件数",
        disclosure="withheld",
        withheld_reason="涉及个人隐私。",
    )
    MeasureFactory(risk_point=point, content="-双人复核；签字\n并公示")
    RiskPointFactory(unit=caizheng, name="已退出的", status=Status.RETIRED)
    client.force_login(zhang)
    response = client.get(reverse("riskpoints:export", args=[extension]))
    content = b"".join(response.streaming_content)
    audited = AuditEvent.objects.count()

    report = imports.read_register(
        ContentFile(content, name=f"导出.{extension}"), by=zhang, units=units_with_powers()
    )

    assert report.rejected == []
    assert counts(report) == (0, 0, 5)
    assert AuditEvent.objects.count() == audited


def test_two_points_that_say_the_same_stay_two_on_the_way_out_and_in(client, li, xishan):
    RiskPointFactory.create_batch(2, unit=xishan, name="用印审核", manifestation="审核不严")

    report = read(exported(client, li), by=li)

    assert counts(report) == (0, 0, 2)


def test_a_corrected_export_changes_just_that(client, li, xishan):
    point = RiskPointFactory(unit=xishan, registered=True, name="旧名称", indicator="保留")
    kept = MeasureFactory(risk_point=point, content="双人复核", cadence=Cadence.MONTHLY)
    text = (
        exported(client, li)
        .replace("旧名称", "新名称")
        .replace("双人复核（每月）", "双人复核（每月）\n公示7日")
    )
    text = text.replace(",双人复核（每月）\n公示7日,", ',"双人复核（每月）\n公示7日",').replace("在册", "")

    report = read(text, by=li)

    point.refresh_from_db()
    assert counts(report) == (0, 1, 0)
    assert (point.name, point.indicator, point.version) == ("新名称", "保留", 2)
    assert point.status == Status.UNCHECKED
    assert point.sort_key.startswith("xin1")
    assert list(point.measures.values_list("pk", "content"))[0] == (kept.pk, "双人复核")
    assert [measure.content for measure in point.measures.all()] == ["双人复核", "公示7日"]
    assert point.history.count() == 2


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("风险类别", "行业风险", "不在四类风险之内"),
        ("风险等级", "1中2低", "说的是3个风险点，这一行看得出1个"),
        ("可能性", "6", "应在1到5之间"),
        ("危害", "高", "请填整数"),
        ("岗位", "不存在的岗位", "没有“不存在的岗位”这个岗位"),
        ("职权", "不存在的职权", "没有“不存在的职权”"),
        ("四线", "红线", "不在可选范围内"),
        ("生效日期", "2026-02-30", "没有2026-02-30这一天"),
        ("失效日期", "2020-01-01", "失效日期不能早于生效日期"),
        ("公开方式", "不公开", "不公开须写明理由"),
        ("单位", "东沟村", "不在可选范围内"),
        ("风险点", "", "不能为空"),
        ("风险点", "长" * 201, "最多200个字"),
        ("状态", "在册", "新增的一行应为“个人自查”或空"),
        ("编号", "999999", "没有这个编号的记录"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column_and_saves_nothing(column, cell, problem, li, xishan):
    good = {"单位": "西山村", "风险点": "用印审核", "风险类别": "业务流程风险"}
    rows = [good, good | {"风险点": "党务公开", column: cell}]
    headings = list(rows[1])
    text = "\n".join(
        [",".join(headings), *(",".join(row.get(name, "") for name in headings) for row in rows)]
    )

    report = imports.read_register(upload(text), by=li, units=units_with_powers().filter(pk=xishan.pk))

    [error] = report.rejected
    assert (report.rows, report.accepted, error.row) == (2, 1, 3)
    assert problem in error.message
    assert error.column in (column, "不公开理由", "")
    assert not RiskPoint.objects.exists()
    assert not AuditEvent.objects.exists()


def test_the_same_row_twice_is_one_too_many(li, xishan):
    line = ",用印审核把关不严,A,加强教育,村书记,思想道德"
    report = read("\n".join([VILLAGE.split("\n")[0], line, line]), by=li, unit=xishan)

    assert [error.message for error in report.rejected] == ["与第2行是同一项，请只留一行。"]


def test_a_status_is_not_changed_by_a_file(client, li, xishan):
    RiskPointFactory(unit=xishan)

    report = read(exported(client, li).replace("个人自查", "在册"), by=li)

    assert "请在页面上办理" in report.rejected[0].message


def test_a_number_of_another_village_is_not_known(client, li, wang, xishan, donggou):
    RiskPointFactory(unit=xishan, name="西山专属风险")
    text = exported(client, li).replace("七道江镇西山村", "七道江镇东沟村")

    report = imports.read_register(upload(text), by=wang, units=units_with_powers().filter(pk=donggou.pk))

    assert "没有这个编号的记录，或不在您的权限内" in report.rejected[0].message


def test_a_retired_point_is_not_revived_by_a_file(client, li, xishan):
    RiskPointFactory(unit=xishan, name="旧名称", status=Status.RETIRED)

    report = read(exported(client, li).replace("旧名称", "新名称"), by=li)

    assert "已退出的风险点不再改动" in report.rejected[0].message


def test_what_somebody_changed_meanwhile_is_not_overwritten(li, zhou, xishan):
    """A change between reading and writing refuses the whole file."""
    point = RiskPointFactory(unit=xishan)
    stale = RiskPoint.objects.select_related("unit").get()
    workflow.change(point, by=zhou, name="周改的")
    stale.version += 1

    with pytest.raises(Refusal, match="什么也没有保存"):
        workflow.take_in([], [(stale, None)], fields=["name"], by=li, file="清单.csv", sha256="0" * 64)


def test_the_browser_looks_first_and_takes_in_only_the_file_it_showed(client, li, xishan):
    client.force_login(li)
    address = reverse("riskpoints:import")

    def send(text, **more):
        file = SimpleUploadedFile("清单.csv", text.encode())
        return client.post(address, {"file": file, "unit": xishan.pk} | more)

    checked = send(VILLAGE)
    assert "共 3 行：新增3行，改动0行，未变0行" in checked.content.decode()
    assert not RiskPoint.objects.exists()

    other = send(VILLAGE + "\n,另一个,低,x,y,思想道德", checked=checked.context["digest"])
    assert "共 4 行" in other.content.decode()
    assert not RiskPoint.objects.exists()

    done = send(VILLAGE, checked=checked.context["digest"])
    assert done.url == reverse("riskpoints:index")
    assert RiskPoint.objects.count() == 3


def test_the_browser_shows_what_is_wrong_row_by_row(client, li, xishan):
    client.force_login(li)
    file = SimpleUploadedFile("清单.csv", VILLAGE.replace("思想道德", "<b>红色</b>").encode())

    body = client.post(reverse("riskpoints:import"), {"file": file, "unit": xishan.pk}).content.decode()

    assert "第 2 行" in body
    assert "风险类别（F 列）" in body
    assert "&lt;b&gt;红色&lt;/b&gt;" in body


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("清单.xlsx", b"not a workbook", "扩展名与内容不符"),
        ("清单.csv", b"", "空文件"),
        ("清单.pdf", b"%PDF", "只接受"),
        ("清单.csv", "甲,乙\n1,2".encode(), "没有找到表头"),
        ("清单.csv", "风险点,风险类别,电话\n甲,思想道德,1".encode(), "「电话」列还不知道对应哪一栏"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(name, content, problem, client, li):
    client.force_login(li)

    response = client.post(reverse("riskpoints:import"), {"file": SimpleUploadedFile(name, content)})

    assert response.status_code == 200
    assert problem in response.content.decode()


def test_the_template_offers_the_units_and_words_to_choose_and_imports_as_it_is(client, li, xishan):
    client.force_login(li)
    response = client.get(reverse("riskpoints:template"))
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    sheet, example = book["填写"], book["示例"]
    for cell in example[2]:
        sheet.cell(2, cell.column, cell.value)
    filled = io.BytesIO()
    book.save(filled)

    report = imports.read_register(
        ContentFile(filled.getvalue(), name="模板.xlsx"), by=li, units=units_with_powers(), unit=xishan
    )

    options = [cell.value for cell in book["选项"]["A"] if cell.value]
    assert options == ["七道江镇西山村"]
    assert counts(report) == (1, 0, 0)
    assert RiskPoint.objects.get().level == Level.MEDIUM


def command(file, *options):
    out = io.StringIO()
    call_command("import_riskpoints", str(file), *options, stdout=out)
    return out.getvalue()


def test_the_command_checks_without_saving_and_answers_in_json(tmp_path, xishan):
    file = tmp_path / "清单.csv"
    file.write_text(VILLAGE)

    answer = json.loads(command(file, "--unit", "西山村", "--check", "--json"))

    assert answer == {
        "rows": 3,
        "accepted": 3,
        "rejected": [],
        "created": 3,
        "updated": 0,
        "unchanged": 0,
    }
    assert not RiskPoint.objects.exists()
    assert "新增3行" in command(file, "--unit", "西山村")
    assert AuditEvent.objects.get().actor_name == "系统"


def test_the_command_fails_for_a_wrong_file_and_names_the_cell(tmp_path, xishan):
    file = tmp_path / "清单.csv"
    file.write_text(VILLAGE.replace("A", "X"))
    out = io.StringIO()

    with pytest.raises(CommandError):
        call_command("import_riskpoints", str(file), "--unit=西山村", "--json", stdout=out)

    [rejected] = json.loads(out.getvalue())["rejected"]
    assert (rejected["row"], rejected["column"]) == (2, "风险等级")


def test_a_list_of_examples_goes_to_the_library_and_into_no_register(tmp_path, town):
    LibraryRiskPoint.objects.filter(number=1).delete()

    answer = json.loads(command(PACKAGED, "--json"))

    assert (answer["rows"], answer["created"], answer["unchanged"], answer["rejected"]) == (60, 1, 59, [])
    assert LibraryRiskPoint.objects.count() == 60
    assert not RiskPoint.objects.exists()


def test_no_example_names_the_place_of_a_reported_case(town):
    shown = " ".join(
        f"{entry.name}{entry.manifestation}{entry.measures}{entry.owner_role}{entry.dept}"
        for entry in LibraryRiskPoint.objects.all()
    )

    assert PACKAGED.read_text().count("某村") >= 5
    for place in ("阜南", "佛冈", "合浦", "余姚", "北流", "沙坪坝", "某村"):
        assert place not in shown
    assert not LibraryRiskPoint.objects.filter(context__contains="案例", fits_a_town=True).exists()


def test_a_thousand_rows_come_in_with_few_statements(zhang, xishan, django_assert_max_num_queries):
    head = ["单位", "风险点", "风险类别", "风险等级", "防控措施"]
    rows = (["西山村", f"风险{n}", "业务流程风险", "中", "双人复核"] for n in range(1_000))
    content = b"".join(stream_csv(head, rows))

    with django_assert_max_num_queries(60):
        report = imports.read_register(
            ContentFile(content, name="清单.csv"), by=zhang, units=units_with_powers()
        )

    assert report.created == 1_000
    assert RiskPoint.objects.count() == 1_000
