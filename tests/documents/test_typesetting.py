"""GB/T 9704-2012, measured on the PDFs we make. Millimetres unless a name says otherwise."""

import io
from itertools import pairwise

import pytest
from pypdf import PdfReader
from pytest import approx

from documents import typesetting
from documents.enums import DocumentKind
from tests.documents import samples
from tests.documents.measuring import MM, is_watermark, pages, text_of

LEFT, RIGHT, TOP, BOTTOM = 28, 210 - 26, 37, 297 - 35
CHARACTER = 156 / 28
LINE = 28.95 / 72 * 25.4
NOTICES = [DocumentKind.RECTIFICATION_NOTICE, DocumentKind.WARNING_NOTICE]


@pytest.fixture(scope="module")
def yellow():
    return pages(samples.typeset())


@pytest.fixture(scope="module")
def full():
    """A notice whose facts fill more than a page with the widest of characters."""
    return pages(samples.typeset(facts="国" * 28 * 30))


def test_the_sheet_is_a4(yellow):
    for page in yellow:
        assert (page.page.width / MM, page.page.height / MM) == (approx(210, abs=0.05), approx(297, abs=0.05))


def test_ink_keeps_within_the_margins(full):
    for page in full[:-1]:
        ink = page.black(TOP, BOTTOM)
        assert ink.left >= LEFT
        assert ink.right <= RIGHT


def test_a_full_page_has_22_lines_at_an_even_pitch_from_top_to_bottom(full):
    lines = full[1].body
    steps = [b.top - a.top for a, b in pairwise(lines)]

    assert len(lines) == 22
    assert steps == [approx(LINE, abs=0.02)] * 21
    ink = full[1].black(bottom=BOTTOM)
    assert ink.top == approx(TOP + 2.5, abs=1)
    assert ink.bottom == approx(BOTTOM - 2.5, abs=1)


def test_a_full_line_has_28_characters_across_the_whole_width(full):
    line = full[1].body[3]

    assert line.text == "国" * 28
    assert (line.left, line.right) == (approx(LEFT, abs=0.05), approx(RIGHT, abs=0.15))


def test_a_paragraph_starts_two_characters_in(full):
    assert full[0].line("根据《").left == approx(LEFT + 2 * CHARACTER, abs=0.05)


def test_the_mark_is_red_centred_and_35_below_the_text_area(yellow):
    mark = yellow[0].red_between(0, 95)

    assert mark.top == approx(TOP + 35, abs=0.3)
    assert (mark.left + mark.right) / 2 == approx((LEFT + RIGHT) / 2, abs=0.6)
    assert mark.width < RIGHT - LEFT


def test_the_number_is_centred_two_lines_below_the_mark(yellow):
    number = yellow[0].line("七镇纪廉预")
    mark = yellow[0].red_between(0, 95)
    ink = yellow[0].black(bottom=110)

    assert number.text == samples.NUMBER
    assert (number.left + number.right) / 2 == approx((LEFT + RIGHT) / 2, abs=0.2)
    assert ink.top - mark.bottom == approx(2 * 10.21 + 2.4, abs=0.7)


def test_the_red_line_is_4_below_the_number_and_as_wide_as_the_text(yellow):
    number = yellow[0].black(bottom=120)
    line = yellow[0].red_between(number.bottom, BOTTOM)

    assert line.top - number.bottom == approx(4, abs=0.4)
    assert (line.left, line.right) == (approx(LEFT, abs=0.2), approx(RIGHT, abs=0.2))
    assert line.bottom - line.top < 0.6


def test_the_title_is_centred_in_second_size_and_the_addressee_flush_left(yellow):
    title, addressee = yellow[0].line("廉政风险"), yellow[0].line("石桥村")

    assert title.size == 22
    assert (title.left + title.right) / 2 == approx((LEFT + RIGHT) / 2, abs=0.2)
    assert addressee.text == "石桥村村民委员会："
    assert addressee.left == approx(LEFT, abs=0.05)


def test_a_long_title_keeps_its_kind_whole_on_the_last_line():
    page = pages(
        samples.typeset(title="关于石桥村河道整治零星工程直接委托同一施工队问题的廉政风险预警整改通知书")
    )[0]
    titles = [line.text for line in page.lines if line.size == 22]

    assert titles == ["关于石桥村河道整治零星工程", "直接委托同一施工队问题的", "廉政风险预警整改通知书"]


def test_the_date_stands_four_characters_in_with_the_issuer_centred_above(yellow):
    page = next(page for page in yellow if page.has("2026年11月24日"))
    issuer, date = page.line(samples.ISSUER), page.line("2026年11月24日")

    assert date.text == "2026年11月24日"
    assert date.right == approx(RIGHT - 4 * CHARACTER, abs=0.2)
    assert issuer.left + issuer.right == approx(date.left + date.right, abs=0.2)
    assert date.top - issuer.top == approx(10.21, abs=0.05)


def test_a_seal_of_42_over_name_and_date_begins_within_a_line_of_the_text(yellow):
    page = next(page for page in yellow if page.has("2026年11月24日"))
    text, issuer, date = page.body[-3:]

    assert [issuer.top - text.top, date.top - issuer.top] == [
        approx(3 * LINE, abs=0.05),
        approx(LINE, abs=0.05),
    ]
    seal_top = date.top + CHARACTER + 5 - 42  # its lower edge half a line under the date
    assert 0 < seal_top - (text.top + CHARACTER) < LINE


def test_an_issuer_with_a_long_name_stays_inside_the_margin():
    issuer = "中共七道江镇纪律检查委员会廉政风险预警防控督导组"
    page = next(p for p in pages(samples.typeset(issuer=issuer)) if p.has("2026年11月24日"))

    assert page.line(issuer).left >= LEFT
    assert page.line(issuer).right <= RIGHT + 0.2


@pytest.mark.slow
def test_the_signature_never_stands_alone_on_a_page():
    for lines in range(23):
        page = next(
            p for p in pages(samples.typeset(facts="国" * (28 * lines + 1))) if p.has("2026年11月24日")
        )
        texts = [line.text for line in page.body]
        assert texts.index(samples.ISSUER) >= 1, f"alone after {lines} lines of facts"


@pytest.mark.slow
def test_a_heading_never_ends_a_page():
    for lines in range(23):
        for page in pages(samples.typeset(facts="国" * (28 * lines + 1))):
            assert not page.body or page.body[-1].text[:2] not in (
                "一、",
                "二、",
                "三、",
                "四、",
                "五、",
                "六、",
                "七、",
                "（一",
                "（二",
            )


def test_a_long_list_of_problems_flows_over_pages_in_order():
    problem = {"problem": "账目不清", "requirement": "逐笔核对", "due_on": samples.ISSUED_ON}
    printed = text_of(samples.typeset(problems=[problem] * 40))

    assert "（四十）账目不清。整改要求：逐笔核对。完成时限：2026年11月24日前。" in printed
    assert printed.count("账目不清") == 40


@pytest.mark.slow
def test_the_imprint_closes_the_last_line_of_an_even_last_page():
    for lines in (0, 5, 14, 18, 22, 40):
        made = pages(samples.typeset(facts="国" * (28 * lines + 1)))
        foot = made[-1].black(bottom=BOTTOM + 1)
        assert len(made) % 2 == 0
        assert not any(page.has("抄送：") for page in made[:-1])
        assert foot.bottom == approx(BOTTOM, abs=0.4)
        assert (foot.left, foot.right) == (approx(LEFT, abs=0.3), approx(RIGHT, abs=0.3))


def test_the_imprint_names_copies_office_and_date_in_fourth_size(yellow):
    copies, office = yellow[-1].line("抄送："), yellow[-1].line("中共七道江镇纪律检查委员会办公室")

    assert copies.text == "抄送：镇党委、镇政府，区惩防办。"
    assert office.text.endswith("2026年11月24日印发")
    assert (copies.size, office.size) == (14, 14)
    assert copies.left == office.left == approx(LEFT + 14 / 72 * 25.4, abs=0.1)


def test_a_notice_without_copies_has_no_line_for_them():
    assert not any(page.has("抄送") for page in pages(samples.typeset(copies_to=[])))


def test_page_numbers_stand_7_below_the_text_outside_one_character_in(yellow):
    for number, page in enumerate(yellow, 1):
        folio = next(line for line in page.lines if line.top > BOTTOM and "—" in line.text)
        assert f"— {number} —" in folio.text
        assert page.black(BOTTOM + 2, 280).top > BOTTOM + 4
        assert (folio.left + folio.right) / 2 < 70 if number % 2 == 0 else folio.right > 175
        edge = folio.left - LEFT if number % 2 == 0 else RIGHT - folio.right
        assert edge == approx(14 / 72 * 25.4, abs=0.1)


def test_the_dash_of_the_page_number_is_exactly_7_below_the_text():
    page = pages(samples.typeset())[0]
    dash = next(char for char in page.page.chars if char["text"] == "—" and char["top"] > 700)
    middle = page.black(BOTTOM + 2, 280)

    assert (middle.top + middle.bottom) / 2 == approx(BOTTOM + 7, abs=0.6)
    assert round(dash["size"]) == 14


def test_the_check_code_is_printed_once_small_under_the_imprint(yellow):
    codes = [line for page in yellow for line in page.lines if samples.CODE in line.text]

    assert len(codes) == 1
    assert samples.CODE in yellow[-1].line("核验码").text
    assert yellow[-1].line("核验码").top > BOTTOM
    assert any(round(char["size"]) == 9 for char in yellow[-1].page.chars)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_demo_document_is_watermarked_behind_the_text_on_every_page(kind):
    for page in pages(samples.typeset(kind, demo=True)):
        marks = [char for char in page.page.chars if is_watermark(char)]
        assert "".join(char["text"] for char in marks) == "演示"
        assert page.page.chars[:2] == marks  # drawn first
        assert all(min(char["non_stroking_color"]) > 0.9 for char in marks)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_real_document_has_no_watermark(kind):
    assert not any(is_watermark(char) for page in pages(samples.typeset(kind)) for char in page.page.chars)


@pytest.mark.parametrize("kind", NOTICES)
def test_markup_in_any_field_is_printed_as_it_was_typed(kind):
    hostile = "#panic(1)*粗*_斜_<b>乙</b>$x^2$@见`码`[甲]\\u{41}//注{{7*7}}"
    changes = dict.fromkeys(
        ("facts", "rule", "response", "addressee", "issuer", "tier", "basis", "printed_by"), hostile
    )
    lists = {name: [hostile] for name in ("measures", "requirements", "copies_to")}

    printed = text_of(samples.typeset(kind, title=hostile, **changes, **lists))

    assert printed.count(hostile) >= 10


def test_every_font_is_embedded():
    for page in PdfReader(io.BytesIO(samples.typeset())).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile3" in descendant["/FontDescriptor"].get_object()
            assert "Noto" in descendant["/BaseFont"]


def test_the_file_is_archival_and_names_its_title_and_issuer():
    reader = PdfReader(io.BytesIO(samples.typeset()))

    assert reader.metadata.title == "廉政风险预警整改通知书"
    assert reader.metadata.author == samples.ISSUER
    assert b"<pdfaid:part>2</pdfaid:part>" in reader.root_object["/Metadata"].get_object().get_data()


def test_the_same_values_give_the_same_bytes():
    assert samples.typeset() == samples.typeset()
    assert samples.typeset() != samples.typeset(addressee="东沟村村民委员会")


def test_the_version_of_a_template_is_its_name_and_fingerprint():
    version = typesetting.template_version("official.typ")

    assert version.startswith("official.typ@")
    assert version.split("@")[1] != typesetting.template_version("receipt.typ").split("@")[1]


def test_a_receipt_is_one_page_with_a_line_for_every_fact():
    page, *more = pages(samples.typeset(DocumentKind.DELIVERY_RECEIPT))

    assert more == []
    labels = (
        "送达文书",
        "文　　号",
        "受送达单位（人）",
        "送达人",
        "送达时间",
        "送达方式",
        "签收人（签名）",
        "拒签情况",
        "备　　注",
    )
    assert [label for label in labels if not page.has(label)] == []
    assert page.line("送达文书").text == "送达文书《廉政风险预警整改通知书》"
