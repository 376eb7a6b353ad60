"""Broken, swollen and disguised files. Each function returns a file's bytes."""

import io
import struct
import zipfile
import zlib

import msoffcrypto.format.ooxml as ooxml
import xlsxwriter
import xlwt
from docx import Document

MB = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
HEADINGS = ("名称", "级别")
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE b [<!ENTITY a0 "哈哈">{ENTITIES}]>'


def xlsx(rows=(HEADINGS, ("窗口收费", "高"))) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def xls(rows=(HEADINGS, ("窗口收费", "高"))) -> bytes:
    book, file = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    sheet = book.add_sheet("Sheet1")
    for number, row in enumerate(rows):
        for index, value in enumerate(row):
            sheet.write(number, index, value)
    book.save(file)
    return file.getvalue()


def repacked(parts: dict[str, bytes]) -> bytes:
    """A good workbook with some of its parts exchanged or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx())) as good,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bad,
    ):
        for name in good.namelist():
            if name not in parts:
                bad.writestr(name, good.read(name))
        for name, content in parts.items():
            bad.writestr(name, content)
    return file.getvalue()


def sheet_xml(rows: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


TWO_ROWS = (
    f'<row r="1">{inline("A1", "名称")}{inline("B1", "级别")}</row>'
    f'<row r="2">{inline("A2", "窗口收费")}{inline("B2", "高")}</row>'
)


def empty_sheet() -> bytes:
    return xlsx(rows=())


def truncated() -> bytes:
    return xlsx()[:-200]


def damaged() -> bytes:
    """The directory is whole, the sheet inside is not."""
    content = bytearray(xlsx())
    start = content.find(SHEET.encode()) + len(SHEET)
    content[start : start + 60] = b"\xff" * 60
    return bytes(content)


def unfinished_sheet() -> bytes:
    return repacked({SHEET: b"<worksheet><sheetData><row><c r="})


def encrypted() -> bytes:
    file = io.BytesIO()
    ooxml.OOXMLFile(io.BytesIO(xlsx())).encrypt("secret", file)
    return file.getvalue()


def encrypted_archive() -> bytes:
    """The flag of an archive packed with a password, in both directories."""
    content = bytearray(xlsx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        content[place + offset] |= 1
    return bytes(content)


def fifty_megabytes() -> bytes:
    return xlsx() + b"\0" * (50 * MB)


def zip_bomb() -> bytes:
    return repacked({SHEET: sheet_xml(TWO_ROWS + " " * (64 * MB))})


def lying_zip_bomb() -> bytes:
    """As above, but both directories claim that it unpacks to a hundred bytes."""
    size = struct.pack("<I", len(sheet_xml(TWO_ROWS + " " * (64 * MB))))
    return zip_bomb().replace(size, struct.pack("<I", 100))


def many_entries() -> bytes:
    return repacked({f"xl/{number}.xml": b"" for number in range(20_000)})


def huge_shared_strings() -> bytes:
    """Millions of texts that pack well: under every limit of the directory, far over any of memory."""
    block = "".join(f"<si><t>{zlib.crc32(bytes(n)):x}</t></si>" for n in range(500))
    return repacked({STRINGS: f'<sst xmlns="{NAMESPACE}">{block * 9_000}</sst>'.encode()})


def billion_laughs() -> bytes:
    return repacked({SHEET: sheet_xml(f'<row r="1">{inline("A1", "&a9;")}</row>', before=LAUGHS)})


def last_cell_only() -> bytes:
    return repacked({SHEET: sheet_xml(f'<row r="1048576">{inline("XFD1048576", "x")}</row>')})


def first_and_last_cell() -> bytes:
    """A rectangle of seventeen thousand million cells around two of them."""
    return repacked({SHEET: sheet_xml(TWO_ROWS + f'<row r="1048576">{inline("XFD1048576", "x")}</row>')})


def far_row() -> bytes:
    return repacked({SHEET: sheet_xml(TWO_ROWS + f'<row r="1048576">{inline("A1048576", "误填")}</row>')})


def million_empty_rows() -> bytes:
    empty = "".join(f'<row r="{number}" spans="1:2" s="1"/>' for number in range(3, 1_000_003))
    return repacked({SHEET: sheet_xml(TWO_ROWS + empty)})


def million_styled_cells() -> bytes:
    """What formatting a whole sheet leaves behind: cells without content."""
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(3, 500_003))
    return repacked({SHEET: sheet_xml(TWO_ROWS + empty)})


def long_cell(length: int) -> bytes:
    return repacked({SHEET: sheet_xml(TWO_ROWS.replace("窗口收费", "长" * length))})


def heavy_row() -> bytes:
    """Sixteen thousand cells, each naming the same long text."""
    cells = "".join('<c t="s"><v>0</v></c>' for _ in range(16_000))
    strings = f'<sst xmlns="{NAMESPACE}"><si><t>{"长" * 32_767}</t></si></sst>'
    return repacked({SHEET: sheet_xml(f"<row>{cells}</row>"), STRINGS: strings.encode()})


def deep_xml() -> bytes:
    return repacked({SHEET: sheet_xml("<a>" * 300_000)})


def wide(columns: int) -> bytes:
    return xlsx(rows=([*HEADINGS, *(f"列{n}" for n in range(columns))], ("窗口收费", "高")))


def picture() -> bytes:
    return bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489") + b"\0" * 200


def word_file() -> bytes:
    file = io.BytesIO()
    Document().save(file)
    return file.getvalue()


def web_page() -> bytes:
    """Many systems call a web page .xls."""
    return "<html><table><tr><td>名称</td></tr></table></html>".encode()


def csv(text: str = "名称,级别\r\n窗口收费,高\r\n", encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)
