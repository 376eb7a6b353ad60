"""The picture of a table of discretion (art. 22): a column for each band, from the lower to the upper end of its penalty."""

from decimal import Decimal
from typing import NamedTuple

from django.template.loader import render_to_string

from powers import rules

COLUMN, WIDTH, HEIGHT, TOP, LEFT, FOOT = 132, 56, 160, 22, 84, 40


class Column(NamedTuple):
    x: int
    y: float
    height: float
    foot: float
    middle: int
    least: str
    most: str
    lines: tuple[str, ...]


class Drawn(NamedTuple):
    """A table with its rows in words, and the picture of them."""

    table: object
    rows: list
    svg: str


def of(table, bands) -> Drawn:
    frame = rules.Frame(*(getattr(table, name) for name in rules.Frame._fields))
    read = [rules.Band(*(getattr(band, name) for name in rules.Band._fields)) for band in bands]
    rows = [
        {"words": rules.words(band, frame), "penalty": between(band, table.penalty_unit), "note": row.note}
        for band, row in zip(read, bands, strict=True)
    ]
    return Drawn(table, rows, draw(read, frame, title=f"{table}的档次图"))


def between(band: rules.Band, unit: str) -> str:
    if band.least == band.most:
        return f"{rules.plain(band.least)}{unit}"
    return f"{rules.plain(band.least)}—{rules.plain(band.most)}{unit}"


def draw(bands: list[rules.Band], frame: rules.Frame, *, title: str) -> str:
    """The dashed lines are the ends of what the law allows."""
    reach = (frame.most - frame.least) or Decimal(1)

    def height(amount: Decimal) -> float:
        return float(TOP + HEIGHT * (1 - (amount - frame.least) / reach))

    columns = []
    for place, band in enumerate(bands):
        x = LEFT + COLUMN * place + (COLUMN - WIDTH) // 2
        top, bottom = height(band.most), height(band.least)
        words = rules.words(band, frame)
        above, _, under = words.partition("以上不满")
        lines = (f"{above}以上", f"不满{under}") if under else (words,)
        least, most = rules.plain(band.least), rules.plain(band.most)
        columns.append(
            Column(
                x,
                top,
                max(bottom - top, 2),
                bottom - 5,
                x + WIDTH // 2,
                least if least != most else "",
                most,
                lines,
            )
        )
    context = {
        "title": title, "columns": columns, "width": LEFT + COLUMN * len(bands) + 8, "height": TOP + HEIGHT + FOOT + 20,
        "top": TOP, "bottom": TOP + HEIGHT, "left": LEFT, "column_width": WIDTH, "least": rules.plain(frame.least),
        "most": rules.plain(frame.most), "unit": frame.penalty_unit,
    }  # fmt: skip
    return render_to_string("powers/bands.svg", context)
