"""Registers as they really look: several points in a row, levels in three alphabets, headings of their own."""

import io
import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from audit.models import AuditEvent
from core.spreadsheets import Row, SpreadsheetError
from core.spreadsheets.mapping import Answers
from powers.models import HeadingMemory
from powers.queries import units_with_powers
from riskpoints import imports, several
from riskpoints.enums import Level, Status
from riskpoints.models import RiskPoint
from riskpoints.several import Levels, apart, items, levels_of

HIGH, MEDIUM, LOW = Level.HIGH, Level.MEDIUM, Level.LOW
PROCESS = Answers(constants={"risk_type": "业务流程风险"})


# -- reading one cell ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1、不登记\n2、不公开", ["不登记", "不公开"]),
        ("1.不登记；2.不公开。", ["不登记", "不公开。"]),
        ("（1）不登记（2）不公开", ["不登记", "不公开"]),
        ("①不登记②不公开", ["不登记", "不公开"]),
        ("1.超过1.5万元 2.低于3.5万元", ["超过1.5万元", "低于3.5万元"]),
        ("不登记", []),
        ("1、不登记", []),
        ("1、不登记\n3、不公开", []),
        ("按第1、2条办理", []),
        ("主要有：1、不登记 2、不公开", []),
        ("1、\n2、不公开", []),
        ("", []),
    ],
)
def test_a_numbered_list_is_one_only_when_it_counts_from_one_without_a_gap(text, found):
    assert items(text) == found


@given(st.lists(st.text("登记公开审核不严收钱", min_size=1, max_size=12), min_size=2, max_size=9))
def test_every_numbered_list_comes_apart_into_what_was_numbered(parts):
    for mark in ("{}、", "{}.", "（{}）", "({})", "{}．"):
        text = "\n".join(mark.format(number) + part for number, part in enumerate(parts, 1))
        assert items(text) == parts


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *(("高", HIGH), ("A", HIGH), ("一级", HIGH), ("Ⅰ级", HIGH), ("1级", HIGH), ("高风险", HIGH)),
        *(("中", MEDIUM), ("B级", MEDIUM), ("二级", MEDIUM), ("Ⅱ", MEDIUM)),
        *(("低", LOW), ("Ｃ", LOW), ("三级", LOW), ("★低", LOW)),
        *(("未标", ""), ("—", "")),
        *(("红", None), ("12", None), ("高高兴兴", None), ("1高", None)),
    ],
)
def test_a_level_is_read_in_every_alphabet_registers_use(text, level):
    assert levels_of(text) == level


@pytest.mark.parametrize(
    ("text", "levels", "in_order"),
    [
        ("1中2低", (MEDIUM, LOW, LOW), False),
        ("1个中，2个低", (MEDIUM, LOW, LOW), False),
        ("高1个、中2个", (HIGH, MEDIUM, MEDIUM), False),
        ("一高两", None, None),
        ("一高二中", (HIGH, MEDIUM, MEDIUM), False),
        ("2C1A", (LOW, LOW, HIGH), False),
        ("1.中 2.低 3.低", (MEDIUM, LOW, LOW), True),
        ("中、低、低", (MEDIUM, LOW, LOW), True),
        ("99高", None, None),
    ],
)
def test_a_cell_may_name_several_levels(text, levels, in_order):
    assert levels_of(text) == (levels and Levels(text, levels, in_order))


def parts(**values):
    return [
        {name: row.values.get(name) for name in ("name", "manifestation", "level", "measures")}
        for row in apart(Row(5, values, []))
    ]


def test_a_list_of_names_is_several_points_each_with_its_own():
    found = parts(
        name="1、用印\n2、征迁",
        manifestation="1、不登记\n2、不公开",
        level=Levels("高、低", (HIGH, LOW), True),
        measures="1、专人\n2、公示",
    )

    assert found == [
        {"name": "用印", "manifestation": "不登记", "level": HIGH, "measures": "专人"},
        {"name": "征迁", "manifestation": "不公开", "level": LOW, "measures": "公示"},
    ]


def test_one_point_may_show_itself_in_several_ways():
    [point] = parts(
        name="用印", manifestation="1、不登记\n2、不公开", level=HIGH, measures="1、专人 2、公示 3、抽查"
    )

    assert (point["name"], point["manifestation"]) == ("用印", "1、不登记\n2、不公开")
    assert point["measures"] == "专人\n公示\n抽查"


def test_without_a_name_each_manifestation_is_a_point():
    assert [point["name"] for point in parts(manifestation="1、不登记。长期如此 2、不公开", level=LOW)] == [
        "不登记",
        "不公开",
    ]


def test_a_row_that_names_nothing_is_a_mistake():
    [row] = apart(Row(5, {"name": "", "manifestation": "", "level": HIGH}, []))

    assert row.errors[0].message == "不能为空，也没有表现形式可以代替。"


def test_measures_that_do_not_pair_hold_for_every_point():
    found = parts(manifestation="1、甲 2、乙", level=LOW, measures="1、专人 2、公示 3、抽查")

    assert [point["measures"] for point in found] == ["专人\n公示\n抽查"] * 2


def test_a_row_is_never_taken_apart_against_its_own_count():
    [row] = apart(
        Row(5, {"manifestation": "1、甲 2、乙", "level": Levels("1中2低", (MEDIUM, LOW, LOW), False)}, [])
    )

    assert "说的是3个风险点，这一行看得出2个" in row.errors[0].message


def test_a_row_with_its_number_is_one_point_whatever_it_says():
    [row] = apart(Row(5, {"id": 7, "name": "1、甲 2、乙", "level": HIGH}, []))

    assert row.values["name"] == "1、甲 2、乙"


# -- whole files --------------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db
TOWN_LINES = [
    "乡镇权力事项廉政风险点,,,,,,",
    "序号,权力事项,风险点数量,表现形式,等级,防控措施,责任人",
    '1,,3,"1、受理不登记\n2、审查不严\n3、决定不集体",1中2低,"1、登记\n2、双人审查\n3、会议决定",王芳',
    "2,,1,随意延长时限,C,限时办结,李强",
]
TOWN = "\n".join(TOWN_LINES)


def upload(text: str, name: str = "清单.csv"):
    return ContentFile(text.encode(), name=name)


def read(text: str, *, by=None, unit=None, **options):
    return imports.read_register(upload(text), by=by, units=units_with_powers(), unit=unit, **options)


def test_a_towns_real_list_asks_which_point_has_which_level(li, xishan):
    report = read(TOWN, by=li, unit=xishan, answers=PROCESS)

    assert [(error.row, error.column) for error in report.rejected] == [(3, "风险等级")] * 3
    assert [(question.row, question.about.name, question.shown) for question in report.questions] == [
        (3, "受理不登记", MEDIUM),
        (3, "审查不严", LOW),
        (3, "决定不集体", LOW),
    ]
    assert not RiskPoint.objects.exists()


def decided(*levels, text="1中2低", names=("受理不登记", "审查不严", "决定不集体")):
    keys = several.Open(text, (), names, 0).keys
    return PROCESS._replace(decisions=dict(zip(keys, levels, strict=True)))


def test_what_is_decided_is_taken_in(li, xishan):
    report = read(TOWN, by=li, unit=xishan, answers=decided(LOW, LOW, MEDIUM))

    assert (report.created, report.rejected) == (4, [])
    assert list(RiskPoint.objects.order_by("pk").values_list("name", "level", "status")) == [
        ("受理不登记", LOW, Status.UNCHECKED),
        ("审查不严", LOW, Status.UNCHECKED),
        ("决定不集体", MEDIUM, Status.UNCHECKED),
        ("随意延长时限", LOW, Status.UNCHECKED),
    ]
    assert [point.measures.get().content for point in RiskPoint.objects.order_by("pk")] == [
        "登记",
        "双人审查",
        "会议决定",
        "限时办结",
    ]


def test_a_decision_against_what_the_file_says_is_asked_again(li, xishan):
    report = read(TOWN, by=li, unit=xishan, answers=decided(HIGH, LOW, LOW))

    assert {error.message for error in report.rejected} == {"选定的等级与“1中2低”对不上，请核对。"}
    assert [question.shown for question in report.questions] == [HIGH, LOW, LOW]


def test_a_decision_follows_its_points_and_no_row_number(li, xishan):
    """Somebody corrects the file and a line moves: what was decided about another list must not fall on it."""
    title, headings, first, second = TOWN_LINES
    others = TOWN.replace("受理不登记", "受理拖延")
    assert len(read(others, by=li, unit=xishan, answers=decided(LOW, LOW, MEDIUM)).questions) == 3

    moved = "\n".join([title, headings, second, first])
    assert read(moved, by=li, unit=xishan, answers=decided(LOW, LOW, MEDIUM)).created == 4


def test_a_decision_that_is_no_level_is_as_good_as_none(li, xishan):
    report = read(TOWN, by=li, unit=xishan, answers=decided("red", "", "x"))

    assert [question.shown for question in report.questions] == [MEDIUM, LOW, LOW]


def test_the_same_file_again_needs_no_decision_and_changes_nothing(li, xishan):
    read(TOWN, by=li, unit=xishan, answers=decided(LOW, LOW, MEDIUM))

    again = read(TOWN, by=li, unit=xishan, answers=PROCESS)

    assert (again.created, again.updated, again.unchanged, again.rejected) == (0, 0, 4, [])


VILLAGE = "序号,权力名称,危险环节,廉政风险点,等级,防范措施,责任人,联系电话\n1,,盖章,用印不登记,A,专人保管,王芳,123\n"


def asked(client, text=VILLAGE, **answers):
    file = SimpleUploadedFile("清单.csv", text.encode())
    return client.post(reverse("riskpoints:import"), {"file": file, **answers})


def answers_of(response, **said):
    """What the page would send back, with what a person says on top."""
    outcome = response.context["outcome"]
    sent = {"shown": outcome.headings.fingerprint, "checked": response.context["digest"]}
    for heading, _, name in outcome.headings.lines:
        sent[f"column-{heading.index}"] = said.get(heading.title, name)
    constants = {f"constant-{column.name}": chosen for column, chosen in response.context["constants"]}
    return sent | constants | {name: value for name, value in said.items() if name.startswith("constant-")}


def test_the_page_asks_about_strange_columns_once_and_remembers_for_the_unit(client, li, xishan):
    client.force_login(li)
    first = asked(client, unit=xishan.pk)
    assert "「危险环节」「联系电话」列还不知道对应哪一栏" in first.content.decode()
    assert "文件里没有「风险类别」列" in first.content.decode()

    said = {"危险环节": "link", "联系电话": "-", "constant-risk_type": "业务流程风险", "unit": xishan.pk}
    looked_at = asked(client, unit=xishan.pk, **answers_of(first, **said))
    assert "检查通过" in looked_at.content.decode()
    assert not RiskPoint.objects.exists()

    done = asked(client, unit=xishan.pk, **answers_of(looked_at))
    assert done.status_code == 302
    point = RiskPoint.objects.get()
    assert (point.link, point.name, point.level, point.risk_type) == ("盖章", "用印不登记", HIGH, "process")

    later = asked(client, VILLAGE.replace("用印", "用车"), unit=xishan.pk)
    assert "文件里没有「风险类别」列" in later.content.decode()
    assert "还不知道对应哪一栏" not in later.content.decode()
    assert HeadingMemory.objects.filter(
        unit=xishan, register="riskpoints", heading="危险环节", column="link"
    ).exists()
    assert AuditEvent.objects.filter(verb="powers.headings_remembered").count() == 1


def test_another_unit_is_asked_for_itself(client, zhang, li, xishan, caizheng):
    HeadingMemory.objects.create(unit=xishan, register="riskpoints", heading="危险环节", column="link")
    client.force_login(zhang)

    assert "「危险环节」" in asked(client, unit=caizheng.pk).content.decode()


def test_nothing_is_taken_in_that_was_understood_otherwise_than_shown(client, li, xishan):
    """Two tabs, or somebody who changes a drop-down after looking."""
    client.force_login(li)
    said = {"危险环节": "link", "联系电话": "-", "constant-risk_type": "业务流程风险"}
    looked_at = asked(client, unit=xishan.pk, **answers_of(asked(client, unit=xishan.pk), **said))

    changed = answers_of(looked_at, 危险环节="-")
    response = asked(client, unit=xishan.pk, **changed)

    assert response.status_code == 200
    assert "检查通过" in response.content.decode()
    assert not RiskPoint.objects.exists()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"column-2": "status"},
        {"column-2": "没有这一栏"},
        {"column-9999": "link"},
        {"constant-risk_type": "<b>红</b>"},
        {"constant-id": "1"},
        {"decision-0123456789ab": "red"},
        {"decision-": "high"},
        {"shown": "x" * 5000},
    ],
)
def test_what_a_page_would_never_send_is_no_error_and_saves_nothing(nonsense, client, li, xishan):
    client.force_login(li)
    honest = answers_of(asked(client, unit=xishan.pk), 联系电话="-")

    response = asked(client, unit=xishan.pk, **honest | nonsense)

    assert response.status_code == 200
    assert not RiskPoint.objects.exists()


def test_the_status_of_a_point_comes_from_no_column_of_a_file(client, li, xishan):
    client.force_login(li)
    said = {"危险环节": "status", "联系电话": "-", "constant-risk_type": "业务流程风险"}

    body = asked(client, unit=xishan.pk, **answers_of(asked(client, unit=xishan.pk), **said)).content.decode()

    assert "新增的一行应为“在册待核”或空" in body


def test_a_register_with_merged_cells_and_a_heading_in_two_storeys_comes_in_as_it_is(li, xishan):
    book = Workbook()
    sheet = book.active
    for row in (
        ["西山村廉政风险点排查防控表"],
        ["序号", "风险点", None, None, "责任人", None],
        [None, "名称", "表现形式", "等级", "直接", "领导"],
        ["一、印章管理"],
        [1, "用印不登记", "私自盖章", "一级", "王芳", "李强"],
        [2, "用印不审批", None, "三级", "王芳", None],
    ):
        sheet.append(row)
    for cells in ("A1:F1", "A2:A3", "B2:D2", "E2:F2", "A4:F4", "C5:C6", "F5:F6"):
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    known = PROCESS._replace(said={"风险点·名称": "name"})

    report = imports.read_register(
        ContentFile(file.getvalue(), name="表.xlsx"),
        by=li,
        units=units_with_powers(),
        unit=xishan,
        answers=known,
    )

    assert (report.created, report.rejected) == (2, [])
    assert [text for _, text in report.table.banners] == ["一、印章管理"]
    assert list(
        RiskPoint.objects.order_by("pk").values_list("name", "manifestation", "level", "responsible_text")
    ) == [
        ("用印不登记", "私自盖章", HIGH, "责任人·直接：王芳；责任人·领导：李强"),
        ("用印不审批", "私自盖章", LOW, "责任人·直接：王芳；责任人·领导：李强"),
    ]


def test_the_command_is_told_what_a_column_is(tmp_path, xishan):
    file = tmp_path / "清单.csv"
    file.write_text(VILLAGE, "utf-8")

    def run(*options):
        out = io.StringIO()
        call_command("import_riskpoints", str(file), "--unit", "西山村", "--json", *options, stdout=out)
        return json.loads(out.getvalue())

    with pytest.raises(Exception, match="什么也没有保存"):
        run("--check")
    said = ["--map", "危险环节=环节", "--map", "联系电话=-", "--fill", "风险类别=业务流程风险"]
    assert run("--check", *said)["created"] == 1
    assert run(*said) == {
        "rows": 1,
        "accepted": 1,
        "rejected": [],
        "created": 1,
        "updated": 0,
        "unchanged": 0,
    }
    assert RiskPoint.objects.get().link == "盖章"


@pytest.mark.parametrize(
    "headings",
    [
        "序号,单位科室,风险类别,风险点,内容及表现形式,风险等级,防控措施,部门负责人,责任领导",
        "序号,权力名称,廉政风险点,等级,防范措施,责任人",
        "序号,部门,重要环节,表现形式,涉及岗位,风险等级,防控要点及措施,直接责任人,部门责任人,责任领导",
        "序号,岗位类别,风险名称,风险描述,防控措施,监测指标",
        "序号,权力事项,风险点数量,表现形式,等级,防控措施,责任人",
        "序号,部门,事项及流程步骤,风险表现,等级,措施,分管领导人,科室负责人",
    ],
)
def test_no_column_of_the_registers_we_know_is_strange(headings, xishan):
    """The column sets of public registers: at most the type of risk has to be said."""
    report = read(f"{headings}\n{'甲,' * headings.count(',')}甲\n", unit=xishan, answers=PROCESS)

    assert "还不知道" not in "".join(error.message for error in report.rejected)
    assert report.table.headings.undecided == []


def test_what_is_no_register_is_refused_with_a_sentence(xishan):
    with pytest.raises(SpreadsheetError, match="没有找到表头"):
        read("甲,乙\n1,2\n", unit=xishan)
