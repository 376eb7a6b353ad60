"""The forms and items …

Two questions are kept apart: that a form was filed (forms_visible_to) and what stands in it (items_visible_to).
Whatever depends on the second, 无情况 and the number of items included, is answered for one reader.
"""

from collection.queries.chapters import with_items
from collection.queries.figures import Part, count, items_of, number_in, parts_of, rows_behind
from collection.queries.forms import (
    ABOVE,
    FORM_READERS,
    OVERSEERS,
    SORTS,
    current_form,
    forms_visible_to,
    hand_overs_of,
    history_of,
    reported,
    sorted_by,
    to_chase,
    to_fill,
    to_receive,
    unfiled,
    units_seen,
    with_items_seen,
)
from collection.queries.items import hanging_on, items_in, items_visible_to, judged_by, to_triage
from collection.queries.periods import (
    first_quarter,
    latest_half_year,
    latest_quarter,
    points_without_form,
    quarters_to_consolidate,
    reports_to_stop,
    to_stop,
    towns_without_consolidation,
    units_without_report,
)
from collection.queries.reports import (
    reports_read_by,
    reports_to_chase,
    reports_to_receive,
    reports_to_write,
    reports_visible_to,
    scope_of,
)
from collection.queries.scope import received_by, typed_for
from collection.queries.subjects import powers_of, risk_points_of, subject_code, subjects_for

__all__ = [
    "ABOVE",
    "FORM_READERS",
    "OVERSEERS",
    "Part",
    "SORTS",
    "count",
    "current_form",
    "first_quarter",
    "forms_visible_to",
    "hand_overs_of",
    "hanging_on",
    "history_of",
    "items_in",
    "items_of",
    "items_visible_to",
    "judged_by",
    "latest_half_year",
    "latest_quarter",
    "number_in",
    "parts_of",
    "points_without_form",
    "powers_of",
    "quarters_to_consolidate",
    "received_by",
    "reported",
    "reports_read_by",
    "reports_to_chase",
    "reports_to_receive",
    "reports_to_stop",
    "reports_to_write",
    "reports_visible_to",
    "risk_points_of",
    "rows_behind",
    "scope_of",
    "sorted_by",
    "subject_code",
    "subjects_for",
    "to_chase",
    "to_fill",
    "to_receive",
    "to_stop",
    "to_triage",
    "towns_without_consolidation",
    "typed_for",
    "unfiled",
    "units_seen",
    "units_without_report",
    "with_items",
    "with_items_seen",
]
