"""How real lists write kinds of power and legal bases, and which basis is enough. No database, no clock."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from core.disclosable import DisclosureState
from powers.enums import SPECIAL_BASES, BasisKind

SUFFIX = re.compile(r"^(.+?)\s*[(（]\s*([^()（）]+)\s*[)）]$")
SLASHED = re.compile(r"^([^/]+?)\s*/\s*(.+)$")
ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇两\d]+条.*$")
UNVERIFIED = re.compile(r"\s*[(（]待核[)）]\s*$")
NUMBERED = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）]|\d{1,2}[.．、])\s*")
NO_BASIS = re.compile(r"^来源|^无$|^—$")  # what the public lists write where they say nothing
KINDS_BY_WORDING = (
    (BasisKind.VILLAGE, r"村规民约|村民自治"),
    (BasisKind.PORTFOLIO, r"分工"),
    (BasisKind.DOCUMENT, r"〔|意见|通知"),
    (BasisKind.LAW, r"(?<!办)法$"),
    (BasisKind.LOCAL, r"(?:省|市|自治区|自治州|自治县).*条例"),
    (BasisKind.REGULATION, r"条例"),
    (BasisKind.RULE, r"办法|规定|细则|规则"),
)


class Kind(NamedTuple):
    """行政许可（初审） is the kind 行政许可 with the sub-kind 初审."""

    name: str
    sub_kind: str = ""

    @property
    def label(self) -> str:
        return f"{self.name}（{self.sub_kind}）" if self.sub_kind else self.name


def split_kind(text: str) -> Kind:
    """DOMAIN.md, arts. 12 and 13: a suffix such as （初审） is a sub-kind; 行政许可/审批 is read the same way."""
    found = SUFFIX.match(text.strip()) or SLASHED.match(text.strip())
    return Kind(found[1], found[2]) if found else Kind(text.strip())


class Basis(NamedTuple):
    """A legal basis as one line of a cell says it; no kind where the line names none."""

    kind: str
    title: str
    article: str = ""
    is_unverified: bool = False

    @property
    def line(self) -> str:
        """法律：《土地管理法》第六十二条（待核）"""
        label = f"{BasisKind(self.kind).label}：" if self.kind else ""
        return f"{label}{self.title}{self.article}{'（待核）' if self.is_unverified else ''}"


def read_bases(text: str) -> list[Basis]:
    """Every basis of a cell: one per line or parted by ；, with or without its kind in front."""
    lines = (NUMBERED.sub("", line).strip() for line in re.split(r"[\n;；]", text))
    return [read_basis(line) for line in lines if line and not NO_BASIS.match(line)]


def read_basis(line: str) -> Basis:
    label, colon, rest = line.partition("：")
    kind = {kind.label: kind for kind in BasisKind}.get(label) if colon else None
    named = rest if kind else line
    unverified = bool(UNVERIFIED.search(named))
    named = UNVERIFIED.sub("", named).strip()
    article = ARTICLE.search(named)
    title = named[: article.start()].strip() if article else named
    if not title:  # 第五条 alone is a title we cannot place
        title, article = named, None
    return Basis(kind or "", title, article[0] if article else "", unverified)


def says_the_same(read: Basis, stored: Basis) -> bool:
    """Whether a line of a file means the stored basis; a line that names no kind leaves it as it is."""
    return read == (stored if read.kind else stored._replace(kind=""))


def with_kind(basis: Basis) -> Basis:
    return basis if basis.kind else basis._replace(kind=guessed_kind(basis.title))


def guessed_kind(title: str) -> BasisKind:
    """What sort of document a title sounds like; a person corrects it where it matters."""
    bare = title.strip("《》 ")
    return next((kind for kind, words in KINDS_BY_WORDING if re.search(words, bare)), BasisKind.DOCUMENT)


def is_enough(basis_kinds: Iterable[str], special_basis: str) -> bool:
    """Art. 8: a law, regulation, rule or document; 分工文件 and 村民自治规定 only where the kind of power allows it."""
    return any(kind not in SPECIAL_BASES or kind == special_basis for kind in basis_kinds)


OBJECTED = ("valid_from", "valid_until", "statutory_days", "promised_days", "disclosure", "withheld_reason")


def objections(
    *,
    valid_from: date | None,
    valid_until: date | None,
    statutory_days: int | None,
    promised_days: int | None,
    disclosure: str,
    withheld_reason: str,
) -> dict[str, str]:
    """What the database would refuse about one power of a file, by field, in words."""
    found = {}
    if valid_from and valid_until and valid_until < valid_from:
        found["valid_until"] = "失效日期不能早于生效日期。"
    if statutory_days is not None and promised_days is not None and promised_days > statutory_days:
        found["promised_days"] = "承诺时限不能长于法定时限。"
    if disclosure == DisclosureState.WITHHELD and not withheld_reason:
        found["withheld_reason"] = "不公开须写明理由（第十条）。"
    return found
