"""领导联签: who has to sign, in which order, and to which words (art. 35). No database, no clock."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from core.verdict import GRANTED, Verdict, refused

FEWEST_SIGNERS, MOST_SIGNERS = 2, 6


def sealed_text(
    *,
    unit: str,
    kind: str,
    title: str,
    content: str,
    amount: Decimal | None,
    payee: str,
    signers: Sequence[str],
) -> str:
    """Every word a signature is given to, each on its own line under its name; the order of the signers is one of them."""
    cost = "" if amount is None else f"{amount:,.2f}元"
    named = [
        ("单位", unit),
        ("事项", kind),
        ("标题", title),
        ("内容", content),
        ("金额", cost),
        ("收款方", payee),
    ]
    named += [(f"签署人{number}", signer) for number, signer in enumerate(signers, 1)]
    return "\n".join(f"{name}：{_one_paragraph(words)}" for name, words in named)


def _one_paragraph(words: str) -> str:
    """Lines of a text are indented, so that none of them passes for the line of another name."""
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\n　　")


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def enough_signers(people: Sequence) -> Verdict:
    """At least two different leaders, so that whoever proposes is never the only one."""
    if len(set(people)) != len(people):
        return refused("同一个人只签一次，请不要重复选。", 35)
    if len(people) < FEWEST_SIGNERS:
        return refused("联签至少由两名领导签署。", 35)
    if len(people) > MOST_SIGNERS:
        return refused(f"联签最多由{MOST_SIGNERS}名领导签署。", 35)
    return GRANTED


def same_words(seen: str, present: str) -> Verdict:
    """A signature is given to the words that were read."""
    if seen == present:
        return GRANTED
    return refused("您打开以后，文件的内容有改动，这次签署没有算数。请重新看一遍，再签。", 35)


def on_paper(on_behalf: bool, paper: str) -> Verdict:
    if on_behalf and not paper.strip():
        return refused("代录签名，须写明纸质原件在哪里。", 35)
    return GRANTED


def said_why(reason: str, deed: str) -> Verdict:
    return GRANTED if reason.strip() else refused(f"{deed}须写明理由。", 35)
