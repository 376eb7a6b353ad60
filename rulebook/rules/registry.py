"""The settings an office may decide: each defined once, with its default, its bounds and its article."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core import numbers
from rulebook.enums import Kind

GROUPS = {
    "collection": "采集报送",
    "earlywarnings": "预警与回告",
    "riskpoints": "风险点",
    "decisions": "三重一大",
    "assessment": "百分考核",
    "organisations": "单位与分管",
    "documents": "文书",
    "names": "上级机构",
    "security": "登录安全",
}
TYPES = {Kind.INTEGER: int, Kind.DECIMAL: Decimal, Kind.BOOLEAN: bool, Kind.TEXT: str, Kind.CHOICE: str}
TEXT_LENGTH = 50


@dataclass(frozen=True)
class Definition:
    """One setting. `help` is a sentence without its full stop in which {value} stands for the value in words."""

    key: str
    label: str
    default: Any
    kind: Kind
    article: int | None
    help: str
    unit: str = ""
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    choices: dict | None = None
    above: str = ""  # the key of a setting this one's value must exceed
    security: bool = False  # decided by the security officer instead of the discipline secretary

    @property
    def group(self) -> str:
        return self.key.partition(".")[0]

    def shown(self, value) -> str:
        """The value in words: 5日, 是, 三分之二以上."""
        if self.choices:
            return self.choices[value]
        return f"{numbers.plain(value) if self.kind is Kind.DECIMAL else value}{self.unit}"

    def note(self, value) -> str:
        """What the setting says where it applies: 季度表于季后5日内报送."""
        return self.help.format(value=self.shown(value))

    @property
    def bounds(self) -> str:
        """The range of a number in words: 1日到31日."""
        return f"{self.shown(self.minimum)}到{self.shown(self.maximum)}"

    def stored(self, value):
        """The value as JSON keeps it: a decimal as text."""
        return str(value) if self.kind is Kind.DECIMAL else value

    def read(self, stored):
        """The value as it was before stored()."""
        return TYPES[self.kind](stored)

    def objection(self, value) -> str:
        """Why the value cannot be taken, as a sentence about it; empty when it can."""
        if type(value) is not TYPES[self.kind]:
            return "类型不对，请重新填写。"
        if self.choices:
            return "" if value in self.choices else "请从给出的选项中选择。"
        if self.kind is Kind.TEXT:
            fits = value == value.strip() and 0 < len(value) <= TEXT_LENGTH
            return "" if fits else f"请填1到{TEXT_LENGTH}个字，前后不留空格。"
        if not self.minimum <= value <= self.maximum:
            return f"应在{self.bounds}之间。"
        return ""


DEFINITIONS: dict[str, Definition] = {}


def define(key: str, *, kind: Kind, choices: dict | None = None, **details) -> Definition:
    """Add a setting to the list; its key begins with one of GROUPS and is taken once.

    A default that its own bounds refuse is a mistake in the code and raises ValueError.
    """
    if kind is Kind.BOOLEAN:
        choices = choices or {True: "是", False: "否"}
    definition = Definition(key=key, kind=kind, choices=choices, **details)
    if key in DEFINITIONS or definition.group not in GROUPS:
        raise ValueError(f"{key}: defined twice, or in no group")
    if objection := definition.objection(definition.default):
        raise ValueError(f"{key}: {objection}")
    DEFINITIONS[key] = definition
    return definition


def definitions_of(article: int) -> list[Definition]:
    return [definition for definition in DEFINITIONS.values() if definition.article == article]


def conflict(values: dict[str, Any]) -> str:
    """Two settings that contradict each other among the values, as a sentence; empty when none do."""
    for higher in DEFINITIONS.values():
        if higher.above and values[higher.key] <= values[higher.above]:
            lower = DEFINITIONS[higher.above]
            return (
                f"“{higher.label}”（{higher.shown(values[higher.key])}）"
                f"应大于“{lower.label}”（{lower.shown(values[lower.key])}）。"
            )
    return ""
