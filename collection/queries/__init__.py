"""The forms and items …

Two questions are kept apart: that a form was filed (forms_visible_to) and what stands in it (items_visible_to).
Whatever depends on the second, 无情况 and the number of items included, is answered for one reader.
"""

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
from collection.queries.periods import latest_quarter, points_without_form, to_stop
from collection.queries.scope import received_by, typed_for
from collection.queries.subjects import powers_of, risk_points_of, subject_code, subjects_for

__all__ = [
    "ABOVE",
    "FORM_READERS",
    "OVERSEERS",
    "SORTS",
    "current_form",
    "forms_visible_to",
    "hand_overs_of",
    "hanging_on",
    "history_of",
    "items_in",
    "items_visible_to",
    "judged_by",
    "latest_quarter",
    "points_without_form",
    "powers_of",
    "received_by",
    "reported",
    "risk_points_of",
    "sorted_by",
    "subject_code",
    "subjects_for",
    "to_chase",
    "to_fill",
    "to_receive",
    "to_stop",
    "to_triage",
    "typed_for",
    "unfiled",
    "units_seen",
    "with_items_seen",
]
