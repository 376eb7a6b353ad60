"""Lists in which one power takes several rows (art. 8): read as one, shown before anything is saved, and never guessed."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from openpyxl import Workbook

from audit.models import AuditEvent
from powers import imports
from powers.models import Power, PowerBasis
from powers.queries import units_with_powers
from tests.factories import BasisFactory, PowerFactory

pytestmark = pytest.mark.django_db

REPEATED = """名称,类型,编码,设定依据,责任事项,法定时限
农村居民宅基地审批,行政许可,01,《土地管理法》第六十二条,受理责任,20
农村居民宅基地审批,行政许可,01,《土地管理法实施条例》第三十四条,审查责任,
,,01,,决定责任,
,,,《宅基地管理办法》,,
公益性墓地审核,行政许可,02,《殡葬管理条例》第八条,,
"""


def read(text, *, by, unit, **options):
    upload = ContentFile(text.encode(), name="清单.csv")
    return imports.read_catalogue(upload, by=by, units=units_with_powers(), unit=unit, **options)


def merged() -> bytes:
    """A list as 明光 publishes it: name, kind and code merged over the rows of the bases."""
    book = Workbook()
    sheet = book.active
    for line in (
        ["序号", "权力名称", "权力类型", "编码", "实施依据"],
        [1, "农村居民宅基地审批", "行政许可", "01", "《土地管理法》第六十二条"],
        [None, None, None, None, "《土地管理法实施条例》第三十四条"],
        [2, "公益性墓地审核", "行政许可", "02", "《殡葬管理条例》第八条"],
    ):
        sheet.append(line)
    for letter in "ABCD":
        sheet.merge_cells(f"{letter}2:{letter}3")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def counts(report):
    return report.created, report.updated, report.unchanged


def test_rows_of_one_power_come_in_as_one_with_all_its_bases_and_duties(li, xishan):
    report = read(REPEATED, by=li, unit=xishan)

    assert report.rejected == []
    assert counts(report) == (2, 0, 0)
    power = Power.objects.get(code="01")
    assert (power.name, power.statutory_days, power.content) == (
        "农村居民宅基地审批",
        20,
        "受理责任\n审查责任\n决定责任",
    )
    assert [basis.title for basis in power.bases.all()] == [
        "《土地管理法》",
        "《土地管理法实施条例》",
        "《宅基地管理办法》",
    ]


def test_the_same_file_again_changes_nothing(li, xishan):
    read(REPEATED, by=li, unit=xishan)

    assert counts(read(REPEATED, by=li, unit=xishan)) == (0, 0, 2)
    assert PowerBasis.objects.count() == 4
    assert Power.history.count() == 2
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_what_came_in_over_several_rows_goes_out_and_in_again_unchanged(extension, client, li, xishan):
    read(REPEATED, by=li, unit=xishan)
    client.force_login(li)
    content = b"".join(client.get(reverse("powers:export", args=[extension])).streaming_content)

    report = imports.read_catalogue(
        ContentFile(content, name=f"导出.{extension}"), by=li, units=units_with_powers()
    )

    assert (report.rejected, counts(report)) == ([], (0, 0, 2))
    assert report.table.gathered == {}


def test_an_export_sorted_by_name_keeps_the_villages_apart(client, zhang, xishan, donggou):
    """Two villages have a power of one name, one of them cancelled one more: neighbours in the file, and never one."""
    for unit, status in ((xishan, "draft"), (xishan, "cancelled"), (donggou, "draft")):
        PowerFactory(unit=unit, name="村规民约制定", status=status)
    client.force_login(zhang)
    response = client.get(reverse("powers:export", args=["csv"], query={"sort": "name"}))
    content = b"".join(response.streaming_content)

    report = imports.read_catalogue(
        ContentFile(content, name="导出.csv"), by=zhang, units=units_with_powers()
    )

    assert (report.rejected, counts(report)) == ([], (0, 0, 3))


def test_a_basis_in_a_row_of_its_own_below_an_exported_power_is_added_to_it(client, li, xishan):
    power = PowerFactory(unit=xishan, name="宅基地审批")
    first = BasisFactory(power=power)
    client.force_login(li)
    content = b"".join(client.get(reverse("powers:export", args=["csv"])).streaming_content).decode(
        "utf-8-sig"
    )
    headings = content.splitlines()[0].split(",")
    added = ",".join(
        {"职权名称": "宅基地审批", "法规依据": "《公墓管理办法》"}.get(each, "") for each in headings
    )

    report = imports.read_catalogue(
        ContentFile(f"{content}{added}\n".encode(), name="导出.csv"), by=li, units=units_with_powers()
    )

    assert (report.rejected, counts(report)) == ([], (0, 1, 0))
    assert [basis.title for basis in power.bases.all()] == [first.title, "《公墓管理办法》"]


def test_a_row_without_a_unit_is_of_the_unit_chosen_and_not_of_the_row_above(zhang, xishan, donggou):
    text = "单位,名称,类型,设定依据\n西山村,甲项,行政许可,第一条\n,甲项,行政许可,第二条\n,,,《公墓管理办法》"

    report = read(text, by=zhang, unit=donggou)

    assert report.rejected == []
    bases = {power.unit.short_name: power.bases.count() for power in Power.objects.all()}
    assert bases == {"西山村": 1, "东沟村": 2}


@pytest.mark.parametrize(
    ("column", "heading"), [(1, "类型"), (2, "编码"), (5, "法定时限")], ids=["kind", "code", "days"]
)
def test_rows_that_contradict_each_other_are_refused_at_the_cell_naming_both(column, heading, li, xishan):
    cells = ["甲项", "行政许可", "01", "第一条", "", "20"]
    other = cells[:column] + ["公共服务" if column == 1 else "30"] + cells[column + 1 :]
    text = "\n".join(["名称,类型,编码,设定依据,责任事项,法定时限", ",".join(cells), ",".join(other)])

    report = read(text, by=li, unit=xishan)

    [error] = report.rejected
    assert (error.row, error.letter) == (3, "ABCDEF"[column])
    assert error.column in (heading, f"{heading}")
    assert "而第2行写的是" in error.message
    assert not Power.objects.exists()


def test_rows_of_one_power_that_stand_apart_are_still_refused(li, xishan):
    text = "名称,类型,设定依据\n甲项,行政许可,第一条\n乙项,行政许可,\n甲项,行政许可,第二条"

    report = read(text, by=li, unit=xishan)

    assert [(error.row, error.message) for error in report.rejected] == [(4, "与第2行是同一项，请只留一行。")]


def test_the_page_says_which_rows_became_one_before_it_takes_them_in(client, li, xishan):
    client.force_login(li)
    content = merged()  # made twice it would not be the same file: it tells when it was made

    def send(**more):
        file = SimpleUploadedFile("清单.xlsx", content)
        return client.post(reverse("powers:import"), {"file": file, "unit": xishan.pk} | more)

    checked = send()
    body = checked.content.decode()
    assert "共 2 行：新增2行，改动0行，未变0行。其中文件的 2 行合为 1 项。" in body
    assert "第 2 行起，2 行合为 1 项：农村居民宅基地审批" in body
    assert "合为 1 项：公益性墓地审核" not in body
    assert not Power.objects.exists()

    assert send(checked=checked.context["digest"]).status_code == 302
    assert list(Power.objects.values_list("name", "code")) == [
        ("公益性墓地审核", "02"),
        ("农村居民宅基地审批", "01"),
    ]
    assert PowerBasis.objects.count() == 3


def test_the_command_says_it_too(tmp_path, xishan):
    file = tmp_path / "清单.csv"
    file.write_text(REPEATED)
    out = io.StringIO()

    call_command("import_powers", str(file), "--unit", "西山村", stdout=out)

    assert "第2行起4行合为1项。" in out.getvalue()


def test_a_list_with_one_row_for_each_power_says_nothing_of_it(client, li, xishan):
    client.force_login(li)
    text = "名称,类型\n甲项,行政许可\n乙项,行政许可"

    body = client.post(
        reverse("powers:import"),
        {"file": SimpleUploadedFile("清单.csv", text.encode()), "unit": xishan.pk},
    ).content.decode()

    assert "检查通过" in body
    assert "合为" not in body
