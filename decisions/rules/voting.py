"""What a vote comes to, in whole numbers and in words (art. 30). Order: quorum → disagreement → threshold.

A member who steps back (回避) counts neither as 应到 nor as 到会 for that item: otherwise stepping back would be a vote
against it (docs/adr/0015). Views sent in writing by absent members are kept beside the vote and never counted.
"""

from dataclasses import dataclass
from fractions import Fraction

from core.verdict import GRANTED, Verdict, refused
from decisions.enums import Base, Outcome
from decisions.enums.votes import Fraction as Words

HALF = Fraction(1, 2)
NAME = 50  # letters of a candidate's name


@dataclass(frozen=True)
class Rule:
    """How much of what must agree. A fraction of one half is strict, every other includes equality."""

    base: str
    fraction: Fraction

    @property
    def words(self) -> str:
        return f"{Base(self.base).label}{Words(str_of(self.fraction)).label}"


@dataclass(frozen=True)
class Rules:
    """The numbers in force for one item."""

    quorum: Fraction
    passing: Rule
    disagreement: Fraction
    emergency: Rule


@dataclass(frozen=True)
class Count:
    """Heads, as they were counted; `defer` are the 缓议 of a spoken vote and the abstentions of a ballot.

    `invalid` ballots and those not returned are present and agree to nothing.
    """

    members: int
    present: int
    agree: int
    disagree: int
    defer: int
    recused: int = 0
    invalid: int = 0

    @property
    def base(self) -> dict[str, int]:
        """应到 and 到会 without those who stepped back."""
        return {Base.MEMBERS: self.members - self.recused, Base.PRESENT: self.present - self.recused}

    @property
    def voting(self) -> int:
        return self.agree + self.disagree + self.defer


@dataclass(frozen=True)
class Judgement:
    """What follows by rule. `by_threshold` is what the count alone would come to, were the disagreement overruled."""

    is_quorate: bool
    is_divided: bool
    by_threshold: Outcome
    proposed: Outcome | None
    arithmetic: str


def fraction_of(text: str) -> Fraction:
    """ "2/3" as it is kept in the settings and in a list of matters."""
    return Fraction(text)


def str_of(fraction: Fraction) -> str:
    return f"{fraction.numerator}/{fraction.denominator}"


def needed(fraction: Fraction, base: int) -> int:
    """The fewest heads that reach it: more than half for one half, equality included for every other."""
    least, rest = divmod(fraction.numerator * base, fraction.denominator)
    return least + 1 if fraction == HALF or rest else least


def reaches(heads: int, fraction: Fraction, base: int) -> bool:
    """Of nobody nothing is reached."""
    return base > 0 and heads >= needed(fraction, base)


def adds_up(count: Count) -> Verdict:
    """Every number fits into the one it is a part of."""
    if min(count.agree, count.disagree, count.defer, count.invalid, count.recused, count.present) < 0:
        return refused("人数和票数不能是负数。", 30)
    if not count.recused <= count.present <= count.members:
        return refused(f"到会{count.present}人，应在回避{count.recused}人和应到{count.members}人之间。", 30)
    ballots = count.voting + count.invalid
    if ballots > count.base[Base.PRESENT]:
        return refused(f"票数共{ballots}，多于参加表决的{count.base[Base.PRESENT]}人，请核对。", 30)
    return GRANTED


def proposed(count: Count, rules: Rules, *, emergency: bool = False) -> Outcome | None:
    """Quorum first, then disagreement, then the threshold; None where too few are in the room."""
    if not is_quorate(count, rules):
        return None
    if not emergency and is_divided(count, rules.disagreement):
        return Outcome.DEFERRED
    return by_threshold(count, rules, emergency=emergency)


def is_quorate(count: Count, rules: Rules) -> bool:
    return reaches(count.base[Base.PRESENT], rules.quorum, count.base[Base.MEMBERS])


def by_threshold(count: Count, rules: Rules, *, emergency: bool = False) -> Outcome:
    """In an emergency the majority of those present decides (art. 30)."""
    rule = rules.emergency if emergency else rules.passing
    enough = reaches(count.agree, rule.fraction, count.base[rule.base])
    return Outcome.PASSED if enough else Outcome.REJECTED


def judge(count: Count, rules: Rules, *, emergency: bool = False) -> Judgement:
    """What a count comes to, with its arithmetic in words."""
    outcome = proposed(count, rules, emergency=emergency)
    return Judgement(
        is_quorate=outcome is not None,
        is_divided=outcome == Outcome.DEFERRED,
        by_threshold=by_threshold(count, rules, emergency=emergency),
        proposed=outcome,
        arithmetic=_in_words(count, rules, rules.emergency if emergency else rules.passing, outcome),
    )


def is_divided(count: Count, share: Fraction) -> bool:
    """分歧较大: neither those for it nor those against reach the share of those voting."""
    return not (reaches(count.agree, share, count.voting) or reaches(count.disagree, share, count.voting))


def quorum_in_words(count: Count, rules: Rules) -> str:
    """应到9人，到会7人；到会三分之二以上为6人，实有7人，符合"""
    members, present = count.base[Base.MEMBERS], count.base[Base.PRESENT]
    met = "符合" if reaches(present, rules.quorum, members) else "不足"
    away = f"，回避{count.recused}人不计" if count.recused else ""
    least = f"到会{_share(rules.quorum)}为{needed(rules.quorum, members)}人，实有{present}人，{met}"
    return f"应到{count.members}人，到会{count.present}人{away}；{least}"


def _in_words(count: Count, rules: Rules, passing: Rule, proposed: Outcome | None) -> str:
    quorum = quorum_in_words(count, rules)
    if proposed is None:
        return f"{quorum}，不能表决。"
    invalid = f"，废票{count.invalid}" if count.invalid else ""
    cast = f"同意{count.agree}，不同意{count.disagree}，缓议或弃权{count.defer}{invalid}"
    if proposed == Outcome.DEFERRED:
        share = f"{_share(rules.disagreement)}为{needed(rules.disagreement, count.voting)}人"
        return f"{quorum}；{cast}；参加表决{count.voting}人，{share}，双方都未达到，分歧较大，应当暂缓。"
    wanted = f"{passing.words}为{needed(passing.fraction, count.base[passing.base])}票"
    return f"{quorum}；{cast}；{wanted}，同意{count.agree}票，{proposed.label}。"


def _share(fraction: Fraction) -> str:
    return Words(str_of(fraction)).label


@dataclass(frozen=True)
class Contest:
    """差额票决: what each candidate got, best first, and who is elected; `tied` stand level at the last seat."""

    elected: tuple
    tied: tuple
    arithmetic: str


def elect(votes: dict, *, seats: int, count: Count, rules: Rules) -> Contest:
    """The best `seats` of those who reach the threshold; who stands level at the last seat needs another ballot."""
    base = count.base[rules.passing.base]
    least = needed(rules.passing.fraction, base)
    enough = [name for name in sorted(votes, key=lambda name: -votes[name]) if base and votes[name] >= least]
    border = votes[enough[seats - 1]] if len(enough) > seats else None
    rivals = tuple(name for name in enough if votes[name] == border)
    over = border is not None and votes[enough[seats]] == border
    elected = tuple(name for name in enough[:seats] if not (over and name in rivals))
    told = "，".join(f"{name}{number}票" for name, number in votes.items())
    words = f"应选{seats}人；{rules.passing.words}为{least}票；{told}；当选{len(elected)}人"
    tie = f"，{'、'.join(map(str, rivals))}票数相同，须就此再投一次" if over else ""
    return Contest(elected, rivals if over else (), f"{words}{tie}。")


def may_stand(names: list[str]) -> Verdict:
    """Every candidate once, under a name a ballot can show."""
    if twice := sorted({name for name in names if names.count(name) > 1}):
        return refused(f"候选人不能重复：{'、'.join(twice)}。", 28)
    if any(len(name) > NAME for name in names):
        return refused(f"候选人姓名不超过{NAME}个字，一行写一人。", 28)
    return GRANTED


def contest_adds_up(votes: dict, *, seats: int, valid: int) -> Verdict:
    """More candidates than seats; nobody has more votes than there are ballots, all together no more than seats allow."""
    if not 0 < seats < len(votes):
        return refused(f"差额票决的候选人须多于应选人数：应选{seats}人，候选{len(votes)}人。", 28)
    if any(not 0 <= number <= valid for number in votes.values()):
        return refused(f"每名候选人的得票数应在0和有效票{valid}张之间，请核对。", 28)
    if sum(votes.values()) > seats * valid:
        return refused(f"得票合计{sum(votes.values())}，多于{valid}张有效票各选{seats}人的总数，请核对。", 28)
    return GRANTED
