import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import rules
from documents.enums import EXTENSIONS, FileKind
from tests.documents import samples

LIMIT = 1024 * 1024


def test_a_number_has_hexagonal_brackets_and_no_leading_zero():
    assert rules.number_text("七镇纪廉预", 2026, 1) == "七镇纪廉预〔2026〕1号"
    assert rules.number_text("七镇纪廉预", 2026, 120) == "七镇纪廉预〔2026〕120号"


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (40, "四十"),
        (99, "九十九"),
    ],
)
def test_numerals_of_headings(number, word):
    assert rules.numeral(number) == word


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("廉政风险预警通知书", ["廉政风险预警通知书"]),
        ("关于石桥村零星工程问题的廉政风险预警通知书", ["关于石桥村零星工程问题的", "廉政风险预警通知书"]),
        ("甲乙丙丁\n戊己庚辛", ["甲乙丙丁", "戊己庚辛"]),
        ("字" * 30, ["字" * 15, "字" * 15]),
    ],
)
def test_titles_break_evenly_and_keep_the_kind_whole(title, lines):
    assert rules.broken(title, "廉政风险预警通知书") == lines


@given(st.text(max_size=200))
def test_what_cannot_be_printed_is_gone_and_the_rest_is_kept(text):
    cleaned = rules.printable(text)

    assert rules.printable(cleaned) == cleaned
    assert not set(cleaned) & {"\0", "\x0b", "\x1b", "\t", "\r", "\u202e", "\u2066"}
    assert [c for c in cleaned if c.isalnum()] == [
        c for c in text if c.isalnum() and not rules._unprintable(c)
    ]


def test_text_cannot_be_turned_round():
    assert rules.printable("合计\u202e元001\u202c") == "合计元001"


def test_a_check_code_is_read_however_it_was_typed():
    assert rules.check_code(" 7k3m-qx2p 9rta ") == "7K3MQX2P9RTA"
    assert rules.grouped("7K3MQX2P9RTA") == "7K3M-QX2P-9RTA"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.JPEG, FileKind.JPEG),
        (samples.PNG, FileKind.PNG),
        (samples.HEIC, FileKind.HEIC),
        (samples.PDF, FileKind.PDF),
        (samples.DOCX, FileKind.DOCX),
        (samples.XLSX, FileKind.XLSX),
        (b"", None),
        (b"MZ\x90\0", None),
        (b"<html><script>", None),
        (b"\0\0\0\x18ftypmp42", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),
        (b"PK\x03\x04 cut off", None),
        (samples.archive("a.txt"), None),
        (samples.archive("[Content_Types].xml", "ppt/presentation.xml"), None),
        (samples.archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
        (samples.archive("[Content_Types].xml", "xl/workbook.xml", "xl/VBAPROJECT.BIN"), None),
    ],
)
def test_a_file_is_what_its_content_says(content, kind):
    assert rules.sniff(content) == kind


@given(st.lists(st.tuples(st.integers(4, len(samples.DOCX) - 1), st.integers(0, 255)), max_size=5), st.data())
def test_a_damaged_archive_is_judged_without_an_error(damage, data):
    content = bytearray(samples.DOCX)
    for place, byte in damage:
        content[place] = byte

    assert rules.sniff(bytes(content[: data.draw(st.integers(4, len(content)))])) in (None, *FileKind)


@pytest.mark.parametrize("kind", FileKind)
def test_every_kind_has_an_extension(kind):
    assert EXTENSIONS[kind]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("凭证.pdf", samples.PDF, ""),
        ("照片.JPEG", samples.JPEG, ""),
        ("空.pdf", b"", "“空.pdf”是空文件，请重新选择。"),
        ("大.pdf", samples.PDF + b"0" * LIMIT, "“大.pdf”超过 1 MB，请压缩或拆分后再传。"),
        (
            "木马.exe",
            b"MZ\x90",
            "“木马.exe”不是可以上传的文件。附件只接受 JPG、PNG、HEIC 图片、PDF、Word（.docx）和不带宏的 Excel（.xlsx）。",
        ),
        (
            "凭证.pdf",
            samples.PNG,
            "“凭证.pdf”的内容是PNG 图片，与扩展名不符。请核对文件，或把扩展名改为 .png 后再传。",
        ),
        (
            "无扩展名",
            samples.DOCX,
            "“无扩展名”的内容是Word 文档，与扩展名不符。请核对文件，或把扩展名改为 .docx 后再传。",
        ),
    ],
)
def test_what_cannot_be_attached_is_said_in_a_sentence(name, content, fault):
    assert rules.attachment_fault(name, content, LIMIT) == fault


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("凭证.pdf", "凭证.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\资料\\凭证.pdf", "凭证.pdf"),
        ("凭\n证\u202egpj.exe.pdf", "凭 证gpj.exe.pdf"),
        ("长" * 300 + ".pdf", "长" * 146 + ".pdf"),
    ],
)
def test_a_file_keeps_only_its_bare_name(name, kept):
    assert rules.file_name(name) == kept
