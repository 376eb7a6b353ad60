"""The three grades of art. 40 and the arithmetic of their days. No database, no clock."""

from datetime import date

from core.dates import cn
from core.verdict import GRANTED, Verdict, refused
from earlywarnings.enums import Measure
from earlywarnings.enums.handling import Grade

TALK_HELD = "earlywarnings.handling_talk"  # the kinds of promise
EXPLAINED = "earlywarnings.handling_explanation"
MILESTONE = "earlywarnings.handling_milestone"
CRITERIA = {
    Grade.TALK: "对当事人有不良反映",
    Grade.EXPLAIN: "经调查核实，当事人有一定问题",
    Grade.ADMONISH: "问题较为严重，但尚构不成党政纪处分",
}
NEXT = {Grade.TALK: Grade.EXPLAIN, Grade.EXPLAIN: Grade.ADMONISH}
WAITS_FOR = {Grade.TALK: "待谈话", Grade.EXPLAIN: "待说明", Grade.ADMONISH: "待告诫"}
PLANNED = {Grade.TALK: "计划谈话日期", Grade.EXPLAIN: "说明期限", Grade.ADMONISH: "计划告诫日期"}
# the measures of art. 42 that are carried out as one of the grades of art. 40
GRADE_OF = {
    Measure.REMINDER: Grade.TALK,
    Measure.GROUP_TALK: Grade.TALK,
    Measure.EXPLAIN: Grade.EXPLAIN,
    Measure.ADMONITION: Grade.ADMONISH,
}
MOST_MILESTONES = 10


def grade_of(measures) -> Grade | None:
    """The heaviest grade among the measures of a warning."""
    found = [GRADE_OF[measure] for measure in measures if measure in GRADE_OF]
    return max(found, key=list(Grade).index, default=None)


def held_on(day: date, *, today: date) -> Verdict:
    return refused("谈话日期不能晚于今天。", 40) if day > today else GRANTED


def met_on(day: date, *, since: date, today: date) -> Verdict:
    if day > today:
        return refused("完成日期不能晚于今天。", 40)
    return refused("完成日期不能早于告诫谈话日期。", 40) if day < since else GRANTED


def has_a_plan(grade: str, milestones) -> Verdict:
    """告诫 asks for a rectification plan; the other grades have none."""
    if grade == Grade.ADMONISH and not milestones:
        return refused("告诫须同时要求制定整改计划，请至少列出一项。", 40)
    return GRANTED


def arithmetic(started_on: date, due_on: date, event: str, deed: str) -> str:
    return f"{cn(started_on)}{event}，约定{cn(due_on)}（含）前{deed}。"


def not_yet_met(day: date | None) -> Verdict:
    return refused(f"这一项已登记于{cn(day)}完成。", 40) if day else GRANTED


def follows(previous, person_id: int, grade: str) -> Verdict:
    """What follows a grade that was not enough is the next one, for the same person."""
    if previous.person_id == person_id and grade == NEXT.get(previous.grade):
        return GRANTED
    return refused("后一等次须针对同一当事人，并且是紧接着的一等。", 40)
