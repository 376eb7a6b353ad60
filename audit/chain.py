"""Walking the chain: every row sealed to the one before it, and every mark left outside the database still met.

A mark is (sequence, mac, where it was noted). The anchor file's lines are marks, and so is the head row: whoever cuts
off the end of the chain in the database cannot take back what the anchor file says about it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audit import rules


class Mark(NamedTuple):
    sequence: int
    mac: str
    noted: str


class Broken(Exception):
    """The chain is not what it was; the message is a sentence that names the first bad sequence."""

    def __init__(self, sequence: int, what: str):
        super().__init__(f"审计链在第 {sequence} 条处不完整：{what}。")
        self.sequence = sequence


def verify(rows: Iterable[dict], marks: Iterable[Mark], keys: dict[str, str]) -> int:
    """The number of rows of an unbroken chain; raises Broken at the first row that is not as it was written.

    Both iterables go by ascending sequence and are read once, side by side, in constant memory.
    """
    last, previous = 0, ""
    marks = iter(marks)
    mark = next(marks, None)
    for row in rows:
        _check(row, last + 1, previous, keys)
        last, previous = row["sequence"], row["mac"]
        while mark and mark.sequence <= last:
            _meet(mark, last, previous)
            mark = next(marks, None)
    if mark and mark.sequence > last:
        raise Broken(
            last + 1, f"{mark.noted}记到第 {mark.sequence} 条，数据库只到第 {last} 条，其后的记录被截去"
        )
    return last


def _check(row: dict, expected: int, previous: str, keys: dict[str, str]) -> None:
    if row["sequence"] != expected:
        raise Broken(expected, f"该条缺失，其后是第 {row['sequence']} 条")
    if row["previous"] != previous:
        raise Broken(expected, "与上一条的校验值不衔接")
    if row["key_id"] not in keys:
        raise Broken(expected, f"所用密钥 {row['key_id']} 不在 AUDIT_KEYS 中，无法核对")
    if row["algorithm"] not in rules.ALGORITHMS:
        raise Broken(expected, f"算法 {row['algorithm']} 无法识别")
    if rules.seal(row, keys[row["key_id"]]) != row["mac"]:
        raise Broken(expected, "内容与校验值不符，已被改动")


def _meet(mark: Mark, sequence: int, mac: str) -> None:
    """A mark at 0 is the head of a chain that has not begun: with rows behind it, somebody put it back."""
    if mark.sequence < sequence:
        raise Broken(mark.sequence + 1, f"{mark.noted}只记到第 {mark.sequence} 条，其后的记录来路不明")
    if mark.mac != mac:
        raise Broken(sequence, f"校验值与{mark.noted}不同，已被替换")


def merged(anchors: Iterable[Mark], head: Mark) -> Iterator[Mark]:
    """The anchors with the head in its place among them."""
    waiting = True
    for anchor in anchors:
        if waiting and head.sequence < anchor.sequence:
            yield head
            waiting = False
        yield anchor
    if waiting:
        yield head
