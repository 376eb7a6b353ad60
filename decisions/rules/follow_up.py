"""What becomes of a resolution: tasks with a day (art. 30). No database, no clock."""

from datetime import date

from core.dates import cn
from core.verdict import GRANTED, Verdict, refused


def due_later(due_on: date, today: date) -> Verdict:
    if due_on < today:
        return refused("完成期限不能早于今天。", 30)
    return GRANTED


def arithmetic(given_on: date, due_on: date) -> str:
    return f"{cn(given_on)}交办，应于{cn(due_on)}（含）前完成"
