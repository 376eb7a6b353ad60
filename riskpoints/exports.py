"""The register as a file that imports again unchanged."""

from audit.log import record_export
from core.spreadsheets import export_response
from riskpoints import queries, rules, tables
from riskpoints.enums import Level

CHUNK = 1_000


def export(points, filename: str):
    """Every one of the points, in their order; the extension chooses the format."""
    rows = (tables.exported(point) for point in queries.whole(points).iterator(chunk_size=CHUNK))
    return export_response(filename, tables.HEADINGS, rows)


CATALOGUE_HEADINGS = ("序号", "风险点", "单位", "类别", "等级", "职权", "表现形式", "防控措施", "责任人")


def export_catalogue(catalogue, extension: str, *, by):
    """The rows as they were sent, not as the register stands now."""
    record_export("riskpoints.export_catalogue", by=by, rows=len(catalogue.rows))
    rows = (_catalogue_row(number, row) for number, row in enumerate(catalogue.rows, 1))
    return export_response(f"{catalogue}.{extension}", CATALOGUE_HEADINGS, rows)


def _catalogue_row(number: int, row: dict) -> list:
    words = row | {"level": Level(row["level"]).label, "measures": "\n".join(row["measures"])}
    return [number, *(words[name] for name in rules.CATALOGUE)]
