"""信函格式 (GB/T 9704-2012, 10.1), measured on the PDF. Millimetres."""

import io

import docx
import pytest
from pytest import approx

from core import clock
from documents import working_copy
from documents.enums import DocumentKind, Layout
from rulebook import workflow as rulebook
from tests.documents import samples
from tests.documents.measuring import pages, text_of
from tests.documents.test_issuing import issue

BOTTOM, RIGHT = 297 - 35, 210 - 26
LONG = "国" * 28 * 40


@pytest.fixture(scope="module")
def letter():
    return pages(samples.typeset(layout=Layout.LETTER, facts=LONG))


def test_the_mark_is_the_issuers_name_alone_30_below_the_edge_of_the_paper(letter):
    mark = letter[0].red_between(0, 44)

    assert mark.top == approx(30, abs=0.3)
    assert (mark.left + mark.right) / 2 == approx((28 + RIGHT) / 2, abs=0.6)
    assert "文件" not in text_of(samples.typeset(layout=Layout.LETTER, facts="见附页"))


def test_double_rules_of_170_stand_4_below_the_mark_and_20_above_the_foot_of_page_one(letter):
    mark = letter[0].red_between(0, 44)
    upper, lower = letter[0].red_between(mark.bottom + 1, 60), letter[0].red_between(270, 297)

    assert upper.top - mark.bottom == approx(4, abs=0.3)
    assert 297 - lower.bottom == approx(20, abs=0.3)
    for rule in (upper, lower):
        assert (rule.left, rule.right) == (approx(20, abs=0.3), approx(190, abs=0.3))
    with pytest.raises(TypeError):
        letter[1].red()  # no red on the pages after it


def test_the_number_stands_at_the_right_edge_seven_eighths_under_the_rule(letter):
    number = letter[0].line("七镇纪廉预")
    rule = letter[0].red_between(47, 60)

    assert number.right == approx(RIGHT, abs=0.3)
    assert letter[0].black(bottom=62).top - rule.bottom == approx(16 / 72 * 25.4 * 7 / 8, abs=0.7)


def test_page_one_has_no_number_and_the_others_do(letter):
    numbered = [any("—" in line.text for line in page.lines if line.top > BOTTOM) for page in letter]

    assert numbered == [False, *[True] * (len(letter) - 1)]


def test_the_imprint_is_the_copies_alone_at_the_foot_of_the_last_page(letter):
    assert letter[-1].has("抄送：镇党委、镇政府，区惩防办。")
    assert not any(page.has("中共七道江镇纪律检查委员会办公室") for page in letter)
    assert letter[-1].line("抄送：").top == approx(BOTTOM - 7, abs=2)


def test_a_letter_ends_where_it_ends():
    assert len(pages(samples.typeset(DocumentKind.WARNING_NOTICE, layout=Layout.LETTER))) in (1, 2)


def test_the_working_copy_follows(letter):
    content = samples.content(layout=Layout.LETTER)
    filled = docx.Document(io.BytesIO(working_copy.fill(DocumentKind.RECTIFICATION_NOTICE, content)))
    texts = [paragraph.text for paragraph in filled.paragraphs]

    assert texts[:2] == [samples.ISSUER, samples.NUMBER]
    assert not any("印发" in text for text in texts)


@pytest.mark.django_db
def test_the_office_chooses_the_layout_by_a_setting(sun):
    assert "纪律检查委员会文件" in text_of(bytes(issue().pdf))

    today = clock.today()
    rulebook.change_setting("documents.layout", value="letter", reason="按信函印发", by=sun, valid_from=today)
    assert "纪律检查委员会文件" not in text_of(bytes(issue().pdf))
