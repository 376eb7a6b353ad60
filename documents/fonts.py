"""Which typefaces a document is set in: the office's licensed ones when they are there, free ones otherwise.

仿宋, 小标宋 and their kin are licensed and cannot be shipped. An office puts its own into the folders of
settings.DOCUMENT_FONT_PATHS; every face that had to be replaced is reported, never silently.
"""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
FREE = Path(pylopdf_fonts_zh_cn.__file__).parent


class Face(NamedTuple):
    name: str  # as the standard calls it
    families: tuple[str, ...]  # what font files call themselves, best first
    instead: str


FACES = {
    "fangsong": Face("仿宋", ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02"), SERIF),
    "biaosong": Face("小标宋", ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "FZXBSJW--GB1-0"), SERIF),
    "heiti": Face("黑体", ("SimHei", "黑体", "STHeiti", "FZHei-B01"), SANS),
    "kaiti": Face("楷体", ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FZKai-Z03"), SERIF),
    "songti": Face("宋体", ("SimSun", "宋体", "NSimSun", "STSong", "FZShuSong-Z01"), SERIF),
}  # fmt: skip


class Typefaces(NamedTuple):
    fonts: typst.Fonts
    families: (
        dict  # for the template: the families of each face in order, and which face is a thin substitute
    )
    substitutions: dict[str, str]  # {"仿宋": "Noto Serif SC"}


def available() -> Typefaces:
    return _choose(tuple(str(path) for path in settings.DOCUMENT_FONT_PATHS if Path(path).is_dir()))


@lru_cache(maxsize=4)
def _choose(folders: tuple[str, ...]) -> Typefaces:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders, str(FREE)]
    )
    present = set(fonts.families())
    families, substitutions = {}, {}
    for key, face in FACES.items():
        licensed = next((family for family in face.families if family in present), None)
        families[key] = [family for family in (licensed, face.instead) if family]
        families[f"{key}-thin"] = licensed is None
        if licensed is None:
            substitutions[face.name] = face.instead
    return Typefaces(fonts, families, substitutions)


class InUse(NamedTuple):
    name: str
    family: str
    substituted: bool


def in_use() -> list[InUse]:
    """Each face of the standard with the family it is set in, for the page that reports the substitutes."""
    chosen = available()
    return [
        InUse(face.name, chosen.families[key][0], face.name in chosen.substitutions)
        for key, face in FACES.items()
    ]
