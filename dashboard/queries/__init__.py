"""The town at a glance. Every number is counted from rows the reader may open …"""

from dashboard.queries.leaders import Overview, overview
from dashboard.queries.rows import ROWS, found
from dashboard.queries.todo import grouped, in_order, served_on, sheet_of, todos, unit_of

__all__ = [
    "ROWS",
    "Overview",
    "found",
    "grouped",
    "in_order",
    "overview",
    "served_on",
    "sheet_of",
    "todos",
    "unit_of",
]
