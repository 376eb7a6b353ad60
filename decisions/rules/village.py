"""四议两公开: six steps in order, and who has to come and agree (art. 29). No database, no clock.

A fraction is text, "2/3". One half is strictly more than half; every other fraction includes equality. All on whole numbers.
"""

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from core.dates import cn
from core.verdict import GRANTED, Verdict, first_refusal, refused
from decisions.enums.village import Stage, StepOutcome, VillageStatus
from rulebook.rules.decisions import FRACTIONS

HALF = Fraction(1, 2)
ORDER = tuple(Stage)
# what each step is called in full, and who holds it
NAMES = {
    Stage.PROPOSE: "村党组织提议",
    Stage.DISCUSS: "村“两委”商议",
    Stage.REVIEW: "党员大会审议",
    Stage.RESOLVE: "村民代表会议决议",
    Stage.PUBLISH: "决议公开",
    Stage.REPORT: "结果公开",
}
MERGED = "村党组织提议、村“两委”商议（合并）"
# the 应到 of a vote, and the number whose share has to agree
VOTERS = {Stage.REVIEW: "有表决权的正式党员", Stage.RESOLVE: "村民代表"}
BASES = {Stage.REVIEW: "应到", Stage.RESOLVE: "到会"}


class Tally(NamedTuple):
    members: int
    present: int
    agree: int
    against: int
    abstain: int

    @property
    def votes(self) -> int:
        return self.agree + self.against + self.abstain


class Judged(NamedTuple):
    outcome: StepOutcome
    arithmetic: str


def least(fraction: str, base: int) -> int:
    """The smallest whole number that is such a share of the base."""
    share = Fraction(fraction)
    if share == HALF:
        return base // 2 + 1
    return -(-share.numerator * base // share.denominator)


def quorate(tally: Tally, quorum: str) -> bool:
    return tally.present >= least(quorum, tally.members)


def counted(tally: Tally, quorum: str) -> Verdict:
    """Whether the numbers can be those of a meeting. Where too few came nobody need have voted."""
    if tally.members < 1:
        return refused("应到人数至少为1人。", 29)
    if tally.present > tally.members:
        return refused(f"到会{tally.present}人，多于应到的{tally.members}人，请核对。", 29)
    if not tally.votes and not quorate(tally, quorum):
        return GRANTED
    if tally.votes != tally.present:
        return refused(
            f"同意{tally.agree}人、不同意{tally.against}人、弃权{tally.abstain}人，合计{tally.votes}人，"
            f"与到会{tally.present}人不符，请核对。",
            29,
        )
    return GRANTED


def judge(stage: str, tally: Tally, *, quorum: str, passing: str) -> Judged:
    """First whether enough came, then whether enough agreed; with the arithmetic in words.

    审议 is passed by a share of 应到, 决议 by a share of those who came.
    """
    needed = least(quorum, tally.members)
    came = f"应到{tally.members}人，到会{tally.present}人，{FRACTIONS[quorum]}为{needed}人，"
    if tally.present < needed:
        return Judged(StepOutcome.INVALID, f"{came}不符合，会议无效。")
    base = BASES[Stage(stage)]
    enough = least(passing, tally.members if base == "应到" else tally.present)
    agreed = f"同意{tally.agree}人，{FRACTIONS[passing]}（{base}）为{enough}人，"
    if tally.agree < enough:
        return Judged(StepOutcome.REJECTED, f"{came}符合；{agreed}未通过。")
    return Judged(StepOutcome.PASSED, f"{came}符合；{agreed}通过。")


def status_after(stage: str, outcome: str) -> VillageStatus:
    """What is next: the step after; the same once more after a meeting that did not count; nothing after a no."""
    if outcome == StepOutcome.REJECTED:
        return VillageStatus.REJECTED
    if outcome == StepOutcome.INVALID:
        return VillageStatus(stage)
    after = ORDER.index(Stage(stage)) + 1
    return VillageStatus(ORDER[after]) if after < len(ORDER) else VillageStatus.DONE


def is_next(status: str, stage: str) -> Verdict:
    """No step is skipped, and none is entered twice."""
    if stage == status:
        return GRANTED
    if status not in ORDER:
        return refused("这件事的六步已经结束，不能再登记。", 29)
    return refused(f"现在要登记的是“{NAMES[Stage(status)]}”，六步须按顺序进行，一步也不能少。", 29)


def may_merge(status: str, allowed: bool) -> Verdict:
    """提议 and 商议 are one meeting where one person is both secretary and director, if the town allows it."""
    if status != Stage.PROPOSE:
        return refused("只有提议和商议两步可以合并登记。", 29)
    if not allowed:
        return refused("本镇规定，提议和商议不得合并，请分两步登记。", 29)
    return GRANTED


def dated(day: date, *, since: date | None, today: date) -> Verdict:
    if day > today:
        return refused("日期不能晚于今天，请在做完以后登记。", 29)
    if since and day < since:
        return refused(f"日期不能早于上一步（{cn(since)}）。", 29)
    return GRANTED


def supervised(names: str) -> Verdict:
    """In a village the 村务监督委员会 stands for 纪委 at every step."""
    if names.strip():
        return GRANTED
    return refused("村务监督委员会须全程参与，请写明是谁在场。没有人在场的，这一步不能算数。", 29)


def published(day: date, until: date | None, days: int) -> Verdict:
    """Both the first and the last day count."""
    if until is None:
        return refused("请写明公示到哪一天。", 10)
    if (until - day).days + 1 < days:
        return refused(f"决议公示不得少于{days}日，首尾两天都算在内。", 10)
    return GRANTED


def last_day(day: date, days: int) -> date:
    """The last of so many days, the first one counted."""
    return day + timedelta(days=days - 1)


def reported(day: date, *, shown_until: date, unanswered: int) -> Verdict:
    """The result comes after the resolution has hung out and what was objected has been answered."""
    if day < shown_until:
        return refused(f"决议公示到{cn(shown_until)}，公示期满才能公开结果。", 10)
    if unanswered:
        return refused(f"还有{unanswered}条异议没有答复，请先答复。", 10)
    return GRANTED


def withheld(disclosure: str, reason: str) -> Verdict:
    if disclosure == "open" or reason.strip():
        return GRANTED
    return refused("不在公示网站公开的，须写明理由。", 10)


def name_of(stage: str, *, merged: bool = False, assembly: str = "") -> str:
    if merged:
        return MERGED
    if stage == Stage.RESOLVE and assembly:
        return f"{assembly}决议"
    return NAMES[Stage(stage)]


def said_why(reason: str) -> Verdict:
    return GRANTED if reason.strip() else refused("请写明更正的理由，前后两次的内容都会留存。", 29)


def shown(day: date, until: date, place: str) -> str:
    return f"公示时间：{cn(day)}至{cn(until)}。公示地点：{place}。"


def money(amount: Decimal) -> str:
    return f"{amount:,.2f}元"


def public_text(
    *, title: str, proposal: str, amount: Decimal | None, votes: list[tuple[str, str]], shown: str
) -> str:
    """The resolution as the village and the public read it."""
    lines = [f"事项：{title}", f"内容：{proposal}"]
    lines += [] if amount is None else [f"金额：{money(amount)}"]
    lines += [f"{name}：{arithmetic}" for name, arithmetic in votes]
    return "\n".join([*lines, shown])


def public_result(result: str, spent: Decimal | None, day: date, place: str) -> str:
    cost = [] if spent is None else [f"实际支出：{money(spent)}"]
    return "\n".join([result, *cost, f"公开时间：{cn(day)}。公开地点：{place}。"])


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def step_asked(day: date, supervision: str, *, since: date | None, today: date) -> Verdict:
    """What is asked of every step."""
    return first_refusal(supervised(supervision), dated(day, since=since, today=today))
