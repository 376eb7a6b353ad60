"""How numbers, check codes and files are judged. Values in, values out."""

import hashlib
import io
import unicodedata
import zipfile
from pathlib import PurePosixPath

from documents.enums import EXTENSIONS, FileKind

DIGITS = "零一二三四五六七八九"
CHECK_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that reads like something else on paper
CHECK_LENGTH = 12  # 58 bits: not to be found by trying
NAME_LENGTH = 150
TITLE_LINE = 19  # characters of 2号 on a line of 156 mm, with a little air
BIDI = {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}


def number_text(prefix: str, year: int, serial: int) -> str:
    """七镇纪廉预〔2026〕1号: hexagonal brackets, the full year, no leading zero, no 第 (GB/T 9704-2012, 7.2.5)."""
    return f"{prefix}〔{year}〕{serial}号"


def numeral(number: int) -> str:
    """一 to 九十九, for headings."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def broken(title: str, ending: str = "") -> list[str]:
    """The title in lines of even length; a long one keeps its `ending` (the kind of document) whole on the last line."""
    if "\n" in title:
        return title.split("\n")
    head = title.removesuffix(ending)
    if len(title) <= TITLE_LINE or not head or head == title:
        return _even(title)
    return [*_even(head), ending]


def _even(text: str) -> list[str]:
    rows = -(-len(text) // TITLE_LINE)
    width = -(-len(text) // rows)
    return [text[i : i + width] for i in range(0, len(text), width)]


def printable(text: str) -> str:
    """The text without what cannot stand on paper or would turn its order round; line feeds stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in text if c == "\n" or not _unprintable(c)).strip()


def _unprintable(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Cc", "Cs", "Cn") or unicodedata.bidirectional(character) in BIDI
    )


def sentence(text: str) -> str:
    """The text closed by a full stop unless it already is."""
    return text if text.endswith(("。", "！", "？", "；", "：", "”", "）")) else text + "。"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def check_code(typed: str) -> str:
    """A check code as it is stored, whatever spaces, hyphens and case it was typed with."""
    return "".join(c for c in typed.upper() if c in CHECK_ALPHABET)


def grouped(code: str) -> str:
    """7K3M-QX2P-9RTA, as it is printed."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def sniff(content: bytes) -> FileKind | None:
    """What a file is by its content; None for everything we do not take."""
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1"):
        return FileKind.HEIC
    return _office(content) if content.startswith(b"PK\x03\x04") else None


def _office(content: bytes) -> FileKind | None:
    """Word and Excel files are archives that name their main part; one with macros is neither."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
        return None  # damaged, or made by nothing we know
    if "[Content_Types].xml" not in names or any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return FileKind.DOCX
    return FileKind.XLSX if "xl/workbook.xml" in names else None


def file_name(name: str) -> str:
    """The bare name of an uploaded file: no folders, no control characters, not too long."""
    path = PurePosixPath(printable(name).replace("\n", " ").replace("\\", "/"))
    suffix = path.suffix[:10]
    return path.name.removesuffix(path.suffix)[: NAME_LENGTH - len(suffix)] + suffix


def attachment_fault(name: str, content: bytes, limit: int) -> str:
    """Why the file cannot be attached, in a sentence; empty when it can."""
    if not content:
        return f"“{name}”是空文件，请重新选择。"
    if len(content) > limit:
        return f"“{name}”超过 {limit / 1024 / 1024:g} MB，请压缩或拆分后再传。"
    kind = sniff(content)
    if kind is None:
        return f"“{name}”不是可以上传的文件。附件只接受 JPG、PNG、HEIC 图片、PDF、Word（.docx）和不带宏的 Excel（.xlsx）。"
    if PurePosixPath(name.lower()).suffix not in EXTENSIONS[kind]:
        return f"“{name}”的内容是{kind.label}，与扩展名不符。请核对文件，或把扩展名改为 {EXTENSIONS[kind][0]} 后再传。"
    return ""
