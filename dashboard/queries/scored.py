"""How many units score how high (art. 48): counts, and units in their own order, never a ranking …"""

from collections import Counter
from decimal import Decimal

from assessment import queries as assessment
from dashboard.queries.marks import Cell, MatrixRow, Tile, rows_of
from dashboard.rules import Moment

# from so many points on, and what that is called; the last band takes the rest
BANDS = (
    ("excellent", Decimal(95), "95及以上"),
    ("good", Decimal(85), "85–94"),
    ("fair", Decimal(70), "70–84"),
    ("poor", Decimal(0), "70以下"),
)
CAVEAT = "得分只有现在的，不能还原到过去某天。"
PROVISIONAL = "没有核查的项暂按满分算。"


def band_of(score: Decimal) -> str:
    return next(name for name, least, _ in BANDS if score >= least)


def scores(user, moment: Moment) -> Tile:
    counts = Counter(band_of(row.result.score) for row in assessment.overview(user, moment.on.year))
    cells = [
        Cell(f"{counts[name]} 个", "", rows_of("scores", moment, band=name)) if counts[name] else Cell("0 个")
        for name, *_ in BANDS
    ]
    rows = [MatrixRow("单位", cells)] if counts else []
    return Tile([label for *_, label in BANDS], rows, PROVISIONAL if moment.is_today else CAVEAT)


def rows_scored(user, moment: Moment, asked: dict) -> list:
    rows = assessment.overview(user, moment.on.year)
    return [row for row in rows if not asked["band"] or band_of(row.result.score) == asked["band"]]
