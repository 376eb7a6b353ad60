"""What was decided, in the columns in which it comes in."""

from audit.log import record_export
from core.spreadsheets import export_response
from decisions import queries, tables

CHUNK = 500


def export_items(items, filename: str, *, by):
    """The items a meeting ended with; who said what only where `by` hears it. The extension chooses the format."""
    found = queries.written_items(items)
    record_export("decisions.export", by=by, rows=found.count())
    hears, shared = queries.meetings_heard_by(by), queries.unclear_names()
    rows = (
        tables.exported(number, item, hears=hears(item), shared=shared)
        for number, item in enumerate(found.iterator(chunk_size=CHUNK), 1)
    )
    return export_response(filename, tables.HEADINGS, rows)
