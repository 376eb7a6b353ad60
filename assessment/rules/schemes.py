"""What an item of a scheme may say and what it comes to; and a draft applied to a year that is over (art. 48)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assessment.enums import PRICED, RuleKind
from assessment.rules import ZERO, Line, hundredths, left_of
from core.numbers import plain
from core.verdict import GRANTED, Verdict, first_refusal, refused

BETWEEN = re.compile(r"[、，,；;\n]+")
GRADE = re.compile(r"(.*?[^\s:：−-])[\s:：]*([0-9]+(?:\.[0-9]+)?)\s*分?")
LONGEST_NAME = 20

Grades = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class Item:
    """One item as far as the arithmetic goes."""

    text: str
    points: Decimal
    kind: RuleKind = RuleKind.MANUAL
    per_hit: Decimal | None = None
    grades: Grades = ()
    known_by: str = ""


def proposed(kind: RuleKind, points: Decimal, per_hit: Decimal | None, counted: int) -> Decimal | None:
    """What an item comes to after so many: of what was done (有无, 按次), or of what went wrong (按件).

    Nothing is proposed where somebody has to judge: 分档 and 人工评定.
    """
    match kind:
        case RuleKind.HAVE:
            return points if counted else ZERO
        case RuleKind.PER_OCCURRENCE:
            return None if per_hit is None else min(per_hit * counted, points)
        case RuleKind.PER_CASE:
            return left_of(points, per_hit, counted)
    return None


def read_grades(text: str) -> Grades:
    """优秀 3、良好 2 → ((优秀, 3), (良好, 2)); ValueError with the part that is no grade."""
    found = []
    for part in filter(None, (part.strip() for part in BETWEEN.split(text))):
        match = GRADE.fullmatch(part)
        if match is None:
            raise ValueError(part)
        found.append((match[1].strip(), Decimal(match[2])))
    return tuple(found)


def written_grades(grades: Grades) -> str:
    return "、".join(f"{name} {plain(points)}" for name, points in grades)


def stored_grades(grades: Grades) -> list[list[str]]:
    """As JSON, with the points as text: no floats."""
    return [[name, plain(points)] for name, points in grades]


def from_stored(grades: list) -> Grades:
    return tuple((name, Decimal(points)) for name, points in grades)


def fits_its_kind(item: Item) -> Verdict:
    """Every kind has what it needs, and nothing that it does not use."""
    return first_refusal(*faults(item).values())


def faults(item: Item) -> dict[str, Verdict]:
    """What does not fit, by the field in which it stands."""
    asked = {"per_hit": _price_fits(item), "grades": _grades_fit(item), "known_by": _source_fits(item)}
    return {field: verdict for field, verdict in asked.items() if not verdict}


def in_words(item: Item) -> str:
    """How the item is scored, as a unit reads it."""
    full, each = plain(item.points), "" if item.per_hit is None else plain(item.per_hit)
    match item.kind:
        case RuleKind.HAVE:
            return f"有得{full}分，没有得0分"
        case RuleKind.PER_OCCURRENCE:
            return f"每次得{each}分，最多{full}分"
        case RuleKind.PER_CASE:
            return f"每件扣{each}分，扣完为止"
        case RuleKind.GRADED:
            grades = "".join(f"，{name}{plain(points)}分" for name, points in item.grades)
            return f"满分{full}分{grades}，最低0分"
    return "人工评定"


def gathered(items: list[dict]) -> list[dict]:
    """The items of a group together, the groups in the order in which they first occur."""
    order: dict[str, int] = {}
    for item in items:
        order.setdefault(item["group"], len(order))
    return sorted(items, key=lambda item: order[item["group"]])


def _price_fits(item: Item) -> Verdict:
    label = item.kind.label
    if item.kind not in PRICED:
        return GRANTED if item.per_hit is None else refused(f"“{label}”的项不填每次（件）分值。", 48)
    if item.per_hit is None or not ZERO < item.per_hit <= item.points:
        return refused(f"“{label}”的项要填每次（件）分值，大于0，不超过{plain(item.points)}分。", 48)
    return GRANTED


def _grades_fit(item: Item) -> Verdict:
    if item.kind != RuleKind.GRADED:
        return refused("只有“分档”的项才写档次。", 48) if item.grades else GRANTED
    names, values = [name for name, _ in item.grades], [points for _, points in item.grades]
    if not names:
        return refused("请写满分和0分之间的档次，如“良好 2、一般 1”。", 48)
    if len(set(names)) < len(names) or any(len(name) > LONGEST_NAME for name in names):
        return refused(f"档次的名称不能重复，最多{LONGEST_NAME}个字。", 48)
    if any(not ZERO < points < item.points or points != hundredths(points) for points in values):
        return refused(f"每档的分值要在0分和{plain(item.points)}分之间，最多两位小数。", 48)
    if any(above <= below for above, below in pairwise(values)):
        return refused("档次从高到低写，分值逐档减少。", 48)
    return GRANTED


def _source_fits(item: Item) -> Verdict:
    """What the system knows are things left undone: they cost, they earn nothing."""
    if item.known_by and item.kind not in (RuleKind.PER_CASE, RuleKind.MANUAL):
        return refused("系统佐证数的是没有做到的件数，计分方法请选“按件扣减到零”或“人工评定”。", 48)
    return GRANTED


def only_once(texts: Iterable[str]) -> Verdict:
    """An item is known by its words, on the sheet and from year to year."""
    seen: set[str] = set()
    for text in texts:
        if comparable(text) in seen:
            return refused(f"“{text}”写了两次，每一小项只写一次。", 48)
        seen.add(comparable(text))
    return GRANTED


def comparable(text: str) -> str:
    return "".join(text.split())


@dataclass(frozen=True)
class Tried:
    """The lines of a sheet under other items; `new` and `gone` are the items that found no partner."""

    lines: tuple[Line, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def tried(items: Iterable[tuple[str, Decimal]], lines: Iterable[tuple[str, Line]]) -> Tried:
    """An item is found again by its words; its score keeps its proportion, to the hundredth. What is new has no score
    yet and counts in full, as an item that nobody has checked does; what is gone counts no longer."""
    then = {comparable(text): (text, line) for text, line in lines}
    under, new = [], []
    for text, points in items:
        _, line = then.pop(comparable(text), ("", None))
        if line is None:
            new.append(text)
        under.append(_carried(points, line) if line else Line(points))
    return Tried(tuple(under), tuple(new), tuple(text for text, _ in then.values()))


def _carried(points: Decimal, line: Line) -> Line:
    score = None if line.score is None else hundredths(line.score * points / line.points)
    return Line(points, score, line.applies)
