"""Ready-made `parse` functions for columns: each takes a cell as text or date, and says in words what is wrong."""

import re
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d\d)(\d\d)")
_YES_NO = {"是": True, "有": True, "√": True, "否": False, "无": False, "×": False}


def day(cell: str | date) -> date:
    """2026-11-24, 2026/11/24, 2026.11.24, 2026年11月24日, 20261124 or a date cell."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if found := _DAY.fullmatch(cell):
        try:
            return date(*(int(part) for part in found.groups() if part))
        except ValueError:
            raise ValidationError(f"没有「{cell}」这一天。") from None
    raise ValidationError(f"「{cell[:30]}」不是日期，请写成2026-11-24。")


def whole_number(cell: str | date) -> int:
    text = str(cell).replace(",", "").replace("，", "")
    if not re.fullmatch(r"[+-]?\d{1,15}", text):
        raise ValidationError(f"「{text[:30]}」不是整数。")
    return int(text)


def amount(cell: str | date) -> Decimal:
    """Money in yuan: 12,000.50, ¥12000.5 or 12000元."""
    text = re.sub(r"[,，\s¥￥]|元$", "", str(cell))
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,2})?", text):
        raise ValidationError(f"「{str(cell)[:30]}」不是金额，请写成12000.50，单位为元，最多两位小数。")
    return Decimal(text)


def yes_no(cell: str | date) -> bool:
    try:
        return _YES_NO[str(cell)]
    except KeyError:
        raise ValidationError(f"「{str(cell)[:30]}」应为是或否。") from None
