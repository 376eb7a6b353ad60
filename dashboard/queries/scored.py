"""How many units are in which band (art. 48): counts, and units in their own order, never a ranking …"""

from assessment import queries as assessment
from assessment.queries import NOT_SCORED
from assessment.rules import BANDS
from dashboard.queries.marks import Cell, MatrixRow, Tile, rows_of
from dashboard.rules import Moment

NAMES = (*(band.label for band in BANDS), NOT_SCORED)
CAVEAT = "得分只有现在的，不能还原到过去某天。"


def scores(user, moment: Moment) -> Tile:
    counts = assessment.bands(user, moment.on.year)
    cells = [
        Cell(f"{count} 个", "", rows_of("scores", moment, band=name)) if count else Cell("0 个")
        for name, count in counts
    ]
    rows = [MatrixRow("单位", cells)] if any(count for _, count in counts) else []
    return Tile([name for name, _ in counts], rows, "" if moment.is_today else CAVEAT)


def rows_scored(user, moment: Moment, asked: dict) -> list:
    rows = assessment.overview(user, moment.on.year)
    return [row for row in rows if not asked["band"] or (row.band or NOT_SCORED) == asked["band"]]
