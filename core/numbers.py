"""Numbers as the town writes them."""

from decimal import Decimal


def plain(value: Decimal) -> str:
    """98.50 → 98.5, 100.00 → 100, 0.00 → 0"""
    return f"{value.normalize():f}" if value else "0"
