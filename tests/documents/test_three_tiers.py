"""GB/T 9704-2012 on the notice of every tier, short and long, measured on the rendered PDF. Millimetres."""

import io
from itertools import pairwise

import pytest
from pypdf import PdfReader
from pytest import approx

from documents import fonts, typesetting
from documents.enums import DocumentKind
from tests.documents import samples
from tests.documents.measuring import pages

LEFT, RIGHT, TOP, BOTTOM = 28, 210 - 26, 37, 297 - 35
CHARACTER, LINE = 156 / 28, 225 / 22
TIERS = {
    "red": (DocumentKind.RECTIFICATION_NOTICE, {"tier": "高级（红色）预警", "measures": ["专项调查"]}),
    "yellow": (DocumentKind.RECTIFICATION_NOTICE, {}),
    "blue": (DocumentKind.WARNING_NOTICE, {}),
}
LONG = {"facts": "国" * 28 * 62}  # nearly three pages of facts alone


@pytest.fixture(scope="module", params=TIERS)
def tier(request):
    return request.param


@pytest.fixture(scope="module")
def pdf(tier):
    kind, changes = TIERS[tier]
    return samples.typeset(kind, **changes)


@pytest.fixture(scope="module")
def short(pdf):
    return pages(pdf)


@pytest.fixture(scope="module")
def long(tier):
    kind, changes = TIERS[tier]
    return pages(samples.typeset(kind, **changes | LONG))


def test_a_long_notice_has_more_than_three_pages_and_an_even_last_one(long):
    assert len(long) >= 4
    assert len(long) % 2 == 0


def test_the_text_area_is_156_by_225_between_margins_of_37_35_28_and_26(long):
    for page in long:
        ink = page.black(TOP, BOTTOM)
        assert ink.left >= LEFT - 0.2
        assert ink.right <= RIGHT + 0.2  # a comma that ends a line gives up its empty half
    full = long[1]
    ink = full.black(bottom=BOTTOM)
    assert ink.top - TOP == approx((LINE - 16 / 72 * 25.4) / 2, abs=0.6)
    assert BOTTOM - ink.bottom == approx((LINE - 16 / 72 * 25.4) / 2, abs=0.6)
    assert (ink.left, ink.right) == (approx(LEFT, abs=0.6), approx(RIGHT, abs=0.6))


def test_every_full_page_has_22_lines_of_28_characters(long):
    for page in long[1:3]:
        lines = page.body
        steps = [below.top - line.top for line, below in pairwise(lines)]
        assert len(lines) == 22
        assert steps == [approx(LINE, abs=0.03)] * 21
    assert [line.text for line in long[1].body] == ["国" * 28] * 22


def test_mark_number_rule_and_title_stand_where_the_standard_puts_them(short):
    page = short[0]
    mark, number, title = page.red_between(0, 95), page.line("七镇纪廉预"), page.line("廉政风险")
    rule = page.red_between(110, 130)

    assert mark.top == approx(TOP + 35, abs=0.3)
    assert page.black(bottom=115).top - mark.bottom == approx(2 * LINE + 2.4, abs=0.7)
    assert rule.top - page.black(bottom=rule.top - 1).bottom == approx(4, abs=0.4)
    for each in (mark, number, title):
        assert (each.left + each.right) / 2 == approx((LEFT + RIGHT) / 2, abs=0.6)
    assert title.top - rule.bottom == approx(2 * LINE + 2, abs=1.5)
    assert (title.size, number.size) == (22, 16)


def test_headings_are_numbered_in_order_two_characters_in_and_in_the_heading_face(short):
    heads = [line for page in short for line in page.body if line.text[1:2] == "、" and len(line.text) < 12]

    assert [line.text[0] for line in heads] == list("一二三四五六七")
    assert [line.left for line in heads] == [approx(LEFT + 2 * CHARACTER, abs=0.05)] * 7
    faces = {
        char["fontname"]
        for page in short
        for char in page.page.chars
        if "一、基本事实".startswith(char["text"])
    }
    assert any("NotoSansSC" in face for face in faces)


def test_name_and_date_stand_in_the_signature_block_with_room_for_the_seal(short, long):
    for made in (short, long):
        signed(next(page for page in made if page.has("2026年11月24日")))


def signed(page):
    text, issuer, date = page.body[-3:]

    assert (issuer.text, date.text) == (samples.ISSUER, "2026年11月24日")
    assert date.right == approx(RIGHT - 4 * CHARACTER, abs=0.2)
    assert issuer.left + issuer.right == approx(date.left + date.right, abs=0.2)
    assert issuer.top - text.top == approx(3 * LINE, abs=0.05)
    seal_foot = date.top + CHARACTER + 5
    following = [line.top for line in page.lines if line.top > date.top + 1]
    assert all(top > seal_foot for top in following)


def test_page_numbers_stand_outside_and_run_on(long):
    for number, page in enumerate(long, 1):
        folios = [line for line in page.lines if line.top > BOTTOM and "—" in line.text]
        if not page.body and number > 1:
            continue
        (folio,) = folios
        assert f"— {number} —" in folio.text
        edge = RIGHT - folio.right if number % 2 else folio.left - LEFT
        assert edge == approx(14 / 72 * 25.4, abs=0.1)


def test_every_face_is_embedded_and_every_substitute_is_reported(pdf, tier):
    kind, changes = TIERS[tier]
    words = samples.content(kind, **changes)
    reported = typesetting.typeset(kind, words, on=samples.ISSUED_ON).substitutions
    used = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile3" in descendant["/FontDescriptor"].get_object()
            used.add(descendant["/BaseFont"].split("+")[1].split("-")[0])

    assert reported.keys() == {face.name for face in fonts.FACES.values()}
    assert {family.replace(" ", "") for family in reported.values()} == used


def test_an_imprint_that_finds_no_room_leaves_its_blank_page_without_a_number():
    copies = ["七道江镇各村民委员会、各站办所主要负责人"] * 4
    made = pages(samples.typeset(DocumentKind.WARNING_NOTICE, copies_to=copies))

    assert [len(page.body) > 0 for page in made] == [True, True, False, False]
    assert [any("—" in line.text for line in page.lines if line.top > BOTTOM) for page in made] == [
        True,
        True,
        False,
        False,
    ]
    assert samples.CODE in made[3].line("核验码").text


def test_a_short_blue_notice_wastes_no_sheet():
    assert len(pages(samples.typeset(DocumentKind.WARNING_NOTICE))) == 2
