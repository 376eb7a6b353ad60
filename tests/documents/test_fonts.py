import struct

import pytest

from documents import fonts, typesetting
from tests.documents import samples
from tests.documents.measuring import pages

ALL_REPLACED = {
    "仿宋": "Noto Serif SC",
    "小标宋": "Noto Serif SC",
    "黑体": "Noto Sans SC",
    "楷体": "Noto Serif SC",
    "宋体": "Noto Serif SC",
}


def renamed(font: bytes, family: str) -> bytes:
    """The font under another family name: every family record of its name table points at the new one."""
    tables = struct.unpack(">H", font[4:6])[0]
    records = (font[12 + 16 * n : 28 + 16 * n] for n in range(tables))
    start = next(struct.unpack(">I", record[8:12])[0] for record in records if record[:4] == b"name")
    count, strings = struct.unpack(">HH", font[start + 2 : start + 6])
    words, changed = family.encode("utf-16-be"), bytearray(font)
    for n in range(count):
        at = start + 6 + 12 * n
        name, length, offset = struct.unpack(">HHH", font[at + 6 : at + 12])
        if name in (1, 16) and length >= len(words):
            changed[start + strings + offset : start + strings + offset + len(words)] = words
            changed[at + 8 : at + 10] = struct.pack(">H", len(words))
    return bytes(changed)


@pytest.fixture
def office_fonts(tmp_path, settings):
    """A folder as an office would fill it: here 仿宋 alone, played by another file."""
    font = (fonts.FREE / "NotoSansSC-Regular.otf").read_bytes()
    (tmp_path / "simfang.otf").write_bytes(renamed(font, "FangSong"))
    settings.DOCUMENT_FONT_PATHS = [tmp_path]


def typeset():
    return typesetting.typeset("rectification_notice", samples.content(), on=samples.ISSUED_ON)


def test_every_missing_licensed_face_is_reported():
    assert typeset().substitutions == ALL_REPLACED


def test_the_offices_own_face_is_used_and_no_longer_reported(office_fonts):
    made = typeset()

    assert made.substitutions == {name: family for name, family in ALL_REPLACED.items() if name != "仿宋"}
    body = next(char for char in pages(made.pdf)[0].page.chars if char["text"] == "桥")
    assert "NotoSansSC" in body["fontname"] or "FangSong" in body["fontname"]


def test_a_folder_that_is_not_there_changes_nothing(settings, tmp_path):
    settings.DOCUMENT_FONT_PATHS = [tmp_path / "gone"]

    assert typeset().substitutions == ALL_REPLACED
