"""The arithmetic of a level, who answers for it, and which control follows from what. No database, no clock."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.dates import cn, cn_short
from core.disclosable import DisclosureState
from riskpoints.enums import Cadence, Layer, Level, MeasureKind, MeasureSort, RiskType

INK = {"": 0, Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}
LEVEL_WORDS = {
    word: level
    for level, words in (
        (Level.HIGH, ("高", "高级", "高风险", "A", "A级", "一", "一级", "1级", "一级风险", "I", "I级")),
        (Level.MEDIUM, ("中", "中级", "中风险", "B", "B级", "二", "二级", "2级", "二级风险", "II", "II级")),
        (Level.LOW, ("低", "低级", "低风险", "C", "C级", "三", "三级", "3级", "三级风险", "III", "III级")),
    )
    for word in words
}
UNMARKED = ("未标", "无", "—", "-")
NUMBERED = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）]|\d{1,2}[.．、])\s*")
NAMED_PLACE = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True)
class Thresholds:
    """DOMAIN.md: ≥ 15 高, 8–14 中, ≤ 7 低, with two floors; every one a setting of the office."""

    high: int = 15
    medium: int = 8
    decision_floor: str = Level.HIGH
    approval_floor: str = Level.MEDIUM

    def level(self, score: int) -> Level:
        return Level.HIGH if score >= self.high else Level.MEDIUM if score >= self.medium else Level.LOW

    def band(self, level: str) -> str:
        """8–14为中"""
        bands = {
            Level.HIGH: f"{self.high}及以上",
            Level.MEDIUM: f"{self.medium}–{self.high - 1}",
            Level.LOW: f"{self.medium - 1}及以下",
        }
        return f"{bands[level]}为{Level(level).label}"

    @property
    def bands(self) -> str:
        return "，".join(self.band(level) for level in Level)


class Proposal(NamedTuple):
    """The level a point should have at least, and how it came about; no level while nothing is known."""

    level: str
    floor: str
    arithmetic: str


def proposed_level(
    likelihood: int | None,
    harm: int | None,
    *,
    is_major_decision: bool = False,
    decides_on_resources: bool = False,
    thresholds: Thresholds = Thresholds(),
) -> Proposal:
    """Art. 18 with DOMAIN.md's numbers: 可能性3×危害4=12，8–14为中；决定环节不低于中，建议等级：中。"""
    score = likelihood * harm if likelihood and harm else None
    scored = thresholds.level(score) if score else ""
    floor = floor_of(
        is_major_decision=is_major_decision,
        decides_on_resources=decides_on_resources,
        thresholds=thresholds,
    )
    level = max(scored, floor, key=INK.get)
    said = [f"可能性{likelihood}×危害{harm}={score}，{thresholds.band(scored)}"] if scored else []
    if floor:
        link = "三重一大决策环节" if is_major_decision and floor == thresholds.decision_floor else "决定环节"
        said.append(f"{link}不低于{Level(floor).label}")
    if not level:
        return Proposal("", "", "填写可能性和危害后，系统给出建议等级。")
    return Proposal(level, floor, f"{'；'.join(said)}，建议等级：{Level(level).label}。")


def floor_of(*, is_major_decision: bool, decides_on_resources: bool, thresholds: Thresholds) -> str:
    """三重一大 decides never below 高; deciding over people, money, goods, a penalty or a licence never below 中."""
    floors = [""]
    if is_major_decision:
        floors.append(thresholds.decision_floor)
    if decides_on_resources:
        floors.append(thresholds.approval_floor)
    return max(floors, key=INK.get)


def is_below(level: str, floor: str) -> bool:
    return INK[level] < INK[floor]


class Duty(NamedTuple):
    """Art. 18: what a level asks for, and of whom."""

    what: str
    who: tuple[str, ...]
    watched_by: str = ""

    @property
    def sentence(self) -> str:
        watch = f"；{self.watched_by}" if self.watched_by else ""
        return f"{self.what}，由{'、'.join(self.who)}负责{watch}。"


HEAD, DISCIPLINE, SECTION = "单位主要领导（或分管领导）", "镇纪委", "风险所在部门负责人"
DUTIES = {
    Level.HIGH: Duty("建立制度、重点督查", (HEAD, DISCIPLINE, SECTION), "上级纪检监察机关重点监控"),
    Level.MEDIUM: Duty("完善制度、定期检查", (SECTION, DISCIPLINE)),
    Level.LOW: Duty("落实制度、适时提醒", (SECTION,)),
}


def duty(level: str) -> Duty | None:
    return DUTIES.get(level)


def measure_kind(layer: str) -> MeasureKind:
    """Art. 16: 岗位定措施、部门定流程、单位定制度."""
    kinds = {
        Layer.POST: MeasureKind.MEASURE,
        Layer.SECTION: MeasureKind.PROCEDURE,
        Layer.UNIT: MeasureKind.SYSTEM,
    }
    return kinds[layer]


def measure_sort(risk_type: str) -> MeasureSort:
    """Art. 17: education against 思想道德, balance against 岗位职责, procedure against 业务流程, rules against 制度机制."""
    sorts = {
        RiskType.MORAL: MeasureSort.EDUCATION,
        RiskType.DUTY: MeasureSort.BALANCE,
        RiskType.PROCESS: MeasureSort.PROCEDURE,
        RiskType.SYSTEM: MeasureSort.SYSTEM,
    }
    return sorts[risk_type]


def usual_cadence(level: str) -> Cadence:
    """How often a measure is due unless somebody says otherwise: 高 quarterly, 中 half-yearly, 低 yearly."""
    cadences = {Level.HIGH: Cadence.QUARTERLY, Level.MEDIUM: Cadence.HALF_YEARLY}
    return cadences.get(level, Cadence.YEARLY)


class MeasureLine(NamedTuple):
    """A measure as one line of a cell says it: 双人复核（每季度）."""

    content: str
    cadence: str = ""

    @property
    def line(self) -> str:
        said = " ".join(self.content.split())
        return f"{said}（{Cadence(self.cadence).label}）" if self.cadence else said


def read_measures(text: str) -> list[MeasureLine]:
    """Every measure of a cell, one per line, its number in front left out."""
    lines = (NUMBERED.sub("", line).strip() for line in text.splitlines())
    return [read_measure(line) for line in lines if line]


def read_measure(line: str) -> MeasureLine:
    for cadence in Cadence:
        bare = line.removesuffix(f"（{cadence.label}）")
        if bare != line and bare:
            return MeasureLine(bare, cadence)
    return MeasureLine(line)


def says_the_same(read: MeasureLine, stored: MeasureLine) -> bool:
    """Whether a line of a file means the stored measure; a line that names no cadence leaves it as it is."""
    return read == (stored if read.cadence else stored._replace(cadence=""))


def split_measures(text: str) -> list[str]:
    """The measures of a sentence in which a source strings them together with semicolons."""
    return [part.strip() for part in re.split(r"[;；\n]", text) if part.strip()]


def without_places(text: str) -> str:
    """A reported case without the place it happened in: 挪用集体资金（某省某村，366.2万元） loses its bracket."""
    return NAMED_PLACE.sub("", text).strip()


OBJECTED = ("valid_from", "valid_until", "disclosure", "withheld_reason")


def objections(
    *, valid_from: date | None, valid_until: date | None, disclosure: str, withheld_reason: str
) -> dict[str, str]:
    """What the database would refuse about one point of a file, by field, in words."""
    found = {}
    if valid_from and valid_until and valid_until < valid_from:
        found["valid_until"] = "失效日期不能早于生效日期。"
    if disclosure == DisclosureState.WITHHELD and not withheld_reason:
        found["withheld_reason"] = "不公开须写明理由（第十条）。"
    return found


CATALOGUE = ("name", "unit", "risk_type", "level", "power", "manifestation", "measures", "responsible")


def catalogue_row(point, measures: list[str], responsible: str) -> dict:
    """What the catalogue says of a point, in words, with the version it had (art. 25)."""
    return {
        "id": point.pk,
        "version": point.version,
        "name": point.name,
        "unit": str(point.unit),
        "risk_type": point.get_risk_type_display(),
        "level": point.level,
        "power": point.power.name if point.power_id else "",
        "manifestation": point.manifestation,
        "measures": measures,
        "responsible": responsible,
    }


PUBLIC_HEADINGS = ("风险点", "等级", "单位", "类别", "职权", "防控措施", "责任主体")


def public_row(row: dict, withheld_powers: set[str]) -> tuple[str, ...]:
    """What the public reads of a row of the catalogue (art. 25), without the name of a power that is withheld.

    责任人 is free text and may name a person, which nothing can tell from a post; the public reads who answers for
    the level by art. 18 instead.
    """
    return (
        row["name"],
        Level(row["level"]).label,
        row["unit"],
        row["risk_type"],
        "" if row["power"] in withheld_powers else row["power"],
        "；".join(row["measures"]),
        "、".join(duty(row["level"]).who),
    )


def digest(rows: list) -> str:
    """The same rows have the same hash, in whatever order their fields were written."""
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def source_of(number: int) -> str:
    """What a point copied from the 示例库 says of where it comes from."""
    return f"示例库第{number}条"


def likeness(words: list[str], entry, *, village: bool, usual: str | None = None) -> int:
    """How well an example fits a post: two letters in a row that both names share count one, whatever the order.

    A village is shown what villages wrote, and nobody else is. `usual` is the type that goes with the layer (art. 16).
    """
    if ("村" in entry.dept if village else entry.dept.startswith("村")) != village:
        return 0
    mine = set().union(*map(pairs, words))
    shared = len(mine & pairs(f"{entry.dept}，{entry.post}")) * 2 + len(mine & pairs(entry.name))
    return shared + (village or shared > 0) + (entry.risk_type == usual)


def pairs(text: str) -> set[str]:
    """Every two letters that stand together in a word."""
    words = re.split(r"\W+", text)
    return {word[at : at + 2] for word in words for at in range(len(word) - 1)}


def screening_arithmetic(opened_on: date, due_on: date) -> str:
    """The due day of a screening is decided, not counted."""
    return f"{cn_short(opened_on)}发起排查，期限定为{cn(due_on)}，应于当日（含）前送组织审查。"
