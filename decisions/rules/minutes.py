"""The record of a meeting as words: how it is sealed, and what differs from it (art. 30). No database, no clock."""

import hashlib
import json
import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from core.verdict import GRANTED, Verdict, refused

LABEL = re.compile(r"[\u4e00-\u9fff（）]{2,12}：")


class Part(NamedTuple):
    """A heading of the record and the lines below it."""

    heading: str
    lines: tuple[str, ...]

    @property
    def labelled(self) -> list[tuple[str, str]]:
        """Each line as its label with the colon and the rest; one that has none as the rest alone."""
        return [_labelled(line) for line in self.lines]


def _labelled(line: str) -> tuple[str, str]:
    found = LABEL.match(line)
    return (found[0], line[found.end() :]) if found else ("", line)


def kept(parts: Iterable[Part]) -> list:
    """As the database keeps them: lists, which read back as they were written."""
    return [[part.heading, list(part.lines)] for part in parts]


def read(rows: list) -> list[Part]:
    return [Part(heading, tuple(lines)) for heading, lines in rows]


def fingerprint(record: Iterable[Part], summary: Iterable[Part]) -> str:
    """SHA-256 over every word of 会议记录 and 会议纪要, and over where each line begins and ends."""
    words = json.dumps([kept(record), kept(summary)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


NOTHING = Part("", ())


class Difference(NamedTuple):
    heading: str
    was: tuple[str, ...]
    now: tuple[str, ...]


def differences(frozen: list[Part], now: list[Part]) -> list[Difference]:
    """Part by part, the lines that are in one of the two only; the parts stand in the order of the meeting."""
    pairs = zip_longest(frozen, now)
    return [_difference(was or NOTHING, then or NOTHING) for was, then in pairs if was != then]


def _difference(was: Part, now: Part) -> Difference:
    gone = tuple(line for line in (was.heading, *was.lines) if line not in (now.heading, *now.lines))
    come = tuple(line for line in (now.heading, *now.lines) if line not in (was.heading, *was.lines))
    if not gone and not come:  # the same lines in another order
        gone, come = was.lines, now.lines
    return Difference(was.heading or now.heading, gone, come)


def all_signed(waiting: Iterable) -> Verdict:
    names = [str(person) for person in waiting]
    if not names:
        return GRANTED
    return refused(f"到会成员签认以后才能定稿。还没有签认：{'、'.join(names)}。", 30)
