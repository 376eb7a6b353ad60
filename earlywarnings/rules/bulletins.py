"""What a bulletin says of itself, in words made of typed values; and which names still stand in what a person wrote."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from core.dates import HalfYear, Quarter
from earlywarnings.enums import Cause, Measure, Tier
from earlywarnings.rules.warnings import CRITERIA, DOCUMENTS, TIER_NAMES
from organisations.enums import UnitKind
from riskpoints.enums import RiskType

SOMEWHERE = {
    UnitKind.VILLAGE: "某村",
    UnitKind.DEPARTMENT: "某站办所",
    UnitKind.TOWN: "镇机关",
    UnitKind.ENTERPRISE: "某企业",
    UnitKind.CENTRE: "上级机关",
}
SHORTEST_NAME = 2


@dataclass(frozen=True)
class Case:
    """A closed warning without a name, a number or a day: everything here is one of a list, or yes and no."""

    unit_kind: str
    of_person: bool
    tier: str
    risk_type: str
    measures: list[str]
    half_year: str
    causes: list[str]
    on_time: bool
    sent_back: bool

    def title(self) -> str:
        return f"{self._where()}{self._risk()}{Tier(self.tier).label}预警案例"

    def facts(self) -> str:
        tier = Tier(self.tier)
        measures = "、".join(Measure(measure).label for measure in self.measures)
        whom = f"{self._where()}有关人员" if self.of_person else self._where()
        return (
            f"{HalfYear.parse(self.half_year).label}，镇纪委在工作中发现{whom}存在{self._risk()}，"
            f"属于{CRITERIA[tier]}的情形，实施{TIER_NAMES[tier]}，采取{measures}的处置措施，"
            f"下达《{DOCUMENTS[tier].label}》。"
        )

    def outcome(self) -> str:
        whom = "当事人" if self.of_person else "被预警单位"
        causes = "、".join(Cause(cause).label for cause in self.causes)
        analysed = f"，从{causes}方面剖析了成因" if causes else ""
        passed = "首次复核未通过，退回重改后复核通过" if self.sent_back else "经复核通过"
        return f"{whom}{'按期' if self.on_time else '逾期'}回告{analysed}。整改{passed}，已经销号。"

    def _where(self) -> str:
        return SOMEWHERE[UnitKind(self.unit_kind)]

    def _risk(self) -> str:
        return RiskType(self.risk_type).label if self.risk_type else "廉政风险"


def span_of(code: str) -> Quarter | HalfYear:
    """2026Q3 → the quarter, 2026H1 → the half year."""
    return (Quarter if "Q" in code else HalfYear).parse(code)


def passages(said: dict, *, is_case: bool, story: str, causes: str, next_steps: str) -> list[tuple[str, str]]:
    """The headings and texts of the bulletin in order."""
    if is_case:
        case = Case(**said)
        found = [("基本情况", f"{case.facts()}\n{story}".strip()), ("处置和整改", case.outcome())]
    else:
        found = [
            (chapter["title"], "\n".join(map(paragraph, chapter["groups"]))) for chapter in said["chapters"]
        ]
    return [*found, ("成因剖析", causes), ("下步要求", next_steps)]


def paragraph(group: dict) -> str:
    """One group of numbers in words: 按信息来源：日常了解3条（上期2条）、12345热线1条（上期0条）。 A total alone has no title."""
    told = "、".join(_told(number, group["unit"]) for number in group["numbers"])
    total = [number["key"] for number in group["numbers"]] == ["every"]
    return f"{told}。" if total else f"{group['title']}：{told}。"


def _told(number: dict, unit: str) -> str:
    now, before = (value if value.endswith("%") or value == "—" else value + unit for value in _shown(number))
    return f"{number['label']}{now}（上期{before}）"


def _shown(number: dict) -> tuple[str, str]:
    return number["value"] or str(len(number["rows"])), number["before"]


def names_left(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """Which of the names stand in one of the texts, however they are spaced or set."""
    written = [_bare(text) for text in texts]
    known = {name: _bare(name) for name in names if len(_bare(name)) >= SHORTEST_NAME}
    return [name for name, bare in known.items() if any(bare in text for text in written)]


def _bare(text: str) -> str:
    """The letters and figures alone."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c)[0] in "LN")
    return "".join(kept).casefold()
