import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from documents import word_templates, working_copy
from documents.enums import DocumentKind
from tests.documents import samples

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def fill(kind=DocumentKind.RECTIFICATION_NOTICE, demo=False, **changes):
    return working_copy.fill(kind, samples.content(kind, **changes), check_code=samples.CODE, demo=demo)


def opened(content: bytes):
    return docx.Document(io.BytesIO(content))


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(content).paragraphs]


@pytest.mark.parametrize("kind", [DocumentKind.RECTIFICATION_NOTICE, DocumentKind.WARNING_NOTICE])
def test_the_working_copy_has_every_word_of_the_original_in_order(kind):
    words = samples.content(kind)

    assert paragraphs(fill(kind)) == [
        words["masthead"],
        words["number"],
        words["title"],
        f"{words['addressee']}：",
        *[block["text"] for block in words["body"]],
        words["issuer"],
        words["date"],
        f"抄送：{words['copies']}。",
        f"{words['printed_by']}\t{words['date']}印发",
        f"核验码：{samples.CODE}",
    ]


def test_the_receipt_is_a_table_of_every_row():
    (table,) = opened(fill(DocumentKind.DELIVERY_RECEIPT)).tables
    rows = samples.content(DocumentKind.DELIVERY_RECEIPT)["rows"]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [row["label"], row["text"]] for row in rows
    ]


def test_without_copies_there_is_no_line_for_them():
    assert not any("抄送" in text for text in paragraphs(fill(copies_to=[])))


def test_markup_and_template_code_stay_text():
    hostile = "<b>粗</b> & {{ 7*7 }} {% if x %} ]]> <w:br/>"

    assert f"{hostile}。" in paragraphs(fill(facts=hostile))


def test_the_page_is_that_of_the_standard():
    section = opened(fill()).sections[0]
    edges = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)

    assert [round(edge.mm) for edge in edges] == [37, 28, 35, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_chinese_text_names_the_faces_of_the_standard():
    document = opened(fill())
    faces = {
        paragraph.text[:4]: paragraph.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia"))
        for paragraph in document.paragraphs
        if paragraph.runs
    }

    assert faces["中共七道"] in ("方正小标宋简体", "仿宋_GB2312")  # the mark, then the signature
    assert faces["廉政风险"] == "方正小标宋简体"
    assert faces["一、基本"] == "黑体"
    assert faces["（一）零"] == "楷体_GB2312"
    assert faces["经查，2"] == "仿宋_GB2312"


@pytest.mark.parametrize(("demo", "marks"), [(True, 2), (False, 0)])
def test_only_a_demo_copy_is_watermarked_on_odd_and_even_pages(demo, marks):
    parts = zipfile.ZipFile(io.BytesIO(fill(demo=demo)))
    headers = [parts.read(name).decode() for name in parts.namelist() if name.startswith("word/header")]

    assert len(headers) == 2
    assert sum('string="演示"' in header for header in headers) == marks


def test_the_offices_own_template_wins():
    own = docx.Document()
    own.add_paragraph("本机关格式：{{ number }}")
    out = io.BytesIO()
    own.save(out)

    filled = working_copy.fill(
        DocumentKind.WARNING_NOTICE, samples.content(DocumentKind.WARNING_NOTICE), template=out.getvalue()
    )

    assert paragraphs(filled) == [f"本机关格式：{samples.NUMBER}"]


def test_the_shipped_templates_are_what_the_command_makes(tmp_path):
    for made in word_templates.write_all(tmp_path):
        shipped = zipfile.ZipFile(working_copy.SHIPPED / made.name)
        again = zipfile.ZipFile(made)
        assert {name: again.read(name) for name in again.namelist()} == {
            name: shipped.read(name) for name in shipped.namelist()
        }
