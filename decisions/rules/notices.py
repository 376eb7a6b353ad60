"""What the public may read of a resolution (art. 10, 21). No database, no clock."""

import hashlib
from collections.abc import Iterable
from datetime import date

from core.dates import cn
from core.verdict import GRANTED, Verdict, refused


def body(*, held_on: date, met: str, outcome: str, text: str) -> str:
    """The day, who decided, how it went and what was resolved; never who said what."""
    return f"{cn(held_on)}，{met}集体讨论决定，结果：{outcome}。\n{text}"


def fingerprint(words: str) -> str:
    """Whoever reads the page can work it out again."""
    return hashlib.sha256(words.encode()).hexdigest()


def names_nobody(words: str, names: Iterable[str]) -> Verdict:
    """No member, no candidate: what is on show is what the meeting resolved, not who."""
    found = sorted({name for name in names if name and name in words})
    if not found:
        return GRANTED
    return refused(f"公开的文字里有参会人员或候选人的姓名：{'、'.join(found)}。请改写后再公开。", 10)
