"""Lists of powers that come in as files: checked cell by cell, all or nothing, and out again unchanged."""

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
from core.spreadsheets import stream_csv
from core.spreadsheets.mapping import UnmappedError
from powers import imports
from powers.enums import Status
from powers.imports.examples import PACKAGED
from powers.models import LibraryPower, Power, PowerBasis, PowerKind
from powers.queries import units_with_powers
from tests.factories import BasisFactory, PersonFactory, PostFactory, PowerFactory, StepFactory

pytestmark = pytest.mark.django_db

# the columns of a public list (domain notes, 5.2)
LIST = """名称,类型,设定依据,实施主体
农村居民宅基地审批,行政许可（初审）,《土地管理法》第六十二条,西山村
公益性墓地审核,行政许可/审核,"《殡葬管理条例》第八条第三款
《公墓管理办法》（待核）",西山村
村规民约制定,村级小微权力,来源未载,西山村
"""


def upload(text: str, name: str = "清单.csv"):
    return ContentFile(text.encode(), name=name)


def read(text: str, *, by, **options):
    return imports.read_catalogue(upload(text), by=by, units=units_with_powers(), **options)


def exported(client, user) -> str:
    client.force_login(user)
    response = client.get(reverse("powers:export", args=["csv"]))
    return b"".join(response.streaming_content).decode("utf-8-sig")


def counts(report):
    return report.created, report.updated, report.unchanged


def test_a_public_list_comes_in_as_drafts_with_kinds_and_bases_understood(li, xishan):
    report = read(LIST, by=li)

    assert report.rejected == []
    assert list(Power.objects.values_list("name", "kind__name", "sub_kind", "status", "drafted_by")) == [
        ("村规民约制定", "村级小微权力", "", Status.DRAFT, li.pk),
        ("公益性墓地审核", "行政许可", "审核", Status.DRAFT, li.pk),
        ("农村居民宅基地审批", "行政许可", "初审", Status.DRAFT, li.pk),
    ]
    assert list(PowerBasis.objects.values_list("kind", "title", "article", "is_unverified")) == [
        ("law", "《土地管理法》", "第六十二条", False),
        ("regulation", "《殡葬管理条例》", "第八条第三款", False),
        ("rule", "《公墓管理办法》", "", True),
    ]


def test_the_same_file_again_changes_nothing_and_one_audit_row_tells_of_it(li, xishan):
    read(LIST, by=li)

    assert counts(read(LIST, by=li)) == (0, 0, 3)
    event = AuditEvent.objects.get()
    assert (event.verb, event.unit_name, event.details["created"]) == ("powers.imported", "西山村", 3)
    assert len(event.details["sha256"]) == 64
    assert Power.history.count() == 3


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_an_export_imports_again_unchanged(extension, client, zhang, li, xishan, caizheng):
    read(LIST, by=li)
    power = PowerFactory(
        unit=caizheng,
        confirmed=True,
        name='=补贴,"发放"',
        content="第一行\n<b>第二行</b>",
        code="001",
        post=PostFactory(unit=caizheng),
        person=PersonFactory(unit=caizheng),
        statutory_days=20,
        promised_days=15,
        valid_until=date(2027, 1, 1),
        key_power="resources",
        in_service_centre=True,
        disclosure="withheld",
        withheld_reason="涉及个人隐私。",
        source="-镇发〔2026〕1号",
    )
    BasisFactory(
        power=power, kind="document", title="《惠农补贴，办法》", article="", text="条文第一条。\n第二条。"
    )
    StepFactory(power=power)
    PowerFactory(unit=caizheng, status=Status.CANCELLED)
    client.force_login(zhang)
    content = b"".join(client.get(reverse("powers:export", args=[extension])).streaming_content)

    report = imports.read_catalogue(
        ContentFile(content, name=f"导出.{extension}"), by=zhang, units=units_with_powers()
    )

    assert report.rejected == []
    assert counts(report) == (0, 0, 5)
    assert AuditEvent.objects.count() == 1


def test_a_corrected_export_changes_just_that_and_is_a_draft_again(client, li, xishan):
    power = PowerFactory(unit=xishan, confirmed=True, name="旧名称", content="保留")
    basis = power.bases.get()
    text = exported(client, li).replace("旧名称", "新名称").replace("第六十二条", "第六十二条；村规民约")

    report = read(text, by=li)

    power.refresh_from_db()
    assert counts(report) == (0, 1, 0)
    assert (power.name, power.content, power.version, power.status) == ("新名称", "保留", 2, Status.DRAFT)
    assert [(row.pk == basis.pk, row.title) for row in power.bases.all()] == [
        (True, "《土地管理法》"),
        (False, "村规民约"),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("类型", "行政许诺", "没有“行政许诺”这个类型"),
        ("类型", "非行政许可审批", "没有“非行政许可审批”这个类型"),
        ("名称", "", "不能为空"),
        ("法定时限", "二十", "请填整数"),
        ("承诺时限", "30", "承诺时限不能长于法定时限"),
        ("承办岗位", "没有的岗位", "没有“没有的岗位”这个岗位"),
        ("责任人", "没有这人", "没有“没有这人”"),
        ("公开方式", "不公开", "不公开须写明理由"),
        ("失效日期", "2001-01-01", "失效日期不能早于生效日期"),
        ("重点权力", "人事权", "不在可选范围内"),
        ("状态", "已确认", "新增的一行应为“草稿”或空"),
        ("设定依据", "《" + "长" * 201 + "》", "太长"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column_and_saves_nothing(column, cell, problem, li, xishan):
    good = {"名称": "甲项", "类型": "行政许可", "法定时限": "20"}
    rows = [good, good | {"名称": "乙项", column: cell}]
    headings = list(rows[1])
    text = "\n".join(
        [",".join(headings), *(",".join(row.get(name, "") for name in headings) for row in rows)]
    )

    report = read(text, by=li, unit=xishan)

    [error] = report.rejected
    assert (report.rows, report.accepted, error.row) == (2, 1, 3)
    assert problem in error.message
    assert not Power.objects.exists()
    assert not AuditEvent.objects.exists()


def test_two_people_of_one_name_are_not_guessed(li, xishan):
    PersonFactory.create_batch(2, unit=xishan, name="王伟")

    report = read("名称,类型,责任人\n甲项,行政许可,王伟", by=li, unit=xishan)

    assert "有不止一位“王伟”" in report.rejected[0].message


def test_the_file_of_a_village_cannot_speak_of_another(client, wang, xishan, donggou):
    PowerFactory(unit=xishan, name="农村居民宅基地审批")
    client.force_login(wang)

    response = client.post(reverse("powers:import"), {"file": SimpleUploadedFile("清单.csv", LIST.encode())})

    body = response.content.decode()
    assert "「西山村」不在可选范围内，应为：东沟村" in body
    assert Power.objects.count() == 1


def test_a_number_of_another_village_is_not_known(client, li, wang, xishan, donggou):
    PowerFactory(unit=xishan)
    text = exported(client, li).replace("七道江镇西山村", "七道江镇东沟村")

    report = imports.read_catalogue(upload(text), by=wang, units=units_with_powers().filter(pk=donggou.pk))

    assert "没有这个编号的记录，或不在您的权限内" in report.rejected[0].message


def test_a_name_that_another_power_holds_is_refused(client, li, xishan):
    PowerFactory(unit=xishan, name="甲项")
    PowerFactory(unit=xishan, name="乙项")

    report = read(exported(client, li).replace("乙项", "甲项"), by=li)

    assert [error.message for error in report.rejected] == ["与第2行是同一项，请只留一行。"]


def test_a_cancelled_power_stays_as_it_is(client, li, xishan):
    PowerFactory(unit=xishan, name="旧名称", status=Status.CANCELLED)

    report = read(exported(client, li).replace("旧名称", "新名称"), by=li)

    assert "已取消的职权不再改动" in report.rejected[0].message


def test_the_browser_looks_first_and_then_takes_in_the_same_file(client, li, xishan):
    client.force_login(li)

    def send(**more):
        return client.post(
            reverse("powers:import"), {"file": SimpleUploadedFile("清单.csv", LIST.encode())} | more
        )

    checked = send()
    assert "共 3 行：新增3行，改动0行，未变0行" in checked.content.decode()
    assert not Power.objects.exists()

    assert send(checked=checked.context["digest"]).url == reverse("powers:index")
    assert Power.objects.count() == 3


def test_the_preview_shows_kinds_as_people_write_them(client, li, xishan):
    client.force_login(li)

    body = client.post(
        reverse("powers:import"), {"file": SimpleUploadedFile("清单.csv", LIST.encode())}
    ).content.decode()

    assert "<td>行政许可（初审）</td>" in body
    assert "<td>村级小微权力</td>" in body
    assert "Kind(" not in body


def test_asked_by_htmx_only_the_outcome_comes_back(client, li, xishan):
    client.force_login(li)

    response = client.post(
        reverse("powers:import"),
        {"file": SimpleUploadedFile("清单.csv", LIST.encode())},
        headers={"HX-Request": "true"},
    )

    assert response.content.decode().startswith('<div id="outcome"')


def test_the_template_offers_units_and_kinds_and_imports_as_it_is(client, li, xishan):
    client.force_login(li)
    response = client.get(reverse("powers:template"))
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    sheet = book["填写"]
    for cell in book["示例"][2]:
        sheet.cell(2, cell.column, cell.value)
    filled = io.BytesIO()
    book.save(filled)

    report = imports.read_catalogue(
        ContentFile(filled.getvalue(), name="模板.xlsx"), by=li, units=units_with_powers(), unit=xishan
    )

    offered = {cell.value for column in book["选项"].columns for cell in column}
    assert {"七道江镇西山村", "行政许可", "村级小微权力"} <= offered
    assert not {"七道江镇东沟村", "非行政许可审批"} & offered
    assert counts(report) == (1, 0, 0)


def command(file, *options):
    out = io.StringIO()
    call_command("import_powers", str(file), *options, stdout=out)
    return out.getvalue()


def test_the_command_checks_without_saving_and_answers_in_json(tmp_path, xishan):
    file = tmp_path / "清单.csv"
    file.write_text(LIST)

    answer = json.loads(command(file, "--check", "--json"))

    assert answer == {"rows": 3, "accepted": 3, "rejected": [], "created": 3, "updated": 0, "unchanged": 0}
    assert not Power.objects.exists()


def test_the_command_needs_a_unit_where_the_file_names_none(tmp_path, xishan):
    file = tmp_path / "清单.csv"
    file.write_text("名称,类型\n甲项,行政许可")
    out = io.StringIO()

    with pytest.raises(CommandError):
        call_command("import_powers", str(file), "--json", stdout=out)
    assert json.loads(out.getvalue())["rejected"] == [
        {"row": 2, "column": "行使主体", "message": "不能为空，请写明单位。"}
    ]

    assert "新增1行" in command(file, "--unit", "西山村")
    with pytest.raises(CommandError, match="没有“南山村”这个单位"):
        command(file, "--unit", "南山村")


def test_the_examples_go_to_the_library_and_into_no_catalogue(tmp_path, town):
    assert LibraryPower.objects.count() == 41  # after migrate
    LibraryPower.objects.filter(number=2).update(name="改过的")

    answer = json.loads(command(PACKAGED, "--json"))

    assert (answer["rows"], answer["updated"], answer["unchanged"], answer["rejected"]) == (41, 1, 40, [])
    assert LibraryPower.objects.get(number=2).name == "农村居民住宅用地审批(初审)"
    assert not Power.objects.exists()


def test_the_kinds_of_power_are_there_and_an_offices_own_words_stay(town):
    PowerKind.objects.filter(name="行政许可").update(position=99)
    PowerKind.objects.get(name="公共服务").delete()

    imports.load_reference(using="default")

    assert PowerKind.objects.get(name="行政许可").position == 99
    assert PowerKind.objects.filter(name="公共服务").exists()
    assert [kind.name for kind in PowerKind.objects.filter(is_historic=True)] == ["非行政许可审批"]


def test_an_example_of_another_kind_of_place_does_not_fit_a_town(town):
    fitting = set(LibraryPower.objects.filter(fits_a_town=True).values_list("number", flat=True))

    assert {2, 43, 50} <= fitting
    assert not {22, 28, 35, 36} & fitting  # 街道, 苏木, another city's regulation, 镇街


def test_a_thousand_rows_come_in_with_few_statements(zhang, xishan, django_assert_max_num_queries):
    rows = (["西山村", f"第{n}项", "行政许可", "《土地管理法》第一条"] for n in range(1_000))
    content = b"".join(stream_csv(["单位", "名称", "类型", "依据"], rows))

    with django_assert_max_num_queries(60):
        report = imports.read_catalogue(
            ContentFile(content, name="清单.csv"), by=zhang, units=units_with_powers()
        )

    assert report.created == 1_000
    assert (Power.objects.count(), PowerBasis.objects.count()) == (1_000, 1_000)


def with_one_row(headings: str) -> str:
    return f"{headings}\n{'甲,' * headings.count(',')}甲\n"


@pytest.mark.parametrize(
    ("headings", "strange"),
    [
        ("序号,类型,编码,名称,子项,实施依据,责任事项,追责情形", "追责情形"),
        ("名称,类型,依据,事项主体,实施主体,备注", "实施主体"),
        ("编码,职权类别,名称,子项,实施（责任）主体,三定职责,设定依据,责任科室,追责情形", "追责情形"),
    ],
)
def test_of_the_lists_we_know_only_what_has_no_place_here_is_asked_about(headings, strange, xishan):
    """The column sets of public catalogues: what is asked once is remembered."""
    with pytest.raises(UnmappedError) as caught:
        read(with_one_row(headings), by=None, unit=xishan)

    assert [heading.title for heading in caught.value.headings.undecided] == [strange]


@pytest.mark.parametrize(
    "headings", ["赋权事项,类型,依据,责任主体,原实施主体", "序号,事项名称,事项类型,承诺办结时限,材料清单"]
)
def test_lists_with_other_names_for_our_columns_need_no_question(headings, xishan):
    report = read(with_one_row(headings), by=None, unit=xishan)

    assert report.table.headings.undecided == []


def test_a_time_limit_may_say_its_unit(xishan):
    read("名称,类型,承诺办结时限\n甲项,行政许可,15个工作日\n", by=None, unit=xishan)

    assert Power.objects.get().promised_days == 15


def test_the_template_offers_the_posts_of_the_units_in_a_drop_down(client, li, xishan, donggou):
    PostFactory(unit=xishan, name="村文书")
    PostFactory(unit=donggou, name="别村的岗位")
    client.force_login(li)

    book = load_workbook(io.BytesIO(b"".join(client.get(reverse("powers:template")).streaming_content)))

    options = [cell.value for column in book["选项"].columns for cell in column]
    assert "村文书" in options
    assert "别村的岗位" not in options
