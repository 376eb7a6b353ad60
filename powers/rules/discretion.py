"""Bands of discretion (art. 22): each begins where the one before ends, and none leaves what the law allows."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple


class Band(NamedTuple):
    """From `low` (included) to under `high` (None: no end), anything from `least` to `most`."""

    low: Decimal
    high: Decimal | None
    least: Decimal
    most: Decimal


class Frame(NamedTuple):
    """What a table has to cover, and how far the law lets it go."""

    measure_from: Decimal
    measure_to: Decimal | None
    least: Decimal
    most: Decimal
    measure_unit: str = ""
    penalty_unit: str = ""


class Fault(NamedTuple):
    """`band` is the place of the row in the order it was given, `field` where the mistake is to be shown."""

    band: int
    field: str
    reason: str


def faults(bands: Sequence[Band], frame: Frame) -> list[Fault]:
    """Everything that is wrong; both rows are shown where two do not fit together."""
    if not bands:
        return []
    in_order = sorted(range(len(bands)), key=lambda place: bands[place].low)
    found = [fault for place in in_order for fault in _of_one(place, bands[place], frame)]
    for rank, (place, after) in enumerate(zip(in_order, in_order[1:], strict=False), 1):
        found += _between(bands[place], bands[after], rank, after, frame)
    return found + _at_the_edges(bands, in_order, frame)


def _of_one(place: int, band: Band, frame: Frame):
    if band.high is not None and band.high <= band.low:
        yield Fault(place, "high", "止点须大于起点。")
    if band.most < band.least:
        yield Fault(place, "most", "处理上限不能低于下限。")
    allowed = (
        f"法定幅度是{plain(frame.least)}至{plain(frame.most)}{frame.penalty_unit}，不能超出（第二十二条）。"
    )
    if band.least < frame.least:
        yield Fault(place, "least", allowed)
    if band.most > frame.most:
        yield Fault(place, "most", allowed)


def _between(one: Band, other: Band, rank: int, place: int, frame: Frame):
    pair = f"第{rank}档“{words(one, frame)}”和第{rank + 1}档“{words(other, frame)}”"
    if one.high is None or one.high > other.low:
        yield Fault(place, "low", f"{pair}重叠，同一情形会有两种处理。")
    elif one.high < other.low:
        yield Fault(
            place, "low", f"{pair}之间有空档，{plain(one.high)}以上不满{plain(other.low)}的没有规定。"
        )


def _at_the_edges(bands: Sequence[Band], in_order: list[int], frame: Frame) -> list[Fault]:
    first, last = (
        in_order[0],
        max(in_order, key=lambda place: (bands[place].high is None, bands[place].high or 0)),
    )
    found = []
    if bands[first].low != frame.measure_from:
        found.append(Fault(first, "low", f"第一档须从因素起点{plain(frame.measure_from)}开始。"))
    if bands[last].high != frame.measure_to:
        end = "不填止点，表示以上" if frame.measure_to is None else f"止于因素终点{plain(frame.measure_to)}"
        found.append(Fault(last, "high", f"最后一档须{end}。"))
    return found  # fmt: skip


def words(band: Band, frame: Frame) -> str:
    """不满10平方米, 10平方米以上不满50平方米, 50平方米以上: 以上 includes the number itself."""
    unit = frame.measure_unit
    above = f"{plain(band.low)}{unit}以上"
    if band.high is None:
        return above
    under = f"不满{plain(band.high)}{unit}"
    return under if band.low == frame.measure_from else above + under


def plain(number: Decimal) -> str:
    """Without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
