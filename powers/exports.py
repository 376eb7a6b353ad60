"""The catalogue as a file that imports again unchanged."""

from core.spreadsheets import export_response
from powers import queries, tables

CHUNK = 1_000


def export(powers, filename: str):
    """Every one of the powers, in their order; the extension chooses the format."""
    rows = (tables.exported(power) for power in queries.whole(powers).iterator(chunk_size=CHUNK))
    return export_response(filename, tables.HEADINGS, rows)
