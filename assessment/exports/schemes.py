"""A scheme as a file that comes in again unchanged."""

from assessment.models import Scheme
from assessment.tables import schemes as tables
from audit.log import record_export
from core.spreadsheets import export_response


def export_scheme(scheme: Scheme, *, by, extension: str):
    items = list(scheme.items.all())
    record_export("assessment.scheme_export", by=by, rows=len(items))
    name = f"{scheme.name}第{scheme.version}版.{extension}"
    return export_response(name, tables.HEADINGS, map(tables.exported, items))
