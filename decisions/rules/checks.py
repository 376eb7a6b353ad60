"""What is wrong with a meeting that was held, or with one of its items: facts in, findings out. No database, no clock.

A meeting entered afterwards is judged by the same rules and told more softly, since its paper may say what the file does
not: a missing prerequisite is 一般 there, and the order in which views were written down only 提示.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from core.dates import cn
from decisions.enums import DECIDING, Check, MeetingKind, Outcome, Severity
from decisions.rules import conduct, voting
from decisions.rules.prerequisites import Required
from decisions.rules.voting import Count, Rules
from rulebook.rules import article_label

NAMED = 6  # people or things named in one finding
LONGEST = 500


class Found(NamedTuple):
    check: Check
    severity: Severity
    article: int
    text: str


@dataclass(frozen=True)
class MeetingFacts:
    """`deliveries` say for every member when the materials came; `archive_due` is None unless archiving is still owed."""

    held_on: date
    discipline: str
    deliveries: tuple[tuple[str, date | None], ...] = ()
    materials_days: int = 2
    archive_due: date | None = None
    is_emergency: bool = False
    is_imported: bool = False


@dataclass(frozen=True)
class ItemFacts:
    """`speakers` are ids in the order they spoke: none of a ballot, nor where the chair stepped back."""

    held_on: date
    outcome: str
    kind: str
    rules: Rules
    count: Count | None
    wanted: str = ""
    chair: int | None = None
    chair_name: str = ""
    speakers: tuple[int, ...] = ()
    votes: dict | None = None  # 差额票决: by candidate
    seats: int = 0
    elected: frozenset = frozenset()
    missing: tuple[Required, ...] = ()
    done: tuple[tuple[str, date], ...] = ()
    deferred_on: date | None = None  # when the item was put off that comes back here
    urgent_on: date | None = None  # when the emergency decision was taken that is confirmed here
    confirm_due: date | None = None  # None where nothing has to be confirmed any more
    split: tuple[tuple[str, Decimal], ...] = ()
    threshold: Decimal | None = None
    advice: str = ""
    is_overruled: bool = False
    is_emergency: bool = False
    is_imported: bool = False


def of_meeting(facts: MeetingFacts, on: date) -> list[Found]:
    return [*_discipline(facts), *_materials(facts), *_archive(facts, on)]


def of_item(facts: ItemFacts, on: date) -> list[Found]:
    return [found for check in ITEM_CHECKS for found in check(facts)] + list(_confirmation(facts, on))


def confirmation_is_late(due: date, on: date) -> bool:
    """The due day itself is still in time."""
    return on > due


def _discipline(facts: MeetingFacts) -> Iterator[Found]:
    if not facts.discipline:
        words = "没有纪委到会的记录。“三重一大”事项纪委须全程参与监督。"
        yield Found(Check.NO_DISCIPLINE, Severity.HIGH, 29, words)


def _materials(facts: MeetingFacts) -> Iterator[Found]:
    """An emergency gives no days. A file on a past meeting says nothing of deliveries, which is no more than a hint."""
    if facts.is_emergency:
        return
    if facts.is_imported and not any(day for _, day in facts.deliveries):
        words = "补录的会议没有材料送达的记录，请核对会议通知。"
        yield Found(Check.LATE_MATERIALS, Severity.LOW, 30, words)
        return
    late = [
        name
        for name, day in facts.deliveries
        if day is None or not conduct.delivered_in_time(day, facts.held_on, facts.materials_days)
    ]
    if late:
        note = conduct.delivery_note(facts.held_on, facts.materials_days)
        yield Found(
            Check.LATE_MATERIALS, Severity.MEDIUM, 30, _short(f"{note}没有按时送达：{_named(late)}。")
        )


def _archive(facts: MeetingFacts, on: date) -> Iterator[Found]:
    if facts.archive_due and on > facts.archive_due:
        words = f"应于{cn(facts.archive_due)}（含）前归档，逾期未归档。"
        yield Found(Check.NOT_ARCHIVED, Severity.MEDIUM, 30, words)


def _chair(facts: ItemFacts) -> Iterator[Found]:
    """Where the chair stepped back somebody else presides, and who that was the record does not say."""
    if not facts.speakers or conduct.spoken_in_order(list(facts.speakers), facts.chair):
        return
    if facts.is_imported:
        words = f"登记的意见里主持人{facts.chair_name}不在最后，请核对是否最后发表意见。"
        yield Found(Check.CHAIR_NOT_LAST, Severity.LOW, 30, words)
        return
    when = "没有发表意见" if facts.chair not in facts.speakers else "没有最后发表意见"
    yield Found(Check.CHAIR_NOT_LAST, Severity.HIGH, 30, f"主持人{facts.chair_name}{when}。")


def _prerequisites(facts: ItemFacts) -> Iterator[Found]:
    if not facts.missing:
        return
    words = "；".join(f"{one.kind.label}（{article_label(one.article)}）" for one in facts.missing)
    softer = facts.is_emergency or facts.is_imported
    severity = Severity.MEDIUM if softer else Severity.HIGH
    why = "（紧急议题，请补办）" if facts.is_emergency else ""
    yield Found(
        Check.NO_PREREQUISITE, severity, facts.missing[0].article, _short(f"没有登记{why}：{words}。")
    )


def _meeting_kind(facts: ItemFacts) -> Iterator[Found]:
    if facts.wanted and facts.kind != facts.wanted:
        by_list = MeetingKind(facts.wanted).label
        words = f"按事项清单应由{by_list}决定，实际由{MeetingKind(facts.kind).label}决定。"
    elif facts.kind == MeetingKind.OFFICE:
        deciding = "或".join(kind.label for kind in MeetingKind if kind in DECIDING)
        words = f"行政办公会只作讨论，应由{deciding}决定。"
    else:
        return
    yield Found(Check.WRONG_MEETING, Severity.HIGH, 29, words)


def _order(facts: ItemFacts) -> Iterator[Found]:
    """What had to come first came after the meeting; a deferred item came back without a day in between; an emergency
    was confirmed by the very meeting that decided it, or by an earlier one."""
    after = [f"{label}（{cn(day)}）" for label, day in facts.done if day > facts.held_on]
    said = [f"这些程序晚于会议：{_named(after)}。"] if after else []
    if facts.deferred_on and facts.held_on <= facts.deferred_on:
        said.append(f"议题{cn(facts.deferred_on)}才决定暂缓，没有进一步调查研究就再次上会。")
    if facts.urgent_on and facts.held_on <= facts.urgent_on:
        said.append(f"紧急决定{cn(facts.urgent_on)}才作出，应由以后的会议追认。")
    if said:
        yield Found(Check.MEETING_ORDER, Severity.MEDIUM, 30, _short("".join(said)))


def _quorum(facts: ItemFacts) -> Iterator[Found]:
    if facts.count and facts.count.members and not voting.is_quorate(facts.count, facts.rules):
        words = f"{voting.quorum_in_words(facts.count, facts.rules)}，不能开会表决。"
        yield Found(Check.QUORUM, Severity.HIGH, 30, words)


def _arithmetic(facts: ItemFacts) -> Iterator[Found]:
    """The votes counted once more. 暂缓 needs no number: the chair may always ask for further study."""
    if facts.outcome == Outcome.DEFERRED:
        return
    if facts.count is None:
        words = "没有逐人意见或票数，无法复核。"
        yield Found(Check.ARITHMETIC, Severity.LOW, 30, words)
        return
    wrong = voting.adds_up(facts.count).reason or _differs(facts)
    if wrong:
        yield Found(Check.ARITHMETIC, Severity.HIGH, 30, _short(wrong))


def _differs(facts: ItemFacts) -> str:
    recorded = Outcome(facts.outcome).label
    if facts.votes is not None:
        result = voting.elect(facts.votes, seats=facts.seats, count=facts.count, rules=facts.rules)
        if frozenset(result.elected) == facts.elected:
            return ""
        return f"{result.arithmetic}登记的当选人是{_named(sorted(facts.elected)) or '（无）'}。"
    expected = voting.by_threshold(facts.count, facts.rules, emergency=facts.is_emergency)
    if expected == facts.outcome:
        return ""
    rule = facts.rules.emergency if facts.is_emergency else facts.rules.passing
    least = voting.needed(rule.fraction, facts.count.base[rule.base])
    return (
        f"{rule.words}为{least}票，同意{facts.count.agree}票，应为{expected.label}，登记的结果是{recorded}。"
    )


def _overruled(facts: ItemFacts) -> Iterator[Found]:
    if facts.outcome == Outcome.DEFERRED or facts.is_emergency:
        return
    counted = facts.count if facts.votes is None else None
    divided = bool(counted and counted.voting) and voting.is_divided(counted, facts.rules.disagreement)
    if not (facts.is_overruled or divided):
        return
    told = f"同意{counted.agree}，不同意{counted.disagree}，缓议或弃权{counted.defer}，" if counted else ""
    words = f"{told}双方都未达到{voting.share_in_words(facts.rules.disagreement)}，应当暂缓而没有暂缓。"
    yield Found(Check.OVERRULED, Severity.MEDIUM, 30, words)


def _advice(facts: ItemFacts) -> Iterator[Found]:
    if facts.advice and facts.outcome == Outcome.PASSED:
        words = f"廉政风险评估建议“{facts.advice}”，会议仍然通过。"
        yield Found(Check.AGAINST_ADVICE, Severity.HIGH, 47, words)


def _split(facts: ItemFacts) -> Iterator[Found]:
    if not facts.split:
        return
    others = _named([f"{title}（{amount:,.2f}元）" for title, amount in facts.split])
    line = f"清单规定的{facts.threshold:,.2f}元"
    yield Found(Check.SPLIT, Severity.MEDIUM, 34, _short(f"与{others}合计达到{line}，请核对是否化整为零。"))


def _confirmation(facts: ItemFacts, on: date) -> Iterator[Found]:
    due = facts.confirm_due
    if due and facts.outcome == Outcome.PASSED and confirmation_is_late(due, on):
        words = f"紧急决定应于{cn(due)}（含）前提交会议追认，逾期没有追认。"
        yield Found(Check.UNCONFIRMED, Severity.HIGH, 30, words)


ITEM_CHECKS = (
    _chair,
    _prerequisites,
    _meeting_kind,
    _order,
    _quorum,
    _arithmetic,
    _overruled,
    _advice,
    _split,
)


def _named(things: list[str]) -> str:
    more = f"等{len(things)}项" if len(things) > NAMED else ""
    return "、".join(things[:NAMED]) + more


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 2]}……"
