"""The register as a file that imports again unchanged."""

from core.spreadsheets import export_response
from riskpoints import queries, tables

CHUNK = 1_000


def export(points, filename: str):
    """Every one of the points, in their order; the extension chooses the format."""
    rows = (tables.exported(point) for point in queries.whole(points).iterator(chunk_size=CHUNK))
    return export_response(filename, tables.HEADINGS, rows)
