"""How people, views and votes are written in one cell of a list, and read from it again. No database, no clock.

Several stand below each other, or on one line with 、 or ；between them; a remark stands in brackets behind the name.
Two people of one name are told apart by their post: 王伟[副镇长].
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.core.exceptions import ValidationError

from decisions.enums import View

BALLOT, CONTEST = "无记名票决", "差额票决"
BETWEEN = "、，,；;"
VIEWS = {view.label: view for view in View} | {
    "赞成": View.AGREE,
    "反对": View.DISAGREE,
    "弃权": View.DEFER,
    "暂缓": View.DEFER,
}
NUMBERS = {"同意": "agree", "不同意": "disagree", "弃权": "defer", "废票": "invalid"}
LEAST_DAY = re.compile(r"^(\d{4})\D(\d{1,2})\D(\d{1,2})日?(?:[ T]+(\d{1,2})[:：时](\d{1,2})?)?")


class Mention(NamedTuple):
    """Somebody named in a cell, with their post where the name alone is not clear, and what stands behind it."""

    name: str
    post: str = ""
    remark: str = ""

    @property
    def written(self) -> str:
        who = f"{self.name}[{self.post}]" if self.post else self.name
        return f"{who}（{self.remark}）" if self.remark else who


class Said(NamedTuple):
    who: Mention
    view: View
    reason: str = ""

    @property
    def written(self) -> str:
        return f"{self.who.written}：{self.view.label}" + (f"（{self.reason}）" if self.reason else "")


class Ballots(NamedTuple):
    agree: int
    disagree: int
    defer: int
    invalid: int

    @property
    def written(self) -> str:
        said = "，".join(f"{label}{getattr(self, name)}票" for label, name in NUMBERS.items())
        return f"{BALLOT}：{said}"


class Candidates(NamedTuple):
    """差额票决: (name, votes, whether elected) of each."""

    seats: int
    votes: tuple[tuple[str, int, bool], ...]

    @property
    def written(self) -> str:
        lines = [f"{name}{number}票" + ("（当选）" if won else "") for name, number, won in self.votes]
        return "\n".join([f"{CONTEST}：应选{self.seats}人", *lines])


def people(cell) -> tuple[Mention, ...]:
    """张三、李四（请假：出差）"""
    return tuple(_mention(part) for part in _parts(str(cell)))


def views(cell) -> tuple[Said, ...] | Ballots | Candidates:
    """张三：同意（符合规定）；李四：不同意 — or the numbers of a ballot."""
    text = str(cell)
    if text.startswith(BALLOT):
        return _ballots(text)
    if text.startswith(CONTEST):
        return _candidates(text)
    return tuple(_said(part) for part in _parts(text))


def written(things) -> str:
    """As one cell: below each other as soon as a bracket could hold one of the marks in between."""
    if isinstance(things, (Ballots, Candidates)):
        return things.written
    lines = [thing.written for thing in things]
    return ("\n" if any("（" in line for line in lines) else "；").join(lines)


def moment(cell) -> tuple[date, time | None]:
    """2026-11-20, 2026年11月20日 9:30, or a cell that is a date."""
    if isinstance(cell, datetime):
        return cell.date(), cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, date):
        return cell, None
    found = LEAST_DAY.match(str(cell))
    if not found:
        raise ValidationError("请写成日期，或日期和时间，如 2026-11-24 9:30。")
    year, month, day, hour, minute = found.groups()
    try:
        at = time(int(hour), int(minute or 0)) if hour else None
        return date(int(year), int(month), int(day)), at
    except ValueError:
        raise ValidationError(f"没有“{str(cell)[:20]}”这个时间，请核对。") from None


def amount(cell) -> Decimal:
    text = str(cell).replace(",", "").replace("，", "").removesuffix("元").strip()
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValidationError("请填金额，如 80000。") from None
    if not value.is_finite() or value < 0 or value >= 10**12 or value != round(value, 2):
        raise ValidationError("金额应在0和一万亿之间，最多两位小数。")
    return value


def _parts(text: str) -> Iterator[str]:
    """The pieces of a cell; a mark inside brackets parts nothing, and in a cell of several lines only the line end does."""
    if "\n" in text:
        yield from filter(None, (line.strip(" \t；;") for line in text.split("\n")))
        return
    depth, piece = 0, ""
    for letter in text:
        depth = max(0, depth + (letter in "（([") - (letter in "）)]"))
        if letter in BETWEEN and not depth:
            yield from filter(None, [piece.strip()])
            piece = ""
        else:
            piece += letter
    yield from filter(None, [piece.strip()])


def _mention(text: str) -> Mention:
    found = re.fullmatch(r"([^（()）\[\]：:]+)(?:\[([^\]]+)\])?\s*(?:[（(](.+)[）)])?", text)
    if not found:
        raise ValidationError(f"看不懂“{text[:30]}”，请写姓名，请假的写成 李四（请假：出差）。")
    name, post, remark = (part.strip() if part else "" for part in found.groups())
    return Mention(name, post, re.sub(r"^请假[：:，,]", "", remark).strip())


def _said(text: str) -> Said:
    found = re.fullmatch(r"([^：:]+)[：:]\s*([^（(]+?)\s*(?:[（(](.*)[）)])?", text)
    if not found or found[2] not in VIEWS:
        raise ValidationError(f"看不懂“{text[:30]}”，请写成 张三：同意（理由）；意见为同意、不同意或缓议。")
    return Said(_mention(found[1].strip()), VIEWS[found[2]], (found[3] or "").strip())


def _ballots(text: str) -> Ballots:
    counted = dict.fromkeys(NUMBERS.values(), 0)
    for part in re.split(r"[，,；;\n]+", re.sub(rf"^{BALLOT}[：:\s]*", "", text)):
        found = re.fullmatch(r"(同意|不同意|弃权|缓议|废票)(\d{1,3})[票张]?", part.strip())
        if not found:
            raise ValidationError(f"看不懂“{part[:30]}”，请写成 {BALLOT}：同意7票，不同意1票，弃权1票。")
        counted[NUMBERS["弃权" if found[1] == "缓议" else found[1]]] = int(found[2])
    return Ballots(**counted)


def _candidates(text: str) -> Candidates:
    head, *lines = _parts(text.replace("，", "\n"))
    seats = re.fullmatch(rf"{CONTEST}[：:\s]*应选(\d{{1,3}})人", head)
    found = [re.fullmatch(r"(.+?)(\d{1,3})票([（(]当选[）)])?", line) for line in lines]
    if not seats or not found or not all(found):
        raise ValidationError(f"请写成 {CONTEST}：应选1人，张三5票（当选），李四3票。")
    return Candidates(int(seats[1]), tuple((line[1], int(line[2]), bool(line[3])) for line in found))
