"""Amounts cut into pieces that stay below the town's line (art. 34)."""

from collections.abc import Iterable
from decimal import Decimal


def is_below(amount: Decimal | None, threshold: Decimal | None) -> bool:
    return amount is not None and threshold is not None and amount < threshold


def is_split(amount: Decimal | None, others: Iterable[Decimal], threshold: Decimal | None) -> bool:
    """Each below the line, together at or above it."""
    others = [other for other in others if is_below(other, threshold)]
    return bool(others) and is_below(amount, threshold) and amount + sum(others) >= threshold
