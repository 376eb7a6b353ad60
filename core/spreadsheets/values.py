"""Cells that hold something else than text, in the ways people write them."""

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError

_DAY = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
YES_NO = [(True, "是"), (False, "否")]


def day(cell) -> date:
    """A date cell, or 2026-11-24, 2026/11/24, 2026.11.24, 2026年11月24日."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.match(str(cell))
    if not found:
        raise ValidationError("请写成日期，如 2026-11-24。")
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        raise ValidationError(f"没有{str(cell)[:20]}这一天，请核对日期。") from None


def whole_number(cell) -> int:
    """A number without a fraction and not below nought."""
    text = str(cell)
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValidationError("请填整数，如 20。")
    return int(text)
