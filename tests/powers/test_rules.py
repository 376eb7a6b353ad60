"""How lists write kinds and bases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powers import rules
from powers.enums import BasisKind
from powers.rules import Basis, Kind


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("行政许可", Kind("行政许可")),
        ("行政许可(初审)", Kind("行政许可", "初审")),
        ("行政许可（审核）", Kind("行政许可", "审核")),
        ("行政许可/审批", Kind("行政许可", "审批")),
        ("班子成员分管人财物和业务权责", Kind("班子成员分管人财物和业务权责")),
    ],
)
def test_a_suffix_is_a_sub_kind(written, kind):
    assert rules.split_kind(written) == kind


def test_the_bases_of_a_cell_are_read_one_by_one():
    cell = (
        "1.《土地管理法》第六十二条\n地方性法规：《吉林省村镇规划建设管理条例》第八条第一款（待核）；分工文件"
    )

    assert rules.read_bases(cell) == [
        Basis("", "《土地管理法》", "第六十二条"),
        Basis("local", "《吉林省村镇规划建设管理条例》", "第八条第一款", True),
        Basis("", "分工文件"),
    ]


@pytest.mark.parametrize("cell", ["", "来源未载", "来源截断", "无", "—"])
def test_where_a_list_says_nothing_there_is_no_basis(cell):
    assert rules.read_bases(cell) == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("《土地管理法》", "law"),
        ("《殡葬管理条例》", "regulation"),
        ("《安徽省人口与计划生育条例》", "local"),
        ("《土地权属争议调查处理办法》", "rule"),
        ("自然资规〔2019〕4号", "document"),
        ("班子成员分工文件", "portfolio"),
        ("村规民约", "village"),
    ],
)
def test_a_title_sounds_like_its_kind(title, kind):
    assert rules.guessed_kind(title) == kind


TITLES = st.text(st.sampled_from("《》土地管理法条例办镇村"), min_size=1, max_size=20)
ARTICLES = st.sampled_from(["", "第五条", "第六十二条第一款", "第8条第(二)项"])


@given(st.sampled_from(BasisKind), TITLES, ARTICLES, st.booleans())
def test_a_basis_reads_back_from_its_own_line(kind, title, article, unverified):
    basis = Basis(kind, title, article, unverified)

    assert rules.read_bases(basis.line) == [basis]


def test_a_line_without_a_kind_means_the_stored_basis_of_any_kind():
    stored = Basis("regulation", "《殡葬管理条例》", "第八条")

    assert rules.says_the_same(Basis("", "《殡葬管理条例》", "第八条"), stored)
    assert not rules.says_the_same(Basis("law", "《殡葬管理条例》", "第八条"), stored)
    assert not rules.says_the_same(Basis("", "《殡葬管理条例》", "第九条"), stored)


def test_article_8_laws_are_enough_and_internal_documents_only_where_allowed():
    assert rules.is_enough(["document"], "")
    assert not rules.is_enough(["village", "portfolio"], "")
    assert rules.is_enough(["village"], "village")
    assert not rules.is_enough([], "village")
