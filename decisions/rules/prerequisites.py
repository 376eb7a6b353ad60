"""What has to come before a meeting, category by category (art. 31–34), and what is a decision already (art. 29, 30)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from core.verdict import GRANTED, Verdict, refused
from decisions.enums import INSTEAD_OF_A_MEETING, Category, Preparing, Prerequisite
from rulebook.rules import article_label

P = Prerequisite
BY_CATEGORY = {
    Category.MATTER: ((P.RESEARCH, 31), (P.OPINIONS, 31)),
    Category.PERSONNEL: (
        (P.PRELIMINARY, 32),
        (P.RECOMMENDATION, 32),
        (P.INSPECTION, 32),
        (P.CONSULTATION, 32),
        (P.DISCIPLINE, 32),
    ),
    Category.PROMOTION: (
        (P.PRELIMINARY, 32),
        (P.RECOMMENDATION, 32),
        (P.INSPECTION, 32),
        (P.CONSULTATION, 32),
        (P.DISCIPLINE, 32),
    ),
    Category.HONOUR: ((P.DISCIPLINE, 32),),
    Category.REWARD: ((P.DISCIPLINE, 32),),
    Category.PROJECT: ((P.PLAN, 33), (P.LEADER_CONSENT, 33), (P.OFFICE_MEETING, 33), (P.ASSESSMENT, 33)),
    Category.FUNDS: (
        (P.SPENDING_PLAN, 34),
        (P.FINANCE_OPINION, 34),
        (P.LEADER_CONSENT, 34),
        (P.OFFICE_MEETING, 34),
    ),
}
LIST = 28  # what the town's own list adds


class Required(NamedTuple):
    kind: Prerequisite
    article: int


def required(
    category: str,
    *,
    is_technical: bool = False,
    touches_public: bool = False,
    needs_assessment: bool = False,
    further: Iterable[str] = (),
) -> tuple[Required, ...]:
    """The prerequisites of an item, each once, with the article that asks for it."""
    found = dict(BY_CATEGORY[Category(category)])
    if is_technical:
        found.setdefault(P.EXPERTS, 31)
    if touches_public:
        found.setdefault(P.HEARING, 31)
        found.setdefault(P.PUBLICITY, 31)
    if needs_assessment:
        found.setdefault(P.ASSESSMENT, 33)
    for kind in further:
        found.setdefault(P(kind), LIST)
    return tuple(Required(kind, article) for kind, article in found.items())


def complete(missing: Iterable[Required]) -> Verdict:
    """All are there, or the sentence that names each that is not and its article."""
    missing = list(missing)
    if not missing:
        return GRANTED
    words = "；".join(f"{one.kind.label}（{article_label(one.article)}）" for one in missing)
    return refused(f"会前程序还不齐全，不能列入会议：{words}。", missing[0].article)


def done_in_time(done_on: date, today: date) -> Verdict:
    if done_on > today:
        return refused("会前程序的完成日期不能晚于今天。", 31)
    return GRANTED


def is_only_prepared(kind: str) -> Verdict:
    """酝酿 is a talk: what stands in for a meeting is refused by its name."""
    if Preparing(kind) in INSTEAD_OF_A_MEETING:
        return refused(
            f"不得以{Preparing(kind).label}等方式代替集体决策，请提交会议讨论决定。",
            29,
        )
    return GRANTED


def made_no_decision(decided: bool) -> Verdict:
    if decided:
        return refused("酝酿不得作出决定或者影响集体决策，请把议题提交会议集体讨论。", 30)
    return GRANTED
