"""The arithmetic of art. 48, in exact decimals, and who answers for what by art. 47 and 49. No database, no clock."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assessment.enums import HANDED_ON, OF_THE_UNIT, BonusLookedAt, Capacity, Count, DeductFrom, Failing
from core.numbers import plain
from core.verdict import GRANTED, Verdict, refused

FULL = Decimal(100)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Reading:
    """How a scheme reads art. 48; the sheet prints it."""

    deduct_from: DeductFrom = DeductFrom.SCORE
    count: Count = Count.EACH
    bonus_looked_at: BonusLookedAt = BonusLookedAt.AFTER
    deductions: dict[str, Decimal] | None = None  # points by tier
    bonus_from: Decimal = Decimal(95)
    bonus: Decimal = Decimal(5)
    share: Decimal = Decimal(10)  # per cent

    def points(self, tier: str) -> Decimal:
        """−2 / −1 / −0.5 for red / yellow / blue (art. 48)."""
        return (self.deductions or DEDUCTIONS)[tier]


DEDUCTIONS = {"red": Decimal(2), "yellow": Decimal(1), "blue": Decimal("0.5")}


@dataclass(frozen=True)
class Deduction:
    """One warning on the sheet. `matter` is what "the same matter" means; `points` is 0 where another one counts."""

    warning_id: int
    tier: str
    matter: object
    points: Decimal = ZERO


@dataclass(frozen=True)
class Line:
    """One item of the scheme on the sheet; `score` is None while nobody has checked it."""

    points: Decimal
    score: Decimal | None = None
    applies: bool = True


@dataclass(frozen=True)
class Result:
    base: Decimal  # checked points, converted to 100
    applicable: Decimal  # points of the items that apply
    unchecked: Decimal  # points nobody has checked yet, counted in full for now
    deducted: Decimal
    score: Decimal  # what the unit gets, never below 0
    bonus: Decimal  # into the responsibility assessment
    share: Decimal  # what counts there: score × 10 %
    into_responsibility: Decimal  # share, bonus and, where the reading says so, the deductions


def totals_100(points: Iterable[Decimal]) -> Verdict:
    """A scheme is refused unless it totals 100 (art. 48: 百分考核)."""
    total = sum(points, ZERO)
    if total != FULL:
        lacking = FULL - total
        gap = f"还差{plain(lacking)}分" if lacking > 0 else f"多出{plain(-lacking)}分"
        return refused(f"评分细则合计应为100分，现为{plain(total)}分，{gap}。", 48)
    return GRANTED


def counted(deductions: Iterable[Deduction], reading: Reading) -> list[Deduction]:
    """Give each warning its points: each counts, or only the highest of a matter (the first one of several)."""
    priced = [_priced(d, reading.points(d.tier)) for d in deductions]
    if reading.count == Count.EACH:
        return priced
    highest: dict[object, Deduction] = {}
    for deduction in priced:
        best = highest.get(deduction.matter)
        if best is None or deduction.points > best.points:
            highest[deduction.matter] = deduction
    return [d if highest[d.matter] is d else _priced(d, ZERO) for d in priced]


def _priced(deduction: Deduction, points: Decimal) -> Deduction:
    return Deduction(deduction.warning_id, deduction.tier, deduction.matter, points)


def result(lines: Iterable[Line], deductions: Iterable[Deduction], reading: Reading) -> Result:
    """The whole sheet: 满分 → 核查 → 扣分 → 得分 → 折算. Items that do not apply are converted (不适用)."""
    lines = [line for line in lines if line.applies]
    applicable = sum((line.points for line in lines), ZERO)
    base = converted(lines)
    deducted = sum((d.points for d in counted(deductions, reading)), ZERO)
    score = max(base - deducted, ZERO) if reading.deduct_from == DeductFrom.SCORE else base
    looked_at = base if reading.bonus_looked_at == BonusLookedAt.BEFORE else max(base - deducted, ZERO)
    bonus = reading.bonus if looked_at >= reading.bonus_from else ZERO
    share = hundredths(score * reading.share / FULL)
    taken_there = deducted if reading.deduct_from == DeductFrom.RESPONSIBILITY else ZERO
    unchecked = sum((line.points for line in lines if line.score is None), ZERO)
    return Result(base, applicable, unchecked, deducted, score, bonus, share, share + bonus - taken_there)


def looked_at_until(year: int, today: date) -> date:
    """Evidence of a year is looked at until the end of the January after it: by then all that is due has come or not."""
    return min(today, date(year + 1, 1, 31))


def converted(lines: Iterable[Line]) -> Decimal:
    """Points converted to a hundred, the items that do not apply left out; what nobody scored counts in full."""
    lines = [line for line in lines if line.applies]
    applicable = sum((line.points for line in lines), ZERO)
    earned = sum((line.points if line.score is None else line.score for line in lines), ZERO)
    return hundredths(earned / applicable * FULL) if applicable else ZERO


def left_of(points: Decimal, per_hit: Decimal | None, hits: int) -> Decimal | None:
    """What is left of an item after so many hits, never below nothing; None where the scheme does not price a hit."""
    if per_hit is None:
        return None
    return max(points - per_hit * hits, ZERO)


def scored_within(score: Decimal | None, points: Decimal, *, applies: bool) -> Verdict:
    """Between nothing and the item's points; an item that does not apply is not scored."""
    if not applies:
        return GRANTED if score is None else refused("不适用的项不打分。", 48)
    if score is None:
        return refused("适用的项都要打分。", 48)
    if not ZERO <= score <= points:
        return refused(f"得分应在0分和{plain(points)}分之间。", 48)
    return GRANTED


def says_why(
    score: Decimal | None, self_score: Decimal | None, note: str, proposed: Decimal | None = None
) -> Verdict:
    """A reviewer who departs from the evidence, or without any from what the unit says of itself, says why.

    A score that follows the evidence has its reason there.
    """
    if note.strip() or proposed is not None and score == proposed:
        return GRANTED
    if proposed is not None and score is not None:
        return refused(f"系统佐证为{plain(proposed)}分，核查得分与它不同的，请写明理由。", 48)
    if score != self_score:
        return refused("核查得分与自评不同的，请写明理由。", 48)
    return GRANTED


def canonical(facts: dict) -> str:
    """The facts as one text that reads the same wherever it is written."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(facts: dict) -> str:
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


@dataclass(frozen=True)
class Difference:
    """One fact that no longer is as it was approved."""

    part: str
    name: str
    then: str
    now: str
    rows: tuple[int, ...] = ()  # of an evidence: which rows came or went


NOTHING: dict = {"text": "没有", "rows": []}
WHOLE = {"unit": "单位名称", "scheme": "评分细则", "reading": "第四十八条口径"}
PARTS = ("lines", "evidence", "warnings", "group", "result")


def differences(frozen: dict, now: dict) -> list[Difference]:
    """What no longer is as it was approved: the line, then and now. A part that was not kept then is not compared."""
    found = [
        Difference(part, label, frozen[part], now[part])
        for part, label in WHOLE.items()
        if part in frozen and frozen[part] != now[part]
    ]
    for part in PARTS:
        then, today = frozen.get(part, {}), now[part] if part in frozen else {}
        for name in sorted(then.keys() | today.keys()):
            if then.get(name) != today.get(name):
                found.append(_difference(part, name, then.get(name), today.get(name)))
    return found


def _difference(part: str, name: str, then, now) -> Difference:
    if part != "evidence":
        return Difference(part, name, then or "没有", now or "没有")
    then, now = then or NOTHING, now or NOTHING
    rows = tuple(sorted(set(then["rows"]) ^ set(now["rows"])))
    return Difference(part, name, then["text"], now["text"], rows)


@dataclass(frozen=True)
class Band:
    """A band of scores; no list says who comes before whom (burden-reduction rules of 2023)."""

    label: str
    least: Decimal


BANDS = (
    Band("优秀", Decimal(95)),
    Band("良好", Decimal(85)),
    Band("合格", Decimal(60)),
    Band("不合格", ZERO),
)


def band(score: Decimal, bands: tuple[Band, ...] = BANDS) -> Band:
    """The highest band whose line the score reaches; a score of exactly the line is in it (95分及以上, art. 48)."""
    return next(each for each in bands if score >= each.least)


def hundredths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


# -- accountability (art. 47, 49) -----------------------------------------------------------------------------

# art. 47: the unit that submitted it answers mainly, the organisation that decided it directly
UNIT_ANSWERS = {Failing.NO_ASSESSMENT: Capacity.MAINLY, Failing.ADVICE_IGNORED: Capacity.DIRECTLY}


def article_of(kind: str) -> int:
    return 47 if kind in UNIT_ANSWERS else 49


def may_go_unheard(due_on: date | None, today: date) -> bool:
    """Who lets the day pass has had the chance to speak; the due day itself is still in time."""
    return due_on is not None and today > due_on


def answers_as(kind: str, capacity: str, *, names_a_person: bool) -> Verdict:
    """A person answers as leader or as one concerned; the unit itself only by art. 47, and only in one way."""
    if capacity not in OF_THE_UNIT:
        return GRANTED if names_a_person else refused("请选择被追责的人。", 49)
    if names_a_person:
        return refused("主要责任、直接责任由单位承担，不选人员。追究个人的，请另行登记。", 47)
    if capacity != UNIT_ANSWERS.get(Failing(kind)):
        return refused("单位的主要责任只对未作评估的决策，直接责任只对未采纳评估建议的决策。", 47)
    return GRANTED


def handed_on_to(consequence: str, body: str) -> Verdict:
    """纪律处分, 组织处理 and what is for a court are decided elsewhere: only to whom it went and on which paper is kept."""
    if consequence in HANDED_ON and not body:
        return refused("已移交的，请写明移交给哪个机关。", 47)
    if consequence not in HANDED_ON and body:
        return refused("没有移交的，不写接收机关。", 47)
    return GRANTED


def on_a_day(day: date, *, since: date, today: date) -> Verdict:
    if day > today:
        return refused("日期不能晚于今天。", 49)
    return refused("日期不能早于问题的发现日期。", 49) if day < since else GRANTED
