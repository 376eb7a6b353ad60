"""The risk points a user sees, and what hangs together with one."""

from riskpoints.queries.catalogue import (
    catalogue_rows,
    catalogues_visible_to,
    is_current,
    towns_to_send,
    unchecked_in,
)
from riskpoints.queries.chain import (
    chain_links,
    links_for_point,
    links_from_power,
    marks_on,
)
from riskpoints.queries.library import (
    library,
)
from riskpoints.queries.measures import (
    measures_seen,
    measures_with_executions,
)
from riskpoints.queries.register import (
    BY_LEVEL,
    SORTS,
    answerable,
    changes_since_review,
    due_for_review,
    heat,
    in_register,
    listed,
    matching,
    numbers,
    powers_to_hang_on,
    prefilled,
    proposal_for,
    sorted_by,
    thresholds,
    to_be_flagged,
    units_seen,
    units_to_write_for,
    visible_to,
    whole,
)

__all__ = [
    "BY_LEVEL",
    "SORTS",
    "answerable",
    "catalogue_rows",
    "catalogues_visible_to",
    "chain_links",
    "changes_since_review",
    "due_for_review",
    "heat",
    "in_register",
    "is_current",
    "library",
    "links_for_point",
    "links_from_power",
    "listed",
    "marks_on",
    "matching",
    "measures_seen",
    "measures_with_executions",
    "numbers",
    "powers_to_hang_on",
    "prefilled",
    "proposal_for",
    "sorted_by",
    "thresholds",
    "to_be_flagged",
    "towns_to_send",
    "unchecked_in",
    "units_seen",
    "units_to_write_for",
    "visible_to",
    "whole",
]
