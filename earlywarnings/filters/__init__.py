"""What the lists can be narrowed by, by noun."""

from earlywarnings.filters.warnings import (
    WarningFilter,
)

__all__ = [
    "WarningFilter",
]
