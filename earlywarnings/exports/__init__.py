"""What leaves the house as a workbook, by noun."""

from earlywarnings.exports.warnings import (
    register,
)

__all__ = [
    "register",
]
