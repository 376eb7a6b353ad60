"""Builds the Word templates in documents/word/, so that what is committed there can be made again.

The layout is that of gbt9704.typ; the office may edit the result in Word, since docxtpl fills in whatever it finds.
"""

from pathlib import Path

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

FOLDER = Path(__file__).parent / "word"
FANGSONG, BIAOSONG, HEITI, KAITI, SONGTI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
RED = RGBColor(0xE6, 0x00, 0x12)
LINE = Pt(28.95)
CENTRE, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY

WATERMARK = """
<w:r {ns} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>
  <v:shapetype id="watermark" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
    <v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
      <v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
      <v:f eqn="if @0 @4 21600"/></v:formulas>
    <v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>
  </v:shapetype>
  <v:shape id="demo" type="#watermark" fillcolor="#f0f0f0" stroked="f" style="position:absolute;width:380pt;
    height:170pt;rotation:315;z-index:-251654144;mso-position-horizontal:center;
    mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin">
    <v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="演示"/>
  </v:shape></w:pict></w:r>
"""


def write_all(folder: Path = FOLDER) -> list[Path]:
    """Write the templates; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, build in (("official.docx", official), ("receipt.docx", receipt), ("report.docx", report)):
        paths.append(folder / name)
        build().save(paths[-1])
    return paths


def official():
    document = sheet()
    command(document, "if layout == 'letter'")
    letterhead(document)
    command(document, "else")
    mark = paragraph(document, "{{ masthead }}", BIAOSONG, 40, CENTRE, colour=RED, before=Mm(35), exact=False)
    narrowed(mark.runs[0], 70)
    paragraph(document, "{{ number }}", align=CENTRE, before=2 * LINE)
    red_line(document.paragraphs[-1])
    command(document, "endif")
    paragraph(document, "{{ title_lines|join('\n') }}", BIAOSONG, 22, CENTRE, before=2 * LINE, exact=False)
    paragraph(document, "{{ addressee }}：", before=LINE)
    command(document, "for block in body")
    for level, font in ((1, HEITI), (2, KAITI), (0, FANGSONG)):
        command(document, f"if block.level == {level}")
        text = paragraph(document, "{{ block.text }}", font, align=JUSTIFY, indent=2)
        text.paragraph_format.keep_with_next = level > 0
        command(document, "endif")
    command(document, "endfor")
    signed = paragraph(document, "{{ issuer }}", align=RIGHT, before=2 * LINE, right=2)
    signed.paragraph_format.keep_with_next = True
    paragraph(document, "{{ date }}", align=RIGHT, right=4)
    imprint(document)
    return document


def letterhead(document):
    """The mark over a double red rule, the number at the right under it."""
    mark = paragraph(document, "{{ masthead }}", BIAOSONG, 36, CENTRE, colour=RED, exact=False)
    narrowed(mark.runs[0], 70)
    rules(mark, ("bottom",), str(RED), 24, space=11, style="thickThinSmallGap")
    paragraph(document, "{{ number }}", align=RIGHT)


def imprint(document):
    """版记 in the document's flow; where it stands on the last page is for the office to settle in Word."""
    command(document, "if copies")
    paragraph(document, "抄送：{{ copies }}。", size=14, before=2 * LINE, border="top")
    command(document, "endif")
    command(document, "if layout != 'letter'")
    row = paragraph(document, "{{ printed_by }}\t{{ date }}印发", size=14, border="both")
    row.paragraph_format.tab_stops.add_tab_stop(Mm(156), alignment=2)
    command(document, "endif")
    paragraph(document, "核验码：{{ check_code }}", size=9)


def receipt():
    document = sheet()
    paragraph(document, "{{ title_lines|join('\n') }}", BIAOSONG, 22, CENTRE, exact=False)
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    table.autofit = False
    cell(table.cell(0, 0), "{%tr for row in rows %}")
    cell(table.cell(1, 0), "{{ row.label }}", CENTRE)
    cell(table.cell(1, 1), "{{ row.text }}")
    cell(table.cell(2, 0), "{%tr endfor %}")
    for column, width in zip(table.columns, (Mm(48), Mm(108)), strict=True):
        column.width = width
        for place in column.cells:
            place.width = width
    for row in table.rows:
        row.height = Mm(14)
    paragraph(document, "核验码：{{ check_code }}", size=9)
    return document


def report():
    """A title, sections of prose and of tables of numbers, and who signs it; not a document of GB/T 9704's kinds."""
    document = sheet()
    paragraph(document, "{{ title_lines|join('\n') }}", BIAOSONG, 22, CENTRE, exact=False)
    command(document, "for section in sections")
    heading = paragraph(document, "{{ section.heading }}", HEITI, align=JUSTIFY, indent=2, before=Pt(8))
    heading.paragraph_format.keep_with_next = True
    command(document, "for text in section.paragraphs")
    paragraph(document, "{{ text }}", align=JUSTIFY, indent=2)
    command(document, "endfor")
    command(document, "if section.rows")
    numbers(document)
    command(document, "endif")
    command(document, "endfor")
    signed = paragraph(document, "{{ issuer }}", align=RIGHT, before=2 * LINE, right=2)
    signed.paragraph_format.keep_with_next = True
    paragraph(document, "{{ date }}", align=RIGHT, right=4)
    return document


def numbers(document):
    """The table of a section: what is counted, now and in the period before."""
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    table.autofit = False
    for place, words in zip(table.rows[0].cells, ("项目", "本期", "上期"), strict=True):
        cell(place, words, CENTRE)
    cell(table.cell(1, 0), "{%tr for row in section.rows %}")
    for place, field in zip(table.rows[2].cells, ("label", "now", "before"), strict=True):
        cell(place, f"{{{{ row.{field} }}}}", None if field == "label" else CENTRE)
    cell(table.cell(3, 0), "{%tr endfor %}")
    for column, width in zip(table.columns, (Mm(108), Mm(24), Mm(24)), strict=True):
        column.width = width
        for place in column.cells:
            place.width = width


def sheet():
    """A4 with the margins of the standard, 22 lines of 28 characters, page numbers on the outer side."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    line_grid(section)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        page_number(footer.paragraphs[0], align)
    for header in (section.header, section.even_page_header):
        watermark(header)
    body_style(document.styles)
    return document


def line_grid(section):
    """22 lines a page. Characters are spaced by the style instead: not every program counts them on a grid alike."""
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="579"/>'))


def body_style(styles):
    """3号仿宋, drawn together by a quarter point so that 28 characters fill a line."""
    normal = styles["Normal"]
    properties = normal.element.get_or_add_rPr()
    face(normal.font, properties, FANGSONG, 16)
    spacing = parse_xml(f'<w:spacing {nsdecls("w")} w:val="-5"/>')
    properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz")
    for side in ("autoSpaceDE", "autoSpaceDN"):  # no gap between Chinese and figures, as on the PDF
        normal.element.get_or_add_pPr().append(parse_xml(f'<w:{side} {nsdecls("w")} w:val="0"/>'))
    for language in styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:eastAsia"), "zh-CN")


def paragraph(
    container,
    words,
    font=FANGSONG,
    size=16,
    align=None,
    *,
    colour=None,
    before=0,
    exact=True,
    indent=0,
    right=0,
    border="",
):
    """One paragraph in one face. `indent` and `right` are in characters of its size."""
    text = container.add_paragraph()
    shape = text.paragraph_format
    shape.alignment, shape.space_before, shape.space_after = align, before, 0
    if exact:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    shape.first_line_indent, shape.right_indent = Pt(indent * size), Pt(right * size)
    run = text.add_run(words)
    run.font.color.rgb = colour
    face(run.font, run._r.get_or_add_rPr(), font, size)
    if border:
        rules(text, ("top", "bottom") if border == "both" else ("top",), "000000", 8)
    return text


def face(font, properties, name, size):
    """The same face for Chinese and Latin text; Word keeps them apart."""
    font.name, font.size = name, Pt(size)
    properties.rFonts.set(qn("w:eastAsia"), name)


def narrowed(run, percent):
    scale = OxmlElement("w:w")
    scale.set(qn("w:val"), str(percent))
    run._r.get_or_add_rPr().insert_element_before(scale, "w:kern", "w:position", "w:sz")


def command(container, words):
    """A docxtpl command on a paragraph of its own, which vanishes when the template is filled in."""
    container.add_paragraph(f"{{%p {words} %}}")


def cell(place, words, align=None):
    place.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    text = place.paragraphs[0]
    text.alignment = align
    run = text.add_run(words)
    face(run.font, run._r.get_or_add_rPr(), FANGSONG, 14)


def red_line(text):
    rules(text, ("bottom",), str(RED), 8, space=8)


def rules(text, sides, colour, eighths, space=1, style="single"):
    borders = OxmlElement("w:pBdr")
    for side in sides:
        rule = OxmlElement(f"w:{side}")
        for name, value in (
            ("val", style),
            ("sz", str(eighths)),
            ("space", str(space)),
            ("color", colour),
        ):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    text._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_number(text, align):
    """— 1 — in 4号宋体, as a field."""
    text.alignment = align
    text.paragraph_format.left_indent = text.paragraph_format.right_indent = Pt(14)
    for words in ("— ", None, " —"):
        run = text.add_run(words or "")
        face(run.font, run._r.get_or_add_rPr(), SONGTI, 14)
        if words is None:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"/>'))
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>'))
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>'))


def watermark(header):
    header.is_linked_to_previous = False
    command(header, "if demo")
    header.add_paragraph()._p.append(parse_xml(WATERMARK.format(ns=nsdecls("w"))))
    command(header, "endif")
