"""The page of a leader on paper, and the words of the mail that brings it."""

from core.dates import Quarter, cn
from dashboard.queries.leaders import Overview
from dashboard.queries.marks import Cell, MatrixRow, Tile
from documents import overviews
from earlywarnings.enums import Tier

LATE, MISSING = "is-late", "is-missing"
WHAT = "廉政风险一览"
SUBSCRIBED = "已登记。每季度结束后的第一个工作日，把季末的这一页寄到您的邮箱。"
UNSUBSCRIBED = "已取消，以后不再邮寄。"


def name_of(overview: Overview) -> str:
    """What the file is called."""
    return f"{overview.title}（{cn(overview.moment.on)}）"


def paper(overview: Overview, reader) -> overviews.Overview:
    """The same numbers as on the screen, without what waits for the reader."""
    moment = overview.moment
    caveats = (overview.caveat, *(tile.caveat for tile in _tiles(overview)))
    return overviews.Overview(
        title=overview.title,
        lead=f"截至{cn(moment.on)}，与上季末（{cn(moment.before)}）相比",
        issuer=reader.name,
        figures=tuple(
            overviews.Figure(row.label, str(row.value), row.note) for row in overview.stats if row.is_counted
        ),
        wide=(_flow(overview),),
        paired=(
            ((_late(overview),), (*_decided(overview), _scores(overview))),
            ((_risks(overview),), (_forms(overview),)),
        ),
        foot=f"按{reader.name}的查看权限统计。" + "".join(dict.fromkeys(caveats)),
        on=moment.on,
    )


def pdf(overview: Overview, reader) -> bytes:
    return overviews.pdf(paper(overview, reader))


def told(quarter: Quarter, *, mailed: bool) -> str:
    how = "已按您的要求寄送，见邮件附件" if mailed else "已统计好，您的账号没有登记邮箱，请打开页面查看"
    return f"{quarter.label}末的{WHAT}{how}。"


def _tiles(overview: Overview) -> list[Tile]:
    tiles = (overview.late, overview.findings, overview.scores, overview.risks, overview.reporting)
    return [tile for tile in tiles if tile]


def _flow(overview: Overview) -> overviews.Table:
    flow = overview.flow
    rows = [
        *(MatrixRow(Tier(row.label).label, row.cells) for row in flow.rows),
        MatrixRow("停在这一步", [*flow.waiting, Cell("")]),
        MatrixRow("最久等了", [*flow.longest, Cell("")]),
    ]
    note = f"{overview.moment.on.year}年签批的；停在这一步的含往年"
    return _table("预警走到哪一步", note, Tile(flow.heads, rows), "")


def _late(overview: Overview) -> overviews.Table:
    return _table("各单位逾期的事", "", overview.late, "没有逾期的事。")


def _decided(overview: Overview) -> list[overviews.Table]:
    if overview.findings is None:
        return []
    return [_table("决策检查待说明", "", overview.findings, "没有等待说明的问题。")]


def _scores(overview: Overview) -> overviews.Table:
    note = f"{overview.moment.on.year}年"
    return _table("百分考核得分", note, overview.scores, "这一年还没有考核表。")


def _risks(overview: Overview) -> overviews.Table:
    return _table("风险在哪里", "在册风险点个数", overview.risks, "没有在册的风险点。")


def _forms(overview: Overview) -> overviews.Table:
    return _table("采集表报送", "最近四个季度", overview.reporting, "没有到期的采集表。")


def _table(heading: str, note: str, tile: Tile, empty: str) -> overviews.Table:
    lines = tuple(
        overviews.Line(str(row.label), tuple(_mark(cell) for cell in row.cells)) for row in tile.rows
    )
    return overviews.Table(heading, note, tuple(tile.heads), lines, empty)


def _mark(cell: Cell) -> overviews.Mark:
    if cell.ink.startswith("heat-"):
        return overviews.Mark(cell.text, int(cell.ink.removeprefix("heat-")))
    return overviews.Mark(cell.text, 4 if cell.ink == MISSING else 0, cell.ink == LATE)
