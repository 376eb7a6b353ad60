"""What an inspection must say, and what makes a unit or a post high-risk (art. 44)."""

from dataclasses import dataclass
from datetime import date

from core.dates import cn, cn_short
from core.verdict import GRANTED, Verdict, first_refusal, refused
from earlywarnings.enums import Outcome

FINDING = "earlywarnings.finding"  # the kind of promise a finding makes
SHOUTS_FROM = 10  # the month from which what was not checked yet is among the things to do


def inspectors(people, concerned) -> Verdict:
    """At least one, and nobody whom the matter concerns. Both are sets of people."""
    if not people:
        return refused("请至少选择一名督查人员。", 44)
    if involved := sorted(person.name for person in people if person.pk in concerned):
        return refused(f"{'、'.join(involved)}与督查对象有关，应当回避，请另选督查人员。", 44)
    return GRANTED


def carried_out(day: date, *, outcome: str, findings: int, today: date) -> Verdict:
    return first_refusal(inspected_on(day, today=today), outcome_of(outcome, findings))


def inspected_on(day: date, *, today: date) -> Verdict:
    return refused("督查日期不能晚于今天。", 44) if day > today else GRANTED


def outcome_of(outcome: str, findings: int) -> Verdict:
    """Whatever is not in place is told by its findings: only they are followed up."""
    if outcome == Outcome.IN_PLACE or findings:
        return GRANTED
    return refused(f"结论为{Outcome(outcome).label}的，请至少列出一个问题。", 44)


def mended_on(day: date, *, since: date, today: date) -> Verdict:
    """The day a finding was mended lies between the inspection and today."""
    if day > today:
        return refused("整改完成日期不能晚于今天。", 44)
    return refused("整改完成日期不能早于督查日期。", 44) if day < since else GRANTED


def arithmetic(inspected: date, due: date) -> str:
    """How a finding's due day came about."""
    last = cn_short(due) if due.year == inspected.year else cn(due)
    return f"{cn_short(inspected)}督查发现，要求于{last}（含）前整改。"


@dataclass(frozen=True)
class HighRisk:
    """Why a unit is high-risk: 高 points at unit layer, 高 points at any layer, red warnings of the last year."""

    at_unit_layer: int
    points: int
    reds: int

    def __str__(self) -> str:
        words = {
            f"单位层面高级风险点{self.at_unit_layer}个": self.at_unit_layer,
            f"高级风险点共{self.points}个": self.points,
            f"红色预警{self.reds}件": self.reds,
        }
        return "，".join(text for text, count in words.items() if count)
